//! What a step of a check is made from, as it stands at that moment, and the way in which a step is written.

use std::sync::Arc;

use domain::identity::Phone;
use domain::ids::{NumberId, PersonId};
use domain::itinerary::{Next, NumberState, Window, in_order, is_live, next};
use domain::number::Number;
use domain::place::DivisionCode;
use domain::rating::Compiled;
use domain::record::EntryRecord;
use domain::time::{Date, Instant};
use storage::{CheckRow, CheckState, ItineraryRequestRow, NumberRow, PersonFacts};

use super::kept::Kept;
use crate::Service;
use crate::change::{Draft, Drafted, TRIES, registered};
use crate::error::{Error, Missing};
use crate::log::Deed;
use crate::number::Numbers;
use crate::shared::Shared;

/// Whose check of which city it is.
#[derive(Clone, Copy)]
pub(super) struct Whose {
    pub(super) person: PersonId,
    pub(super) city: DivisionCode,
}

/// A person and a city's check at one moment.
pub(super) struct Stand {
    pub(super) city: DivisionCode,
    pub(super) policy: Arc<Compiled>,
    pub(super) facts: PersonFacts,
    pub(super) numbers: Numbers,
    /// The check as kept, whether it goes on or is over.
    pub(super) row: Option<CheckRow>,
    /// What was said in the check that goes on; empty where none does.
    pub(super) kept: Kept,
    /// What staff were asked about this city, the oldest first.
    pub(super) requests: Vec<ItineraryRequestRow>,
    pub(super) now: Instant,
}

impl Stand {
    /// The check that goes on.
    pub(super) fn check(&self) -> Option<&CheckRow> {
        self.row
            .as_ref()
            .filter(|row| is_live(row.changed, self.now))
    }

    /// The check that goes on and has not passed: what steps are made on.
    pub(super) fn begun(&self) -> Result<&CheckRow, Error> {
        let check = self.check().filter(|row| row.state != CheckState::Passed);
        check.ok_or_else(|| {
            let (zh, en) = (
                "行程核验尚未开始或已失效，请先填写到达日期并同意",
                "was not begun, or is over; say the day of arrival and agree first",
            );
            Error::field("arrival", zh, en)
        })
    }

    /// The numbers that are asked, in their order.
    pub(super) fn asked(&self) -> Vec<&NumberRow> {
        let shown = || self.mainland().filter(|row| row.number.is_shown());
        let numbers: Vec<Number> = shown().map(|row| row.number).collect();
        let order = in_order(&numbers).into_iter();
        let rows = order.filter_map(|id| shown().find(|row| row.number.id == id));
        rows.collect()
    }

    /// The numbers that were given back and are compared still.
    pub(super) fn hidden(&self) -> impl Iterator<Item = &NumberRow> {
        let now = self.now;
        let compared =
            move |row: &&NumberRow| !row.number.is_shown() && row.number.is_compared(now);
        self.mainland().filter(compared)
    }

    fn mainland(&self) -> impl Iterator<Item = &NumberRow> {
        let is_mainland = |phone: &str| Phone::parse(phone).is_ok_and(|phone| phone.is_mainland());
        let rows = self.numbers.rows.iter();
        rows.filter(move |row| is_mainland(&row.phone))
    }

    /// A number that is asked.
    pub(super) fn number(&self, id: NumberId) -> Result<&NumberRow, Error> {
        let row = self.asked().into_iter().find(|row| row.number.id == id);
        row.ok_or(Error::Unknown(Missing::Number))
    }

    /// How far each number has come.
    pub(super) fn states(&self) -> Vec<NumberState> {
        let asked = self.asked().into_iter();
        let state = |row: &NumberRow| NumberState {
            number: row.number.id,
            confirmed: self.kept.is_confirmed(row.number.id, self.now),
            declared: !self.kept.places(row.number.id).is_empty(),
        };
        asked.map(state).collect()
    }

    /// The next step of the numbers.
    pub(super) fn next(&self) -> Next {
        next(&self.states())
    }

    /// The days that are looked at for an arrival.
    pub(super) fn window(&self, arrival: Date) -> Window {
        Window::of(arrival, self.now.date(), self.policy.look_back_days)
    }

    /// The entries into the city, open or not.
    pub(super) fn entries(&self) -> impl Iterator<Item = &EntryRecord> {
        let city = self.city;
        let entries = self.facts.record.entries.iter();
        entries.filter(move |entry| entry.jurisdiction == city)
    }

    /// When the entries that wait for a check were recorded.
    pub(super) fn open(&self) -> Vec<Instant> {
        let open = self.entries().filter(|entry| entry.is_open());
        open.map(|entry| entry.recorded).collect()
    }

    /// Whether an entry into the city waits for a check.
    pub(super) fn is_open(&self) -> bool {
        self.entries().any(EntryRecord::is_open)
    }

    /// Refuses a city that asks for no check.
    pub(super) fn require(&self) -> Result<(), Error> {
        if self.policy.verify_on_entry {
            return Ok(());
        }
        let (zh, en) = (
            "该城市不要求核验行程，无须办理",
            "asks for no check of the itinerary; there is nothing to do",
        );
        Err(Error::field("city", zh, en))
    }
}

impl Service {
    /// Reads what a step is made from.
    pub(super) async fn stand(&self, whose: Whose, now: Instant) -> Result<Stand, Error> {
        let Whose { person, city } = whose;
        let shared = self.shared(now).await?;
        let policy = shared.policy(city, now.date())?;
        let facts = self.read_person(person, now).await?;
        registered(&facts)?;
        let numbers = self.numbers_of(person, now).await?;
        let mut checks = self.checks_of(person, now).await?.into_iter();
        let row = checks.find(|row| row.jurisdiction == city);
        let requests = self.itinerary_requests(person, now).await?.into_iter();
        let requests = requests.filter(|row| row.request.city == city).collect();
        let live = row.as_ref().filter(|row| is_live(row.changed, now));
        let kept = live.map_or(Ok(Kept::default()), |row| Kept::of(&row.words))?;
        Ok(Stand {
            city,
            policy,
            facts,
            numbers,
            row,
            kept,
            requests,
            now,
        })
    }

    /// The checks of a person whose rows hold.
    pub(crate) async fn checks_of(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<Vec<CheckRow>, Error> {
        let (checks, alarms) = self.store.checks_of(person).await?;
        self.raise(&alarms, now).await?;
        Ok(checks)
    }

    /// The requests of a person whose rows hold, the oldest first.
    pub(super) async fn itinerary_requests(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<Vec<ItineraryRequestRow>, Error> {
        let (requests, alarms) = self.store.itinerary_requests_of(person).await?;
        self.raise(&alarms, now).await?;
        Ok(requests)
    }

    /// Writes a step that `make` makes of what stands; again where another step was written meanwhile.
    pub(super) async fn step(
        &self,
        whose: Whose,
        action: &'static str,
        now: Instant,
        make: impl Fn(&Stand) -> Result<CheckRow, Error>,
    ) -> Result<(), Error> {
        for _try in 0..TRIES {
            let stand = self.stand(whose, now).await?;
            let to = make(&stand)?;
            let mut draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
                registered(facts)?;
                draft.batch.put_check(&to);
                Ok(Drafted::Write(()))
            };
            let deed = Deed::own(action);
            let done = self.attempt(whose.person, deed, now, &mut draft).await?;
            if done.is_some() {
                return Ok(());
            }
        }
        Err(Error::Busy)
    }
}
