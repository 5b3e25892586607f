//! 11:00: an order that two offices agreed to; she is red, objects, and a reviewer of another office finds that it was wrong. What two
//! brought about, two end.

use domain::access::Action;
use domain::ids::{AppealId, ProposalId};
use domain::policy::Text;
use domain::proposal::Basis;
use serde_json::json;
use server::{Chapter, ChapterTold};
use service::{AppealAnswer, Error, ProposalAsked, WhatAsked};
use simulation::colleagues::Colleague;

use super::Stage;
use super::cast::{CITY, Who};
use super::hands::{Agreed, hangzhou};

/// For how many days the lifting is kept.
const DAYS: i32 = 7;
/// What she writes, and what she is answered, in the two languages that are sent together.
const OBJECTION: (&str, &str) = (
    "我没有发热，也没有接触过病例，可以查体温记录。",
    "I have no fever and met no case; look at the record of my temperature.",
);
const ANSWER: (&str, &str) = (
    "已核实：举报没有依据，撤销该决定。",
    "Looked into: the report had no ground, and the order is lifted.",
);

impl Stage<'_> {
    pub(super) async fn appeal(&self) -> Result<ChapterTold, Error> {
        let visit = self.visit(Who::Shen).await?;
        let before = self.person(Who::Shen, &visit, None).await?.state;
        let mut told = self.blank(Chapter::Appeal);
        let order = self.order("有人举报其发热，未核实")?;
        let order = self
            .agreed(
                &self.colleagues(&["sun.yue", "zheng.hui", "qian.wei"]),
                &order,
            )
            .await?;
        told.people
            .push(self.person(Who::Shen, &visit, Some(before)).await?);
        let appeal = self.demo.story.id();
        let body = json!({
            "id": appeal.to_string(), "city": CITY, "reason": format!("{} {}", OBJECTION.0, OBJECTION.1),
        });
        visit.post("/api/appeals", &body).await?;
        told.said.push(Text::new(
            format!("她写道：{}", OBJECTION.0),
            format!("She writes: {}", OBJECTION.1),
        ));
        let lifted = self.lifted(order.id, &order.offices).await?;
        self.answer(lifted.by, AppealId(appeal), lifted.id).await?;
        let office = &lifted.by.standing.office.name;
        told.said.push(Text::new(
            format!("{office}答复：{}", ANSWER.0),
            format!("{office} answers: {}", ANSWER.1),
        ));
        told.offices = [order.offices, lifted.offices].concat();
        let red = told.people.first().map(|person| person.state);
        told.people.push(self.person(Who::Shen, &visit, red).await?);
        told.log = self.log(&visit).await?;
        Ok(told)
    }

    /// Has a reviewer of none of these offices propose that the order ends, and another agree.
    async fn lifted(&self, order: ProposalId, offices: &[String]) -> Result<Agreed<'_>, Error> {
        let mut reviewers = self.demo.colleagues.iter().collect::<Vec<&Colleague>>();
        reviewers.retain(|colleague| {
            let may = colleague.member().may(Action::AnswerAppeal, hangzhou());
            may && !offices.contains(&colleague.standing.office.name)
        });
        let asked = ProposalAsked {
            what: WhatAsked::OrderLifting { of: order },
            why: "申诉复核：举报没有依据".to_owned(),
            basis: Basis::InfectiousDiseases39,
            end: self.now().date() + DAYS,
            place: hangzhou(),
        };
        self.agreed(&reviewers, &asked).await
    }

    async fn answer(
        &self,
        reviewer: &Colleague,
        appeal: AppealId,
        lifting: ProposalId,
    ) -> Result<(), Error> {
        let service = &self.demo.service;
        let answer = AppealAnswer::Grant(format!("{} {}", ANSWER.0, ANSWER.1), vec![lifting]);
        let (member, now) = (reviewer.member(), self.now());
        service.answer_appeal(&member, appeal, &answer, now).await?;
        Ok(())
    }
}
