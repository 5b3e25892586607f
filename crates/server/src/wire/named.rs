//! Whom a body means: name and document as they stand on paper.

use domain::declaration::Problem as FieldFault;
use domain::identity::{Document, PersonName};
use domain::time::Date;

use crate::problem::Problem;
use crate::routes::resident::registration::KindWord;

/// Name and document, or what is wrong with both; `at` is what stands before the fields' names.
pub(crate) fn named(
    at: &str,
    (name, kind, number): (&str, KindWord, &str),
    today: Date,
) -> Result<(PersonName, Document), Vec<FieldFault>> {
    let mut faults = Vec::new();
    let mut fault = |field: &str, text| {
        let field = format!("{at}{field}");
        faults.push(FieldFault { field, text });
    };
    let name = PersonName::parse(name);
    let name = name.map_err(|error| fault("name", error.text())).ok();
    let document = Document::parse(kind.into(), number, today);
    let document = document.map_err(|error| fault("document_number", error.text()));
    name.zip(document.ok()).ok_or(faults)
}

/// The faults of several parts of a body, all at once.
pub(crate) fn all_faults<const N: usize>(parts: [Option<Vec<FieldFault>>; N]) -> Problem {
    Problem::invalid(parts.into_iter().flatten().flatten().collect())
}
