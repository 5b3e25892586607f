//! What a person objected to of their exposures: to a visit that is not so, or to being named.

use domain::appeal::AppealState;
use domain::ids::PersonId;
use domain::time::Instant;

use super::ExposureTold;
use super::words::counts_again;
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
                let mut last = self.appeal_told(last, now).await?;
                // A visit that is read although that was granted was set aside by one reviewer alone, and counts again.
                if last.state == AppealState::Granted && told.visit.is_some() {
                    last.standing = counts_again();
                }
                told.appeal = Some(last);
            }
        }
        Ok(())
    }
}
