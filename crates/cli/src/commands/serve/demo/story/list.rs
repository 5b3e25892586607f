//! 08:00: a list arrives. It is tried before anybody signs it, more people change than two offices may decide about, and who was in
//! the county that it names for the first time is asked.

use domain::policy::Text;
use domain::proposal::Basis;
use serde_json::{Value, json};
use server::{Chapter, ChapterTold};
use service::{Error, ProposalAsked, WhatAsked};

use super::super::list;
use super::Stage;
use super::cast::Who;
use super::hands::hangzhou;

/// For how many days it stands until somebody looks whether it still fits.
const DAYS: i32 = 30;

impl Stage<'_> {
    pub(super) async fn list(&self) -> Result<ChapterTold, Error> {
        let visit = self.visit(Who::Fang).await?;
        let before = self.person(Who::Fang, &visit, None).await?.state;
        let mut told = self.blank(Chapter::List);
        let agreed = self
            .agreed(&self.colleagues(&["wu.gang", "sun.yue"]), &self.listed())
            .await?;
        told.counted = agreed.counted;
        told.offices = agreed.offices;
        let questions = visit.get("/api/questions").await?;
        for question in questions["questions"].as_array().into_iter().flatten() {
            told.said.push(asked(question));
            let stay = question["stay"]["id"].as_str().unwrap_or_default();
            let areas = question["areas"].as_array().into_iter().flatten();
            let inside: Vec<&Value> = areas.map(|area| &area["id"]).collect();
            let path = format!("/api/questions/{stay}");
            visit.post(&path, &json!({ "inside": inside })).await?;
        }
        told.people
            .push(self.person(Who::Fang, &visit, Some(before)).await?);
        Ok(told)
    }

    /// The list of the story's day, whose name is known again when the chapter is tried again.
    fn listed(&self) -> ProposalAsked {
        let day = self.began.date();
        ProposalAsked {
            what: WhatAsked::RiskList {
                file: format!("risk-areas-{day}-morning.json"),
                text: list::of_the_morning(day),
            },
            why: "早上公布的风险区名单：余杭区一处升为高风险，萧山区新增一处".to_owned(),
            basis: Basis::HealthEmergencies33,
            end: self.now().date() + DAYS,
            place: hangzhou(),
        }
    }
}

/// What he is asked.
fn asked(question: &Value) -> Text {
    let place = &question["stay"]["place"];
    let word = |field: &str| place[field].as_str().unwrap_or_default().to_owned();
    let area = question["areas"][0]["text"].as_str().unwrap_or_default();
    Text::new(
        format!("您在{}时，是否到过“{area}”？", word("zh")),
        format!(
            "While you were in {}, were you in the area that is listed now ({area})?",
            word("en")
        ),
    )
}
