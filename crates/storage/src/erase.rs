//! Erasing a person: at once and whole, or with a rest that an open order keeps until a date.
//!
//! After the whole no row leads to the person: no id, hash, alias or sealed word. The rest is what NO SIDE DOOR
//! keeps: the document's hash, the orders and their check-ins, and the evidence that carries them.

use std::collections::BTreeSet;

use domain::ids::{DeclarationId, EvidenceId, LegId, ProposalId, StayId};
use domain::rating::Kinds;
use domain::record::{StayRecord, Whereabouts};
use domain::time::{Date, Instant};

use crate::applicant;
use crate::application;
use crate::batch::Batch;
use crate::channel;
use crate::claim;
use crate::community::{followed, task};
use crate::correction;
use crate::device;
use crate::evidence;
use crate::facts::PersonFacts;
use crate::family;
use crate::former_document::{self, FormerDocument};
use crate::hold;
use crate::itinerary;
use crate::laboratory;
use crate::leg;
use crate::log::{self, LogLine};
use crate::met_visit;
use crate::number;
use crate::organisation;
use crate::person::Person;
use crate::person_batch::PersonBatch;
use crate::proposal;
use crate::rating::{Rating, guarded};
use crate::session;
use crate::shared::Generation;
use crate::standing;
use crate::status;
use crate::stay;
use crate::value::Value;

/// What an open order keeps of a person who was erased.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rest {
    /// The declarations that the kept stays belong to, or whose own words carry an order.
    pub declarations: BTreeSet<DeclarationId>,
    /// The stays that carry an order.
    pub stays: BTreeSet<StayId>,
    /// The journeys that carry an order.
    pub legs: BTreeSet<LegId>,
    /// The met visits that carry an order.
    pub visits: BTreeSet<i64>,
    /// The evidence from others that carries an order.
    pub evidence: BTreeSet<EvidenceId>,
    /// The proposals about the person that wait for somebody.
    pub proposals: BTreeSet<ProposalId>,
}

/// Everything in tables that the person owns. `rating` stands first: its row is the guard.
pub(crate) const OWNED: [&str; 45] = [
    "DELETE FROM rating WHERE person_id = ?1",
    "DELETE FROM person WHERE person_id = ?1",
    "DELETE FROM person_sealed WHERE person_id = ?1",
    former_document::DROP_ALL,
    "DELETE FROM jurisdiction_use WHERE person_id = ?1",
    "DELETE FROM declaration WHERE person_id = ?1",
    "DELETE FROM stay WHERE person_id = ?1",
    "DELETE FROM stay_area WHERE person_id = ?1",
    "DELETE FROM leg WHERE person_id = ?1",
    "DELETE FROM met_visit WHERE person_id = ?1",
    "DELETE FROM evidence WHERE person_id = ?1",
    "DELETE FROM laboratory_result WHERE person_id = ?1",
    "DELETE FROM quarantine_order WHERE person_id = ?1",
    "DELETE FROM check_in WHERE person_id = ?1",
    "DELETE FROM hold WHERE person_id = ?1",
    "DELETE FROM city_entry WHERE person_id = ?1",
    itinerary::DROP_CHECKS,
    itinerary::DROP_REQUESTS,
    itinerary::DROP_TRIES,
    applicant::DROP,
    CHECK_IN_WORDS,
    NOTICES,
    standing::LEAVE,
    correction::DROP_OF_PERSON,
    "DELETE FROM proposal_content WHERE person_id = ?1",
    proposal::DROP_ANSWERS,
    VISITS,
    ANSWERS,
    HOME,
    TASKS,
    LOOKED,
    NOTES,
    HELP,
    APPEALS,
    PURCHASES,
    organisation::MEMBERSHIPS,
    organisation::INVITATIONS,
    device::DROP_ALL,
    channel::DROP_OF_PERSON,
    number::DROP_OF_PERSON,
    family::DROP_LINKS,
    family::DROP_MEMBERS,
    family::DROP_OUTBOX,
    "DELETE FROM alias WHERE person_id = ?1",
    "DELETE FROM log_line WHERE person_id = ?1",
];

const ALARMS: &str = "DELETE FROM alarm WHERE person_id = ?1";

/// The same ways found by the person, through the whole table: only where the rows that name them do not hold.
const WAYS: [&str; 8] = [
    "DELETE FROM document_claim WHERE person_id = ?1",
    SESSIONS,
    "DELETE FROM phone_claim WHERE person_id = ?1",
    "DELETE FROM stay_by_place WHERE person_id = ?1",
    "DELETE FROM leg_by_journey WHERE person_id = ?1",
    "DELETE FROM met_by_venue_day WHERE person_id = ?1",
    laboratory::LEAVE_ALL,
    application::DROP_ALL,
];

/// The same of the sessions alone.
const SESSIONS: &str = "DELETE FROM session WHERE person_id = ?1";

/// What a community knows of a person and does about them; it goes with their words, whatever an order keeps.
const CARE: [&str; 9] = [
    followed::ERASE,
    task::ERASE,
    VISITS,
    ANSWERS,
    HOME,
    TASKS,
    LOOKED,
    NOTES,
    HELP,
];

/// What else goes with the person's words, whatever an order keeps.
const BESIDE: [&str; 17] = [
    number::DROP_OF_PERSON,
    channel::DROP_OF_PERSON,
    WORDS,
    CHECK_IN_WORDS,
    NOTICES,
    standing::LEAVE,
    correction::LEAVE_ALL,
    correction::DROP_OF_PERSON,
    APPEALS,
    PURCHASES,
    organisation::LEAVE_ALL,
    organisation::MEMBERSHIPS,
    organisation::INVITATIONS,
    applicant::DROP,
    itinerary::DROP_CHECKS,
    itinerary::DROP_REQUESTS,
    itinerary::DROP_TRIES,
];

const VISITS: &str = "DELETE FROM visit WHERE person_id = ?1";
const ANSWERS: &str = "DELETE FROM check_in_answer WHERE person_id = ?1";
const HOME: &str = "DELETE FROM home WHERE person_id = ?1";
const TASKS: &str = "DELETE FROM task WHERE person_id = ?1";
const LOOKED: &str = "DELETE FROM looked WHERE person_id = ?1";
const NOTES: &str = "DELETE FROM care_note WHERE person_id = ?1";
const HELP: &str = "DELETE FROM help_request WHERE person_id = ?1";

const WORDS: &str = "DELETE FROM person_sealed WHERE person_id = ?1";
const CHECK_IN_WORDS: &str = "DELETE FROM check_in_words WHERE person_id = ?1";
const NOTICES: &str = "DELETE FROM notice WHERE person_id = ?1";
const PURCHASES: &str = "DELETE FROM purchase WHERE person_id = ?1";
const APPEALS: &str = "DELETE FROM appeal WHERE person_id = ?1";
pub(crate) const DECLARATION: &str =
    "DELETE FROM declaration WHERE person_id = ?1 AND declaration_id = ?2";
pub(crate) const STAY: &str = "DELETE FROM stay WHERE person_id = ?1 AND stay_id = ?2";
pub(crate) const AREA: &str = "DELETE FROM stay_area WHERE person_id = ?1 AND stay_id = ?2 AND area_id = ?3 AND recorded_ms = ?4";
/// What was proposed about the person between two proposals that wait, but for what made evidence that is kept; written behind
/// the evidence that goes.
const CONTENTS: &str =
    "DELETE FROM proposal_content WHERE person_id = ?1 AND proposal_id > ?2 AND proposal_id < ?3
AND proposal_id NOT IN (SELECT evidence_id FROM evidence WHERE person_id = ?1)";

impl PersonBatch {
    /// Ends the batch with the person's whole erasure: every row that they own and every way to them. Whether it may
    /// be is the caller's to know. What the batch held besides is not written. Lines of the log that wait to be moved
    /// go on without the person, and `line`, which says that they were erased, is the last of them. `former` are the documents
    /// that they held before, as read with them.
    pub fn erase(
        self,
        (facts, former): (&PersonFacts, &[FormerDocument]),
        generation: Generation,
        line: &LogLine,
    ) -> Batch {
        let nothing = Rating {
            decisions: Vec::new(),
            review_on: None,
            generation,
        };
        let mut batch = guarded(&self.keys, &self.before, &nothing, &[], Kinds::default());
        let person = Value::I64(self.person().0);
        for statement in status::QUEUE_ALL {
            batch.add(statement, vec![person.clone()]);
        }
        batch.way(log::HAND_OVER, vec![person.clone()]);
        log::add_other(&mut batch, line);
        let beside = [
            followed::ERASE,
            task::ERASE,
            organisation::LEAVE_ALL,
            applicant::UNLINK,
            family::DROP_REFERENCES,
            correction::LEAVE_ALL,
        ];
        for statement in beside {
            batch.way(statement, vec![person.clone()]);
        }
        for statement in OWNED.into_iter().chain([ALARMS]) {
            batch.add(statement, vec![person.clone()]);
        }
        former_document::release(&mut batch, self.person(), former);
        match &facts.person {
            Some(row) if facts.alarms.is_empty() && !facts.missing => {
                batch.way(claim::RELEASE, vec![row.document.into(), person.clone()]);
                if let Some(phone) = row.phone {
                    batch.way(application::DROP, vec![phone.into()]);
                    batch.way(claim::LEAVE_PHONE, vec![phone.into(), person]);
                }
                for device in &facts.devices {
                    batch.way(session::DROP, vec![device.session.0.into()]);
                }
                for stay in &facts.record.stays {
                    self.leave_place(&mut batch, stay);
                }
                for leg in &facts.record.legs {
                    leg::leave_journeys(&self.keys, &mut batch, self.person(), leg);
                }
                for visit in &facts.record.visits {
                    met_visit::leave_day(&self.keys, &mut batch, self.person(), visit);
                }
                laboratory::leave_samples(&mut batch, facts);
            }
            _ => {
                for statement in WAYS {
                    batch.way(statement, vec![person.clone()]);
                }
            }
        }
        batch
    }

    /// The person's row as it stays: the document's hash, and until when.
    fn erase_person(&mut self, old: &Person, until: Date, now: Instant) {
        let person = Value::I64(self.person().0);
        self.forget(old);
        if let Some(phone) = old.phone {
            self.rows.way(application::DROP, vec![phone.into()]);
            self.rows
                .way(claim::LEAVE_PHONE, vec![phone.into(), person.clone()]);
        }
        let mut row = old.clone();
        row.phone = None;
        row.erased = Some(now);
        row.erase_rest_on = Some(until);
        self.write_person(&row);
    }

    /// Erases all but what an open order keeps until `until`: the document's hash, the orders with their check-ins,
    /// the jurisdictions whose rules they are, and `rest`. The batch goes on to its rating.
    pub fn erase_but(&mut self, facts: &PersonFacts, rest: &Rest, until: Date, now: Instant) {
        let person = Value::I64(self.person().0);
        if let Some(old) = &facts.person {
            self.erase_person(old, until, now);
        }
        let all = status::QUEUE_ALL.into_iter().chain(BESIDE).chain(CARE);
        for statement in all {
            self.rows.add(statement, vec![person.clone()]);
        }
        for device in &facts.devices {
            self.unlink_device(device);
        }
        if !facts.alarms.is_empty() {
            self.rows.add(device::DROP_ALL, vec![person.clone()]);
            self.rows.way(SESSIONS, vec![person.clone()]);
        }
        let record = &facts.record;
        for row in &record.declarations {
            if !rest.declarations.contains(&row.id) {
                self.forget(row);
                self.drop_row(DECLARATION, &[row.id.0]);
            }
        }
        for row in &record.stays {
            if !rest.stays.contains(&row.id) {
                self.forget(row);
                self.drop_row(STAY, &[row.id.0]);
                let mut ways = Batch::unguarded();
                self.leave_place(&mut ways, row);
                self.rows.append(ways);
            }
        }
        self.erase_legs(facts, rest);
        self.forget_visits(facts, |id, _| !rest.visits.contains(&id));
        for row in &record.answers {
            if !rest.stays.contains(&row.stay) {
                self.forget(row);
                self.drop_row(AREA, &[row.stay.0, row.area.0, row.recorded.ms()]);
            }
        }
        for row in &facts.evidence {
            if !rest.evidence.contains(&row.evidence.id()) {
                self.forget(row);
                self.drop_row(evidence::DROP, &[row.evidence.id().0]);
            }
        }
        self.erase_what_waits(facts);
        let is_kept = |evidence| rest.evidence.contains(&evidence);
        laboratory::forget_kept(self, facts, is_kept);
        self.rows.way(applicant::UNLINK, vec![person.clone()]);
        let mut after = i64::MIN;
        let waiting = rest.proposals.iter().map(|id| id.0);
        for kept in waiting.chain([i64::MAX]) {
            let between = [person.clone(), after.into(), kept.into()];
            self.rows.add(CONTENTS, between.clone().into());
            self.rows
                .add(proposal::DROP_ANSWERS_BETWEEN, between.into());
            after = kept;
        }
    }

    /// Journeys but for those that carry an order, and what leads to them.
    fn erase_legs(&mut self, facts: &PersonFacts, rest: &Rest) {
        let goes = |id: &LegId| !rest.legs.contains(id);
        for row in facts.legs.iter().filter(|row| goes(&row.id)) {
            self.forget(row);
            self.drop_row(leg::DROP, &[row.id.0]);
        }
        let mut ways = Batch::unguarded();
        for leg in facts.record.legs.iter().filter(|leg| goes(&leg.id)) {
            leg::leave_journeys(&self.keys, &mut ways, self.person(), leg);
        }
        self.rows.append(ways);
    }

    /// What is to be confirmed, entries whose itinerary is to be verified, and the family.
    fn erase_what_waits(&mut self, facts: &PersonFacts) {
        for row in &facts.record.holds {
            self.forget(row);
            self.drop_row(hold::DROP, &[row.id.0]);
        }
        for row in &facts.record.entries {
            self.forget(row);
            let city = i64::from(row.jurisdiction.number());
            self.drop_row(itinerary::DROP_ENTRY, &[city, row.recorded.ms()]);
        }
        for link in &facts.family {
            self.forget(link);
        }
        let person = Value::I64(self.person().0);
        for statement in [
            family::DROP_LINKS,
            family::DROP_MEMBERS,
            family::DROP_OUTBOX,
        ] {
            self.rows.add(statement, vec![person.clone()]);
        }
        self.rows.way(family::DROP_REFERENCES, vec![person]);
    }

    pub(crate) fn drop_row(&mut self, sql: &'static str, key: &[i64]) {
        let owner = std::iter::once(self.person().0);
        let values = owner.chain(key.iter().copied()).map(Value::I64);
        self.rows.add(sql, values.collect());
    }

    pub(crate) fn leave_place(&self, batch: &mut Batch, stay: &StayRecord) {
        if let Whereabouts::County(place) = stay.whereabouts {
            let key = [i64::from(place.number()), self.person().0, stay.id.0];
            let key = key.into_iter().map(Value::I64).collect();
            batch.way(stay::DROP_BY_PLACE, key);
        }
    }
}
