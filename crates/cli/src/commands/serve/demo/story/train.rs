//! 09:00: a case was on a train. Who sat in the same carriage is told by the published rule, and who sat in the next is not.

use domain::proposal::Basis;
use server::{Chapter, ChapterTold};
use service::{Error, ProposalAsked, WhatAsked};

use super::Stage;
use super::cast::{TRAIN, TRAIN_DAYS_AGO, Who};
use super::hands::hangzhou;

/// For how many days the event stands until somebody looks whether it still fits.
const DAYS: i32 = 60;

impl Stage<'_> {
    pub(super) async fn train(&self) -> Result<ChapterTold, Error> {
        let both = [Who::Jiang, Who::Shen];
        let mut before = Vec::new();
        for who in both {
            let visit = self.visit(who).await?;
            let state = self.person(who, &visit, None).await?.state;
            before.push((who, visit, state));
        }
        let mut told = self.blank(Chapter::Train);
        let agreed = self
            .agreed(&self.colleagues(&["zhou.ning", "feng.jie"]), &self.event())
            .await?;
        told.counted = agreed.counted;
        told.offices = agreed.offices;
        for (who, visit, state) in &before {
            told.people
                .push(self.person(*who, visit, Some(*state)).await?);
        }
        Ok(told)
    }

    fn event(&self) -> ProposalAsked {
        let day = self.began.date() - TRAIN_DAYS_AGO;
        let text = format!(
            "id,kind,number,date,seat,board,alight,venue,place,from,to\n\
             M1,train,{TRAIN},{day},5号车厢,上海虹桥,杭州东,,,,\n"
        );
        ProposalAsked {
            what: WhatAsked::Events {
                file: "morning.csv".to_owned(),
                text,
            },
            why: "流行病学调查：一名病例前天乘坐的列车".to_owned(),
            basis: Basis::InfectiousDiseases39,
            end: self.now().date() + DAYS,
            place: hangzhou(),
        }
    }
}
