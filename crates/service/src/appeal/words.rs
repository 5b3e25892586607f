//! The words of appeals: how one stands, and why somebody may not answer it.

use domain::appeal::{Appeal, AppealRefusal, AppealState};
use domain::policy::Text;
use domain::time::Instant;

/// Where an appeal stands and what follows, for the person. `suspends` is whether what officials ordered or said is suspended by it
/// now.
pub(super) fn standing(appeal: &Appeal, suspends: bool, now: Instant) -> Text {
    match appeal.state {
        AppealState::Granted => Text::new(
            "申诉成立，所申诉的事项已解除",
            "granted: what you objected to was lifted",
        ),
        AppealState::Rejected => Text::new(
            "申诉未获支持，所申诉的事项维持不变；可再次申诉，由另一人处理，也可依法申请行政复议",
            "rejected: what you objected to stays. You can appeal again, to somebody else, and administrative review by law is open",
        ),
        AppealState::Withdrawn => Text::new("您已撤回申诉", "you took it back"),
        AppealState::Over => Text::new(
            "所申诉的事项在答复之前已经结束，申诉随之终结；仍可依法申请行政复议",
            "what you objected to had ended before anybody answered. Administrative review by law is open",
        ),
        AppealState::Waiting => waiting(appeal, suspends, now),
    }
}

fn waiting(appeal: &Appeal, suspends: bool, now: Instant) -> Text {
    if !appeal.lifted_by.is_empty() || appeal.found_by().is_some() {
        return Text::new(
            "处理人认为应当解除，正等另一单位的第二人审批",
            "whoever answered found that it should be lifted; a second person, of another office, is asked to agree",
        );
    }
    if !appeal.is_overdue(now) {
        let (zh, en) = hour(appeal.due);
        return Text::new(
            format!("由未参与原决定的人员处理，须在{zh}前答复"),
            format!("somebody who had no part in the decision answers before {en}"),
        );
    }
    if suspends {
        return Text::new(
            "未按时答复，被申诉的决定或认定暂停执行，直到答复为止",
            "not answered in time: what officials ordered or said is suspended until it is",
        );
    }
    Text::new(
        "已超过答复期限，这份申诉已计入公开的逾期数",
        "not answered in time: it is counted among the overdue ones, which anybody reads",
    )
}

/// An instant to the minute, as dates are written here.
fn hour(at: Instant) -> (String, String) {
    let (date, minutes) = (at.date(), (at.ms() - at.date().start().ms()) / 60_000);
    let (hour, minute) = (minutes / 60, minutes % 60);
    let text = format!("{date} {hour}:{minute:02}");
    (text.clone(), text)
}

/// Why somebody may not do to an appeal what they ask for.
pub(crate) fn refusal_text(refusal: AppealRefusal) -> Text {
    match refusal {
        AppealRefusal::NotNow => Text::new(
            "这份申诉已经答复或撤回，请重新查看",
            "this appeal was answered or taken back; look at it again",
        ),
        AppealRefusal::SameHands => Text::new(
            "您或您的单位参与过原决定，或您曾处理过同一申诉，请由他人处理",
            "you or your office had a part in the decision, or you answered an appeal against it before; somebody else must answer",
        ),
        AppealRefusal::SameOffice => Text::new(
            "您单位已有一人认定本人当时不在场，须由其他单位的人员同样认定；您可以答复维持",
            "somebody of your office found already that the person was not there: a second of another office must find the same. You can answer that it stays",
        ),
        AppealRefusal::NotLifted => Text::new(
            "请先用通行密钥提议解除所申诉的每一项决定",
            "propose first, by your passkey, to lift each order that the appeal contests",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s0_24_every_sentence_about_an_appeal_is_there_in_both_languages() {
        for text in AppealRefusal::ALL.iter().copied().map(refusal_text) {
            assert!(!text.zh.is_ascii() && text.en.is_ascii());
        }
    }
}
