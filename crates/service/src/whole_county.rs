//! Whole counties: staff say that what a list writes is all of its county, so that no tick is needed, or take that back.
//!
//! It colours whoever was there or lives there, so nobody says it alone: it is a proposal, whom it changes is counted before
//! anybody signs, and only who is of the county is looked at then and rated again when two agreed. What is said holds from
//! the moment of the decision, and for every later list that names the area.

use domain::ids::AreaId;
use domain::place::DivisionCode;
use domain::proposal::What;
use domain::rating::Touched;
use domain::risk::{AreaText, History, difference};
use domain::time::Instant;
use storage::WriteError;

use crate::Service;
use crate::error::Error;
use crate::log::Deed;
use crate::pending::Leave;
use crate::propagate::Cause;
use crate::proposal::Effect;
use crate::shared::Shared;
use crate::what_if::{Looked, UNHEARD, WhatIf};

/// How often what others publish meanwhile makes it be tried anew.
const TRIES: usize = 16;

/// What staff say of an area that a list has named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WholeCounty {
    /// The county.
    pub county: DivisionCode,
    /// The area, as the lists write it.
    pub area: AreaText,
    /// Whether it is all of the county; else that is taken back.
    pub is_whole: bool,
}

/// The same, held against the lists.
struct Saying {
    after: History,
    touched: Touched,
}

impl WholeCounty {
    /// What is said of an area; the text is that of a list.
    pub fn parse(county: DivisionCode, area: &str, is_whole: bool) -> Result<Self, Error> {
        let area = AreaText::parse(area).map_err(|error| {
            Error::field(
                "what.area",
                "请照名单原文填写地区，1至2000个字符",
                &error.to_string(),
            )
        })?;
        Ok(Self {
            county,
            area,
            is_whole,
        })
    }

    /// The proposal that says it.
    pub(crate) fn what(&self) -> What {
        let (county, area) = (self.county, self.area.to_string());
        if self.is_whole {
            What::WholeCounty { county, area }
        } else {
            What::WholeCountyEnd { county, area }
        }
    }

    /// The area in the lists, and whether what is said of it holds already.
    fn found(&self, history: &History) -> Result<(AreaId, bool), Error> {
        let area = history.area_named(self.county, &self.area).ok_or_else(|| {
            Error::field(
                "what.area",
                "历次名单里，这个县（市、区）没有这个地区，请核对代码并照名单原文填写",
                "no list has named this area in that county; look at the code, and write the area as the list does",
            )
        })?;
        Ok((area, history.is_whole(area) == self.is_whole))
    }

    /// The area in the lists. What holds already is refused.
    fn fits(&self, history: &History) -> Result<AreaId, Error> {
        let (area, holds) = self.found(history)?;
        if holds {
            return Err(Error::field(
                "what.area",
                "已经是这样，无需再次提议",
                "that holds already, and needs no proposal",
            ));
        }
        Ok(area)
    }

    /// What follows from it. What holds already is refused.
    fn saying(&self, shared: &Shared, now: Instant) -> Result<Saying, Error> {
        let history = shared.history();
        let area = self.fits(history)?;
        let mut after = history.clone();
        // Who was coloured by it is found by the day on which it was said.
        let since = history
            .whole_since(area)
            .map_or(now, |since| since.min(now));
        if self.is_whole {
            after.name_whole(area, now);
        } else {
            after.unname_whole(area);
        }
        let touched = Touched::by_lists(difference(history, &after).touched(), since.date());
        Ok(Saying { after, touched })
    }
}

impl Service {
    /// Refuses what no list bears out, and what holds already.
    pub(crate) async fn whole_county_fits(
        &self,
        said: &WholeCounty,
        now: Instant,
    ) -> Result<(), Error> {
        let shared = self.shared(now).await?;
        said.fits(shared.history()).map(drop)
    }

    /// Whom it would change, tried on everybody whom it can touch and written nowhere.
    pub async fn what_if_whole_county(
        &self,
        said: &WholeCounty,
        now: Instant,
        looked: Looked<'_>,
    ) -> Result<WhatIf, Error> {
        let shared = self.shared(now).await?;
        let saying = said.saying(&shared, now)?;
        self.try_saying(&saying, &shared, now, looked).await
    }

    async fn try_saying(
        &self,
        saying: &Saying,
        shared: &Shared,
        now: Instant,
        looked: Looked<'_>,
    ) -> Result<WhatIf, Error> {
        let would_be = shared.with_history(saying.after.clone());
        let touched = saying.touched.clone();
        self.what_if(touched, (shared, &would_be), now, looked)
            .await
    }

    /// Says it, because two agreed who have seen whom it changes, and rates again whom it touches. Whether it holds: what
    /// worsens many more by now than they have seen is not said.
    pub(crate) async fn say_whole_county(
        &self,
        said: &WholeCounty,
        seen: &Effect,
        now: Instant,
    ) -> Result<bool, Error> {
        for _ in 0..TRIES {
            let before = self.shared(now).await?;
            let (area, holds) = said.found(before.history())?;
            if holds {
                // It is so since a crash; who was left behind is rated by the propagation that was begun with it.
                return Ok(true);
            }
            let saying = said.saying(&before, now)?;
            let what_if = self.try_saying(&saying, &before, now, UNHEARD).await?;
            let counted = self.counted(what_if, now).await?;
            if !self.may_come(&Leave::Seen(seen), &counted, now).await? {
                return Ok(false);
            }
            let words = format!("{} {}", said.county, said.area);
            let batch = if said.is_whole {
                let line = self.note(Deed::operation("name whole county"), &words, now);
                self.store.name_whole(area, now, &line)
            } else {
                let line = self.note(Deed::operation("unname whole county"), &words, now);
                self.store.unname_whole(area, &line)
            };
            let what = (Cause::WholeCounty, saying.touched);
            match self.begin(Some(batch), what, &before, now).await {
                Ok(begun) => {
                    self.propagate(&begun, now, |_| {}).await?;
                    return Ok(true);
                }
                Err(WriteError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(Error::Busy)
    }
}
