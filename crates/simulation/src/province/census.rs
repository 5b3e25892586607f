//! How many people live where: from the census table where one is given, else from built-in figures of prefectures.

use domain::place::DivisionCode;

/// The census table cannot be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CensusError {
    /// A column that is needed is not there.
    #[error("census: the first line has no column {0}")]
    Column(&'static str),
    /// A line that is no line of the table.
    #[error("census: line {line}: {column} is no number: {found:?}")]
    Number {
        /// The line, from 1.
        line: usize,
        /// The column.
        column: &'static str,
        /// What stands there.
        found: String,
    },
    /// No county of the province has a line.
    #[error("census: no line of a county of {0}")]
    Empty(DivisionCode),
}

const CODE: &str = "区划代码";
const PEOPLE: &str = "人口数_合计";

/// Residents of prefectures in the census of 2020, in thousands (public bulletins of the provinces): of Zhejiang and Henan. The
/// prefectures of other provinces count alike.
const PREFECTURES: [(u32, u64); 29] = [
    (330_100, 11_936),
    (330_200, 9_404),
    (330_300, 9_573),
    (330_400, 5_401),
    (330_500, 3_368),
    (330_600, 5_271),
    (330_700, 7_051),
    (330_800, 2_276),
    (330_900, 1_158),
    (331_000, 6_623),
    (331_100, 2_507),
    (410_100, 12_601),
    (410_200, 4_824),
    (410_300, 7_057),
    (410_400, 4_987),
    (410_500, 5_478),
    (410_600, 1_566),
    (410_700, 6_252),
    (410_800, 3_521),
    (410_900, 3_772),
    (411_000, 4_380),
    (411_100, 2_367),
    (411_200, 2_034),
    (411_300, 9_713),
    (411_400, 7_817),
    (411_500, 6_234),
    (411_600, 9_026),
    (411_700, 7_008),
    (419_001, 728),
];
/// What a prefecture counts of which nothing is known.
const UNKNOWN: u64 = 4_000;

/// The counties of `province` among `counties`, each with how many people live there, by the census `table` (CSV with the
/// columns `区划代码` and `人口数_合计`).
pub fn by_table(
    table: &str,
    province: DivisionCode,
    counties: &[DivisionCode],
) -> Result<Vec<(DivisionCode, u64)>, CensusError> {
    let mut lines = table.trim_start_matches('\u{feff}').lines().enumerate();
    let head: Vec<&str> = lines
        .next()
        .map_or_else(Vec::new, |(_, line)| line.split(',').collect());
    let column = |name: &'static str| {
        let at = head.iter().position(|column| *column == name);
        at.ok_or(CensusError::Column(name))
    };
    let (code, people) = (column(CODE)?, column(PEOPLE)?);
    let mut found = Vec::new();
    for (at, line) in lines {
        let cells: Vec<&str> = line.split(',').collect();
        // The nation's own line has no code.
        let Some(county) = cells.get(code).and_then(|cell| cell.parse().ok()) else {
            continue;
        };
        if !province.contains(county) || !counties.contains(&county) {
            continue;
        }
        let cell = cells.get(people).copied().unwrap_or_default();
        let number = cell.parse().map_err(|_| CensusError::Number {
            line: at + 1,
            column: PEOPLE,
            found: cell.to_owned(),
        })?;
        found.push((county, number));
    }
    if found.is_empty() {
        return Err(CensusError::Empty(province));
    }
    Ok(found)
}

/// The same by the built-in figures: the people of a prefecture stand evenly in its counties.
pub fn built_in(province: DivisionCode, counties: &[DivisionCode]) -> Vec<(DivisionCode, u64)> {
    let own: Vec<DivisionCode> = counties
        .iter()
        .copied()
        .filter(|c| province.contains(*c))
        .collect();
    let of = |county: DivisionCode| {
        let known = PREFECTURES.iter().find(|(code, _)| {
            DivisionCode::from_number(*code).is_some_and(|code| code.contains(county))
        });
        let prefecture = known.and_then(|(code, _)| DivisionCode::from_number(*code));
        let beside = own.iter().filter(|other| match prefecture {
            Some(prefecture) => prefecture.contains(**other),
            None => other.city() == county.city(),
        });
        let thousands = known.map_or(UNKNOWN, |(_, thousands)| *thousands);
        thousands * 1_000 / (beside.count().max(1) as u64)
    };
    own.iter().map(|county| (*county, of(*county))).collect()
}
