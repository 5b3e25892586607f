//! A file of results is tried again when somebody agrees to it: meanwhile a person may use another city, have registered, or have corrected
//! what did not agree. Where it does more than whoever answers has seen, the file says so from then on, and they look again.

use domain::time::Instant;
use storage::{ResultFileRow, WriteError};

use super::files::FileWords;
use super::import::lines_of;
use crate::Service;
use crate::error::Error;
use crate::log::Deed;

impl Service {
    /// Refuses an answer to a file that does more by now than its row says, or elsewhere, and the row says it from then on; and one by
    /// whoever has read another version of it.
    pub(super) async fn refuse_outgrown(
        &self,
        row: &ResultFileRow,
        version: i64,
        now: Instant,
    ) -> Result<(), Error> {
        if row.version != version {
            return Err(outgrown());
        }
        let text = self.text_of_results(row, now).await?;
        let trial = self.try_results(&lines_of(&text)?, now).await?;
        let words = FileWords::read(row)?;
        if row.place.contains(trial.place) && !words.are_outgrown(&trial) {
            return Ok(());
        }
        let words = words.tried(&trial);
        let to = ResultFileRow {
            place: trial.place,
            words: words.sealed()?,
            ..row.clone()
        };
        let deed = Deed::automatic("try test results again");
        let line = self.note(deed, words.digest(), now);
        let changed = self.store.change_result_file(row.version, &to, &line);
        match self.store.write(changed).await {
            Ok(()) => Err(outgrown()),
            // Another answered at this moment.
            Err(WriteError::Conflict) => Err(Error::Busy),
            Err(error) => Err(error.into()),
        }
    }
}

fn outgrown() -> Error {
    Error::field(
        "agree",
        "此文件涉及的人员或地区在导入后有变化，您的同意没有生效；数字已更新，请重新读取后再作决定",
        "this file changes more people, or people elsewhere, than when it was tried last, so your agreement does not count; the figures are new: read them again, then decide",
    )
}
