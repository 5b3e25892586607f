//! What became of a county: the codes of a later year, or of today, that its code stands for.

use std::sync::LazyLock;

use super::code::DivisionCode;
use super::divisions::divisions;

/// A change: in the course of `year` the area of `old` came, wholly or in part, under `new`.
struct Change {
    old: DivisionCode,
    year: i16,
    new: DivisionCode,
}

/// The counties in force today that a county of this year stands for, by code: [`became`] up to today.
pub fn current(code: DivisionCode, year: i16) -> Vec<DivisionCode> {
    became(code, year, i16::MAX)
}

/// The counties of the year `to` that a county of the year `from` stands for, by code: itself where nothing changed, another
/// where it was renamed or merged, several where it was divided. In the year of a change a code is read in both ways;
/// one that had ended by then is read as what it was.
pub fn became(code: DivisionCode, from: i16, to: i16) -> Vec<DivisionCode> {
    let mut found = Vec::new();
    let mut open = vec![(code, from)];
    let mut seen = vec![code];
    while let Some((code, from)) = open.pop() {
        let ended = divisions().get(code, from).is_none();
        let counts = |change: &&Change| (ended || from <= change.year) && change.year <= to;
        let mut stays = true;
        for change in changes_of(code).iter().filter(counts) {
            if change.new == code {
                found.push(code);
            } else if !seen.contains(&change.new) {
                seen.push(change.new);
                open.push((change.new, change.year));
            }
            stays = false;
        }
        if stays {
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
