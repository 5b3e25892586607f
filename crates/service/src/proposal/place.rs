//! Where a proposal belongs. The proposer names the place, because whoever answers for it is asked; but what is proposed decides which
//! places fit: nobody draws their approver in a corner that has nothing to do with it.

use domain::place::DivisionCode;
use domain::proposal::{Content, Kind, What};
use domain::record::{Record, Whereabouts};
use domain::time::Instant;

use crate::Service;
use crate::error::Error;
use crate::whole_county::WholeCounty;

impl Service {
    /// Refuses a content whose place does not contain what it is about. A person is not looked up for that: an order and a lifting
    /// are held against it when they are followed ([`concerns`]).
    pub(super) async fn place_fits(
        &self,
        content: &Content,
        file: Option<&str>,
        now: Instant,
    ) -> Result<(), Error> {
        let place = content.place;
        let fits = match &content.what {
            What::Order { .. } | What::Lifting { .. } | What::Events { .. } | What::Case { .. } => {
                true
            }
            What::Contact { case, .. } => {
                let case = self.proposal_row(*case, now).await?.proposal;
                case.kind == Kind::Case && !case.state.is_over_for_nothing()
            }
            What::OrderLifting { of } => {
                let order = self.proposal_row(*of, now).await?.proposal;
                order.kind.makes_evidence() && place.contains(order.place)
            }
            What::Policy { jurisdiction, .. } => place.contains(*jurisdiction),
            What::TrustList { .. } => is_whole(place),
            What::Organisation { division, .. } => place.contains(*division),
            What::WholeCounty { county, area } => {
                let said = WholeCounty::parse(*county, area, true)?;
                self.whole_county_fits(&said, now).await?;
                place.contains(*county)
            }
            What::WholeCountyEnd { county, area } => {
                let said = WholeCounty::parse(*county, area, false)?;
                self.whole_county_fits(&said, now).await?;
                place.contains(*county)
            }
            What::RiskList { .. } => {
                let raised = self.raised_by_list(file.unwrap_or_default(), now).await?;
                is_whole(place) || raised.iter().all(|county| place.contains(*county))
            }
        };
        if fits {
            return Ok(());
        }
        Err(Error::field(
            "place",
            "不是所提事项所在的区划，请选择包含它的区划",
            "does not contain what is proposed; choose the division that does",
        ))
    }
}

/// Whether a division answers for the whole of a service: a province or the nation.
pub(crate) fn is_whole(place: DivisionCode) -> bool {
    place == DivisionCode::NATION || place == place.province()
}

/// Whether a person has to do with a place: they use a city there, or stayed there.
pub(crate) fn concerns(place: DivisionCode, record: &Record) -> bool {
    let near = |code: DivisionCode| place.contains(code) || code.contains(place);
    let uses = record.uses.iter().any(|used| near(used.jurisdiction));
    uses || record.stays.iter().any(|stay| match stay.whereabouts {
        Whereabouts::County(county) => place.contains(county),
        Whereabouts::Abroad(_) => false,
    })
}
