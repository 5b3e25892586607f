//! A declaration as a person sends it, and what is checked before anything is kept.

mod correction;
mod lasting;
mod leg;
mod problem;

pub use correction::{Correction, FREE_CORRECTION_MS, betters, correction, shows_better};
pub use lasting::{ASKED_DAYS_BEFORE, Lasting, lasting};
pub use leg::DeclaredLeg;
pub use problem::Problem;

use serde::{Deserialize, Serialize};

use crate::facts::{Symptom, Temperature};
use crate::ids::{AreaId, DeclarationId, StayId};
use crate::place::{DivisionCode, city, country, divisions};
use crate::record::{Applicant, Whereabouts};
use crate::time::{Date, Instant};

/// The most stays that a declaration may name.
const MAX_STAYS: usize = 60;
/// The most journeys that a declaration may name.
const MAX_LEGS: usize = 30;
/// The most areas that may be ticked for one stay.
const MAX_TICKS: usize = 100;
/// The earliest day that is worth declaring, counted back from today.
const MAX_DAYS_BACK: i32 = 60;

/// What a person declares (S2-10..13, S2-17).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    /// Its id, made on the page: the same id twice is one declaration.
    pub id: DeclarationId,
    /// The city for which it is made.
    pub jurisdiction: DivisionCode,
    /// The kind of applicant.
    pub applicant: Applicant,
    /// Where the person lives.
    pub residence: Residence,
    /// Places of the last 14 days outside the city.
    #[serde(default)]
    pub stays: Vec<DeclaredStay>,
    /// Journeys of the last 14 days in trains, aircraft, coaches and ships.
    #[serde(default)]
    pub legs: Vec<DeclaredLeg>,
    /// The last day of a contact with a case; absent: no contact.
    #[serde(default)]
    pub contact: Option<Date>,
    /// New symptoms.
    #[serde(default)]
    pub symptoms: Vec<Symptom>,
    /// Symptoms known for longer.
    #[serde(default)]
    pub known_symptoms: Vec<Symptom>,
    /// The temperature, where it was taken.
    #[serde(default)]
    pub temperature: Option<Temperature>,
    /// When the page loaded the areas to tick from; absent: just now. A list that came later is asked about.
    #[serde(default)]
    pub areas_loaded: Option<Instant>,
}

/// The residence, to the county; the street is sealed apart.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Residence {
    /// Its id as a standing stay.
    pub id: StayId,
    /// The county.
    pub county: DivisionCode,
    /// Whether it lies in a listed area.
    #[serde(default)]
    pub areas: Tick,
}

/// A stay as declared.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclaredStay {
    /// Its id, made on the page.
    pub id: StayId,
    /// Where.
    pub whereabouts: Whereabouts,
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
    /// How it lies to the county's listed areas.
    #[serde(default)]
    pub areas: Tick,
}

/// What a person ticks from the list of a county's areas (S0-23). Never matched by the program.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tick {
    /// In these.
    Areas(Vec<AreaId>),
    /// Elsewhere in the county; also where the county has no listed area.
    #[default]
    Elsewhere,
    /// Do not know.
    Unknown,
}

impl Declaration {
    /// What is wrong with the declaration on `today`, each with its field; empty: it can be kept.
    pub fn problems(&self, today: Date) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut add = |field: String, zh: &str, en: &str| {
            problems.push(Problem::new(field, zh, en));
        };
        if city(self.jurisdiction).is_none() {
            add(
                "jurisdiction".into(),
                "不是可以选择的城市，请搜索后选择",
                "is not a city that can be picked; search for the city and pick it",
            );
        }
        if divisions()
            .county_level(self.residence.county, today.year())
            .is_none()
        {
            add(
                "residence.county".into(),
                "不是今年有效的区县，请从列表中选择",
                "is not a county in force this year; pick it from the list",
            );
        }
        if self.stays.len() > MAX_STAYS {
            add(
                "stays".into(),
                "最多填写60个地点，同一区县的日期请合并",
                "at most 60 places; join the days of one county",
            );
        }
        for (number, stay) in self.stays.iter().enumerate() {
            stay.problems(&format!("stays[{number}]"), today, &mut add);
        }
        if self.legs.len() > MAX_LEGS {
            add(
                "legs".into(),
                "最多填写30段行程，请只填最近14天的",
                "at most 30 journeys; name those of the last 14 days",
            );
        }
        for (number, leg) in self.legs.iter().enumerate() {
            leg.problems(&format!("legs[{number}]"), today, &mut add);
        }
        ticks("residence.areas", &self.residence.areas, &mut add);
        if self
            .contact
            .is_some_and(|on| on > today || on < today - MAX_DAYS_BACK)
        {
            add(
                "contact".into(),
                "请填写最后接触日期，须为今天或过去60天内",
                "give the last day of the contact, today or one of the last 60 days",
            );
        }
        if self
            .symptoms
            .iter()
            .any(|s| self.known_symptoms.contains(s))
        {
            add(
                "symptoms".into(),
                "同一症状不能既是新出现又是早已存在，请选择一项",
                "one symptom is given as new and as known for longer; choose one",
            );
        }
        problems
    }
}

impl DeclaredStay {
    fn problems(&self, field: &str, today: Date, add: &mut impl FnMut(String, &str, &str)) {
        if self.to < self.from {
            add(
                format!("{field}.to"),
                "离开日期早于到达日期，请对调",
                "the last day lies before the first; exchange them",
            );
        }
        if self.to > today {
            add(
                format!("{field}.to"),
                "离开日期在将来；仍在当地的请填写今天",
                "the last day lies in the future; a stay that goes on ends today",
            );
        }
        if self.from < today - MAX_DAYS_BACK {
            add(
                format!("{field}.from"),
                "早于60天前，请从60天内的日期开始填写",
                "lies more than 60 days back; begin with the first day that counts",
            );
        }
        if let Whereabouts::County(code) = self.whereabouts
            && divisions().county_level(code, self.from.year()).is_none()
            && divisions().county_level(code, self.to.year()).is_none()
        {
            add(
                format!("{field}.whereabouts"),
                "不是当年有效的区县，请从列表中选择",
                "is not a county in force that year; pick it from the list",
            );
        }
        if let Whereabouts::Abroad(code) = self.whereabouts
            && country(code).is_none()
        {
            add(
                format!("{field}.whereabouts"),
                "不是ISO 3166中的国家或地区，请从列表中选择",
                "is not a country of ISO 3166; pick it from the list",
            );
        }
        if matches!(self.whereabouts, Whereabouts::Abroad(_)) && self.areas != Tick::Elsewhere {
            add(
                format!("{field}.areas"),
                "名单只包含内地的区域，请取消勾选",
                "the lists name areas of the mainland only; take the ticks out",
            );
        }
        ticks(&format!("{field}.areas"), &self.areas, add);
    }
}

fn ticks(field: &str, tick: &Tick, add: &mut impl FnMut(String, &str, &str)) {
    match tick {
        Tick::Areas(areas) if areas.is_empty() => {
            add(
                field.into(),
                "请勾选区域，或选择“其他地方”或“不清楚”",
                "tick the area, or say elsewhere or do not know",
            );
        }
        Tick::Areas(areas) if areas.len() > MAX_TICKS => {
            add(
                field.into(),
                "每次停留最多勾选100个区域，请按日期分成几次停留填写",
                "at most 100 areas for one stay; enter its days as several stays",
            );
        }
        _ => {}
    }
}
