//! The sentences around a decision, in both languages.

use domain::policy::{RuleId, Text};
use domain::state::State;
use domain::time::{Date, Instant};

use super::ExplainedOrder;

fn text(zh: impl Into<String>, en: impl Into<String>) -> Text {
    Text {
        zh: zh.into(),
        en: en.into(),
    }
}

/// A date as it is read aloud; with its year where that is not today's.
pub(crate) fn date(date: Date, today: Date) -> Text {
    let civil = date.civil();
    let (zh, en) = (
        format!("{}月{}日", civil.month(), civil.day()),
        civil.strftime("%-d %B").to_string(),
    );
    if date.year() == today.year() {
        return text(zh, en);
    }
    let year = date.year();
    text(format!("{year}年{zh}"), format!("{en} {year}"))
}

/// An instant to the minute, as it is read aloud.
pub(crate) fn instant(at: Instant, today: Date) -> Text {
    let day = date(at.date(), today);
    let minutes = (at.ms() - at.date().start().ms()) / 60_000;
    let clock = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    text(format!("{}{clock}", day.zh), format!("{} {clock}", day.en))
}

const fn word(state: State) -> (&'static str, &'static str) {
    match state {
        State::Green => ("绿码", "Green"),
        State::None => ("灰码", "No code"),
        State::Unconfirmed => ("蓝码", "Not confirmed"),
        State::Yellow => ("黄码", "Yellow"),
        State::Red => ("红码", "Red"),
    }
}

/// "Free from 5 March 00:00"; where a milder stage follows, when each ends.
pub(super) fn free_from(
    state: State,
    until: Option<Date>,
    free: Option<Date>,
    today: Date,
) -> Option<Text> {
    if state < State::Yellow {
        return None;
    }
    let until = until?;
    let free = free.unwrap_or(until).max(until);
    let last = date(free, today);
    if free == until {
        return Some(text(
            format!("{}0时起解除", last.zh),
            format!("Free from {} 00:00", last.en),
        ));
    }
    let (zh, en) = word(state);
    let first = date(until, today);
    Some(text(
        format!("{zh}至{}0时，{}0时起解除", first.zh, last.zh),
        format!("{en} until {} 00:00, free from {} 00:00", first.en, last.en),
    ))
}

/// What the person does now.
pub(super) fn what_to_do(
    state: State,
    pop_up: bool,
    order: Option<&ExplainedOrder>,
    checked_in_today: bool,
    today: Date,
) -> Text {
    match (state, order) {
        (State::Green, _) if pop_up => text(
            "可以通行，但请先阅读弹窗，按其中的说明联系并办理，办完后弹窗自动消失。",
            "You may move, but first read the notice and follow it; it goes when that is done.",
        ),
        (State::Green, _) => text(
            "可以通行。进入场所时出示健康码。",
            "You may move freely. Show your code where it is asked for.",
        ),
        (State::None, _) => text(
            "还没有有效的健康申报。请选择城市并申报，马上得到结果。",
            "No declaration is in force. Pick your city and declare; the answer comes at once.",
        ),
        (State::Unconfirmed, _) => text(
            "正在核验。请按页面提示补齐信息；结果出来前，可向检查点工作人员说明情况。",
            "Being confirmed. Complete what the page asks for; until then explain yourself at the checkpoint.",
        ),
        (State::Yellow | State::Red, Some(order)) => quarantine(order, checked_in_today, today),
        (State::Yellow | State::Red, None) => text(
            "请留在住处，减少与他人接触，并告知所在社区；期满后自动解除，不需要打卡。如有不适请联系社区安排就医。",
            "Stay where you live, avoid contact and tell your community; it ends by itself, without check-ins. If you feel ill, ask your community for a doctor.",
        ),
    }
}

fn quarantine(order: &ExplainedOrder, checked_in_today: bool, today: Date) -> Text {
    let (day, days) = (order.day, order.days);
    let (zh, en) = if checked_in_today {
        (
            "今天已打卡，明天请继续。",
            "Today has its check-in; go on tomorrow.",
        )
    } else if order.first_day == today {
        (
            "今天是第1天，自动计入；从明天起每天打卡。",
            "Today is day 1 and counts by itself; check in daily from tomorrow.",
        )
    } else {
        (
            "今天还没有打卡，请现在打卡。",
            "Today has no check-in yet; check in now.",
        )
    };
    text(
        format!(
            "请留在住处隔离，每天打卡一次：第{day}天，共{days}天；漏一天顺延一天，期满自动解除。{zh}"
        ),
        format!(
            "Stay in quarantine where you live and check in once a day: day {day} of {days}; a missed day adds one, then it ends by itself. {en}"
        ),
    )
}

/// After a fever (37.3 °C) or a new symptom at a check-in.
pub(super) fn fever_clinic() -> Text {
    text(
        "您今天打卡报告了发热（37.3℃及以上）或新症状。请尽快到就近的发热门诊就诊，全程戴口罩，不乘坐公共交通；也可请社区安排。情况紧急请拨打120：急诊不查码。",
        "Today you reported a fever (37.3 °C or more) or a new symptom. Please see a fever clinic soon: wear a mask, take no public transport, or ask your community to arrange it. In an emergency call 120: emergency care needs no code.",
    )
}

/// How to object.
pub(super) fn appeal(state: State, review_hours: u16) -> Text {
    let coloured = state >= State::Yellow;
    let (zh, en) = if coloured {
        ("认为有误？", "Is this wrong? ")
    } else {
        ("填错了？", "Did you make a mistake? ")
    };
    text(
        format!(
            "{zh}申报后15分钟内可自行更正（每天一次）；之后请写明理由申请更正，工作人员在{review_hours}小时内答复。黄码、红码也可在本页申诉，或到居住地社区书面申诉。"
        ),
        format!(
            "{en}Within 15 minutes of declaring you can correct it yourself, once a day; later give a reason, and staff answer within {review_hours} hours. Against yellow or red you can appeal on this page, or on paper at the community where you live."
        ),
    )
}

/// The pop-up that asks after a list has named new areas.
pub(super) fn area_question() -> (Text, Text) {
    (
        text(
            "新公布的名单中有您到过的县（区）内的区域。您到过其中哪些？",
            "A new list names areas in a county where you stayed. Were you in one of these?",
        ),
        text(
            "请在本页回答，回答后立即消失。",
            "Answer on this page; the notice goes at once.",
        ),
    )
}

/// A rule that no policy in force holds any more.
pub(super) fn former_rule(rule: &RuleId) -> Text {
    text(
        format!("按当时有效的规则（{rule}）"),
        format!("By a rule that was in force then ({rule})"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn s2_29_every_screen_says_free_from_5_march() {
        let until = Some(day("2020-03-05"));
        let said = free_from(State::Red, until, until, day("2020-02-20")).unwrap();
        assert_eq!(said.en, "Free from 5 March 00:00");
        assert_eq!(said.zh, "3月5日0时起解除");
        let said = free_from(
            State::Red,
            until,
            Some(day("2021-01-12")),
            day("2020-02-20"),
        )
        .unwrap();
        assert_eq!(
            said.en,
            "Red until 5 March 00:00, free from 12 January 2021 00:00"
        );
        assert_eq!(
            free_from(State::Green, until, None, day("2020-02-20")),
            None
        );
        assert_eq!(free_from(State::Red, None, None, day("2020-02-20")), None);
    }

    #[test]
    fn s0_24_every_sentence_is_there_in_both_languages() {
        for state in State::ALL {
            for pop_up in [false, true] {
                let said = what_to_do(state, pop_up, None, false, day("2020-02-20"));
                assert!(!said.zh.is_empty() && said.en.is_ascii());
            }
            assert!(!fever_clinic().zh.is_empty());
            assert!(appeal(state, 24).en.contains("24 hours"));
        }
    }
}
