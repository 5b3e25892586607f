//! The words of family links, for both sides.

use domain::declaration::Problem;
use domain::family::{LinkBy, LinkEnd, MemberState};
use domain::policy::Text;
use domain::time::{Date, Instant};

use crate::error::Error;
use crate::explain::instant_in_words;

/// To everybody to whom the registry does not agree, whatever is known of the document.
pub(super) fn not_confirmed() -> Error {
    Error::field(
        "document_number",
        "无法确认这位家人的姓名、证件和手机号一致。家人有自己的手机，请填写家人本人的手机号；请逐项核对，或到服务台办理",
        "could not be confirmed for this name and phone. A family member who uses a phone is asked on it: give their own number. \
         Look at each of them, or go to a service counter",
    )
}

pub(super) fn too_many() -> Error {
    Error::field(
        "id",
        "最多可代办5位家人（含等待确认的），请先解除其中一位",
        "is one more than the 5 family members that one may hold, those that wait among them; let one go first",
    )
}

pub(super) fn commitments() -> Problem {
    Problem::new(
        "commitments",
        "请阅读并勾选两项承诺",
        "are two, and both are needed: read and tick both",
    )
}

pub(super) fn own_code_first() -> Error {
    Error::field(
        "id",
        "请先领取自己的健康码，再为家人代办",
        "needs a code of your own first; have yours, then ask for the family",
    )
}

pub(super) fn oneself() -> Error {
    Error::field(
        "document_number",
        "这是您本人的证件，请填写家人的证件",
        "is your own document; give that of the family member",
    )
}

pub(super) fn already() -> Error {
    Error::field(
        "document_number",
        "这位家人已在您的名单中，请在名单中查看",
        "is among your family members already; look at the list",
    )
}

pub(super) fn held_by_two() -> Error {
    Error::field(
        "document_number",
        "已有两位家人代办，请先解除其中一位",
        "is held by two people already; one of them must be let go first",
    )
}

pub(super) fn not_reached() -> Error {
    Error::field(
        "phone",
        "没有可以发送验证码的手机号，请填写家人本人的手机号",
        "is missing: give the family member's own number",
    )
}

/// What cannot be done for a member whom nobody has seen.
pub(super) fn unseen() -> Error {
    Error::field(
        "member",
        "工作人员当面确认之前只能出示蓝码，请先带家人到社区或服务点确认",
        "has a blue code only until somebody has seen them; take them to the community or a counter first",
    )
}

/// What a member does themself, or for minors alone.
pub(super) fn for_themself() -> Error {
    Error::field(
        "member",
        "此项须由家人本人办理；未满18周岁的，可由代办的家人办理",
        "must do this themself; only for who is under 18 does the family agent do it",
    )
}

/// To a worker: who uses a phone is asked there.
pub(super) fn asked_on_their_phone() -> Error {
    Error::field(
        "reference",
        "该证件已有自己手机上的健康码，已通知本人，请本人在手机上同意",
        "is about somebody who has a code on a phone of their own; they were told, and agree there",
    )
}

/// Where a member stands, for the guardian.
pub(super) fn stands(
    (state, end): (MemberState, Option<LinkEnd>),
    until: Instant,
    today: Date,
) -> Text {
    let by = instant_in_words(until, today);
    match state {
        MemberState::Asked => Text::new(
            format!(
                "已请家人本人同意：验证码已发到家人的手机，请家人告诉您并填入；没有收到的，一分钟后可重新发送；家人也可在自己的健康码中同意。最迟{}，过时自动取消。",
                by.zh
            ),
            format!(
                "The family member is asked: a code went to their phone. They tell it to you and you enter it, or they agree in their own app. If none arrived, send it again after a minute. It lapses by itself {}.",
                by.en
            ),
        ),
        MemberState::Unseen => Text::new(
            format!(
                "请带家人和证件到社区、学校或服务点，向工作人员出示下面的编号，当面确认。在此之前健康码为蓝色；最迟{}，过时自动取消。",
                by.zh
            ),
            format!(
                "Take the family member with the document to the community, the school or a counter, and show the number below. Until then the code is blue. It lapses by itself {}.",
                by.en
            ),
        ),
        MemberState::Linked => Text::new(
            "已可代办：出示健康码、申报、打卡和申诉。",
            "You can show the code, declare, check in and appeal for them.",
        ),
        MemberState::Ended => match end {
            Some(LinkEnd::Lapsed) | None => Text::new(
                "过时未确认，已自动取消；可以重新提交。",
                "Nobody confirmed it in time: it lapsed. You can ask again.",
            ),
            Some(LinkEnd::Refused) => Text::new("未获同意。", "It was not agreed to."),
            Some(LinkEnd::ByMember) => Text::new("家人已解除代办。", "The family member ended it."),
            Some(LinkEnd::ByGuardian) => Text::new("您已解除代办。", "You ended it."),
        },
    }
}

/// By what somebody is held, for the one who is.
pub(super) fn held(by: LinkBy) -> Text {
    match by {
        LinkBy::Asked => Text::new("等待您同意", "Waits for your word"),
        LinkBy::Unseen => Text::new("等待工作人员当面确认", "Waits for somebody who sees you"),
        LinkBy::Seen => Text::new("工作人员当面确认", "Confirmed by staff in person"),
        LinkBy::Consent => Text::new("您本人同意", "You agreed"),
        LinkBy::Registry => Text::new("户籍登记的监护人", "Guardian by the registry"),
    }
}
