//! The days after: he checks in each morning, and the midnight after the last day turns his code green.

use domain::policy::Text;
use domain::state::State;
use serde_json::json;
use server::{Chapter, ChapterTold};
use service::Error;

use super::cast::Who;
use super::{MINUTE_MS, Stage};

/// Longer than any quarantine of a yellow code.
const MOST_DAYS: usize = 30;
/// When he checks in.
const MORNING_MS: i64 = 8 * 60 * MINUTE_MS;

impl Stage<'_> {
    pub(super) async fn days(&self) -> Result<ChapterTold, Error> {
        let visit = self.visit(Who::Fang).await?;
        let before = self.person(Who::Fang, &visit, None).await?.state;
        let mut check_ins = 0;
        for _ in 0..MOST_DAYS {
            let tomorrow = self.now().date().next().start();
            self.demo.come_to(tomorrow.plus_ms(MORNING_MS)).await?;
            if self.person(Who::Fang, &visit, None).await?.state == State::Green {
                break;
            }
            let id = self.demo.story.id().to_string();
            let body = json!({ "id": id, "made_ms": self.now().ms(), "temperature": 36.5 });
            visit.post("/api/check-ins", &body).await?;
            check_ins += 1;
        }
        let mut told = self.blank(Chapter::Days);
        told.said.push(Text::new(
            format!("方建国打卡{check_ins}次。"),
            format!("方建国 checked in {check_ins} times."),
        ));
        told.people
            .push(self.person(Who::Fang, &visit, Some(before)).await?);
        for who in [Who::Shen, Who::Jiang] {
            let visit = self.visit(who).await?;
            told.people.push(self.person(who, &visit, None).await?);
        }
        Ok(told)
    }
}
