//! What of a community's day dies: notes, help and tasks some time after they were written, who moved and who looked with
//! the day.

use domain::time::{Date, Instant};

use crate::batch::Batch;
use crate::store::Store;

const MOVED: &str = "DELETE FROM followed WHERE moved_day < ?1";

const LOOKED: &str = "DELETE FROM looked WHERE on_day < ?1";

const TASKS: &str = "DELETE FROM task WHERE done_ms < ?1";

const NOTES: &str = "DELETE FROM care_note WHERE made_ms < ?1";

/// What is still asked for waits on, however old it is.
const HELP: &str =
    "DELETE FROM help_request WHERE state_ms < ?1 AND (state = 'done' OR NOT EXISTS (
  SELECT 1 FROM task WHERE task.person_id = help_request.person_id AND task.kind = 'help'
  AND task.about = help_request.help_id AND task.done_ms IS NULL))";

impl Store {
    /// Drops who moved and who looked before `today`.
    pub fn drop_yesterdays(&self, today: Date) -> Batch {
        let mut batch = Batch::unguarded();
        for sql in [MOVED, LOOKED] {
            batch.add(sql, vec![today.into()]);
        }
        batch
    }

    /// Drops notes that were written, and requests for help and tasks that were done, before an instant.
    pub fn drop_care(&self, before: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        for sql in [TASKS, NOTES, HELP] {
            batch.add(sql, vec![before.into()]);
        }
        batch
    }
}
