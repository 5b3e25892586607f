//! One row of an official list: a place in three names and its areas.
//!
//! A row that says nothing, or two things at once, is no reason to refuse the whole country's list: it is
//! noted as an oddity and colours nobody.

use super::area::{AreaText, AreaTextError, tidy};
use super::error::ListError;
use super::json::Field;
use super::official::{Oddity, OddityKind, OfficialList, OfficialRow};
use crate::level::Level;

const MAX_AREAS: usize = 20_000;
const MAX_NAME_CHARS: usize = 100;
const FIELDS: &[&str] = &[
    "type",
    "province",
    "city",
    "county",
    "area_name",
    "communitys",
];
/// The only `type` that any list has had.
const TYPE: &str = "2";

/// Reads one row into the list and says how many area strings it has.
pub(super) fn read_row(
    list: &mut OfficialList,
    level: Level,
    row: Field,
) -> Result<u64, ListError> {
    let field = row.path.clone();
    let mut row = row.object(FIELDS, &[])?;
    let (kind, strings) = (row.take("type")?, row.take("communitys")?.array(MAX_AREAS)?);
    let count = strings.len() as u64;
    let mut name = |name| row.take(name)?.text(MAX_NAME_CHARS).map(|text| tidy(&text));
    let names = [name("province")?, name("city")?, name("county")?];
    let area_name = tidy(&row.take("area_name")?.text(4 * MAX_NAME_CHARS)?);

    let is_empty = count == 0 && area_name.is_empty() && names.iter().all(String::is_empty);
    check_type(kind, is_empty)?;
    let agrees = says(&area_name, &names);
    let odd = match (is_empty, count, agrees) {
        (true, ..) => Some(OddityKind::EmptyRow),
        (false, 0, _) => Some(OddityKind::NoArea),
        (_, _, false) => Some(OddityKind::NamesDisagree),
        _ => None,
    };
    list.oddities.extend(odd.map(|kind| Oddity { field, kind }));
    if count > 0 {
        let areas = read_areas(&mut list.oddities, strings)?;
        let [province, city, county] = names;
        let strings = count;
        list.rows.push(OfficialRow {
            level,
            province,
            city,
            county,
            agrees,
            strings,
            areas,
        });
    }
    Ok(count)
}

/// An empty row may leave its type empty too.
fn check_type(kind: Field, may_be_empty: bool) -> Result<(), ListError> {
    let field = kind.path.clone();
    let found = kind.text(MAX_NAME_CHARS)?;
    if found == TYPE || may_be_empty && found.is_empty() {
        return Ok(());
    }
    let expected = "\"2\" as in every list so far";
    Err(ListError::Value {
        field,
        expected,
        found,
    })
}

/// Whether `area_name` is the names one after another; a name that repeats the one before may be left out
/// ("河北省 定州市" for 河北省, 定州市, 定州市).
fn says(area_name: &str, names: &[String; 3]) -> bool {
    let mut parts: Vec<&str> = names.iter().map(String::as_str).collect();
    parts.retain(|name| !name.is_empty());
    let whole = parts.join(" ");
    parts.dedup();
    area_name == whole || area_name == parts.join(" ")
}

fn read_areas(oddities: &mut Vec<Oddity>, strings: Vec<Field>) -> Result<Vec<AreaText>, ListError> {
    let mut areas = Vec::with_capacity(strings.len());
    for string in strings {
        let field = string.path.clone();
        match AreaText::parse(&string.text(2 * AreaText::MAX_CHARS)?) {
            Ok(area) => areas.push(area),
            Err(AreaTextError::Blank) => oddities.push(Oddity {
                field,
                kind: OddityKind::BlankArea,
            }),
            Err(AreaTextError::TooLong(found)) => {
                let max = AreaText::MAX_CHARS;
                return Err(ListError::TooMany { field, found, max });
            }
        }
    }
    Ok(areas)
}
