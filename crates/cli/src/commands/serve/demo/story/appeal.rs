//! 11:00: an order that two offices agreed to; she objects, and a reviewer who had no hand in it finds that it was wrong. What two
//! brought about, two end.

use domain::access::Action;
use domain::ids::{AppealId, OrderId, ProposalId};
use domain::policy::Text;
use serde_json::json;
use server::{Chapter, ChapterTold};
use service::{AppealAnswer, ContestedKind, ContestedSeen, Error, WhatAsked};
use simulation::colleagues::Colleague;

use super::Stage;
use super::cast::{CITY, Who};
use super::hands::hangzhou;

/// Who proposes the order, those of the province first: also where a third has to confirm it, a reviewer is left who had no hand in it.
const PROPOSERS: [&str; 3] = ["zheng.hui", "feng.jie", "sun.yue"];
/// What she writes, and what she is answered, in the two languages that are sent together.
const OBJECTION: (&str, &str) = (
    "我没有发热，也没有接触过病例，可以查体温记录。",
    "I have no fever and met no case; look at the record of my temperature.",
);
const ANSWER: (&str, &str) = (
    "已核实：举报没有依据，撤销该决定。",
    "Looked into: the report had no ground, and the order is lifted.",
);

/// What she writes, as it is sent.
pub(super) fn objection() -> String {
    format!("{} {}", OBJECTION.0, OBJECTION.1)
}

/// What ended all that an appeal contested.
struct Lifted<'a> {
    by: &'a Colleague,
    ids: Vec<ProposalId>,
    /// In the order in which they signed.
    offices: Vec<String>,
}

impl Stage<'_> {
    pub(super) async fn appeal(&self) -> Result<ChapterTold, Error> {
        let visit = self.visit(Who::Shen).await?;
        self.without_leftovers(&visit).await?;
        let before = self.person(Who::Shen, &visit, None).await?.state;
        let mut told = self.blank(Chapter::Appeal);
        let order = self.order("有人举报其发热，未核实")?;
        let agreed = self.agreed(&self.colleagues(&PROPOSERS), &order).await?;
        told.offices = agreed.offices;
        told.people
            .push(self.person(Who::Shen, &visit, Some(before)).await?);
        let appeal = self.demo.story.id();
        let body = json!({ "id": appeal.to_string(), "city": CITY, "reason": objection() });
        visit.post("/api/appeals", &body).await?;
        told.said.push(Text::new(
            format!("她写道：{}", OBJECTION.0),
            format!("She writes: {}", OBJECTION.1),
        ));
        let lifted = self.lifted(AppealId(appeal)).await?;
        self.answer(AppealId(appeal), &lifted).await?;
        let office = &lifted.by.standing.office.name;
        told.said.push(Text::new(
            format!("{office}答复：{}", ANSWER.0),
            format!("{office} answers: {}", ANSWER.1),
        ));
        told.offices.extend(lifted.offices);
        let red = told.people.first().map(|person| person.state);
        told.people.push(self.person(Who::Shen, &visit, red).await?);
        told.log = self.log(&visit).await?;
        Ok(told)
    }

    /// Has a reviewer who had no hand in it propose that all ends which an appeal contests, and others agree.
    async fn lifted(&self, appeal: AppealId) -> Result<Lifted<'_>, Error> {
        let (service, now) = (&self.demo.service, self.now());
        for by in self.demo.colleagues.iter().rev() {
            let member = by.member();
            if !member.may(Action::AnswerAppeal, hangzhou()) {
                continue;
            }
            let seen = service.appeal_seen(&member, appeal, None, now).await?;
            if seen.own_hands {
                continue;
            }
            match self.lifted_by(by, &seen.contests).await {
                // Where a visitor is drawn, the next one proposes.
                Err(Error::NobodyToDraw) => {}
                lifted => return lifted,
            }
        }
        Err(Error::NobodyToDraw)
    }

    async fn lifted_by<'c>(
        &self,
        by: &'c Colleague,
        contests: &[ContestedSeen],
    ) -> Result<Lifted<'c>, Error> {
        let mut lifted = Lifted {
            by,
            ids: Vec::new(),
            offices: Vec::new(),
        };
        for contested in contests {
            let asked = self.lifting(self.what_ends(contested)?, "申诉复核：举报没有依据");
            let agreed = self.agreed(&[by], &asked).await?;
            lifted.ids.push(agreed.id);
            lifted.offices.extend(agreed.offices);
        }
        Ok(lifted)
    }

    /// What ends an order that colours her, by officials or by a rule.
    fn what_ends(&self, contested: &ContestedSeen) -> Result<WhatAsked, Error> {
        let id = contested.id.parse::<i64>();
        let id = id.map_err(|_| Error::Refused("no number of an order".to_owned()))?;
        match contested.kind {
            ContestedKind::OfficialOrder | ContestedKind::Naming => {
                Ok(WhatAsked::OrderLifting { of: ProposalId(id) })
            }
            ContestedKind::Order => {
                let (name, document) = Who::Shen.written(self.now().date())?;
                Ok(WhatAsked::Lifting {
                    name,
                    document,
                    order: OrderId(id),
                })
            }
            ContestedKind::Visit => {
                Err(Error::Refused("no proposal sets a visit aside".to_owned()))
            }
        }
    }

    async fn answer(&self, appeal: AppealId, lifted: &Lifted<'_>) -> Result<(), Error> {
        let words = format!("{} {}", ANSWER.0, ANSWER.1);
        let answer = AppealAnswer::Grant(words, lifted.ids.clone());
        let (member, now) = (lifted.by.member(), self.now());
        let service = &self.demo.service;
        service.answer_appeal(&member, appeal, &answer, now).await?;
        Ok(())
    }
}
