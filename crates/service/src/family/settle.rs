//! What lapses, and what a crash left.

use domain::family::{LinkEnd, MemberState};
use domain::time::Instant;

use crate::Service;
use crate::error::Error;

/// Rows of one look.
const PAGE: u32 = 500;

impl Service {
    /// Ends wishes that nobody answered in time and members whom nobody saw, and carries to guardians what a crash left on the
    /// member's side alone. How many rows it were.
    #[crate::boxed]
    pub async fn settle_family(&self, now: Instant) -> Result<u64, Error> {
        let mut settled = 0;
        for moved in self.store.links_moved(PAGE).await? {
            self.carry_link(moved, LinkEnd::ByMember, now).await?;
            settled += 1;
        }
        for state in [MemberState::Asked, MemberState::Unseen] {
            for (guardian, id) in self.store.members_due(state, now, PAGE).await? {
                let rows = self.members(guardian, now).await?;
                let row = rows.iter().find(|row| row.id == id && row.state == state);
                if let Some(row) = row {
                    self.let_go(guardian, row, LinkEnd::Lapsed, now).await?;
                    settled += 1;
                }
            }
        }
        Ok(settled)
    }
}
