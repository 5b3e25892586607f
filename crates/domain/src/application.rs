//! An application: what somebody says of themself before they have a code, and what of it needs a second look (S1-1..3).
//!
//! What is a slip is refused by its field. What two answers contradict goes to a reviewer within a clock; the person is *held*
//! until then ([`crate::hold`]). What the registry does not agree to is refused in one and the same words.

use crate::declaration::Problem;
use crate::ids::{ApplicationId, StaffId};
use crate::place::DivisionCode;
use crate::record::Applicant;
use crate::time::{Date, Instant};

/// Hours within which an application that waits is decided (P).
pub const REVIEW_HOURS: i64 = 24;
/// Wrong identities of one phone on a day (P); after that the counter helps.
pub const WRONG_IDENTITIES: i64 = 3;
/// The most characters of a unit's name, and of a reviewer's reason.
pub const MAX_UNIT: usize = 60;
/// The most characters of a reviewer's reason.
pub const MAX_REASON: usize = 500;
/// The most days before a first day of work (P).
pub const MOST_DAYS_AHEAD: i32 = 90;
/// Years from which on one works: Labour Law of the PRC, article 15.
const WORKING_AGE: i16 = 16;

const HOUR_MS: i64 = 3_600_000;

words! {
    /// Where an application stands.
    ApplicationState {
        /// The registry gave no answer: it is asked again.
        Registry = "registry",
        /// A reviewer decides.
        Review = "review",
        /// It went through.
        Accepted = "accepted",
        /// It was refused.
        Refused = "refused",
    }
}

words! {
    /// Why an application goes to a reviewer.
    Doubt {
        /// The document is registered with another phone, and the registry agrees with the applicant.
        Takeover = "takeover",
        /// A visitor says that they live in the city that they visit.
        VisitorAtHome = "visitor_at_home",
        /// A resident of a city says that they live in another.
        ResidentElsewhere = "resident_elsewhere",
        /// Who returns to work is younger than one works.
        TooYoungToWork = "too_young_to_work",
    }
}

words! {
    /// What somebody who returns to work does before the first day (S1-6).
    FirstDayItem {
        /// Name, document and phone were proven.
        Identity = "identity",
        /// A declaration is in force.
        Declaration = "declaration",
        /// Nothing of the application is looked at any more.
        Review = "review",
        /// No quarantine runs.
        Quarantine = "quarantine",
        /// No notice asks for something.
        PopUps = "pop_ups",
        /// For the unit: whatever else the city asks for, and not what.
        Others = "others",
    }
}

/// What an applicant says of why they apply.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApplicantSaid {
    /// The kind of applicant.
    pub kind: Applicant,
    /// For which city; absent where they did not say.
    pub city: Option<DivisionCode>,
    /// At which unit they work; empty for others.
    pub unit: String,
    /// Their first day there.
    pub first_day: Option<Date>,
}

impl Default for ApplicantSaid {
    /// A resident who says no more.
    fn default() -> Self {
        Self {
            kind: Applicant::Resident,
            city: None,
            unit: String::new(),
            first_day: None,
        }
    }
}

impl ApplicantSaid {
    /// What is a slip, by its field.
    pub fn problems(&self, today: Date) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut problem = |field: &str, zh: &str, en: &str| {
            problems.push(Problem::new(field, zh, en));
        };
        let unit = self.unit.trim();
        if unit.chars().count() > MAX_UNIT || unit.chars().any(char::is_control) {
            problem(
                "unit",
                "单位名称最多60个字符，请缩短",
                "holds 60 characters at most; shorten it",
            );
        }
        if self.kind != Applicant::ReturningToWork {
            if !unit.is_empty() || self.first_day.is_some() {
                problem(
                    "applicant",
                    "只有返岗人员需要填写单位和到岗日期，请选择返岗，或清空这两项",
                    "has a unit or a first day, which only who returns to work has; choose that, or leave both empty",
                );
            }
            return problems;
        }
        if unit.is_empty() {
            problem(
                "unit",
                "请填写工作单位",
                "is missing: at which unit do you work?",
            );
        }
        match self.first_day {
            None => problem(
                "first_day",
                "请填写到岗的第一天",
                "is missing: which is your first day there?",
            ),
            Some(day) if day < today => problem(
                "first_day",
                "到岗日期已过，请填写今天或以后的日期",
                "has passed; give today or a later day",
            ),
            Some(day) if day - today > MOST_DAYS_AHEAD => problem(
                "first_day",
                "到岗日期最多提前90天填写，请核对",
                "lies more than 90 days ahead; look again",
            ),
            Some(_) => {}
        }
        problems
    }

    /// What contradicts what: `home` is the county of the residence, where it is known, `born` the birth date that the document
    /// carries.
    pub fn doubts(
        &self,
        home: Option<DivisionCode>,
        born: Option<Date>,
        today: Date,
    ) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        if let (Some(city), Some(home)) = (self.city, home) {
            match (self.kind, city.contains(home)) {
                (Applicant::Visitor, true) => doubts.push(Doubt::VisitorAtHome),
                (Applicant::Resident, false) => doubts.push(Doubt::ResidentElsewhere),
                _ => {}
            }
        }
        let works = self.kind == Applicant::ReturningToWork;
        let on = self.first_day.unwrap_or(today);
        if works && born.is_some_and(|born| years(born, on) < WORKING_AGE) {
            doubts.push(Doubt::TooYoungToWork);
        }
        doubts
    }
}

/// Full years between two dates.
fn years(born: Date, on: Date) -> i16 {
    let (from, to) = (born.civil(), on.civil());
    let before_birthday = (to.month(), to.day()) < (from.month(), from.day());
    to.year() - from.year() - i16::from(before_birthday)
}

closed! {
    /// Why somebody may not do to an application what they ask for.
    ApplicationRefusal {
        /// It was decided, or replaced by a newer one.
        NotNow,
        /// They decided an application of the same phone before.
        SameHands,
    }
}

/// An application without its words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Application {
    /// Its id, drawn by the program.
    pub id: ApplicationId,
    /// The city whose reviewers decide.
    pub city: DivisionCode,
    /// Where it stands.
    pub state: ApplicationState,
    /// When it was made.
    pub made: Instant,
    /// By when it is decided.
    pub due: Instant,
    /// What a reviewer looks at.
    pub doubts: Vec<Doubt>,
    /// Who of the staff decided it.
    pub decided_by: Option<StaffId>,
    /// When it was decided, by whomever.
    pub decided: Option<Instant>,
}

impl Application {
    /// A new one, which waits for the registry.
    pub fn new(id: ApplicationId, city: DivisionCode, now: Instant) -> Self {
        Self {
            id,
            city,
            state: ApplicationState::Registry,
            made: now,
            due: now.plus_ms(REVIEW_HOURS * HOUR_MS),
            doubts: Vec::new(),
            decided_by: None,
            decided: None,
        }
    }

    /// The same for a reviewer, whose clock begins now.
    #[must_use]
    pub fn to_review(self, doubts: Vec<Doubt>, now: Instant) -> Self {
        Self {
            state: ApplicationState::Review,
            due: now.plus_ms(REVIEW_HOURS * HOUR_MS),
            doubts,
            ..self
        }
    }

    /// Whether it waits for anybody.
    pub fn waits(&self) -> bool {
        matches!(
            self.state,
            ApplicationState::Registry | ApplicationState::Review
        )
    }

    /// Whether its clock has run out and nobody has decided.
    pub fn is_overdue(&self, now: Instant) -> bool {
        self.waits() && now >= self.due
    }

    /// It is decided; by nobody where the registry's answer decided it.
    pub fn decide(
        self,
        accepted: bool,
        by: Option<StaffId>,
        now: Instant,
    ) -> Result<Self, ApplicationRefusal> {
        if !self.waits() {
            return Err(ApplicationRefusal::NotNow);
        }
        let state = if accepted {
            ApplicationState::Accepted
        } else {
            ApplicationState::Refused
        };
        Ok(Self {
            state,
            decided_by: by,
            decided: Some(now),
            ..self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn code(text: &str) -> DivisionCode {
        text.parse().unwrap()
    }

    fn worker(unit: &str, first_day: Option<&str>) -> ApplicantSaid {
        ApplicantSaid {
            kind: Applicant::ReturningToWork,
            city: Some(code("330100")),
            unit: unit.into(),
            first_day: first_day.map(day),
        }
    }

    fn fields(said: &ApplicantSaid) -> Vec<String> {
        let problems = said.problems(day("2020-02-20"));
        problems.into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn s1_3_a_slip_is_named_by_its_field() {
        assert_eq!(fields(&worker("", None)), ["unit", "first_day"]);
        assert_eq!(fields(&worker("厂", Some("2020-02-19"))), ["first_day"]);
        assert_eq!(fields(&worker("厂", Some("2020-06-01"))), ["first_day"]);
        assert!(fields(&worker("厂", Some("2020-02-20"))).is_empty());
        let visitor = ApplicantSaid {
            kind: Applicant::Visitor,
            ..worker("厂", None)
        };
        assert_eq!(fields(&visitor), ["applicant"]);
        assert_eq!(
            fields(&worker(&"厂".repeat(61), Some("2020-02-24"))),
            ["unit"]
        );
        assert!(fields(&ApplicantSaid::default()).is_empty());
    }

    #[test]
    fn s1_3_answers_that_contradict_each_other_go_to_a_reviewer() {
        let today = day("2020-02-20");
        let (here, there) = (Some(code("330106")), Some(code("420106")));
        let of = |kind| ApplicantSaid {
            kind,
            city: Some(code("330100")),
            ..ApplicantSaid::default()
        };
        let visitor = of(Applicant::Visitor);
        assert_eq!(visitor.doubts(here, None, today), [Doubt::VisitorAtHome]);
        assert!(visitor.doubts(there, None, today).is_empty());
        let resident = of(Applicant::Resident);
        assert_eq!(
            resident.doubts(there, None, today),
            [Doubt::ResidentElsewhere]
        );
        assert!(resident.doubts(here, None, today).is_empty());
        assert!(resident.doubts(None, None, today).is_empty());
        let worker = worker("厂", Some("2020-02-24"));
        let born = |text| Some(day(text));
        assert!(worker.doubts(there, born("2004-02-24"), today).is_empty());
        assert_eq!(
            worker.doubts(there, born("2004-02-25"), today),
            [Doubt::TooYoungToWork]
        );
    }

    #[test]
    fn s1_3_an_application_is_decided_once() {
        let now = Instant::from_ms(0);
        let new = Application::new(ApplicationId(1), code("330100"), now);
        let review = new.to_review(vec![Doubt::Takeover], now.plus_ms(5));
        assert_eq!(review.due, now.plus_ms(24 * HOUR_MS + 5));
        assert!(!review.is_overdue(now) && review.is_overdue(review.due));
        let done = review.decide(true, Some(StaffId(3)), now).unwrap();
        assert_eq!(done.state, ApplicationState::Accepted);
        assert_eq!(
            done.decide(false, None, now),
            Err(ApplicationRefusal::NotNow)
        );
    }
}
