//! Whom a body means: name and document as they stand on paper.

use domain::declaration::Problem as FieldFault;
use domain::identity::{Document, DocumentKind, PersonName};
use domain::time::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::problem::Problem;

/// The documents with which one registers.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DocumentKind)]
pub(crate) enum KindWord {
    /// 居民身份证, 港澳台居民居住证.
    ResidentId,
    /// 港澳居民来往内地通行证.
    HongKongMacauPermit,
    /// 台湾居民来往大陆通行证.
    TaiwanPermit,
    /// 护照.
    Passport,
    /// 外国人永久居留身份证.
    ForeignResidentCard,
}

impl From<KindWord> for DocumentKind {
    fn from(word: KindWord) -> Self {
        match word {
            KindWord::ResidentId => Self::ResidentId,
            KindWord::HongKongMacauPermit => Self::HongKongMacauPermit,
            KindWord::TaiwanPermit => Self::TaiwanPermit,
            KindWord::Passport => Self::Passport,
            KindWord::ForeignResidentCard => Self::ForeignResidentCard,
        }
    }
}

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
