//! What of the evidence of tests counts: only what a row of a laboratory says, and says the same.

use domain::facts::TestResult;
use storage::PersonFacts;

/// Whether a laboratory reported exactly this test of this person, and still says so. Both rows carry a MAC, so that a clerk
/// at the database makes no result; who holds the keys of the database could write both.
pub(crate) fn is_reported(facts: &PersonFacts, test: &TestResult) -> bool {
    let mut rows = facts.results.iter();
    rows.any(|row| {
        row.evidence.0 == test.id
            && row.finding.outcome() == Some(test.outcome)
            && row.sampled.date() == test.on
            && row.received.date() == test.recorded
    })
}
