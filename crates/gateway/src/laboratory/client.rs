//! The laboratories' service as we ask it over HTTP.

use domain::time::Instant;

use super::{
    LONGEST_MARK, Laboratory, MOST_RESULTS, Page, Question, RESULTS, RETURNS, Returned, Taken,
};
use crate::access::Access;
use crate::call::Caller;
use crate::error::{Error, Neighbour, SetupError};
use crate::{Answer, Chance};

/// The most bytes of a page: 200 results of at most 2,000 bytes, and room.
const LONGEST_PAGE: usize = 512 * 1_024;

/// A laboratories' service that speaks the exchange of this module.
pub struct LaboratoryClient {
    results: Caller,
    returns: Caller,
}

impl LaboratoryClient {
    /// The way to it; nothing is asked yet. `chance` spreads the pauses between tries.
    pub fn new(access: &Access, chance: Chance) -> Result<Self, SetupError> {
        let caller = |path, chance| Caller::new(Neighbour::Laboratory, path, access, chance);
        Ok(Self {
            results: caller(RESULTS, chance.clone())?,
            returns: caller(RETURNS, chance)?,
        })
    }
}

impl Laboratory for LaboratoryClient {
    fn since<'a>(&'a self, mark: Option<&'a str>, now: Instant) -> Answer<'a, Page> {
        Box::pin(async move {
            let question = Question {
                after: mark.map(str::to_owned),
                most: MOST_RESULTS,
            };
            let page: Page = self.results.ask_long(&question, LONGEST_PAGE, now).await?;
            let fits = page.results.len() <= MOST_RESULTS && page.mark.len() <= LONGEST_MARK;
            // A page that leads to itself would be asked for for ever.
            let goes_on = !page.more || mark != Some(page.mark.as_str());
            if fits && goes_on {
                return Ok(page);
            }
            Err(Error::Nonsense {
                neighbour: Neighbour::Laboratory,
                what: "a page that is too long or leads to itself",
            })
        })
    }

    fn give_back<'a>(&'a self, returned: &'a Returned, now: Instant) -> Answer<'a, ()> {
        Box::pin(async move {
            let Taken {} = self.returns.ask(returned, None, now).await?;
            Ok(())
        })
    }

    fn rests(&self) -> bool {
        self.results.rests()
    }
}
