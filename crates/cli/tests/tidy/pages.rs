//! What pages of `docs/` say about closed lists and about files is what the code has.

use domain::ids::StaffId;
use domain::log::{By, Purpose};

use crate::{none, table, tree};

const LOG: &str = "docs/LOG.md";
const RETENTION: &str = "docs/RETENTION.md";

/// The words that a row of the table of a line's fields names.
fn words_of_label(page: &str, label: &str) -> Vec<String> {
    let rows = table::rows(page, Some("## A line"));
    let row = rows.iter().find(|(_, cells)| cells[0] == label);
    let cell = row.map_or("", |(_, cells)| cells[1].as_str());
    table::quoted(cell).into_iter().map(str::to_owned).collect()
}

#[test]
fn n_7_the_page_of_the_log_names_everybody_who_does_something_and_every_purpose() {
    let page = tree::read(LOG).unwrap();
    let by = [By::System, By::Person, By::Guardian, By::Staff(StaffId(1))];
    assert_eq!(words_of_label(&page, "7"), by.map(By::word));
    let purposes: Vec<&str> = Purpose::ALL.iter().map(|purpose| purpose.word()).collect();
    assert_eq!(words_of_label(&page, "9"), purposes);
}

/// Where a file of the page stands: below the room that sweeps, where it does not say otherwise.
fn whole(file: &str) -> String {
    if file.starts_with("crates/") || file.starts_with("web/") {
        file.to_owned()
    } else {
        format!("crates/service/src/{file}")
    }
}

#[test]
fn n_8_each_kind_of_record_names_a_file_that_is_there() {
    let page = tree::read(RETENTION).unwrap();
    let rows = table::rows(&page, None);
    assert!(rows.len() > 40, "{RETENTION} has no table");
    let mut findings = Vec::new();
    for (line, cells) in rows {
        let last = cells.last().map_or("", String::as_str);
        let files: Vec<&str> = table::quoted(last);
        if files.is_empty() {
            findings.push(format!("{RETENTION}:{line}: say where its life stands"));
        }
        let files = files
            .into_iter()
            .filter(|file| !file.starts_with("domain::"));
        let gone = files
            .map(whole)
            .filter(|file| !tree::root().join(file).exists());
        findings.extend(gone.map(|file| format!("{RETENTION}:{line}: there is no {file}")));
    }
    none(&findings, "the life of each record stands in a file");
}
