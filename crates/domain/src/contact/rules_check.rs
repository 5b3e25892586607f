//! What makes no sense in a version of the rules: told all at once, by field, in both languages.

use serde::Serialize;

use super::class::{ContactClass, IndexPerson};
use super::conveyance::TRAIN_LETTERS;
use super::rules::{ContactRule, ContactRules, Reach, Setting};
use crate::policy::Text;

/// The most rules of a version.
const MOST_RULES: usize = 200;
/// The longest event or open visit, in minutes: 31 days.
const MOST_MINUTES: u32 = 44_640;
/// The most days before onset on which a case may be infectious.
const MOST_DAYS: u8 = 14;
/// The most rows or bays in front and behind.
const MOST_APART: u16 = 20;
/// The longest name of a version, in characters.
const LONGEST_VERSION: usize = 40;

/// A field whose value makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{field}: {}; {}", text.en, text.zh)]
pub struct RulesFault {
    /// The field; of a rule its id.
    pub field: String,
    /// What to write instead.
    pub text: Text,
}

/// Faults being gathered.
#[derive(Default)]
struct Faults(Vec<RulesFault>);

impl Faults {
    fn note(&mut self, is_wrong: bool, field: &str, zh: &str, en: &str) {
        if is_wrong {
            self.0.push(RulesFault {
                field: field.to_owned(),
                text: Text::new(zh, en),
            });
        }
    }
}

impl ContactRules {
    /// Everything that makes no sense.
    pub(super) fn faults(&self) -> Vec<RulesFault> {
        let mut faults = Faults::default();
        self.faults_of_head(&mut faults);
        for (place, rule) in self.rules.iter().enumerate() {
            let earlier = &self.rules[..place];
            let id = rule.id.as_str();
            faults.note(
                earlier.iter().any(|other| other.id == rule.id),
                id,
                "规则编号重复，请改名",
                "two rules have this id; rename one",
            );
            faults.note(
                earlier.iter().any(|other| other.covers(rule)),
                id,
                "前面的规则已包括全部人员，本条永远不会适用，请移到其前",
                "a rule before it holds for everybody there, so that this one is never asked; move it up",
            );
            rule.faults(&mut faults);
        }
        for setting in Setting::ALL {
            let has_one = self
                .rules
                .iter()
                .any(|rule| rule.of == IndexPerson::Case && rule.settings.contains(setting));
            faults.note(
                !has_one && *setting != Setting::Any,
                setting.word(),
                "没有任何规则适用于该场景，请补充",
                "no rule of a case holds in this setting; write one",
            );
        }
        faults.0
    }

    fn faults_of_head(&self, faults: &mut Faults) {
        let version = self.version.trim().chars().count();
        faults.note(
            !(1..=LONGEST_VERSION).contains(&version),
            "version",
            "请写1至40个字符",
            "write 1 to 40 characters",
        );
        faults.note(
            is_empty(&self.source),
            "source",
            "请用中英文写明来源",
            "say in both languages where the rules are from",
        );
        faults.note(
            self.rules.is_empty() || self.rules.len() > MOST_RULES,
            "rule",
            "请写1至200条规则",
            "write 1 to 200 rules",
        );
        let numbers = [
            self.seats.hard_sleeper_numbers_in_a_bay,
            self.seats.hard_seat_numbers_in_a_bay,
            self.seats.soft_sleeper_numbers_in_a_compartment,
            self.seats.coach_seats_in_a_row,
        ];
        faults.note(
            numbers.contains(&0),
            "seats",
            "请从1起计",
            "count numbers from 1",
        );
        let limits = &self.limits;
        let minutes = [
            limits.longest_event_minutes,
            limits.longest_open_visit_minutes,
        ];
        faults.note(
            !minutes.iter().all(|some| (1..=MOST_MINUTES).contains(some)),
            "limits",
            "时长请写1至44640分钟",
            "write 1 to 44640 minutes",
        );
        faults.note(
            limits.infectious_days_before > MOST_DAYS,
            "limits.infectious_days_before",
            "请写0至14天",
            "write 0 to 14 days",
        );
        faults.note(
            limits.held_over_people == 0,
            "limits.held_over_people",
            "请写1人以上",
            "write at least 1 person",
        );
        let is_letter = |letter: &char| TRAIN_LETTERS.contains(*letter);
        faults.note(
            !self.trains.sealed_letters.iter().all(is_letter),
            "trains.sealed_letters",
            "请写车次的大写字母：G、D、C、Z、T、K、Y、L、S",
            "write capital letters of trains: G, D, C, Z, T, K, Y, L, S",
        );
    }
}

impl ContactRule {
    /// Whether nobody is left for a later rule: it holds for everybody wherever that one does.
    fn covers(&self, later: &Self) -> bool {
        let everybody = matches!(self.reach, Reach::Everyone | Reach::Overlap);
        let all_settings = later.settings.iter().all(|s| self.settings.contains(s));
        let of_places = later.places.iter().all(|p| self.places.contains(p));
        let all_places = self.places.is_empty() || (!later.places.is_empty() && of_places);
        everybody && self.of == later.of && all_settings && all_places
    }

    fn faults(&self, faults: &mut Faults) {
        let id = self.id.as_str();
        faults.note(
            self.settings.is_empty(),
            id,
            "settings：请至少写一个场景",
            "settings: name at least one",
        );
        let is_found = self.reach == Reach::Investigation;
        let is_mixed = is_found != self.settings.contains(&Setting::Any);
        faults.note(
            is_mixed,
            id,
            "reach：any只与investigation搭配",
            "reach: any goes with investigation, and nothing else does",
        );
        let fits = |setting: &Setting| self.reach.fits(*setting);
        faults.note(
            !is_mixed && !self.settings.iter().all(fits),
            id,
            "reach：rows用于飞机、客车，bays、compartment、open_carriage、carriage用于列车，cabin用于轮船，same_room、overlap用于场所",
            "reach: rows are of aircraft and coaches, bays, compartment, open_carriage and carriage of trains, cabin of ships, \
             same_room and overlap of venues",
        );
        let apart = match self.reach {
            Reach::Rows(apart) | Reach::Bays(apart) => apart,
            _ => 0,
        };
        faults.note(
            apart > MOST_APART,
            id,
            "reach：前后请写0至20",
            "reach: write 0 to 20 in front and behind",
        );
        let fits_class = match self.class {
            ContactClass::Close => self.of == IndexPerson::Case,
            ContactClass::Secondary => self.of == IndexPerson::Close,
            ContactClass::General => true,
        };
        faults.note(
            !fits_class,
            id,
            "class：病例的接触者为close或general，密切接触者的接触者为secondary或general",
            "class: of a case write close or general, of a close contact secondary or general",
        );
        faults.note(
            !self.places.is_empty() && !self.reach.fits(Setting::VenueClosed),
            id,
            "places：只用于场所",
            "places: they are of venues alone",
        );
        faults.note(
            is_empty(&self.text),
            id,
            "text：请用中英文写明规则",
            "text: say the rule in both languages",
        );
    }
}

impl Reach {
    /// Whether it says something in a setting.
    const fn fits(self, setting: Setting) -> bool {
        use Setting::{
            Aircraft, AircraftUnfiltered, Any, CoachSealed, CoachVentilated, Household, Ship,
            TrainOrdinary, TrainSealed, VenueClosed, VenueOpen,
        };
        let is_venue = matches!(setting, Household | VenueClosed | VenueOpen);
        match self {
            Self::Crew | Self::Everyone => !is_venue && !matches!(setting, Any),
            Self::Rows(_) => matches!(
                setting,
                Aircraft | AircraftUnfiltered | CoachSealed | CoachVentilated
            ),
            Self::Bays(_) | Self::Compartment | Self::OpenCarriage | Self::Carriage => {
                matches!(setting, TrainSealed | TrainOrdinary)
            }
            Self::Cabin => matches!(setting, Ship),
            Self::SameRoom | Self::Overlap => is_venue,
            Self::Investigation => matches!(setting, Any),
        }
    }
}

fn is_empty(text: &Text) -> bool {
    text.zh.trim().is_empty() || text.en.trim().is_empty()
}
