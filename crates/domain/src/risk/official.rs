//! The State Council's list as it comes, read strictly.
//!
//! A field that is missing, new or of another type refuses the file by its name. What real files do (no low
//! list before 21 July 2022, a level abolished, a row without anything) is read as it is; where a row says
//! nothing that can be relied on, it is kept as an [`Oddity`] and colours nobody.

use super::area::AreaText;
use super::error::ListError;
use super::json::{self, Field};
use super::rows::read_row;
use crate::level::Level;
use crate::time::{Date, Instant};

/// The largest file that is read. The largest list had 42,965 areas, some 3 MB.
pub const MAX_BYTES: usize = 16 << 20;
const MAX_VALUES: usize = 1_000_000;
const MAX_ROWS: usize = 20_000;

const HOUR_MS: i64 = 3_600_000;

const REQUIRED: &[&str] = &[
    "end_update_time",
    "hcount",
    "mcount",
    "highlist",
    "middlelist",
];
/// In every list from 2022-07-21 16时 on.
const SINCE_JULY_2022: &[&str] = &["lcount", "lowlist"];

/// A list as the file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialList {
    /// The list's own instant: "2022-04-15 11时" is eleven o'clock in `Asia/Shanghai`.
    pub as_of: Instant,
    /// The rows that name a place, in the order of the file, the high list first.
    pub rows: Vec<OfficialRow>,
    /// The area strings of each level, as stated and as counted.
    pub counts: Counts,
    /// What was kept aside and colours nobody.
    pub oddities: Vec<Oddity>,
}

/// How many area strings a list has at each level.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// `hcount`
    pub high: u64,
    /// `mcount`
    pub medium: u64,
    /// `lcount`
    pub low: u64,
}

/// One row: a place in three names as written (blanks tidied) and its areas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialRow {
    /// The level of the list in which the row stands.
    pub level: Level,
    /// The province's name.
    pub province: String,
    /// The city's name; in Beijing the district's, elsewhere sometimes the county's once more.
    pub city: String,
    /// The county's name; in Beijing the street's.
    pub county: String,
    /// Whether `area_name` says the same place. Where it does not, nobody knows which is right.
    pub agrees: bool,
    /// How many area strings the row has, as the file counts them.
    pub strings: u64,
    /// The areas that they name: blank strings name none.
    pub areas: Vec<AreaText>,
}

/// Something in a list that names nobody's area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oddity {
    /// The way to it, such as `data.highlist[3]`.
    pub field: String,
    /// What is odd.
    pub kind: OddityKind,
}

/// What is odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OddityKind {
    /// A row with all fields empty (10 September 2022).
    EmptyRow,
    /// A row that names a place and no area.
    NoArea,
    /// An area string of nothing but blanks; it is counted as the file counts it.
    BlankArea,
    /// A row whose `area_name` says another place than its three names; its areas stay without a county.
    NamesDisagree,
}

/// Reads one file.
pub fn parse(text: &str) -> Result<OfficialList, ListError> {
    if text.len() > MAX_BYTES {
        return Err(ListError::TooLarge {
            found: text.len(),
            max: MAX_BYTES,
        });
    }
    let file = json::read(text.trim_start_matches('\u{feff}'), MAX_VALUES)?;
    let mut file = file.object(&["data", "code", "msg"], &[])?;
    answered(file.take("code")?)?;
    file.take("msg")?.text(1_000)?;
    let mut data = file.take("data")?.object(REQUIRED, SINCE_JULY_2022)?;
    let mut list = OfficialList {
        as_of: as_of(data.take("end_update_time")?)?,
        rows: Vec::new(),
        counts: Counts::default(),
        oddities: Vec::new(),
    };
    let (rows, count) = (data.take("highlist")?, data.take("hcount")?);
    list.counts.high = read_level(&mut list, Level::High, rows, count)?;
    let (rows, count) = (data.take("middlelist")?, data.take("mcount")?);
    list.counts.medium = read_level(&mut list, Level::Medium, rows, count)?;
    list.counts.low = match (data.optional("lowlist"), data.optional("lcount")) {
        (Some(rows), Some(count)) => read_level(&mut list, Level::Low, rows, count)?,
        (None, None) if list.as_of < first_low_list() => 0,
        (rows, count) => return Err(missing_low(rows.is_none(), count.is_none())),
    };
    Ok(list)
}

/// From 2022-07-21 16时 on, every list has a low list.
fn first_low_list() -> Instant {
    Date::from_ymd(2022, 7, 21).map_or(Instant::from_ms(0), |date| {
        date.start().plus_ms(16 * HOUR_MS)
    })
}

fn missing_low(list: bool, count: bool) -> ListError {
    let missing = [(list, "data.lowlist"), (count, "data.lcount")];
    let missing = missing.into_iter().filter(|(absent, _)| *absent);
    ListError::Schema {
        missing: missing.map(|(_, field)| field.to_owned()).collect(),
        unknown: Vec::new(),
    }
}

/// `code` is 0 where the feed answers with a list.
fn answered(code: Field) -> Result<(), ListError> {
    let field = code.path.clone();
    match code.count()? {
        0 => Ok(()),
        other => Err(ListError::Value {
            field,
            expected: "0",
            found: other.to_string(),
        }),
    }
}

/// "2022-04-15 11时" or "2022-08-01 7时".
fn as_of(field: Field) -> Result<Instant, ListError> {
    let path = field.path.clone();
    let text = field.text(40)?;
    instant(&text).ok_or(ListError::Value {
        field: path,
        expected: "a date and an hour such as 2022-04-15 11时",
        found: text,
    })
}

fn instant(text: &str) -> Option<Instant> {
    let (date, hour) = text.strip_suffix('时')?.split_once(' ')?;
    let date: Date = date.parse().ok()?;
    let digits = (1..=2).contains(&hour.len()) && hour.bytes().all(|byte| byte.is_ascii_digit());
    let hour: i64 = digits.then(|| hour.parse().ok()).flatten()?;
    let plausible = hour < 24 && (2020..2100).contains(&date.year());
    plausible.then(|| date.start().plus_ms(hour * HOUR_MS))
}

/// Reads the rows of one level and holds them against the stated count.
fn read_level(
    list: &mut OfficialList,
    level: Level,
    rows: Field,
    count: Field,
) -> Result<u64, ListError> {
    let field = count.path.clone();
    let stated = count.count()?;
    let mut found = 0;
    for row in rows.array(MAX_ROWS)? {
        found += read_row(list, level, row)?;
    }
    if found != stated {
        return Err(ListError::Count {
            field,
            stated,
            found,
        });
    }
    Ok(found)
}
