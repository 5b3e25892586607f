//! A risk list with its places: what is stored, compared and put in force.
//!
//! The official list names places in words; here each area has the code of its county in the year of the
//! list, or none. An area without a code is kept and listed under its names as written. It is never guessed
//! and colours nobody.

use super::area::{AreaText, area_id, uncoded_area_id};
use super::official::{Oddity, OfficialList, OfficialRow};
use super::siphash::hash63;
use crate::ids::{AreaId, RiskListId};
use crate::level::Level;
use crate::place::DivisionCode;
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

/// A county that three names stand for, and the street that stood in the county's place.
pub type FoundPlace = (DivisionCode, Option<String>);

impl RiskList {
    /// Gives each row of an official list its place by `find`, which gets the row and the year of the list.
    pub fn new(
        official: &OfficialList,
        import: Import,
        find: impl Fn(&OfficialRow, i16) -> Option<FoundPlace>,
    ) -> Self {
        let year = official.as_of.date().year();
        let mut unresolved = 0;
        let mut areas = Vec::new();
        for row in &official.rows {
            let found = if row.agrees { find(row, year) } else { None };
            if found.is_none() {
                unresolved += row.areas.len() as u64;
            }
            areas.extend(
                row.areas
                    .iter()
                    .map(|text| ListedArea::new(row, text, found.as_ref())),
            );
        }
        areas.sort_unstable_by(|a, b| (a.id, b.level).cmp(&(b.id, a.level)));
        areas.dedup_by_key(|area| area.id);
        let counts = official.counts;
        Self {
            id: id_of(official),
            as_of: official.as_of,
            import,
            areas,
            counts: ListCounts {
                high: counts.high,
                medium: counts.medium,
                low: counts.low,
                unresolved,
            },
            oddities: official.oddities.clone(),
        }
    }

    /// The areas whose county has no code.
    pub fn unresolved(&self) -> impl Iterator<Item = &ListedArea> {
        self.areas.iter().filter(|area| area.place.is_none())
    }
}

impl ListedArea {
    fn new(row: &OfficialRow, text: &AreaText, found: Option<&FoundPlace>) -> Self {
        let (province, city, county) = (&row.province, &row.city, &row.county);
        let (id, place, text) = match found {
            Some((code, street)) => {
                let text = street
                    .as_ref()
                    .map_or_else(|| text.clone(), |street| text.within(street));
                (area_id(*code, &text), Some(*code), text)
            }
            None => (
                uncoded_area_id(province, city, county, text),
                None,
                text.clone(),
            ),
        };
        Self {
            id,
            place,
            province: province.clone(),
            city: city.clone(),
            county: county.clone(),
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
