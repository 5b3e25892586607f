//! The words of the log for whom it is about.

use domain::log::{By, Purpose};
use domain::policy::Text;

/// Each action about a person, in Chinese and English.
const ACTIONS: [(&str, &str, &str); 22] = [
    ("register", "注册", "Registered"),
    ("sign in", "登录", "Signed in"),
    ("sign out", "退出登录", "Signed out"),
    ("session ended", "登录已过期", "The sign-in ran out"),
    ("declare", "申报", "Declared"),
    (
        "answer",
        "回答是否到过风险地区",
        "Answered about a listed area",
    ),
    ("correct", "更正申报", "Corrected a declaration"),
    ("check in", "每日打卡", "Checked in"),
    ("use city", "使用一个城市的健康码", "Used a city's code"),
    ("revoke sheet", "作废纸质码", "Revoked the printed sheet"),
    ("rate", "重新判定健康码", "The code was decided anew"),
    ("erase", "删除个人数据", "The data were erased"),
    (
        "erase rest",
        "删除剩余数据",
        "The rest of the data was erased",
    ),
    (
        "propose",
        "提出审批事项",
        "Something about you was proposed",
    ),
    (
        "read proposal",
        "查看审批事项",
        "A proposal about you was read",
    ),
    (
        "agree to proposal",
        "同意审批事项",
        "A proposal about you was agreed to",
    ),
    (
        "refuse proposal",
        "否决审批事项",
        "A proposal about you was refused",
    ),
    (
        "withdraw proposal",
        "撤回审批事项",
        "A proposal about you was taken back",
    ),
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
        "lift quarantine",
        "提前解除隔离",
        "A quarantine was lifted early",
    ),
    (
        "end order",
        "提前终止依法作出的决定",
        "An order by officials was ended early",
    ),
];

fn text(zh: &str, en: &str) -> Text {
    Text {
        zh: zh.to_owned(),
        en: en.to_owned(),
    }
}

/// What was done. An action without words of its own is shown as it stands in the log.
pub(super) fn action_words(action: &str) -> Text {
    let known = ACTIONS.iter().find(|known| known.0 == action);
    known.map_or_else(|| text(action, action), |(_, zh, en)| text(zh, en))
}

/// Who did it: of staff the office, which answers for them.
pub(super) fn by_words(by: By, office: Option<&str>) -> Text {
    match (by, office) {
        (By::System, _) => text("系统", "The system"),
        (By::Person, _) => text("本人", "You"),
        (By::Staff(_), Some(office)) => Text {
            zh: format!("{office}的工作人员"),
            en: format!("A member of staff of {office}"),
        },
        (By::Staff(_), None) => text("工作人员", "A member of staff"),
    }
}

/// For which purpose: what staff choose from, and what the person reads.
pub fn purpose_words(purpose: Purpose) -> Text {
    match purpose {
        Purpose::Own => text("本人办理", "Your own affairs"),
        Purpose::Automatic => text("系统按规则自动处理", "Done automatically, by the rules"),
        Purpose::Care => text("隔离期间的照料", "Looking after a person in quarantine"),
        Purpose::Investigation => text("流行病学调查", "Finding out whom an infected person met"),
        Purpose::Appeal => text("处理申诉", "Deciding an appeal"),
        Purpose::Review => text("核实申报", "Checking what was declared"),
        Purpose::Approval => text("审批", "Approving or refusing a proposal"),
        Purpose::Audit => text("检查规则执行情况", "Looking whether the rules were kept"),
        Purpose::Operation => text("系统运维", "Running the service"),
    }
}
