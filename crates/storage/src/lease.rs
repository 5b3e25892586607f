//! Leases: a job that one server alone may do is done by whoever has its lease. One that dies leaves a lease that runs
//! out; every batch of the job names it, so that who lost it writes nothing more.

use domain::time::Instant;

use crate::batch::Batch;
use crate::store::Store;
use crate::value::Value;

/// A lease, as its holder knows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lease {
    /// The job.
    pub name: &'static str,
    /// Who has it: a number drawn when the server started.
    pub holder: i64,
}

const TAKE: &str = "INSERT INTO lease (name, holder, until_ms) VALUES (?1, ?2, ?3)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_ms = excluded.until_ms
WHERE lease.holder = excluded.holder OR lease.until_ms <= ?4";

const HOLD: &str =
    "UPDATE lease SET until_ms = ?3 WHERE name = ?1 AND holder = ?2 AND until_ms > ?4";

const LEAVE: &str = "UPDATE lease SET until_ms = 0 WHERE name = ?1 AND holder = ?2";

fn values(lease: Lease, now: Instant, until: Instant) -> Vec<Value> {
    vec![
        lease.name.into(),
        lease.holder.into(),
        until.into(),
        now.into(),
    ]
}

/// Makes a batch count only while the lease holds, and lengthens it.
pub(crate) fn hold(batch: &mut Batch, lease: Lease, (now, until): (Instant, Instant)) {
    batch.guard(HOLD, values(lease, now, until));
}

impl Store {
    /// The batch that takes a lease until an instant. A conflict while another has it.
    pub fn take_lease(&self, lease: Lease, (now, until): (Instant, Instant)) -> Batch {
        let mut batch = Batch::unguarded();
        batch.guard(TAKE, values(lease, now, until));
        batch
    }

    /// The batch that gives a lease back, so that another need not wait for its end.
    pub fn leave_lease(&self, lease: Lease) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(LEAVE, vec![lease.name.into(), lease.holder.into()]);
        batch
    }
}
