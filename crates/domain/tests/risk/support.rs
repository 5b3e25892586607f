//! Lists made up for tests, and the real ones.

use domain::ids::AreaId;
use domain::level::Level;
use domain::place::DivisionCode;
use domain::risk::official::{self, Counts, OfficialList, OfficialRow};
use domain::risk::{AreaText, Import, RiskList, StayDays, area_id, resolve, saved};
use domain::time::{Date, Instant};

use crate::shared_data::shared;

/// Two counties of Hangzhou and a zone that has no code.
pub(crate) const WEST_LAKE: [&str; 3] = ["浙江省", "杭州市", "西湖区"];
pub(crate) const YUHANG: [&str; 3] = ["浙江省", "杭州市", "余杭区"];
pub(crate) const ZONE: [&str; 3] = ["四川省", "成都市", "高新区"];

/// What a made-up list says: names, area, level.
pub(crate) type Line = ([&'static str; 3], &'static str, Level);

pub(crate) fn code(digits: &str) -> DivisionCode {
    digits.parse().unwrap()
}

pub(crate) fn west_lake() -> DivisionCode {
    code("330106")
}

/// An area of West Lake county.
pub(crate) fn area(text: &str) -> AreaId {
    area_id(west_lake(), &AreaText::parse(text).unwrap())
}

/// A day of January 2022.
pub(crate) fn day(day: i8) -> Date {
    Date::from_ymd(2022, 1, 1).unwrap() + i32::from(day - 1)
}

/// An hour of a day of January 2022.
pub(crate) fn at(on: i8, hour: i64) -> Instant {
    day(on).start().plus_ms(hour * 3_600_000)
}

/// A list of that instant, imported at that instant.
pub(crate) fn list(as_of: Instant, lines: &[Line]) -> RiskList {
    imported(as_of, None, as_of, lines)
}

/// A list saved at its source and imported at those times.
pub(crate) fn imported(
    as_of: Instant,
    saved: Option<Instant>,
    recorded: Instant,
    lines: &[Line],
) -> RiskList {
    let rows = lines.iter().map(|(names, text, level)| OfficialRow {
        level: *level,
        province: names[0].into(),
        city: names[1].into(),
        county: names[2].into(),
        agrees: true,
        strings: 1,
        areas: vec![AreaText::parse(text).unwrap()],
    });
    let official = OfficialList {
        as_of,
        rows: rows.collect(),
        counts: Counts::default(),
        oddities: Vec::new(),
    };
    resolve(&official, Import { saved, recorded })
}

/// A stay from a day to a day, recorded on a third.
pub(crate) fn stay(from: i8, to: i8, recorded: i8) -> StayDays {
    StayDays {
        from: day(from),
        to: Some(day(to)),
        recorded: day(recorded),
    }
}

/// The real files by name, as text; `None`, and a line that says so, where the shared data are missing.
pub(crate) fn real_files() -> Option<Vec<(String, String)>> {
    let folder = shared("risk_samples")?;
    let entries = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "json"));
    files.sort();
    let read = files.iter().map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).unwrap())
    });
    Some(read.collect())
}

/// The real lists with the times of `saved.csv`, all imported on the day after their own, oldest first.
pub(crate) fn real_lists() -> Option<Vec<(String, RiskList)>> {
    let csv = shared("risk_samples/saved.csv")?;
    let times = saved::parse(&std::fs::read_to_string(csv).unwrap()).unwrap();
    let lists = real_files()?.into_iter().map(|(name, text)| {
        let official = official::parse(&text).unwrap();
        let import = Import {
            saved: times.get(&name).copied(),
            recorded: official.as_of.plus_ms(86_400_000),
        };
        (name, resolve(&official, import))
    });
    Some(lists.collect())
}
