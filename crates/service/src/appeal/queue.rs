//! The queue of appeals that wait, page by page to its end, the most urgent first: what waits before one's own hides nothing.

use domain::time::Instant;
use storage::{AppealMark, AppealWaiting};

use crate::Service;
use crate::error::Error;

/// Appeals of a page.
const PAGE: u32 = 1_000;

/// A walk through the queue.
#[derive(Default)]
pub(super) struct Queue {
    after: Option<AppealMark>,
    ended: bool,
}

impl Service {
    /// The next appeals of the queue; nothing at its end. Rows that cannot be read raise an alarm and are passed over.
    pub(super) async fn next_waiting(
        &self,
        queue: &mut Queue,
        now: Instant,
    ) -> Result<Option<Vec<AppealWaiting>>, Error> {
        if queue.ended {
            return Ok(None);
        }
        let page = self.store.appeals_waiting(queue.after.take(), PAGE).await?;
        self.raise(&page.alarms, now).await?;
        queue.ended = page.next.is_none();
        queue.after = page.next;
        Ok(Some(page.rows))
    }
}
