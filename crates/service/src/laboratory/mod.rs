//! Results of laboratories: how they come, whom they are about, and what becomes of those that cannot be used.
//!
//! `take_results` asks the laboratories' service what is new: each result is written (`take`), held for somebody who has
//! not registered (`hold`), or kept to be given back (`give_back`), and only then is it noted how far the service was asked. So
//! a crash takes some of them twice, which changes nothing, and none never. What an operator brings as a file (`import`) is tried on
//! whom it is about (`trial`) and waits for a member of staff (`files`), by whose answer it is tried once more (`again`). `prove` says what of them counts when a person is read, `mine`
//! what the person sees.

mod again;
mod files;
mod give_back;
mod hold;
mod import;
mod mine;
mod prove;
mod take;
mod trial;
mod words;

pub use files::ResultFileSeen;
pub use import::{ImportedLine, ResultsBrought};
pub use mine::{MyResult, RuleOfResult};
pub(crate) use prove::is_reported;

use std::collections::BTreeMap;

use domain::laboratory::{Said, Source, Unusable};
use domain::time::Instant;
use futures_util::future;
use gateway::laboratory::Laboratory;
use serde::{Deserialize, Serialize};
use storage::ReturnedResult;
use utoipa::ToSchema;

use crate::Service;
use crate::error::Error;

/// The most pages of one call; what is left comes with the next.
const MOST_PAGES: usize = 500;
/// Samples that are written at once: they share commits.
const AT_ONCE: usize = 32;

/// What became of a result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It is in the person's record, or took the place of what was said of its sample before.
    Taken,
    /// It, or a later revision of it, was there already.
    Known,
    /// Nobody is registered with its document: it is held.
    Held,
    /// It cannot be used.
    Back(Unusable),
}

/// How many results became what.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct ResultsTaken {
    /// In a record.
    pub taken: u64,
    /// There already.
    pub known: u64,
    /// Held.
    pub held: u64,
    /// Given back.
    pub back: u64,
}

impl ResultsTaken {
    fn count(&mut self, fate: Fate) {
        match fate {
            Fate::Taken => self.taken += 1,
            Fate::Known => self.known += 1,
            Fate::Held => self.held += 1,
            Fate::Back(_) => self.back += 1,
        }
    }
}

impl Service {
    /// Asks the laboratories' service, where there is one, what is new and takes it, until there is no more. Held results whose document
    /// was registered are taken first, and those whose time is over forgotten; the files that somebody agreed to come last.
    #[crate::boxed]
    pub async fn take_results(&self, now: Instant) -> Result<ResultsTaken, Error> {
        let mut taken = self.settle_held(now).await?;
        let asked = match &self.laboratory {
            Some(laboratory) => self.ask_laboratory(&**laboratory, &mut taken, now).await,
            None => Ok(()),
        };
        // A file may be long: who is positive by the connection does not wait for it, nor it for a connection that fails.
        self.take_agreed(now).await?;
        asked?;
        Ok(taken)
    }

    /// Takes what the laboratories' service has, and gives back what cannot be used.
    async fn ask_laboratory(
        &self,
        laboratory: &dyn Laboratory,
        taken: &mut ResultsTaken,
        now: Instant,
    ) -> Result<(), Error> {
        let pages = self.take_pages(laboratory, taken, now).await;
        self.give_back(laboratory, now).await?;
        pages
    }

    async fn take_pages(
        &self,
        laboratory: &dyn Laboratory,
        taken: &mut ResultsTaken,
        now: Instant,
    ) -> Result<(), Error> {
        for _page in 0..MOST_PAGES {
            let mark = self.store.laboratory_mark().await?;
            self.raise(&mark.alarms, now).await?;
            let page = laboratory.since(mark.rows.as_deref(), now).await;
            let page = page.map_err(Error::neighbour)?;
            for (said, fate) in self.take_all(page.results, Source::Connection, now).await? {
                taken.count(fate);
                if let Fate::Back(reason) = fate {
                    let result = returned(&said, reason);
                    self.keep_return(&result, Source::Connection, now).await?;
                }
            }
            // Last: whatever stops before this line, the page comes again.
            let noted = self.store.note_laboratory_mark(&page.mark, now);
            self.store.write(noted).await?;
            if !page.more {
                break;
            }
        }
        Ok(())
    }

    /// Takes results, those of one sample one after the other.
    async fn take_all(
        &self,
        results: Vec<Said>,
        source: Source,
        now: Instant,
    ) -> Result<Vec<(Said, Fate)>, Error> {
        let mut samples: BTreeMap<(String, String), Vec<Said>> = BTreeMap::new();
        for said in results {
            let sample = (said.laboratory.clone(), said.sample.clone());
            samples.entry(sample).or_default().push(said);
        }
        let samples: Vec<Vec<Said>> = samples.into_values().collect();
        let mut fates = Vec::new();
        for some in samples.chunks(AT_ONCE) {
            let all = some
                .iter()
                .map(|of_one| self.take_sample(of_one, source, now));
            for taken in future::try_join_all(all).await? {
                fates.extend(taken);
            }
        }
        Ok(fates)
    }

    async fn take_sample(
        &self,
        of_one: &[Said],
        source: Source,
        now: Instant,
    ) -> Result<Vec<(Said, Fate)>, Error> {
        let mut fates = Vec::with_capacity(of_one.len());
        for said in of_one {
            fates.push((said.clone(), self.take_result(said, source, now).await?));
        }
        Ok(fates)
    }
}

/// What goes back of a result.
fn returned(said: &Said, reason: Unusable) -> ReturnedResult {
    ReturnedResult {
        laboratory: said.laboratory.clone(),
        sample: said.sample.clone(),
        revision: said.revision,
        reason,
    }
}
