//! What a laboratory said last of a sample, as a fact of the person: evidence of a test is read beside such a row alone.

use std::collections::BTreeSet;

use domain::facts::TestResult;
use domain::ids::{EvidenceId, PersonId};
use domain::laboratory::{Finding, Source};
use domain::rating::Kinds;
use domain::record::Evidence;
use domain::time::Instant;

use super::sample::{self, SampleHash};
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::evidence;
use crate::fact::Fact;
use crate::facts::PersonFacts;
use crate::person_batch::PersonBatch;
use crate::value::Value;

/// What a laboratory said last of a sample.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ResultRow {
    /// Its id among those of the person.
    pub id: i64,
    /// The evidence by which it counts, or counted.
    pub evidence: EvidenceId,
    /// The sample.
    pub sample: SampleHash,
    /// The laboratory, as it calls itself.
    pub laboratory: String,
    /// From 1.
    pub revision: u32,
    /// What was found.
    pub finding: Finding,
    /// When the sample was taken.
    pub sampled: Instant,
    /// When it came into the record.
    pub received: Instant,
    /// By which way it came.
    pub source: Source,
}

/// Writes result `?2` of person `?1` over.
const CORRECT: &str = "UPDATE laboratory_result SET evidence_id = ?3, sample_hash = ?4, laboratory = ?5, revision = ?6,
finding = ?7, sampled_ms = ?8, received_ms = ?9, source = ?10, mac = ?11
WHERE person_id = ?1 AND result_id = ?2";

/// Drops result `?2` of person `?1`.
const DROP: &str = "DELETE FROM laboratory_result WHERE person_id = ?1 AND result_id = ?2";

impl Fact for ResultRow {
    const TABLE: &'static str = "laboratory_result";

    const SELECT: &'static str = "SELECT person_id, result_id, evidence_id, sample_hash, laboratory, revision, finding, sampled_ms,
received_ms, source, mac
FROM laboratory_result WHERE person_id = ?1 ORDER BY result_id";

    const INSERT: &'static str = "INSERT INTO laboratory_result (person_id, result_id, evidence_id, sample_hash, laboratory, revision,
finding, sampled_ms, received_ms, source, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            self.id.into(),
            self.evidence.0.into(),
            self.sample.0.into(),
            self.laboratory.as_str().into(),
            i64::from(self.revision).into(),
            self.finding.word().into(),
            self.sampled.into(),
            self.received.into(),
            self.source.word().into(),
        ]
    }

    /// The evidence that stands beside it gives them.
    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        let id = columns.i64("result_id")?;
        let evidence = EvidenceId(columns.i64("evidence_id")?);
        let sample = columns.bytes("sample_hash")?;
        let sample = sample
            .try_into()
            .map_err(|_| columns.unknown("sample_hash"))?;
        Ok(Self {
            id,
            evidence,
            sample: SampleHash(sample),
            laboratory: columns.text("laboratory")?,
            revision: columns.number("revision")?,
            finding: columns.word("finding")?,
            sampled: columns.instant("sampled_ms")?,
            received: columns.instant("received_ms")?,
            source: columns.word("source")?,
        })
    }
}

impl PersonBatch {
    /// Adds a result; its evidence is added beside it.
    pub fn add_result(&mut self, result: &ResultRow) {
        let person = self.person();
        self.add(result);
        sample::lead(&mut self.rows, result.sample, person);
    }

    /// Puts what a laboratory says now in the place of what it said before, as that was read.
    pub fn correct_result(&mut self, before: &ResultRow, now: &ResultRow) {
        let mac = self.replace(before, now);
        let mut values = now.columns(self.person());
        values.push(mac.into());
        self.rows.guard(CORRECT, values);
        let person = self.person();
        sample::lead(&mut self.rows, now.sample, person);
    }

    /// Forgets the evidence of tests that have come to the end of their life, and what laboratories said of them.
    pub fn forget_tests(&mut self, facts: &PersonFacts, is_over: impl Fn(&TestResult) -> bool) {
        let person = Value::I64(self.person().0);
        let mut over = BTreeSet::new();
        for row in &facts.evidence {
            if let Evidence::Test(test) = &row.evidence
                && is_over(test)
            {
                self.forget(row);
                let values = vec![person.clone(), test.id.into()];
                self.rows.add(evidence::DROP, values);
                over.insert(EvidenceId(test.id));
            }
        }
        forget_kept(self, facts, |evidence| !over.contains(&evidence));
    }
}

/// Leaves of the results of `facts` those whose evidence is kept, and takes the ways of the others away.
pub(crate) fn forget_kept(
    batch: &mut PersonBatch,
    facts: &PersonFacts,
    is_kept: impl Fn(EvidenceId) -> bool,
) {
    let person = batch.person();
    for row in facts.results.iter().filter(|row| !is_kept(row.evidence)) {
        batch.forget(row);
        batch.rows.add(DROP, vec![person.0.into(), row.id.into()]);
        sample::leave(&mut batch.rows, row.sample, person);
    }
}

/// Takes the ways from all samples of `facts` away.
pub(crate) fn leave_samples(batch: &mut Batch, facts: &PersonFacts) {
    for row in &facts.results {
        sample::leave(batch, row.sample, facts.id);
    }
}
