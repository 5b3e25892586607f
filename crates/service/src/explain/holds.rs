//! What a person is held for, in words: why, until when, and what ends it.

use domain::hold::{Held, HoldKind};
use domain::policy::Text;
use domain::record::Record;
use domain::time::{Date, Instant};
use serde::Serialize;
use utoipa::ToSchema;

use super::words::instant;
use crate::shapes;

/// Something that a person is held for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ExplainedHold {
    /// Why.
    #[schema(value_type = shapes::HoldKind)]
    pub kind: HoldKind,
    /// The same in words.
    #[schema(value_type = shapes::Text)]
    pub text: Text,
    /// Since when.
    #[schema(value_type = shapes::Date)]
    pub since: Date,
    /// Epoch milliseconds by which it is decided, or at which it lapses.
    pub until_ms: Option<i64>,
    /// What ends it.
    #[schema(value_type = shapes::Text)]
    pub ends: Text,
}

/// The holds of a decision, with the clocks of the record.
pub(super) fn explain(holds: &[Held], record: &Record, today: Date) -> Vec<ExplainedHold> {
    let explained = holds.iter().map(|held| {
        let kept = record.holds.iter().find(|hold| hold.id.0 == held.id);
        let until = kept.map(|hold| hold.until);
        ExplainedHold {
            kind: held.kind,
            text: why(held.kind),
            since: held.since,
            until_ms: until.map(Instant::ms),
            ends: ends(held.kind, until, today),
        }
    });
    explained.collect()
}

fn why(kind: HoldKind) -> Text {
    match kind {
        HoldKind::ApplicationReview => Text::new(
            "申请资料中有需要核对的地方，正在核验，健康码暂时显示为蓝色。",
            "Something in the application needs a second look; until then the code is blue.",
        ),
        HoldKind::MemberUnseen => Text::new(
            "还没有工作人员当面确认过这位家人，健康码暂时显示为蓝色。",
            "Nobody has confirmed this family member in person yet; until then the code is blue.",
        ),
    }
}

fn ends(kind: HoldKind, until: Option<Instant>, today: Date) -> Text {
    let by = until.map(|until| instant(until, today));
    let (zh, en) = match &by {
        Some(by) => (format!("最迟{}，", by.zh), format!(" by {}", by.en)),
        None => (String::new(), String::new()),
    };
    match kind {
        HoldKind::ApplicationReview => Text::new(
            format!("工作人员{zh}会给出结果；通过后自动恢复，您不需要再做什么。"),
            format!("Staff decide{en}; once accepted it ends by itself. You need not do anything."),
        ),
        HoldKind::MemberUnseen => Text::new(
            format!(
                "请{zh}带家人到社区、村委会或服务点，请工作人员当面确认；过时未确认，代办关系自动结束。"
            ),
            format!(
                "Please take the family member to the community or a counter to be confirmed{en}; without that the link ends by itself."
            ),
        ),
    }
}
