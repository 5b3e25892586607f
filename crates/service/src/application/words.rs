//! The words of applications, for the applicant and for whoever decides.

use domain::application::{ApplicationRefusal, Doubt, FirstDayItem};
use domain::policy::Text;
use domain::time::{Date, Instant};

use crate::explain::instant_in_words;

/// What a reviewer looks at.
pub(super) fn doubt_text(doubt: Doubt) -> Text {
    match doubt {
        Doubt::Takeover => Text::new(
            "该证件已在另一部手机上使用健康码，身份登记机关确认申请人的姓名、证件与手机机主一致。接受后，原手机立即停用，两部手机都会收到通知。",
            "The document has a code on another phone, and the registry agrees with the applicant. Accepting cuts the phone of before at once; both are told.",
        ),
        Doubt::VisitorAtHome => Text::new(
            "申请为访客，但居住地就在该城市。",
            "Applies as a visitor, and lives in the city itself.",
        ),
        Doubt::ResidentElsewhere => Text::new(
            "申请为本市居民，但居住地在另一座城市。",
            "Applies as a resident, and lives in another city.",
        ),
        Doubt::TooYoungToWork => Text::new(
            "申请为返岗人员，但按证件未满16周岁。",
            "Applies as returning to work, and is younger than 16 by the document.",
        ),
    }
}

/// What is checked, for the applicant while the registry gives no answer.
pub(super) fn registry_checked(due: Instant, today: Date) -> Text {
    let by = instant_in_words(due, today);
    Text::new(
        format!(
            "正在核对姓名、证件和手机机主是否一致。身份登记系统暂时没有答复，申请已保存，有答复后自动办理并通知您，无需重新提交；最迟{}。",
            by.zh
        ),
        format!(
            "Being checked: that name, document and the holder of the phone agree. The registry gives no answer just now. Your application is kept and goes through by itself, and you are told; you need not send it again. At the latest {}.",
            by.en
        ),
    )
}

/// The same while a reviewer decides.
pub(super) fn reviewer_checked(doubts: &[Doubt], due: Instant, today: Date) -> Text {
    let by = instant_in_words(due, today);
    let takes_over = doubts.contains(&Doubt::Takeover);
    let (zh, en) = if takes_over {
        (
            "该证件已有健康码，正由工作人员核对是否转到您的手机",
            "the document has a code already, and staff look whether it moves to your phone",
        )
    } else {
        (
            "申请中的几项回答互相不一致，正由工作人员核对",
            "some answers of the application do not fit together, and staff look at them",
        )
    };
    Text::new(
        format!("{zh}；最迟{}给出结果并通知您。", by.zh),
        format!("Being checked: {en}. You are told at the latest {}.", by.en),
    )
}

/// What became of it.
pub(super) fn accepted() -> Text {
    Text::new(
        "申请已通过。请登录并完成申报，领取健康码。",
        "The application went through. Sign in and declare to have your code.",
    )
}

/// A reviewer's refusal, before their own words.
pub(super) fn refused(reason: &str) -> Text {
    Text::new(
        format!("申请未通过，工作人员的说明：{reason}。可以更正后重新提交，或带证件到服务台办理。"),
        format!(
            "The application was not accepted. Staff say: {reason}. Correct it and send it again, or go to a service counter with the document."
        ),
    )
}

/// One thing before the first day; `free` is the day from which on a quarantine is over, where it is known.
pub(super) fn item_text(item: FirstDayItem, done: bool, free: Option<&Text>) -> Text {
    let (zh, en) = match (item, done) {
        (FirstDayItem::Identity, true) => ("身份已核验", "Who you are is confirmed"),
        (FirstDayItem::Identity, false) => (
            "身份尚未核验，请完成登记",
            "Who you are is not confirmed yet: register",
        ),
        (FirstDayItem::Declaration, true) => ("健康申报有效", "Your declaration is in force"),
        (FirstDayItem::Declaration, false) => (
            "还没有有效的健康申报，请现在申报",
            "No declaration is in force: declare now",
        ),
        (FirstDayItem::Review, true) => ("没有待复核的内容", "Nothing is under review"),
        (FirstDayItem::Review, false) => (
            "申请正在复核，请等待结果；需要更正的，在“我的”页面更正",
            "Your application is under review: wait for it, or correct your answers on the page \"Me\"",
        ),
        (FirstDayItem::Quarantine, true) => ("没有进行中的隔离", "No quarantine runs"),
        (FirstDayItem::Quarantine, false) => {
            let Some(free) = free else {
                return Text::new(
                    "隔离尚未结束，请按健康码页面的说明办理",
                    "A quarantine runs: do as the page of your code says",
                );
            };
            return Text::new(
                format!("隔离到{}0时结束，请按健康码页面打卡", free.zh),
                format!(
                    "A quarantine runs until {} 00:00: check in on the page of your code",
                    free.en
                ),
            );
        }
        (FirstDayItem::PopUps | FirstDayItem::Others, true) => {
            ("没有待办的弹窗", "No notice asks for anything")
        }
        (FirstDayItem::PopUps | FirstDayItem::Others, false) => (
            "有弹窗待办，请按健康码页面的说明办理",
            "A notice asks for something: do as the page of your code says",
        ),
    };
    Text::new(zh, en)
}

/// Why somebody may not do to an application what they ask for.
pub(crate) fn refusal_text(refusal: ApplicationRefusal) -> Text {
    match refusal {
        ApplicationRefusal::NotNow => Text::new(
            "这份申请已经办结或已有变化，请重新查看",
            "this application was decided or has changed; look at it again",
        ),
        ApplicationRefusal::SameHands => Text::new(
            "您曾处理过同一申请人的申请，请由他人处理",
            "you decided an application of the same phone before; somebody else must decide this one",
        ),
    }
}
