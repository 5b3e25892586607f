//! What an earlier try of a chapter left about her: an appeal that waits, an order that waits for somebody, an order that counts. All of
//! it is taken back or lifted before the chapter is tried again. Simulated colleagues make no orders but those of the story.

use domain::access::Action;
use domain::appeal::AppealState;
use domain::ids::ProposalId;
use domain::proposal::{Basis, Kind};
use serde_json::json;
use service::{Error, ProposalAsked, WhatAsked};
use simulation::colleagues::Colleague;

use super::Stage;
use super::appeal::objection;
use super::hands::{counts, hangzhou, id_of};
use super::visit::Visit;

/// For how many days a lifting is kept.
const DAYS: i32 = 7;

impl Stage<'_> {
    /// Takes back and lifts what an earlier try left, as `visit` is hers.
    pub(super) async fn without_leftovers(&self, visit: &Visit) -> Result<(), Error> {
        self.without_appeals(visit).await?;
        for by in &self.demo.colleagues {
            for order in self.own(by, Kind::Order).await? {
                let id = id_of(&order)?;
                if !counts(&order) && self.is_taken_back(by, id).await? {
                    continue;
                }
                if order.end > self.now().date() {
                    self.end_order(by, id).await?;
                }
            }
        }
        Ok(())
    }

    /// An appeal of the story that waits still is taken back: what it contests is lifted without it.
    async fn without_appeals(&self, visit: &Visit) -> Result<(), Error> {
        let appeals = visit.get("/api/appeals").await?;
        for appeal in appeals.as_array().into_iter().flatten() {
            let is_own = appeal["reason"] == *objection();
            if is_own && appeal["state"] == AppealState::Waiting.word() {
                let id = appeal["id"].as_str().unwrap_or_default();
                let path = format!("/api/appeals/{id}/withdraw");
                visit.post(&path, &json!({})).await?;
            }
        }
        Ok(())
    }

    /// Has somebody else than its proposer propose that an order ends, and others agree.
    async fn end_order(&self, by: &Colleague, order: ProposalId) -> Result<(), Error> {
        let others = self.demo.colleagues.iter().rev();
        let mut others = others.collect::<Vec<&Colleague>>();
        others.retain(|other| {
            let may = other.member().may(Action::ProposeLifting, hangzhou());
            may && other.id() != by.id()
        });
        let asked = self.lifting(
            WhatAsked::OrderLifting { of: order },
            "演示中断后重来：撤销先前的决定",
        );
        self.agreed(&others, &asked).await?;
        Ok(())
    }

    /// That something which colours her ends, with these words.
    pub(super) fn lifting(&self, what: WhatAsked, why: &str) -> ProposalAsked {
        ProposalAsked {
            what,
            why: why.to_owned(),
            basis: Basis::InfectiousDiseases39,
            end: self.now().date() + DAYS,
            place: hangzhou(),
        }
    }
}
