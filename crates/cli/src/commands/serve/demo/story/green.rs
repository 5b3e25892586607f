//! 07:30: three people register and declare, and are green.

use server::{Chapter, ChapterTold};
use service::Error;

use super::Stage;
use super::cast::Who;

impl Stage<'_> {
    pub(super) async fn green(&self) -> Result<ChapterTold, Error> {
        let mut told = self.blank(Chapter::Green);
        for who in Who::ALL {
            let visit = self.arrive(who).await?;
            visit
                .post("/api/declarations", &self.declaration(who))
                .await?;
            told.people.push(self.person(who, &visit, None).await?);
        }
        Ok(told)
    }
}
