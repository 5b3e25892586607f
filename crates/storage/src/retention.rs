//! What of a person's record has come to its end goes, and what leads to it; who said anything long ago is found for it.

use domain::ids::{EvidenceId, PersonId};
use domain::record::{CheckIn, DeclarationRecord, Record};
use domain::retention::{Over, emptied};
use domain::time::{Date, Instant};

use crate::batch::Batch;
use crate::erase::{AREA, DECLARATION, STAY};
use crate::error::ReadError;
use crate::evidence;
use crate::fact::json;
use crate::facts::PersonFacts;
use crate::hold;
use crate::itinerary;
use crate::laboratory;
use crate::leg;
use crate::person_batch::PersonBatch;
use crate::seen::IdRange;
use crate::store::Store;
use crate::value::Value;

/// Leaves declaration `?2` of person `?1` without its words on health and contacts.
const EMPTY: &str = "UPDATE declaration SET contact_on = NULL, symptoms = ?3, known_symptoms = ?4, temperature = NULL, mac = ?5
WHERE person_id = ?1 AND declaration_id = ?2";

/// Drops the appeals of a range of ids that were made and answered before an instant, but for those of who has an order that is not over.
const OLD_APPEALS: &str = "DELETE FROM appeal WHERE person_id > ?1 AND person_id <= ?2 AND state <> 'waiting'
AND made_ms < ?3 AND (answered_ms IS NULL OR answered_ms < ?3)
AND NOT EXISTS (SELECT 1 FROM quarantine_order AS o
  WHERE o.person_id = appeal.person_id AND o.state IN ('open', 'suspended'))
AND NOT EXISTS (SELECT 1 FROM evidence AS e
  WHERE e.person_id = appeal.person_id AND e.kind = 'official_order' AND e.withdrawn_ms IS NULL AND e.until_day > ?4)";

/// Drops order `?2` of person `?1`.
const ORDER: &str = "DELETE FROM quarantine_order WHERE person_id = ?1 AND order_id = ?2";

/// Drops check-in `?2` of person `?1`, what was written beside it, who entered it, and what was said of it.
const CHECK_IN: [&str; 4] = [
    "DELETE FROM check_in WHERE person_id = ?1 AND check_in_id = ?2",
    "DELETE FROM check_in_words WHERE person_id = ?1 AND check_in_id = ?2",
    "DELETE FROM visit WHERE person_id = ?1 AND check_in_id = ?2",
    "DELETE FROM check_in_answer WHERE person_id = ?1 AND check_in_id = ?2",
];

/// The people of a range of ids of whom there is a declaration or a check-in from before an instant, or evidence that was taken back then.
const SAID_BEFORE: &str = "SELECT person_id FROM declaration WHERE person_id > ?1 AND person_id <= ?2 AND recorded_ms < ?3
UNION SELECT person_id FROM check_in WHERE person_id > ?1 AND person_id <= ?2 AND recorded_ms < ?3
UNION SELECT person_id FROM evidence WHERE person_id > ?1 AND person_id <= ?2 AND withdrawn_ms < ?3
ORDER BY person_id";

impl Store {
    /// The people of a range of ids of whom something is old, in the order of their ids: a declaration or a check-in from before an
    /// instant, or evidence that was taken back then. Rows whose owner is no id are passed over.
    #[crate::boxed]
    pub async fn people_with_old_rows(
        &self,
        range: IdRange,
        before: Instant,
    ) -> Result<Vec<PersonId>, ReadError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached(SAID_BEFORE)?;
            let mut found = select.query((range.after, range.to, before.ms()))?;
            let mut people = Vec::new();
            while let Some(row) = found.next()? {
                people.extend(row.get(0).ok().map(PersonId));
            }
            Ok(people)
        })
        .await
    }

    /// The batch that drops the appeals of a range of ids that were made and answered before an instant. Of who has an order that
    /// runs, or on `today` one by officials, they stay.
    pub fn drop_appeals(&self, range: IdRange, before: Instant, today: Date) -> Batch {
        let mut batch = Batch::unguarded();
        let values: Vec<Value> = vec![
            range.after.into(),
            range.to.into(),
            before.into(),
            today.into(),
        ];
        batch.add(OLD_APPEALS, values);
        batch
    }
}

impl PersonBatch {
    /// Lets what has come to its end go, as it was read.
    pub fn let_go(&mut self, facts: &PersonFacts, over: &Over) {
        let record = &facts.record;
        for row in &record.declarations {
            if over.declarations.contains(&row.id) {
                self.forget(row);
                self.drop_row(DECLARATION, &[row.id.0]);
            } else if over.emptied.contains(&row.id) {
                self.empty(row);
            }
        }
        self.let_stays_go(record, over);
        self.let_legs_go(facts, over);
        let check_ins = record.check_ins.iter();
        for row in check_ins.filter(|row| over.check_ins.contains(&row.id)) {
            self.let_check_in_go(row);
        }
        for row in record.holds.iter().filter(|r| over.holds.contains(&r.id)) {
            self.forget(row);
            self.drop_row(hold::DROP, &[row.id.0]);
        }
        for row in &facts.orders {
            if over.orders.contains(&row.order.id) {
                self.forget(row);
                self.drop_row(ORDER, &[row.order.id]);
            }
        }
        self.let_evidence_go(facts, over);
        for row in &over.entries {
            self.forget(row);
            let city = i64::from(row.jurisdiction.number());
            self.drop_row(itinerary::DROP_ENTRY, &[city, row.recorded.ms()]);
        }
    }

    fn empty(&mut self, row: &DeclarationRecord) {
        let left = emptied(row);
        let mac = self.replace(row, &left);
        let values = vec![
            self.person().0.into(),
            row.id.0.into(),
            json(&left.symptoms),
            json(&left.known_symptoms),
            mac.into(),
        ];
        self.rows.guard(EMPTY, values);
    }

    fn let_stays_go(&mut self, record: &Record, over: &Over) {
        let mut ways = Batch::unguarded();
        for row in record.stays.iter().filter(|r| over.stays.contains(&r.id)) {
            self.forget(row);
            self.drop_row(STAY, &[row.id.0]);
            self.leave_place(&mut ways, row);
        }
        self.rows.append(ways);
        let answers = record.answers.iter();
        for row in answers.filter(|row| over.stays.contains(&row.stay)) {
            self.forget(row);
            self.drop_row(AREA, &[row.stay.0, row.area.0, row.recorded.ms()]);
        }
    }

    fn let_legs_go(&mut self, facts: &PersonFacts, over: &Over) {
        for row in facts.legs.iter().filter(|r| over.legs.contains(&r.id)) {
            self.forget(row);
            self.drop_row(leg::DROP, &[row.id.0]);
        }
        let mut ways = Batch::unguarded();
        let legs = facts.record.legs.iter();
        for leg in legs.filter(|leg| over.legs.contains(&leg.id)) {
            leg::leave_journeys(&self.keys, &mut ways, self.person(), leg);
        }
        self.rows.append(ways);
    }

    /// A result of a laboratory stands beside evidence of a test, and goes with it.
    fn let_evidence_go(&mut self, facts: &PersonFacts, over: &Over) {
        let goes = |id: &EvidenceId| over.evidence.contains(id);
        let rows = facts.evidence.iter();
        for row in rows.filter(|row| goes(&row.evidence.id())) {
            self.forget(row);
            self.drop_row(evidence::DROP, &[row.evidence.id().0]);
        }
        laboratory::forget_kept(self, facts, |evidence| !goes(&evidence));
    }

    fn let_check_in_go(&mut self, row: &CheckIn) {
        self.forget(row);
        for statement in CHECK_IN {
            let key: Vec<Value> = vec![self.person().0.into(), row.id.0.into()];
            self.rows.add(statement, key);
        }
    }
}
