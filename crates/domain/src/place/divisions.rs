//! The division table: which code of GB/T 2260 was in force in which year, and under which name.
//!
//! Codes change: counties merge, rise and move. A stay and an ID number are read with the codes of their
//! year, so the table keeps every row with its first and last year. Which public tables it stands on, and
//! what was decided where they contradict each other, is written in `scripts/divisions.py`.

use std::sync::LazyLock;

use super::code::DivisionCode;

/// The rank of a division.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// A province, autonomous region, municipality or special administrative region.
    Province,
    /// A prefecture-level city, prefecture, league or autonomous prefecture.
    City,
    /// A county, district, banner or county-level city.
    County,
}

impl Kind {
    fn of(code: DivisionCode) -> Self {
        if code.is_province() {
            Self::Province
        } else if code == code.prefecture() {
            Self::City
        } else {
            Self::County
        }
    }
}

/// One code under one name, with the years in which both held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Division {
    /// The six digits.
    pub code: DivisionCode,
    /// The official Chinese name.
    pub name: &'static str,
    /// Province, city or county, by the digits.
    pub kind: Kind,
    /// The year in which the code began, where that was after 1980.
    pub first: Option<i16>,
    /// The year in whose course the code ended, where it did; it is still in force in that year.
    pub last: Option<i16>,
}

impl Division {
    /// Whether the division existed on any day of the year.
    pub fn in_force(&self, year: i16) -> bool {
        self.first.is_none_or(|first| first <= year) && self.last.is_none_or(|last| year <= last)
    }

    /// Whether the division is in force to this day.
    pub const fn is_open(&self) -> bool {
        self.last.is_none()
    }

    fn parse(line: &'static str) -> Option<Self> {
        let mut fields = line.split('\t');
        let code: DivisionCode = fields.next()?.parse().ok()?;
        let name = fields.next()?;
        Some(Self {
            code,
            name,
            kind: Kind::of(code),
            first: fields.next()?.parse().ok(),
            last: fields.next()?.parse().ok(),
        })
    }
}

/// Every province, city and county since 1980.
#[derive(Debug)]
pub struct Divisions {
    rows: Vec<Division>,
}

/// The division table, read once at first use.
pub fn divisions() -> &'static Divisions {
    static TABLE: LazyLock<Divisions> = LazyLock::new(|| {
        let text = include_str!("../../data/divisions.tsv");
        Divisions {
            rows: text.lines().filter_map(Division::parse).collect(),
        }
    });
    &TABLE
}

/// Codes that begin an ID number and name no division: the residence permits of people from Hong Kong,
/// Macau and Taiwan (S2-16).
const PERMITS: [u32; 3] = [810_000, 820_000, 830_000];

impl Divisions {
    /// All rows, by code and first year.
    pub fn rows(&self) -> &[Division] {
        &self.rows
    }

    /// The division with this code in this year. In a year in which a code changed its name, the later name.
    pub fn get(&self, code: DivisionCode, year: i16) -> Option<Division> {
        let rows = self.range(code.number(), code.number());
        rows.iter().rfind(|row| row.in_force(year)).copied()
    }

    /// The division that a stay, a residence or a risk area of this year may name: a county, or a city that
    /// has none (Dongguan, Zhongshan, Danzhou, Jiayuguan, Sansha; Hong Kong, Macau, Taiwan).
    pub fn county_level(&self, code: DivisionCode, year: i16) -> Option<Division> {
        let found = self.get(code, year)?;
        let is_leaf = found.kind == Kind::County
            || (code.city() == Some(code) && self.counties(code, year) == [found]);
        is_leaf.then_some(found)
    }

    /// Whether an ID number may begin with this code: one that was in force in any year, or the prefix of a
    /// residence permit (810000, 820000, 830000).
    pub fn was_ever(&self, code: DivisionCode) -> bool {
        PERMITS.contains(&code.number()) || !self.range(code.number(), code.number()).is_empty()
    }

    /// The name of a code in a year.
    pub fn name(&self, code: DivisionCode, year: i16) -> Option<&'static str> {
        self.get(code, year).map(|found| found.name)
    }

    /// The names from province to the division, with a blank between them: `浙江省 杭州市 西湖区`. What has no
    /// own city stands directly under its province: `北京市 东城区`.
    pub fn path_name(&self, code: DivisionCode, year: i16) -> Option<String> {
        self.get(code, year)?;
        let mut names: Vec<_> = code
            .ancestors()
            .filter_map(|above| self.name(above, year))
            .collect();
        names.reverse();
        Some(names.join(" "))
    }

    /// The provinces, by code, Hong Kong, Macau and Taiwan among them.
    pub fn provinces(&self) -> impl Iterator<Item = Division> + '_ {
        let open = |row: &&Division| row.kind == Kind::Province && row.is_open();
        self.rows.iter().filter(open).copied()
    }

    /// The counties of a city in a year, by code; a city without counties is its own. Old and new ones stand
    /// side by side in the year of a change.
    pub fn counties(&self, city: DivisionCode, year: i16) -> Vec<Division> {
        let mut codes: Vec<_> = self
            .within(city)
            .iter()
            .filter(|row| row.kind == Kind::County && row.in_force(year))
            .map(|row| row.code)
            .collect();
        codes.dedup();
        if codes.is_empty() && city.city() == Some(city) {
            codes.push(city);
        }
        codes
            .into_iter()
            .filter_map(|code| self.get(code, year))
            .collect()
    }

    /// The rows of a province or city and of all that lies in it by its digits.
    pub(super) fn within(&self, outer: DivisionCode) -> &[Division] {
        let first = outer.number();
        let last = if outer.is_province() {
            first + 9_999
        } else if outer == outer.prefecture() {
            first + 99
        } else {
            first
        };
        self.range(first, last)
    }

    fn range(&self, first: u32, last: u32) -> &[Division] {
        let start = self.rows.partition_point(|row| row.code.number() < first);
        let end = self.rows.partition_point(|row| row.code.number() <= last);
        &self.rows[start..end]
    }
}
