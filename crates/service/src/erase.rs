//! Erasing a person. It waits while an order is open or can be appealed against, while a colour stands, and while officials
//! have ordered or are about to order one: deleting and registering again betters nothing.

use domain::contact::{Exposed, ExposedBy};
use domain::facts::{EvidenceKind, EvidenceRef};
use domain::ids::{DeclarationId, EvidenceId, PersonId, StayId};
use domain::policy::Text;
use domain::quarantine::{Course, OrderState, course};
use domain::rating::Decision;
use domain::record::Record;
use domain::said_again::{StayAgain, chain, first_leg};
use domain::state::State;
use domain::time::{Date, Instant};
use serde::Serialize;
use storage::{PersonFacts, Rating, Rest, WriteError};
use utoipa::ToSchema;

use crate::Service;
use crate::error::Error;
use crate::log::Deed;
use crate::session::Session;
use crate::shapes;
use crate::shared::Shared;

/// What became of the wish to be erased.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Erased {
    /// Nothing leads to the person any more.
    Whole,
    /// The document's hash, the orders and their evidence are kept until this date; everything else is gone.
    But(Date),
}

/// What erasing would leave, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ErasurePreview {
    /// The date until which a rest would be kept; absent: nothing would be.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<shapes::Date>)]
    pub rest_until: Option<Date>,
    /// What would be kept, each with why.
    #[schema(value_type = Vec<shapes::Text>)]
    pub kept: Vec<Text>,
}

impl Service {
    /// What would stay if a person were erased now, and why; nothing is changed.
    #[crate::boxed]
    pub async fn erasure_preview(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<ErasurePreview, Error> {
        let shared = self.shared(now).await?;
        let facts = self.read_person(person, now).await?;
        let decided = self.decide(&facts, &facts.record, &shared, now)?;
        let rest_until = kept_until(&facts.record, &decided.decisions, &shared, now.date())?;
        let mut kept = Vec::new();
        if rest_until.is_some() {
            kept.push(Text::new(
                "证件号码的不可逆摘要：防止删除后重新登记而逃避隔离，其他人看不出是谁",
                "A keyed digest of your document: so that nobody leaves a quarantine by registering again. It tells nobody who you are",
            ));
            kept.push(Text::new(
                "正在进行或仍可申诉的隔离、每日打卡，以及它们所依据的申报或证据：隔离到期、申诉期满后自动删除",
                "Quarantine that runs or can still be appealed against, its check-ins, and what it rests on: it goes by itself when that time is over",
            ));
        }
        kept.push(Text::new(
            "查看记录保留三年，但不再能看出与您有关：证明工作人员是否守规矩",
            "Lines of the log stay for three years and are about nobody any more: they show whether staff kept to the rules",
        ));
        Ok(ErasurePreview { rest_until, kept })
    }

    /// Erases a person: at once where nothing stands against it, else all but what an order or a colour needs.
    #[crate::boxed]
    pub async fn erase(&self, person: PersonId, now: Instant) -> Result<Erased, Error> {
        self.leave_family(person, now).await?;
        let facts = self.store.facts_of(person).await?;
        let erased = self.erase_by(person, Deed::own("erase"), now).await?;
        let held = facts.map(|facts| facts.family).unwrap_or_default();
        self.left_family(person, &held, now).await?;
        Ok(erased)
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
            let (former, alarms) = self.store.former_documents(person).await?;
            self.raise(&alarms, now).await?;
            let line = self.line_about(person, deed, "", now).await?;
            let (numbers, alarms) = self.store.numbers_of(person).await?;
            self.raise(&alarms, now).await?;
            let mut batch = facts.batch(now);
            let (batch, erased) = match kept_until {
                None => (
                    batch
                        .erase((&facts, &former), shared.generation(), &line)
                        .with(self.store.leave_numbers(person, &numbers)),
                    Erased::Whole,
                ),
                Some(until) => {
                    let mut rest = rest(&record, &decided.decisions, &shared);
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
    pub(crate) async fn forget_issued(&self, person: PersonId) -> Result<(), Error> {
        let issued = self.store.issued_to(person).await?;
        let places = issued.iter().map(|i| (i.list, i.index, person));
        Ok(self.store.write(self.store.forget_issued(places)).await?)
    }

    /// Erases the holder of a session, who proves by the last six of their document that it is no slip.
    #[crate::boxed]
    pub async fn erase_own(
        &self,
        session: &Session,
        last6: &str,
        now: Instant,
    ) -> Result<Erased, Error> {
        let person = self.prove_holder(session, last6, now).await?;
        self.erase(person, now).await
    }

    /// The holder of a session, who proves by the last six of their document that it is them and no slip.
    pub(crate) async fn prove_holder(
        &self,
        session: &Session,
        last6: &str,
        now: Instant,
    ) -> Result<PersonId, Error> {
        let person = session.person()?;
        let contact = session.contact()?;
        self.last_six_allowed(&contact, now).await?;
        let proven = self.whose_ends_in(&contact, &[person], last6, now).await?;
        if proven.is_none() {
            let (zh, en) = (
                "不是您证件号码的后六位，请核对",
                "are not the last six of your document; look again",
            );
            return Err(Error::field("document_last6", zh, en));
        }
        Ok(person)
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

/// The record as erasing leaves it: appeals go with their words, so that an order that one of them suspends counts again; a
/// hold is the registration's and goes with it, so that it keeps no rest.
fn without_appeals(facts: &PersonFacts) -> Record {
    let mut record = facts.record.clone();
    // A hold is the registration's and goes with it: it keeps no rest.
    record.holds.clear();
    let suspended = facts.suspended.iter().map(|kept| kept.evidence);
    record.evidence.extend(suspended);
    record.holds.clear();
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
fn rest(record: &Record, decisions: &[Decision], shared: &Shared) -> Rest {
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
    let exposures = shared.exposures(record);
    for evidence in orders.chain(reasons) {
        keep((record, &exposures), *evidence, &mut rest);
    }
    rest
}

fn keep((record, exposures): (&Record, &[Exposed<'_>]), evidence: EvidenceRef, rest: &mut Rest) {
    match evidence.kind {
        EvidenceKind::Stay | EvidenceKind::Entry => {
            let id = StayId(evidence.id);
            rest.stays.insert(id);
            keep_declaration(record, stay_of(record, id), rest);
            let all = record.stays.iter();
            let again = all.map(|stay| StayAgain::of(record, stay));
            let of_it =
                |again: &StayAgain<'_>| again.same.contains(&id) || again.before.contains(&id);
            for again in again.filter(of_it) {
                rest.stays.extend(again.same);
                rest.stays.extend(again.before);
            }
        }
        EvidenceKind::Contact | EvidenceKind::Symptoms => {
            keep_declaration(record, Some(DeclarationId(evidence.id)), rest);
        }
        EvidenceKind::Exposure => {
            let mut found = exposures.iter();
            let found = found.find(|exposed| exposed.is_named(evidence.id));
            match found.map(|exposed| exposed.by) {
                Some(ExposedBy::Leg(id)) => {
                    rest.legs.insert(id);
                    let again = record.legs.iter();
                    let again = again.filter(|leg| first_leg(record, leg).id == id);
                    rest.legs.extend(again.map(|leg| leg.id));
                    let leg = record.legs.iter().find(|leg| leg.id == id);
                    keep_declaration(record, leg.map(|leg| leg.declaration), rest);
                }
                Some(ExposedBy::Visit(id)) => {
                    rest.visits.insert(id);
                }
                None => {
                    rest.evidence.insert(EvidenceId(evidence.id));
                }
            }
        }
        EvidenceKind::Test
        | EvidenceKind::OfficialOrder
        | EvidenceKind::Hospital
        | EvidenceKind::TestDue => {
            rest.evidence.insert(EvidenceId(evidence.id));
        }
    }
}

fn stay_of(record: &Record, id: StayId) -> Option<DeclarationId> {
    let mut stays = record.stays.iter();
    stays
        .find(|stay| stay.id == id)
        .map(|stay| stay.declaration)
}

/// Keeps a declaration, and all with which it is one chain of corrections: what they say again is said by the first of them, and counts
/// while the last stands.
fn keep_declaration(record: &Record, id: Option<DeclarationId>, rest: &mut Rest) {
    let Some(id) = id else {
        return;
    };
    rest.declarations.insert(id);
    for declaration in &record.declarations {
        let chain = chain(record, declaration);
        if chain.iter().any(|link| link.id == id) {
            rest.declarations.extend(chain.iter().map(|link| link.id));
        }
    }
}
