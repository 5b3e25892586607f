//! A risk list with its places: what is stored, compared and put in force.
//!
//! The official list names places in words; here each area has the code of its county in the year of the
//! list, or none. An area without a code is kept and listed under its names as written. It is never guessed
//! and colours nobody.

use super::area::{AreaText, area_id, uncoded_area_id};
use super::official::{Counts, Oddity, OfficialList, OfficialRow};
use super::siphash::hash63;
use crate::ids::{AreaId, RiskListId};
use crate::level::Level;
use crate::place::{self, DivisionCode, Resolved};
use crate::time::Instant;

/// When a list was saved at its source and when it came to us.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Import {
    /// When the file was saved at its source, where that is known.
    pub saved: Option<Instant>,
    /// When it was imported: nobody could know of it before.
    pub recorded: Instant,
}

/// One list of risk areas.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RiskList {
    /// The same content at the same instant has the same id, whenever and however often it arrives.
    pub id: RiskListId,
    /// The list's own instant, from which it is in force.
    pub as_of: Instant,
    /// When it was saved and imported.
    pub import: Import,
    /// The areas, each once, ordered by id.
    pub areas: Vec<ListedArea>,
    /// The area strings of each level and those without a county code.
    pub counts: ListCounts,
    /// What the file says and nobody can rely on.
    pub oddities: Vec<Oddity>,
}

/// How many area strings a list has; the shape of `healthcode import risk-areas --json`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ListCounts {
    /// Strings of the high list.
    pub high: u64,
    /// Strings of the medium list.
    pub medium: u64,
    /// Strings of the low list.
    pub low: u64,
    /// Strings of any level whose county has no code.
    pub unresolved: u64,
}

/// An area on a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListedArea {
    /// The area's id; see [`area_id`].
    pub id: AreaId,
    /// The county's code in the year of the list; none where the names have no code.
    pub place: Option<DivisionCode>,
    /// The province as written.
    pub province: String,
    /// The city as written.
    pub city: String,
    /// The county as written.
    pub county: String,
    /// The area's string; where the list names a street in the county's place, it begins with the street.
    pub text: AreaText,
    /// Its level; of two levels in one list the higher.
    pub level: Level,
}

/// Gives each row of an official list the county that its names had in the year of the list.
pub fn resolve(official: &OfficialList, import: Import) -> RiskList {
    let year = official.as_of.date().year();
    let mut unresolved = 0;
    let mut areas = Vec::new();
    for row in &official.rows {
        let county = county_of(row, year);
        if county.is_none() {
            unresolved += row.strings;
        }
        areas.extend(
            row.areas
                .iter()
                .map(|text| ListedArea::new(row, text, county)),
        );
    }
    areas.sort_unstable_by(|a, b| (a.id, b.level).cmp(&(b.id, a.level)));
    areas.dedup_by_key(|area| area.id);
    let Counts { high, medium, low } = official.counts;
    RiskList {
        id: id_of(official),
        as_of: official.as_of,
        import,
        areas,
        counts: ListCounts {
            high,
            medium,
            low,
            unresolved,
        },
        oddities: official.oddities.clone(),
    }
}

/// The county of a row, and the street where the row names one in the county's place. A row that contradicts
/// itself has none.
fn county_of(row: &OfficialRow, year: i16) -> Option<(DivisionCode, Option<&str>)> {
    match place::resolve(&row.province, &row.city, &row.county, year) {
        Resolved::County { code, street } if row.agrees => Some((code, street)),
        _ => None,
    }
}

impl RiskList {
    /// The areas whose county has no code.
    pub fn unresolved(&self) -> impl Iterator<Item = &ListedArea> {
        self.areas.iter().filter(|area| area.place.is_none())
    }
}

impl ListedArea {
    fn new(
        row: &OfficialRow,
        text: &AreaText,
        county: Option<(DivisionCode, Option<&str>)>,
    ) -> Self {
        let (id, place, text) = if let Some((code, street)) = county {
            let text = street.map_or_else(|| text.clone(), |street| text.within(street));
            (area_id(code, &text), Some(code), text)
        } else {
            let id = uncoded_area_id(&row.province, &row.city, &row.county, text);
            (id, None, text.clone())
        };
        Self {
            id,
            place,
            province: row.province.clone(),
            city: row.city.clone(),
            county: row.county.clone(),
            text,
            level: row.level,
        }
    }
}

/// The id of what the file says, before any place is looked up: a newer division table makes no other list.
fn id_of(official: &OfficialList) -> RiskListId {
    let mut lines: Vec<String> = Vec::new();
    for row in &official.rows {
        let names = format!("{}\u{1f}{}\u{1f}{}", row.province, row.city, row.county);
        let areas = row.areas.iter();
        lines.extend(areas.map(|area| format!("{}\u{1f}{names}\u{1f}{area}\n", row.level)));
    }
    lines.sort_unstable();
    lines.dedup();
    lines.push(official.as_of.ms().to_string());
    RiskListId(hash63(lines.concat().as_bytes()))
}
