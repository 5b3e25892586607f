//! 10:00: one official tries to turn somebody red alone. The service refuses, and the log of the person has it.

use domain::policy::Text;
use domain::proposal::Basis;
use domain::state::Colour;
use server::{Chapter, ChapterTold};
use service::{Error, ProposalAsked, WhatAsked};

use super::Stage;
use super::cast::{Who, read};
use super::hands::{hangzhou, id_of, refused};
use super::visit::Visit;

/// For how many days the order would stand.
const DAYS: i32 = 7;
/// The reason that he gives: a grudge and no evidence.
const WHY: &str = "有人要求限制其出行";
/// The most lines of the log that are told.
const MOST_LINES: usize = 4;

impl Stage<'_> {
    pub(super) async fn alone(&self) -> Result<ChapterTold, Error> {
        let (service, party) = (&self.demo.service, &self.demo.party);
        let visit = self.visit(Who::Shen).await?;
        self.without_leftovers(&visit).await?;
        let mut told = self.blank(Chapter::Alone);
        let officials = self.colleagues(&["zhao.lei"]);
        let official = officials.first().ok_or(Error::NobodyToDraw)?;
        let asked = self.order(WHY)?;
        let proposed = official.propose(service, party, &asked, self.now()).await;
        let id = id_of(&proposed.map_err(refused)?)?;
        told.offices.push(official.standing.office.name.clone());
        let own = id.0.to_be_bytes();
        let tried = official.agree_by(service, party, (id, &own[..]), self.now());
        match tried.await.map_err(refused) {
            Ok(_) => return Err(Error::Refused("one hand agreed with itself".to_owned())),
            Err(error) => told.said.push(error.text()),
        }
        official
            .withdraw(service, id, self.now())
            .await
            .map_err(refused)?;
        told.people
            .push(self.person(Who::Shen, &visit, None).await?);
        told.log = self.log(&visit).await?;
        Ok(told)
    }

    /// An order that she is red for some days, with these words.
    pub(super) fn order(&self, why: &str) -> Result<ProposalAsked, Error> {
        let today = self.now().date();
        let (name, document) = Who::Shen.written(today)?;
        Ok(ProposalAsked {
            what: WhatAsked::Order {
                name,
                document,
                colour: Colour::Red,
                from: today,
            },
            why: why.to_owned(),
            basis: Basis::InfectiousDiseases39,
            end: today + DAYS,
            place: hangzhou(),
        })
    }

    /// What staff have done about somebody, as they read it themself.
    pub(super) async fn log(&self, visit: &Visit) -> Result<Vec<Text>, Error> {
        let log = visit.get("/api/me/log").await?;
        let lines = log["lines"].as_array().into_iter().flatten();
        let staff = lines.filter(|line| line["by"] == "staff");
        let words = staff.filter_map(|line| {
            let by: Text = read(&line["by_words"])?;
            let what: Text = read(&line["action_words"])?;
            Some(Text::new(
                format!("{}：{}", by.zh, what.zh),
                format!("{}: {}", by.en, what.en),
            ))
        });
        Ok(words.take(MOST_LINES).collect())
    }
}
