//! Placing: staff say which county answers for a zone without a code, and the people of that county are asked.

use domain::place::{DivisionCode, Suggestion, divisions, suggest};
use domain::rating::Touched;
use domain::risk::{AreaText, ListedArea, Placement, ZoneNames};
use domain::time::{Date, Instant};

use crate::Service;
use crate::error::Error;
use crate::log::Deed;
use crate::propagate::{Cause, Progress};

/// An area that waits for a person, with what may be meant.
pub struct WaitingArea {
    /// The area.
    pub area: ListedArea,
    /// Counties that may be meant; a help, and no decision.
    pub suggestions: Vec<Suggestion>,
}

impl Service {
    /// The areas of the last list up to the end of a date that nobody has placed yet, and the instant of that list; none where no
    /// list is in force.
    #[crate::boxed]
    pub async fn waiting_areas(
        &self,
        on: Date,
        now: Instant,
    ) -> Result<Option<(Instant, Vec<WaitingArea>)>, Error> {
        let Some(mut list) = self.list_on(on, now).await? else {
            return Ok(None);
        };
        let shared = self.shared(now).await?;
        shared.placements().place(&mut list);
        let waiting = list.unresolved().map(|area| WaitingArea {
            suggestions: suggest(&area.province, &area.city, area.text.as_str(), on.year()),
            area: area.clone(),
        });
        Ok(Some((list.as_of, waiting.collect())))
    }

    /// Places a zone, or one area of it, in a county: the list in force says so from now on, and so does every later one. The people of
    /// the county are rated again.
    pub async fn place_area(
        &self,
        names: ZoneNames,
        area: Option<AreaText>,
        county: DivisionCode,
        now: Instant,
        tell: impl FnMut(Progress),
    ) -> Result<Progress, Error> {
        if divisions()
            .county_level(county, now.date().year())
            .is_none()
        {
            return Err(Error::field(
                "county",
                "不是现行的区县代码，请核对六位数字",
                "is no county in force; look at its six digits",
            ));
        }
        let province = divisions()
            .provinces()
            .find(|row| row.name == names.province);
        if province.is_some_and(|province| !province.code.contains(county)) {
            return Err(Error::field(
                "county",
                "在另一个省份，请核对六位数字",
                "lies in another province; look at its six digits",
            ));
        }
        let before = self.shared(now).await?;
        let placement = Placement {
            names,
            area,
            county,
        };
        let words = format!("{placement:?}");
        let line = self.note(Deed::operation("place area"), &words, now);
        let batch = self.store.publish_placement(&placement, now, &line);
        // What was in force says it anew from now on; one that was placed elsewhere before leaves there.
        let placed = before.placements().counties().chain([county]);
        let touched = Touched::by_lists(placed, now.date());
        let begun = self
            .begin(Some(batch), (Cause::Placement, touched), &before, now)
            .await?;
        self.propagate(&begun, now, tell).await
    }
}
