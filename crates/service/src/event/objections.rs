//! What a person objected to of their exposures: to a visit that is not so, or to being named.

use domain::ids::PersonId;
use domain::time::Instant;

use super::ExposureTold;
use crate::Service;
use crate::error::Error;

impl Service {
    /// Puts the person's last objection to each exposure beside it.
    pub(super) async fn add_objections(
        &self,
        person: PersonId,
        exposures: &mut [ExposureTold],
        now: Instant,
    ) -> Result<(), Error> {
        if exposures.is_empty() {
            return Ok(());
        }
        let appeals = self.appeals(person, now).await?;
        for told in exposures {
            let Some(contested) = told.contested() else {
                continue;
            };
            let all = appeals.iter();
            let against = all.filter(|row| row.appeal.contests.contains(&contested));
            if let Some(last) = against.max_by_key(|row| row.appeal.made) {
                told.appeal = Some(self.appeal_told(last, now).await?);
            }
        }
        Ok(())
    }
}
