//! What a person reads of an order about them (N-2, N-3): at once, whole, with the way to object.

use domain::facts::OfficialOrder;
use domain::ids::{OfficeId, ProposalId, StaffId};
use domain::policy::Text;
use domain::proposal::{ProposalState, Rules};
use domain::record::Evidence;
use domain::time::{Date, Instant};
use serde::Serialize;
use storage::PersonFacts;
use utoipa::ToSchema;

use super::words::basis_text;
use crate::Service;
use crate::error::Error;
use crate::shapes;

/// An order by officials, for the person whom it is about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ExplainedOfficialOrder {
    /// The number to name when one objects: that of the proposal.
    pub id: String,
    /// The offices that proposed and approved it.
    pub offices: Vec<String>,
    /// Why, in the proposer's words.
    pub why: String,
    /// The law that it names.
    #[schema(value_type = shapes::Text)]
    pub basis: Text,
    /// The first date on which it no longer holds.
    #[schema(value_type = shapes::Date)]
    pub until: Date,
    /// Whether a third office, of another division, has confirmed it.
    pub confirmed: bool,
    /// Whether it is suspended, because an appeal against it was not answered in time.
    pub suspended: bool,
    /// How it stands: suspended, confirmed, or until when a third must confirm it lest it end.
    #[schema(value_type = shapes::Text)]
    pub standing: Text,
    /// How to object.
    #[schema(value_type = shapes::Text)]
    pub objection: Text,
}

impl Service {
    /// The orders by officials against a person: those that count now, and those that an appeal suspends.
    pub(crate) async fn official_orders(
        &self,
        facts: &PersonFacts,
        now: Instant,
    ) -> Result<Vec<ExplainedOfficialOrder>, Error> {
        let mut told = Vec::new();
        for row in &facts.evidence {
            let (Evidence::OfficialOrder(order), None) = (row.evidence, row.withdrawn) else {
                continue;
            };
            if order.until <= now.date() {
                continue;
            }
            let counts = facts.record.evidence.contains(&row.evidence);
            let mut suspended = facts.suspended.iter();
            let suspended = suspended.any(|kept| kept.evidence == row.evidence);
            if counts || suspended {
                told.extend(self.official_order(&order, suspended, now).await?);
            }
        }
        Ok(told)
    }

    async fn official_order(
        &self,
        order: &OfficialOrder,
        suspended: bool,
        now: Instant,
    ) -> Result<Option<ExplainedOfficialOrder>, Error> {
        let Some(proven) = self.proven(ProposalId(order.id), now).await? else {
            return Ok(None);
        };
        let proposal = &proven.proposal;
        let hands = [Some(proposal.by), proposal.approver];
        let mut offices = Vec::new();
        for hand in hands.into_iter().flatten() {
            offices.push(self.office_name(hand.office).await?);
        }
        let confirmed = proposal.state == ProposalState::Confirmed;
        let standing = if suspended {
            suspended_text()
        } else {
            standing(confirmed, proposal.third_due(&Rules::IN_FORCE))
        };
        Ok(Some(ExplainedOfficialOrder {
            id: order.id.to_string(),
            offices,
            why: proven.content.why,
            basis: basis_text(proposal.basis),
            until: order.until,
            confirmed,
            suspended,
            standing,
            objection: objection(order.id),
        }))
    }

    /// The official names of the offices that signed a proposal, in the order in which they did.
    #[crate::boxed]
    pub async fn offices_that_signed(
        &self,
        id: ProposalId,
        now: Instant,
    ) -> Result<Vec<String>, Error> {
        let mut found = self.store.signatures_of(id).await?;
        self.raise(&found.alarms, now).await?;
        found.rows.sort_by_key(|signature| signature.act);
        let mut offices = Vec::with_capacity(found.rows.len());
        for signature in &found.rows {
            offices.push(self.office_name(signature.by.office).await?);
        }
        Ok(offices)
    }

    /// The official name of the office of a member of staff.
    pub(crate) async fn office_of(
        &self,
        staff: StaffId,
        now: Instant,
    ) -> Result<Option<String>, Error> {
        let (row, alarms) = self.store.staff_member(staff).await?;
        self.raise(&alarms, now).await?;
        Ok(row.map(|row| row.member.office.name))
    }

    /// The official name of an office; its number, where its row does not hold.
    pub(crate) async fn office_name(&self, id: OfficeId) -> Result<String, Error> {
        let (offices, _alarms) = self.store.offices().await?;
        let found = offices.into_iter().find(|row| row.office.id == id);
        Ok(found.map_or_else(|| id.0.to_string(), |row| row.office.name))
    }
}

fn standing(confirmed: bool, due: Instant) -> Text {
    if confirmed {
        return Text::new(
            "已由另一辖区的第三个单位确认",
            "confirmed by a third office, of another division",
        );
    }
    let (date, hour) = (due.date(), (due.ms() - due.date().start().ms()) / 3_600_000);
    Text::new(
        format!("须由另一辖区的第三个单位在{date} {hour}时前确认，否则自动失效"),
        format!(
            "a third office, of another division, must confirm it before {date} {hour}:00, else it ends by itself"
        ),
    )
}

fn suspended_text() -> Text {
    Text::new(
        "申诉未按时答复，本决定暂停执行，直到答复为止",
        "suspended: an appeal against it was not answered in time, and it does not count until it is",
    )
}

fn objection(id: i64) -> Text {
    Text::new(
        format!(
            "不服本决定的，可在本页提出申诉，或到居住地社区书面申诉，编号{id}；24小时内未答复，本决定暂停执行。也可依法申请行政复议"
        ),
        format!(
            "to object, appeal on this page, or on paper at your community, by the number {id}; if nobody answers within 24 hours, it is suspended. Administrative review by law is open too"
        ),
    )
}
