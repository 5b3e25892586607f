//! Erasing a person. It waits while an order is open or can be appealed against, while a colour stands, and while officials
//! have ordered or are about to order one: deleting and registering again betters nothing.

use domain::facts::{EvidenceKind, EvidenceRef};
use domain::ids::{DeclarationId, EvidenceId, PersonId, StayId};
use domain::quarantine::{Course, OrderState, course};
use domain::rating::Decision;
use domain::record::{Evidence, Record};
use domain::state::State;
use domain::time::{Date, Instant};
use storage::{PersonFacts, Rating, Rest, WriteError};

use crate::Service;
use crate::error::Error;
use crate::log::Deed;
use crate::session::Session;
use crate::shared::Shared;

/// What became of the wish to be erased.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Erased {
    /// Nothing leads to the person any more.
    Whole,
    /// The document's hash, the orders and their evidence are kept until this date; everything else is gone.
    But(Date),
}

impl Service {
    /// Erases a person: at once where nothing stands against it, else all but what an order or a colour needs.
    pub async fn erase(&self, person: PersonId, now: Instant) -> Result<Erased, Error> {
        self.erase_by(person, Deed::own("erase"), now).await
    }

    async fn erase_by(&self, person: PersonId, deed: Deed, now: Instant) -> Result<Erased, Error> {
        loop {
            let shared = self.shared(now).await?;
            let facts = self.read_person(person, now).await?;
            let record = without_appeals(&facts);
            let decided = self.decide(&facts, &record, &shared, now)?;
            let ahead = self.orders_ahead(&facts, now).await?;
            let kept_until = kept_until(&record, &decided.decisions, &shared, now.date())?;
            let kept_until = kept_until.max(ahead.until);
            let line = self.line_about(person, deed, "", now).await?;
            let (numbers, alarms) = self.store.numbers_of(person).await?;
            self.raise(&alarms, now).await?;
            let mut batch = facts.batch(now);
            let (batch, erased) = match kept_until {
                None => (
                    batch
                        .erase(&facts, shared.generation(), &line)
                        .with(self.store.leave_numbers(person, &numbers)),
                    Erased::Whole,
                ),
                Some(until) => {
                    let mut rest = rest(&record, &decided.decisions);
                    ahead.keep(&record, &mut rest);
                    batch.erase_but(&facts, &rest, until, now);
                    batch.leave_numbers(&numbers);
                    batch.log(&line);
                    let rating = Rating {
                        decisions: decided.decisions,
                        review_on: decided.review_on.into_iter().chain([until]).min(),
                        generation: shared.generation(),
                    };
                    (batch.rate(&rating), Erased::But(until))
                }
            };
            match self.store.write(batch).await {
                Ok(()) => {
                    self.settle_statuses(now).await?;
                    self.forget_issued(person).await?;
                    return Ok(erased);
                }
                Err(WriteError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Forgets what was issued to a person who has no device any more; nothing is issued to them meanwhile. What a
    /// crash leaves of it dies with its day.
    async fn forget_issued(&self, person: PersonId) -> Result<(), Error> {
        let issued = self.store.issued_to(person).await?;
        let places = issued.iter().map(|i| (i.list, i.index, person));
        Ok(self.store.write(self.store.forget_issued(places)).await?)
    }

    /// Erases the holder of a session, who proves by the last six of their document that it is no slip.
    pub async fn erase_own(
        &self,
        session: &Session,
        last6: &str,
        now: Instant,
    ) -> Result<Erased, Error> {
        let person = session.person()?;
        let phone = session.phone()?;
        self.last_six_allowed(&phone, now).await?;
        let proven = self.whose_ends_in(&phone, &[person], last6, now).await?;
        if proven.is_none() {
            let (zh, en) = (
                "不是您证件号码的后六位，请核对",
                "are not the last six of your document; look again",
            );
            return Err(Error::field("document_last6", zh, en));
        }
        self.erase(person, now).await
    }

    /// Erases what was kept of an erased person, once its date has come. Whether it did.
    pub(crate) async fn erase_rest(&self, person: PersonId, now: Instant) -> Result<bool, Error> {
        let facts: PersonFacts = match self.read_person(person, now).await {
            Ok(facts) => facts,
            Err(Error::NotRegistered) => return Ok(true),
            Err(error) => return Err(error),
        };
        let on = facts.person.as_ref().and_then(|p| p.erase_rest_on);
        if on.is_none_or(|on| on > now.date()) {
            return Ok(false);
        }
        let deed = Deed::automatic("erase rest");
        match self.erase_by(person, deed, now).await {
            // Staff must look first; the job goes on with the others.
            Ok(_) | Err(Error::Damaged | Error::Refused(_)) => Ok(true),
            Err(error) => Err(error),
        }
    }
}

/// The record as erasing leaves it: appeals go with their words, so that an order that one of them suspends counts again.
fn without_appeals(facts: &PersonFacts) -> Record {
    let mut record = facts.record.clone();
    let suspended = facts.suspended.iter();
    let suspended = suspended.map(|kept| Evidence::OfficialOrder(kept.order));
    record.evidence.extend(suspended);
    record
}

/// The date until which a rest is kept: the end of the last order and its time for appeal, and of every colour.
/// An order that needs check-ins cannot be foreseen: it is looked at again on the date on which it could end.
fn kept_until(
    record: &Record,
    decisions: &[Decision],
    shared: &Shared,
    today: Date,
) -> Result<Option<Date>, Error> {
    let mut last: Option<Date> = None;
    for order in record.orders.iter().filter(|o| !o.state.is_withdrawn()) {
        let appeal_days = i32::from(shared.policy(order.jurisdiction, today)?.appeal_days);
        let end = match (order.state, course(order, today)) {
            (OrderState::Complete(on) | OrderState::Lifted(on), _) | (_, Course::Done(on)) => on,
            (_, Course::Running { free, .. }) => free,
        };
        last = last.max(Some(end + appeal_days));
    }
    let coloured = decisions.iter().filter(|d| d.state >= State::Yellow);
    let foreseen = |d: &Decision| d.until.filter(|until| *until > today);
    let until = coloured.map(|d| foreseen(d).unwrap_or(today.next())).max();
    Ok(last.max(until).filter(|date| *date > today))
}

/// What the orders and the colours rest on.
fn rest(record: &Record, decisions: &[Decision]) -> Rest {
    let orders = record
        .orders
        .iter()
        .filter(|o| !o.state.is_withdrawn())
        .flat_map(|o| &o.evidence);
    let reasons = decisions
        .iter()
        .flat_map(|d| &d.reasons)
        .flat_map(|r| &r.evidence);
    let mut rest = Rest::default();
    for evidence in orders.chain(reasons) {
        keep(record, *evidence, &mut rest);
    }
    rest
}

fn keep(record: &Record, evidence: EvidenceRef, rest: &mut Rest) {
    match evidence.kind {
        EvidenceKind::Stay | EvidenceKind::Entry => {
            let id = StayId(evidence.id);
            rest.stays.insert(id);
            rest.declarations.extend(
                record
                    .stays
                    .iter()
                    .find(|s| s.id == id)
                    .map(|s| s.declaration),
            );
        }
        EvidenceKind::Contact | EvidenceKind::Symptoms => {
            rest.declarations.insert(DeclarationId(evidence.id));
        }
        EvidenceKind::Exposure
        | EvidenceKind::Test
        | EvidenceKind::OfficialOrder
        | EvidenceKind::Hospital
        | EvidenceKind::TestDue => {
            rest.evidence.insert(EvidenceId(evidence.id));
        }
    }
}
