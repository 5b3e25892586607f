//! What a person sees of their community: their door, help that they asked for, check-ins that a worker entered.

use domain::community::{CheckInAnswer, VisitHow};
use domain::facts::{Symptom, Temperature};
use domain::record::CheckIn;
use domain::time::{Date, Instant};
use serde::Serialize;
use storage::{AnswerRow, Field, PersonFacts, VisitRow};
use utoipa::ToSchema;

use super::care::was_in_quarantine;
use super::entries::HelpEntry;
use super::seen::{door_words, help_entry};
use crate::Service;
use crate::error::Error;
use crate::me::word;
use crate::session::Session;
use crate::shapes;

/// Help that one asked for, whatever became of it.
pub type MyHelp = HelpEntry;

/// What a person sees of their community.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct MyCare {
    /// Whether a community follows them now: then they can ask for help.
    pub followed: bool,
    /// Where they live, as it is kept.
    pub home: MyHome,
    /// What they asked for, the newest first.
    pub help: Vec<MyHelp>,
    /// Check-ins that a worker entered for them, the newest first.
    pub visits: Vec<MyVisit>,
}

/// Where one lives.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct MyHome {
    /// The residence to the street, in words.
    pub street: String,
    /// The building; empty where it was not given.
    pub building: String,
    /// The door; empty where it was not given.
    pub door: String,
}

/// A check-in that a worker entered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct MyVisit {
    /// The check-in, as text.
    pub check_in: String,
    /// The date for which it counts.
    #[schema(value_type = shapes::Date)]
    pub on: Date,
    /// How the worker reached one.
    #[schema(value_type = shapes::VisitHow)]
    pub how: VisitHow,
    /// The office of the worker.
    pub office: String,
    /// The temperature in degrees Celsius.
    #[schema(value_type = Option<f64>)]
    pub temperature: Option<Temperature>,
    /// New symptoms.
    #[schema(value_type = Vec<shapes::Symptom>)]
    pub symptoms: Vec<Symptom>,
    /// Whether it waits for an answer: it reports symptoms, and nobody has confirmed them.
    pub waits: bool,
    /// Whether its symptoms count.
    pub confirmed: bool,
    /// What one said of it oneself.
    #[schema(value_type = Option<shapes::CheckInAnswer>)]
    pub answer: Option<CheckInAnswer>,
}

/// Check-ins that are shown.
const MOST: usize = 20;

impl Service {
    /// What the holder of a session sees of their community.
    #[crate::boxed]
    pub async fn my_care(&self, session: &Session, now: Instant) -> Result<MyCare, Error> {
        let person = session.person()?;
        let facts = self.read_person(person, now).await?;
        let (home, alarms) = self.store.home_of(person).await?;
        self.raise(&alarms, now).await?;
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let (help, alarms) = self.store.help_of(person).await?;
        self.raise(&alarms, now).await?;
        let (building, door) = door_words(home.as_ref());
        let visits = self.my_visits(&facts, now).await?;
        Ok(MyCare {
            followed: was_in_quarantine(&facts, now.date()),
            home: MyHome {
                street: word(&words, Field::Street).unwrap_or_default().to_owned(),
                building,
                door,
            },
            help: help.iter().rev().map(help_entry).collect(),
            visits,
        })
    }

    /// The check-ins that workers entered, the newest first.
    async fn my_visits(&self, facts: &PersonFacts, now: Instant) -> Result<Vec<MyVisit>, Error> {
        let (visits, answers, alarms) = self.store.visits_of(facts.id).await?;
        self.raise(&alarms, now).await?;
        // Most people have none: nobody is looked for then.
        if visits.is_empty() {
            return Ok(Vec::new());
        }
        let (staff, alarms) = self.store.staff().await?;
        self.raise(&alarms, now).await?;
        let shown = visits.iter().filter_map(|visit| {
            let mut all = facts.record.check_ins.iter();
            let entered = all.find(|c| c.id == visit.check_in)?;
            let by = staff.iter().find(|row| row.member.id == visit.by);
            let office = by.map(|row| row.member.office.name.clone());
            Some(my_visit(
                entered,
                visit,
                &answers,
                office.unwrap_or_default(),
            ))
        });
        let mut mine: Vec<MyVisit> = shown.collect();
        mine.sort_by_key(|visit| std::cmp::Reverse(visit.on));
        mine.truncate(MOST);
        Ok(mine)
    }
}

fn my_visit(entered: &CheckIn, visit: &VisitRow, answers: &[AnswerRow], office: String) -> MyVisit {
    let of_it = |answer: &&AnswerRow| answer.check_in == entered.id;
    let own = answers.iter().filter(of_it).find(|a| a.by.is_none());
    let by_staff = answers.iter().filter(of_it).any(|a| a.by.is_some());
    MyVisit {
        check_in: entered.id.0.to_string(),
        on: entered.on,
        how: visit.how,
        office,
        temperature: entered.temperature,
        symptoms: entered.symptoms.clone(),
        waits: entered.is_alarming() && entered.confirmed.is_none() && own.is_none() && !by_staff,
        confirmed: entered.confirmed.is_some(),
        answer: own.map(|own| own.answer),
    }
}
