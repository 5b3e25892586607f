//! The days after: he checks in each morning that waits for it, until the midnight after his last day.

use domain::policy::Text;
use domain::state::State;
use serde_json::{Value, json};
use server::{Chapter, ChapterTold};
use service::Error;

use super::cast::{Who, decision};
use super::{MINUTE_MS, Stage};

/// Longer than any quarantine of a yellow code.
const MOST_DAYS: usize = 30;
/// When he checks in.
const MORNING_MS: i64 = 8 * 60 * MINUTE_MS;

impl Stage<'_> {
    pub(super) async fn days(&self) -> Result<ChapterTold, Error> {
        let visit = self.visit(Who::Fang).await?;
        let before = self.person(Who::Fang, &visit, None).await?.state;
        for _ in 0..MOST_DAYS {
            if decision(&visit).await?["check_in_awaited"] == true {
                let id = self.demo.story.id().to_string();
                let body = json!({ "id": id, "made_ms": self.now().ms(), "temperature": 36.5 });
                visit.post("/api/check-ins", &body).await?;
            }
            let tomorrow = self.now().date().next().start();
            self.demo.come_to(tomorrow.plus_ms(MORNING_MS)).await?;
            if self.person(Who::Fang, &visit, None).await?.state == State::Green {
                break;
            }
        }
        let mut told = self.blank(Chapter::Days);
        told.said
            .extend(checked_in(&visit.get("/api/me/data").await?));
        told.people
            .push(self.person(Who::Fang, &visit, Some(before)).await?);
        for who in [Who::Shen, Who::Jiang] {
            let visit = self.visit(who).await?;
            told.people.push(self.person(who, &visit, None).await?);
        }
        Ok(told)
    }
}

/// How often he checked in, by what is kept of him; nothing where he did not.
fn checked_in(data: &Value) -> Option<Text> {
    let mut kept = data["parts"].as_array().into_iter().flatten();
    let check_ins = kept.find(|part| part["kind"] == "check_in")?;
    let times = check_ins["count"].as_u64().filter(|times| *times > 0)?;
    Some(Text::new(
        format!("记录里方建国的打卡：{times}次。"),
        format!("Check-ins of Fang Jianguo on record: {times}."),
    ))
}
