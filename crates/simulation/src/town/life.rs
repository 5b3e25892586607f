//! What one person of the town has done: drawn by the seed, in the shape in which a page would send it.

use domain::community::Door;
use domain::declaration::{Declaration, DeclaredStay, Residence, Tick};
use domain::facts::{Symptom, Temperature};
use domain::ids::{CheckInId, DeclarationId, StayId};
use domain::place::{DivisionCode, divisions};
use domain::record::{Applicant, CheckIn, Whereabouts};
use domain::risk::History;
use domain::time::{Date, Instant};

use super::EARLIEST_DAYS;
use crate::random::{SplitMix64, mix};

const DAY_MS: i64 = 86_400_000;
/// How many of a hundred live in the town; the others came from elsewhere.
const LOCAL_PERCENT: u64 = 80;
/// How many of a hundred days of quarantine have their check-in.
const CHECKED_IN_PERCENT: u64 = 85;
/// The town: Hangzhou.
const TOWN: u32 = 330_100;
/// Countries from which people enter.
const ABROAD: [&str; 4] = ["JP", "DE", "SG", "US"];
/// New symptoms that people declare.
const SYMPTOMS: [Symptom; 4] = [
    Symptom::DryCough,
    Symptom::SoreThroat,
    Symptom::Fatigue,
    Symptom::LossOfSmellOrTaste,
];

/// One thing that a person does, with its instant.
pub(super) enum Act {
    /// Declares.
    Declare(Box<Declaration>, Instant),
    /// Checks in.
    CheckIn(CheckIn),
}

impl Act {
    pub(super) const fn at(&self) -> Instant {
        match self {
            Self::Declare(_, at) => *at,
            Self::CheckIn(check_in) => check_in.made,
        }
    }
}

/// What becomes of somebody.
#[derive(Clone, Copy)]
enum Life {
    /// Registered and has not declared.
    Silent,
    /// Was nowhere.
    Home,
    /// Was in a county without a listed area.
    Quiet,
    /// Was in a county with listed areas, elsewhere.
    Near,
    /// Was in a listed area.
    Inside,
    /// Does not know.
    Unsure,
    /// Entered from abroad some days ago.
    Entered,
    /// Has symptoms or a fever today.
    Ill,
    /// Met a case some days ago.
    Contact,
}

/// Each life with how many of a hundred have it; the others were nowhere.
const LIVES: [(Life, u64); 8] = [
    (Life::Silent, 3),
    (Life::Quiet, 15),
    (Life::Near, 12),
    (Life::Inside, 9),
    (Life::Unsure, 3),
    (Life::Entered, 3),
    (Life::Ill, 3),
    (Life::Contact, 2),
];

impl Life {
    fn draw(draw: &mut SplitMix64) -> Self {
        let mut left = draw.below(100);
        for (life, percent) in LIVES {
            match left.checked_sub(percent) {
                None => return life,
                Some(rest) => left = rest,
            }
        }
        Self::Home
    }

    /// How many days ago the person declared. Lists name their areas today, so who ticks one declares today.
    fn days_ago(self, draw: &mut SplitMix64) -> i32 {
        match self {
            Self::Entered | Self::Contact => 1 + draw.below(EARLIEST_DAYS as u64 - 1) as i32,
            _ => 0,
        }
    }
}

/// What the lists say, and the counties that the last one names.
#[derive(Clone, Copy)]
pub(super) struct Lists<'a> {
    pub(super) history: &'a History,
    pub(super) counties: &'a [DivisionCode],
}

/// The residence to the street, in words that no other person has.
pub(super) fn street(seed: u64, n: u64) -> String {
    let house = mix(seed ^ n) % 900 + 100;
    format!("文汇路{house}弄{n}号")
}

/// The door of the same residence.
pub(super) fn door(seed: u64, n: u64) -> Option<Door> {
    let house = mix(seed ^ n) % 900 + 100;
    Door::parse(&format!("{house}弄"), &format!("{n}号")).ok()
}

/// Everything that a person who was born in `origin` has done until `now`.
pub(super) fn acts(
    mut draw: SplitMix64,
    origin: DivisionCode,
    lists: Lists<'_>,
    now: Instant,
) -> Vec<Act> {
    let life = Life::draw(&mut draw);
    if matches!(life, Life::Silent) {
        return Vec::new();
    }
    let days = life.days_ago(&mut draw);
    let at = now.plus_ms(-i64::from(days) * DAY_MS);
    let declared = declaration(&mut draw, life, origin, lists, at.date());
    let mut acts = vec![Act::Declare(Box::new(declared), at)];
    for day in 1..=days {
        let id = CheckInId(id_of(&mut draw));
        if draw.chance(CHECKED_IN_PERCENT) {
            let made = at.plus_ms(i64::from(day) * DAY_MS);
            acts.push(Act::CheckIn(CheckIn::new(id, made)));
        }
    }
    acts
}

fn declaration(
    draw: &mut SplitMix64,
    life: Life,
    origin: DivisionCode,
    lists: Lists<'_>,
    today: Date,
) -> Declaration {
    let id = DeclarationId(id_of(draw));
    let (residence, stay) = (StayId(id_of(draw)), StayId(id_of(draw)));
    let town = DivisionCode::from_number(TOWN).unwrap_or(DivisionCode::NATION);
    let home = draw
        .pick(&divisions().counties(town, today.year()))
        .map(|county| county.code);
    let applicant = if draw.chance(LOCAL_PERCENT) {
        Applicant::Resident
    } else {
        Applicant::Visitor
    };
    let ill = matches!(life, Life::Ill);
    let symptom = draw.pick(&SYMPTOMS).copied();
    let fever = draw.chance(50);
    Declaration {
        id,
        jurisdiction: town,
        applicant,
        residence: Residence {
            id: residence,
            county: home.unwrap_or(origin),
            areas: Tick::Elsewhere,
        },
        stays: stay_of(draw, stay, life, origin, lists, today)
            .into_iter()
            .collect(),
        legs: Vec::new(),
        contact: matches!(life, Life::Contact).then(|| today - draw.below(3) as i32),
        symptoms: symptom.filter(|_| ill && !fever).into_iter().collect(),
        known_symptoms: Vec::new(),
        temperature: Temperature::from_tenths(380).ok().filter(|_| ill && fever),
        areas_loaded: None,
    }
}

/// Where the person was in the last days, where they were anywhere.
fn stay_of(
    draw: &mut SplitMix64,
    id: StayId,
    life: Life,
    origin: DivisionCode,
    lists: Lists<'_>,
    today: Date,
) -> Option<DeclaredStay> {
    let to = today - draw.below(4) as i32;
    let from = to - draw.below(6) as i32;
    let (whereabouts, areas) = match life {
        Life::Quiet if lists.counties.contains(&origin) => return None,
        Life::Quiet => (Whereabouts::County(origin), Tick::Elsewhere),
        Life::Entered => {
            let country = draw.pick(&ABROAD)?.parse().ok()?;
            (Whereabouts::Abroad(country), Tick::Elsewhere)
        }
        Life::Near | Life::Inside | Life::Unsure => {
            let county = draw.pick(lists.counties).copied()?;
            let areas = lists.history.areas_of(county, from, today);
            let tick = match (life, draw.pick(&areas)) {
                (Life::Inside, Some(area)) => Tick::Areas(vec![area.id]),
                (Life::Unsure, _) => Tick::Unknown,
                _ => Tick::Elsewhere,
            };
            (Whereabouts::County(county), tick)
        }
        Life::Silent | Life::Home | Life::Ill | Life::Contact => return None,
    };
    Some(DeclaredStay {
        id,
        whereabouts,
        from,
        to,
        areas,
    })
}

fn id_of(draw: &mut SplitMix64) -> i64 {
    ((draw.next_u64() >> 1) as i64).max(1)
}
