//! Every figure in `docs/CAPACITY.md` is a row of `make bench`, which anybody can run again, and each row has its figure there.

use std::collections::BTreeSet;

use crate::table::quoted;
use crate::{none, tree};

const TOLD: &str = "docs/CAPACITY.md";
/// Where the rows stand: each is a text in quotes before what measures it.
const ROWS: [(&str, &str, char); 2] = [
    ("crates/bench/src/rows/mod.rs", "pub(crate) const ALL", '"'),
    ("web/bench/main.mjs", "const ROWS", '\''),
];

/// The names of the rows, from the list that a file holds.
fn rows((path, list, quote): (&str, &str, char)) -> BTreeSet<String> {
    let text = tree::read(path).unwrap();
    let (_, after) = text.split_once(list).unwrap();
    let (_, after) = after.split_once(" = ").unwrap();
    let list = after.split(['}', ';']).next().unwrap();
    let names = list.split(quote).skip(1).step_by(2);
    names.map(str::to_owned).collect()
}

/// The rows that a table tells of: what stands in backticks at the beginning of a line of it.
fn told() -> Vec<(usize, String)> {
    let text = tree::read(TOLD).unwrap();
    let lines = text.lines().enumerate();
    let of_tables = lines.filter(|(_, line)| line.starts_with("| `"));
    let named =
        of_tables.filter_map(|(at, line)| Some((at + 1, (*quoted(line).first()?).to_owned())));
    named.collect()
}

#[test]
fn n_10_every_figure_is_a_row_of_make_bench_and_every_row_has_its_figure() {
    let rows: BTreeSet<String> = ROWS.into_iter().flat_map(rows).collect();
    assert!(rows.len() > 20, "the lists of rows were read: {rows:?}");
    let told = told();
    // What a row measures beside its own figure stands below its name: `page/qr-drawn/again`.
    let measured = |name: &str| {
        rows.iter()
            .any(|row| name == row || name.starts_with(&format!("{row}/")))
    };
    let invented = told.iter().filter(|(_, name)| !measured(name));
    let invented =
        invented.map(|(line, name)| format!("{TOLD}:{line}: `{name}` is no row of `make bench`"));
    let untold = rows
        .iter()
        .filter(|row| !told.iter().any(|(_, name)| name == *row));
    let untold = untold.map(|row| format!("{TOLD}: no figure of `{row}`"));
    none(
        &invented.chain(untold).collect::<Vec<_>>(),
        "figures are real: each can be measured again, and each that is measured is told",
    );
}
