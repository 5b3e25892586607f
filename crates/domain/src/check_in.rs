//! A daily check-in: what was said of one's health on a day of quarantine, by whom, and what of it counts.

use serde::{Deserialize, Serialize};

use crate::facts::{Symptom, SymptomReport, Temperature};
use crate::ids::CheckInId;
use crate::time::{Date, Instant};

/// By whose hand a check-in was made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckInBy {
    /// By the person.
    #[default]
    #[serde(rename = "self")]
    Oneself,
    /// By who cares for the person and holds them as a family member.
    Guardian,
    /// By a member of staff, at the door or on the phone.
    Staff,
}

impl CheckInBy {
    /// All hands.
    pub const ALL: [Self; 3] = [Self::Oneself, Self::Guardian, Self::Staff];

    /// The word in files, JSON and SQL.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Oneself => "self",
            Self::Guardian => "guardian",
            Self::Staff => "staff",
        }
    }

    /// The hand of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.word() == word)
    }
}

/// A daily check-in as kept. Those of a day add up; all are kept. What was written in free words
/// beside it is sealed elsewhere: no rule comes near it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckIn {
    /// Its id, made on the device.
    pub id: CheckInId,
    /// The local date on which it was made.
    pub on: Date,
    /// When it was made, by the device's corrected clock.
    pub made: Instant,
    /// When it arrived.
    pub recorded: Instant,
    /// The temperature.
    pub temperature: Option<Temperature>,
    /// New symptoms.
    pub symptoms: Vec<Symptom>,
    /// Symptoms known for longer; they never count.
    pub known_symptoms: Vec<Symptom>,
    /// By whose hand.
    pub by: CheckInBy,
    /// When the person, their guardian or a second health role confirmed what staff had entered.
    pub confirmed: Option<Instant>,
}

impl CheckIn {
    /// One by the person, made at `made` and there at once, that says nothing of temperature and symptoms.
    pub fn new(id: CheckInId, made: Instant) -> Self {
        Self {
            id,
            on: made.date(),
            made,
            recorded: made,
            temperature: None,
            symptoms: Vec::new(),
            known_symptoms: Vec::new(),
            by: CheckInBy::Oneself,
            confirmed: None,
        }
    }

    /// What it reports to the rules. What staff entered reports nothing before it is confirmed, and is known from
    /// then on: nobody's colour rises by one worker's word (QUARANTINE in the requirements). The day counts either way.
    pub fn report(&self) -> Option<SymptomReport> {
        let known = match self.by {
            CheckInBy::Oneself | CheckInBy::Guardian => self.recorded,
            CheckInBy::Staff => self.confirmed?,
        };
        (!self.symptoms.is_empty() || self.temperature.is_some()).then(|| SymptomReport {
            id: self.id.0,
            on: self.on,
            recorded: known.date(),
            new: self.symptoms.clone(),
            temperature: self.temperature,
        })
    }

    /// Whether somebody should look after the person: 37.3 °C or a new symptom, whoever entered it.
    pub fn is_alarming(&self) -> bool {
        !self.symptoms.is_empty() || self.temperature.is_some_and(Temperature::is_fever)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nine_on(date: &str) -> Instant {
        let date: Date = date.parse().unwrap();
        date.start().plus_ms(9 * 3_600_000)
    }

    fn feverish(by: CheckInBy) -> CheckIn {
        let made = nine_on("2020-02-24");
        CheckIn {
            temperature: Temperature::from_tenths(373).ok(),
            by,
            ..CheckIn::new(CheckInId(1), made)
        }
    }

    #[test]
    fn s2_29_what_staff_entered_reports_nothing_until_it_is_confirmed() {
        let mut entered = feverish(CheckInBy::Staff);
        assert_eq!(entered.report(), None);
        assert!(
            entered.is_alarming(),
            "somebody looks after them all the same"
        );
        entered.confirmed = Some(nine_on("2020-02-25"));
        let report = entered.report().unwrap();
        assert_eq!(report.on.to_string(), "2020-02-24");
        assert_eq!(
            report.recorded.to_string(),
            "2020-02-25",
            "known when confirmed"
        );
    }

    #[test]
    fn s2_29_what_the_person_or_a_guardian_says_counts_at_once() {
        for by in [CheckInBy::Oneself, CheckInBy::Guardian] {
            assert!(feverish(by).report().is_some(), "{by:?}");
        }
    }

    #[test]
    fn s2_29_what_is_known_for_longer_alarms_nobody() {
        let mut known = feverish(CheckInBy::Oneself);
        known.temperature = Temperature::from_tenths(372).ok();
        known.known_symptoms = vec![Symptom::DryCough];
        assert!(!known.is_alarming());
    }

    #[test]
    fn every_hand_has_its_word() {
        for by in CheckInBy::ALL {
            assert_eq!(CheckInBy::from_word(by.word()), Some(by));
            assert_eq!(serde_json::to_value(by).unwrap(), by.word());
        }
    }
}
