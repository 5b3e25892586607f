//! What people read of a check beside the causes, in both languages.

use domain::policy::Text;

use crate::error::Error;

/// The version of the text to which a person agrees; another text has another.
pub(super) const CONSENT_VERSION: &str = "2026-11-29";

/// What a person agrees to before the first code.
pub(super) fn consent() -> Text {
    Text::new(
        "我同意：以验证码确认后，向各号码所属的运营商查询该号码最近14天停留超过4小时的区县、国家或地区，与我填写的行程核对。\
         查询到的记录只在核对时使用，不保存；只保留是否通过和原因。我填写的地点计入我的申报。我可以不同意，改由工作人员凭车票或接待方证明办理。",
        "I agree: after its one-time code, the carrier of each of my numbers is asked in which counties, countries or regions \
         that number was for more than 4 hours in the last 14 days, and this is compared with what I declare. What the carrier \
         answers is used for the comparison alone and not kept; only whether it passed, and why not, stays. The places that I \
         declare count as declared. I can refuse: then staff decide by a ticket or my host's word.",
    )
}

/// Whom to ask.
pub(super) fn contact() -> Text {
    Text::new(
        "记录有误，请联系该号码所属运营商的客服；其他问题请联系到达地的社区或单位，或在“帮助与反馈”中留言",
        "Where the record is wrong ask the carrier of that number; about anything else the community or the unit where you arrive, or leave feedback under \"Help and feedback\"",
    )
}

/// What it means that there is no number whose carrier could be asked.
pub(super) fn no_number() -> (Text, Text) {
    (
        Text::new(
            "没有登记在您证件下的大陆手机号，无法核对记录",
            "no number of the mainland is registered to your document, so no record can be compared",
        ),
        Text::new(
            "请添加一个登记在您证件下的号码；没有的，请附车票或接待方证明提交申请，由工作人员在时限内决定",
            "add a number that is registered to your document; if you have none, send a request with a ticket or your host's word, and staff decide within the clock",
        ),
    )
}

/// A check cannot be begun without a number.
pub(super) fn by_staff() -> Error {
    let (_, remedy) = no_number();
    Error::field("numbers", &remedy.zh, &remedy.en)
}
