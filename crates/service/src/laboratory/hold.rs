//! Results about documents with which nobody is registered. They come into the record when somebody registers, so that
//! nobody is green because they registered late, and are forgotten after some days.

use domain::identity::Document;
use domain::laboratory::{HELD_DAYS, Report, Said, Source};
use domain::time::Instant;
use storage::HeldResult;

use super::{Fate, ResultsTaken, returned};
use crate::Service;
use crate::chance::random_id;
use crate::code::DAY_MS;
use crate::error::Error;

/// Held results of one page.
const PAGE: u32 = 200;

impl Service {
    /// Holds a result.
    pub(super) async fn hold(
        &self,
        report: &Report,
        result: (&Said, Source),
        now: Instant,
    ) -> Result<(), Error> {
        let sample = self.store.sample_hash(&report.laboratory, &report.sample);
        let id = random_id(&*self.chance);
        let document = report.document.canonical();
        let held = self
            .store
            .hold_result((&document, sample), id, result, now)?;
        Ok(self.store.write(held).await?)
    }

    /// Takes what is held about a document that was just registered. What cannot be taken now is left to the job, loudly:
    /// the registration stands.
    pub(crate) async fn take_held_of(&self, document: &Document, now: Instant) {
        if let Err(error) = self.try_held_of(document, now).await {
            tracing::error!(%error, "held results of a new registration were not taken; it is tried again");
        }
    }

    async fn try_held_of(&self, document: &Document, now: Instant) -> Result<(), Error> {
        let held = self.store.held_about(&document.canonical(), PAGE).await?;
        self.raise(&held.alarms, now).await?;
        for one in &held.rows {
            // One that goes back is left to the job, which gives it back.
            if let Fate::Taken | Fate::Known = self.take_one_held(one, now).await? {
                self.store.write(self.store.let_go(one)).await?;
            }
        }
        Ok(())
    }

    /// Forgets what was held for its days, and takes what is about somebody who has registered by now.
    pub(super) async fn settle_held(&self, now: Instant) -> Result<ResultsTaken, Error> {
        let since = now.plus_ms(-i64::from(HELD_DAYS) * DAY_MS);
        self.store.write(self.store.drop_held(since)).await?;
        let mut taken = ResultsTaken::default();
        let mut last: Option<HeldResult> = None;
        loop {
            let page = self.store.held_and_claimed(last.as_ref(), PAGE).await?;
            self.raise(&page.alarms, now).await?;
            for held in &page.rows {
                let fate = self.take_one_held(held, now).await?;
                self.settle_held_one(held, fate, now).await?;
                if fate != Fate::Held {
                    taken.count(fate);
                }
            }
            match page.rows.into_iter().next_back() {
                Some(held) => last = Some(held),
                None => return Ok(taken),
            }
        }
    }

    async fn settle_held_one(
        &self,
        held: &HeldResult,
        fate: Fate,
        now: Instant,
    ) -> Result<(), Error> {
        match fate {
            Fate::Held => return Ok(()),
            Fate::Back(reason) => {
                let result = returned(&held.said, reason);
                self.keep_return(&result, held.source, now).await?;
            }
            Fate::Taken | Fate::Known => {}
        }
        Ok(self.store.write(self.store.let_go(held)).await?)
    }

    /// What becomes of a held result now.
    async fn take_one_held(&self, held: &HeldResult, now: Instant) -> Result<Fate, Error> {
        let report = match Report::read(&held.said, now) {
            Ok(report) => report,
            Err(reason) => return Ok(Fate::Back(reason)),
        };
        let fate = self
            .take_or_wait((&report, &held.said), held.source, now)
            .await?;
        Ok(fate.unwrap_or(Fate::Held))
    }
}
