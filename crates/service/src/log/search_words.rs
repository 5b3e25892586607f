//! The words of the log for whoever looks through it, who is nobody whom a line is about.

use domain::log::{By, Purpose};
use domain::policy::Text;

use super::words::purpose_words;

/// By which every try of a member of staff is found that their duties do not open.
pub(super) const REFUSED: &str = "refused";

/// Each action of the log, in Chinese and English.
const ACTIONS: [(&str, &str, &str); 47] = [
    (
        REFUSED,
        "工作人员越权，被拒绝",
        "A member of staff was refused",
    ),
    ("propose", "提出审批事项", "Proposed something"),
    (
        "read proposal",
        "查看涉及个人的审批事项",
        "Opened a proposal about a person",
    ),
    ("agree to proposal", "同意审批事项", "Agreed to a proposal"),
    ("refuse proposal", "否决审批事项", "Refused a proposal"),
    ("withdraw proposal", "撤回审批事项", "Took a proposal back"),
    ("draw approver", "抽取审批人", "Drew an approver"),
    ("follow proposal", "审批事项生效", "A proposal took effect"),
    (
        "hold proposal",
        "超过限额，等第三人确认",
        "Held a proposal for a third",
    ),
    ("end proposal", "审批事项到期失效", "A proposal ran out"),
    (
        "order",
        "依法作出的决定生效",
        "An order by officials took effect",
    ),
    (
        "order ends",
        "依法作出的决定失效",
        "An order by officials no longer counts",
    ),
    (
        "end order",
        "提前终止依法作出的决定",
        "Ended an order by officials early",
    ),
    (
        "lift quarantine",
        "提前解除隔离",
        "Lifted a quarantine early",
    ),
    ("search log", "查询日志", "Looked through the log"),
    (
        "sign in by passkey",
        "工作人员用通行密钥登录",
        "A member of staff signed in by passkey",
    ),
    (
        "sign in by password",
        "工作人员用密码登录",
        "A member of staff signed in by password",
    ),
    (
        "end session",
        "工作人员结束登录",
        "A member of staff ended a session",
    ),
    (
        "enrol staff",
        "工作人员启用账号",
        "A member of staff brought an account into use",
    ),
    (
        "add passkey",
        "工作人员添加通行密钥",
        "A member of staff added a passkey",
    ),
    ("add staff", "添加工作人员", "Added a member of staff"),
    (
        "renew staff",
        "重发工作人员启用码",
        "Gave a member of staff a new code",
    ),
    ("end staff", "工作人员离任", "A member of staff left"),
    (
        "set duties",
        "变更工作人员职责",
        "Changed a member's duties",
    ),
    ("add office", "添加单位", "Added an office"),
    ("publish policy", "发布政策", "Published a policy"),
    ("publish risk list", "发布风险名单", "Published a risk list"),
    (
        "publish trust list",
        "发布互认名单",
        "Published whom the service recognises",
    ),
    ("place area", "确定地区位置", "Placed a listed area"),
    ("make keys", "生成密钥", "Made keys"),
    ("rotate keys", "更换密钥", "Changed keys"),
    ("add checkpoint", "添加核验点", "Added a checkpoint"),
    (
        "renew checkpoint",
        "重发核验点启用码",
        "Gave a checkpoint a new code",
    ),
    (
        "enrol checkpoint",
        "核验点设备启用",
        "A checkpoint's device came into use",
    ),
    ("register", "注册", "Registered"),
    ("sign in", "居民登录", "A resident signed in"),
    ("sign out", "居民退出登录", "A resident signed out"),
    (
        "session ended",
        "居民登录过期",
        "A resident's sign-in ran out",
    ),
    ("declare", "申报", "Declared"),
    (
        "answer",
        "回答是否到过风险地区",
        "Answered about a listed area",
    ),
    ("correct", "更正申报", "Corrected a declaration"),
    ("check in", "每日打卡", "Checked in"),
    ("use city", "使用一个城市的健康码", "Used a city's code"),
    ("revoke sheet", "作废纸质码", "Revoked a printed sheet"),
    ("rate", "重新判定健康码", "A code was decided anew"),
    ("erase", "删除个人数据", "A person's data were erased"),
    (
        "erase rest",
        "删除剩余数据",
        "The rest of a person's data was erased",
    ),
];

fn text(zh: &str, en: &str) -> Text {
    Text {
        zh: zh.to_owned(),
        en: en.to_owned(),
    }
}

/// What can be asked for, each word of the log with what it means.
pub(super) fn choices() -> Vec<(&'static str, Text)> {
    let all = ACTIONS.iter();
    all.map(|(word, zh, en)| (*word, text(zh, en))).collect()
}

/// Whether a line's action is the one that was asked for.
pub(super) fn is_action(asked: &str, action: &str) -> bool {
    action == asked || (asked == REFUSED && refused(action).is_some())
}

/// What a member of staff tried that was refused.
fn refused(action: &str) -> Option<&str> {
    action.strip_prefix(REFUSED)?.strip_prefix(' ')
}

/// What was done. An action without words of its own is shown as it stands in the log.
pub(super) fn found_action(action: &str) -> Text {
    if let Some(tried) = refused(action) {
        return Text {
            zh: format!("工作人员越权，被拒绝：{tried}"),
            en: format!("A member of staff was refused: {tried}"),
        };
    }
    let known = ACTIONS.iter().find(|known| known.0 == action);
    known.map_or_else(|| text(action, action), |(_, zh, en)| text(zh, en))
}

/// Who did it: of staff the office, which answers for them; of a person that it was they themselves.
pub(super) fn found_by(by: By, office: Option<&str>) -> Text {
    match (by, office) {
        (By::System, _) => text("系统", "The system"),
        (By::Person, _) => text("居民本人", "A resident"),
        (By::Staff(_), Some(office)) => Text {
            zh: format!("{office}的工作人员"),
            en: format!("A member of staff of {office}"),
        },
        (By::Staff(_), None) => text("工作人员", "A member of staff"),
    }
}

/// For which purpose.
pub(super) fn found_purpose(purpose: Purpose) -> Text {
    match purpose {
        Purpose::Own => text("本人办理", "Their own affairs"),
        other => purpose_words(other),
    }
}
