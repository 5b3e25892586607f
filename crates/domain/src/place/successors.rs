//! What became of a county: the codes in force today that a code of another year stands for.

use std::sync::LazyLock;

use super::code::DivisionCode;

/// A change: in the course of `year` the area of `old` came, wholly or in part, under `new`.
struct Change {
    old: DivisionCode,
    year: i16,
    new: DivisionCode,
}

/// The counties in force today that a county of this year stands for, by code: itself where nothing changed, another where
/// it was renamed or merged, several where it was divided. In the year of a change a code is read in both ways.
pub fn current(code: DivisionCode, year: i16) -> Vec<DivisionCode> {
    let mut found = Vec::new();
    let mut open = vec![(code, year)];
    let mut seen = vec![code];
    while let Some((code, year)) = open.pop() {
        let rows = changes_of(code).iter();
        let mut is_old = false;
        for change in rows.filter(|change| change.year >= year) {
            is_old = true;
            if change.new == code {
                found.push(code);
            } else if !seen.contains(&change.new) {
                seen.push(change.new);
                open.push((change.new, change.year));
            }
        }
        if !is_old {
            found.push(code);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn changes_of(code: DivisionCode) -> &'static [Change] {
    let all = changes();
    let start = all.partition_point(|change| change.old < code);
    let end = all.partition_point(|change| change.old <= code);
    &all[start..end]
}

fn changes() -> &'static [Change] {
    static TABLE: LazyLock<Vec<Change>> = LazyLock::new(|| {
        let text = include_str!("../../data/successors.tsv");
        text.lines().filter_map(change).collect()
    });
    &TABLE
}

fn change(line: &str) -> Option<Change> {
    let mut fields = line.split('\t');
    Some(Change {
        old: fields.next()?.parse().ok()?,
        year: fields.next()?.parse().ok()?,
        new: fields.next()?.parse().ok()?,
    })
}
