//! The words of the log, for the two who read it: whom a line is about, and whoever looks through all of it.

use super::{
    app_words, apply_words, care_words, channel_words, correction_words, counter_words,
    event_words, family_words, itinerary_words, organisation_words, result_words,
};
use domain::log::By;
use domain::policy::Text;

/// By which every try of a member of staff is found that their duties do not open.
pub(super) const REFUSED: &str = "refused";

/// Who reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reader {
    /// Whom the line is about.
    Oneself,
    /// Whoever looks through the log, and is told of nobody.
    Auditor,
}

/// An action of the log in Chinese and English.
pub(super) struct Action {
    word: &'static str,
    /// For whoever looks through the log.
    told: [&'static str; 2],
    /// For whom it is about.
    own: [&'static str; 2],
}

/// An action that is told both the same.
pub(super) const fn same(word: &'static str, zh: &'static str, en: &'static str) -> Action {
    apart(word, [zh, en], [zh, en])
}

/// An action that whom it is about reads in other words.
pub(super) const fn apart(
    word: &'static str,
    told: [&'static str; 2],
    own: [&'static str; 2],
) -> Action {
    Action { word, told, own }
}

/// Every action but those of communities, applications, the app, corrections, counters, events, organisations, pharmacies, families, channels,
/// itineraries and results of tests.
static ACTIONS: [Action; 70] = [
    same(
        REFUSED,
        "工作人员越权，被拒绝",
        "A member of staff was refused",
    ),
    apart(
        "propose",
        ["提出提议", "Proposed something"],
        ["提出提议", "Something about you was proposed"],
    ),
    apart(
        "read proposal",
        ["查看涉及个人的提议", "Opened a proposal about a person"],
        ["查看提议", "A proposal about you was read"],
    ),
    apart(
        "agree to proposal",
        ["同意提议", "Agreed to a proposal"],
        ["同意提议", "A proposal about you was agreed to"],
    ),
    apart(
        "refuse proposal",
        ["否决提议", "Refused a proposal"],
        ["否决提议", "A proposal about you was refused"],
    ),
    apart(
        "withdraw proposal",
        ["撤回提议", "Took a proposal back"],
        ["撤回提议", "A proposal about you was taken back"],
    ),
    same("draw approver", "抽取审批人", "Drew an approver"),
    same("follow proposal", "提议生效", "A proposal took effect"),
    same(
        "hold proposal",
        "超过限额，等第三人确认",
        "Held a proposal for a third",
    ),
    same("end proposal", "提议到期失效", "A proposal ran out"),
    same(
        "order",
        "依法作出的决定生效",
        "An order by officials took effect",
    ),
    same(
        "order ends",
        "依法作出的决定失效",
        "An order by officials no longer counts",
    ),
    apart(
        "end order",
        [
            "提前终止依法作出的决定",
            "Ended an order by officials early",
        ],
        [
            "提前终止依法作出的决定",
            "An order by officials was ended early",
        ],
    ),
    apart(
        "lift quarantine",
        ["提前解除隔离", "Lifted a quarantine early"],
        ["提前解除隔离", "A quarantine was lifted early"],
    ),
    apart(
        "appeal",
        ["居民提出申诉", "A resident appealed"],
        ["提出申诉", "You appealed"],
    ),
    same(
        "appeal on paper",
        "录入纸质申诉，或尝试录入",
        "An appeal was taken down from paper, or somebody tried to",
    ),
    apart(
        "withdraw appeal",
        ["居民撤回申诉", "A resident took an appeal back"],
        ["撤回申诉", "You took an appeal back"],
    ),
    apart(
        "read appeal",
        ["查看申诉", "Opened an appeal"],
        ["查看您的申诉", "An appeal of yours was read"],
    ),
    apart(
        "answer appeal",
        ["答复申诉", "Answered an appeal"],
        ["答复您的申诉", "An appeal of yours was answered"],
    ),
    apart(
        "answer appeal in one office",
        [
            "同一单位的两人答复申诉，因无其他单位可答复",
            "Two of one office answered an appeal, because nobody of another could",
        ],
        [
            "同一单位的两人答复您的申诉，因无其他单位可答复",
            "Two of one office answered an appeal of yours, because nobody of another could",
        ],
    ),
    same("grant appeal", "申诉成立", "An appeal was granted by two"),
    same(
        "reopen appeal",
        "申诉重新等待答复",
        "An appeal waits for its answer again",
    ),
    same(
        "suspend order",
        "申诉逾期未答复，决定或认定暂停执行",
        "What officials ordered or said was suspended, because an appeal was not answered in time",
    ),
    same(
        "close appeal",
        "所申诉的事项已结束，申诉终结",
        "An appeal was closed, because what it contested had ended",
    ),
    same("search log", "查询日志", "Looked through the log"),
    same(
        "sign in by passkey",
        "工作人员用通行密钥登录",
        "A member of staff signed in by passkey",
    ),
    same(
        "sign in by password",
        "工作人员用密码登录",
        "A member of staff signed in by password",
    ),
    same(
        "end session",
        "工作人员结束登录",
        "A member of staff ended a session",
    ),
    same(
        "enrol staff",
        "工作人员启用账号",
        "A member of staff brought an account into use",
    ),
    same(
        "add passkey",
        "工作人员添加通行密钥",
        "A member of staff added a passkey",
    ),
    same("add staff", "添加工作人员", "Added a member of staff"),
    same(
        "renew staff",
        "重发工作人员启用码",
        "Gave a member of staff a new code",
    ),
    same("end staff", "工作人员离任", "A member of staff left"),
    same(
        "set duties",
        "变更工作人员职责",
        "Changed a member's duties",
    ),
    same("add office", "添加单位", "Added an office"),
    same("publish policy", "发布政策", "Published a policy"),
    same("file waits", "名单或规则待生效", "A list or policy waits"),
    same(
        "file comes by itself",
        "名单或规则影响小，自行生效",
        "A list or policy of small effect came into force",
    ),
    same(
        "file is in force",
        "名单已在生效",
        "A list was in force already",
    ),
    same(
        "file is superseded",
        "待生效文件被更新的取代",
        "A waiting file was superseded",
    ),
    same(
        "file is proposed",
        "就待生效文件提出提议",
        "A waiting file was proposed",
    ),
    same(
        "file comes by two",
        "待生效文件经两人同意生效",
        "A waiting file came into force by two",
    ),
    same("refuse file", "否决待生效文件", "Refused a waiting file"),
    same(
        "file is broken",
        "收到的文件无法读取",
        "A file that came cannot be read",
    ),
    same("publish risk list", "发布风险名单", "Published a risk list"),
    same(
        "publish trust list",
        "发布互认名单",
        "Published whom the service recognises",
    ),
    same("place area", "确定地区位置", "Placed a listed area"),
    same("name whole county", "认定整县地区", "Named a whole county"),
    same(
        "unname whole county",
        "撤销整县地区认定",
        "Took back that an area is its whole county",
    ),
    same("make keys", "生成密钥", "Made keys"),
    same("rotate keys", "更换密钥", "Changed keys"),
    same("add checkpoint", "添加检查点", "Added a checkpoint"),
    same(
        "renew checkpoint",
        "重发检查点启用码",
        "Gave a checkpoint a new code",
    ),
    same(
        "enrol checkpoint",
        "检查点设备启用",
        "A checkpoint's device came into use",
    ),
    same("register", "注册", "Registered"),
    apart(
        "sign in",
        ["居民登录", "A resident signed in"],
        ["登录", "Signed in"],
    ),
    apart(
        "sign out",
        ["居民退出登录", "A resident signed out"],
        ["退出登录", "Signed out"],
    ),
    apart(
        "session ended",
        ["居民登录过期", "A resident's sign-in ran out"],
        ["登录已过期", "The sign-in ran out"],
    ),
    same("declare", "申报", "Declared"),
    same(
        "answer",
        "回答是否到过风险地区",
        "Answered about a listed area",
    ),
    same("correct", "更正申报", "Corrected a declaration"),
    same("check in", "每日打卡", "Checked in"),
    same(
        "print release",
        "生成解除隔离证明",
        "Made a certificate of release",
    ),
    same(
        "read quarantine counts",
        "查看隔离人数统计",
        "Read how many people are in quarantine",
    ),
    same("use city", "使用一个城市的健康码", "Used a city's code"),
    apart(
        "print sheet",
        ["为家人打印纸质码", "Printed the sheet of a relative"],
        ["家人为您打印纸质码", "A relative printed your sheet"],
    ),
    apart(
        "revoke sheet",
        ["作废纸质码", "Revoked a printed sheet"],
        ["作废纸质码", "Revoked the printed sheet"],
    ),
    apart(
        "rate",
        ["重新判定健康码", "A code was decided anew"],
        ["重新判定健康码", "The code was decided anew"],
    ),
    apart(
        "erase",
        ["删除个人数据", "A person's data were erased"],
        ["删除个人数据", "The data were erased"],
    ),
    apart(
        "erase rest",
        ["删除剩余数据", "The rest of a person's data was erased"],
        ["删除剩余数据", "The rest of the data was erased"],
    ),
];

/// Every action, those of rooms apart last.
fn actions() -> impl Iterator<Item = &'static Action> {
    let apart = care_words::ACTIONS.iter().chain(&app_words::ACTIONS);
    let apart = apart.chain(&counter_words::ACTIONS);
    let apart = apart.chain(&correction_words::ACTIONS);
    let apart = apart.chain(&event_words::ACTIONS);
    let apart = apart.chain(&organisation_words::ACTIONS);
    let apart = apart.chain(&channel_words::ACTIONS);
    let apart = apart.chain(&itinerary_words::ACTIONS);
    let apart = apart.chain(&apply_words::ACTIONS);
    let apart = apart.chain(&result_words::ACTIONS);
    ACTIONS.iter().chain(apart.chain(&family_words::ACTIONS))
}

impl Action {
    fn words(&self, reader: Reader) -> Text {
        let [zh, en] = match reader {
            Reader::Oneself => self.own,
            Reader::Auditor => self.told,
        };
        Text::new(zh, en)
    }
}

/// What can be asked for, each word of the log with what it means.
pub(super) fn choices() -> Vec<(&'static str, Text)> {
    let all = actions();
    all.map(|action| (action.word, action.words(Reader::Auditor)))
        .collect()
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
pub(super) fn action_words(action: &str, reader: Reader) -> Text {
    if let Some(tried) = refused(action) {
        return Text::new(
            format!("工作人员越权，被拒绝：{tried}"),
            format!("A member of staff was refused: {tried}"),
        );
    }
    let known = actions().find(|known| known.word == action);
    known.map_or_else(|| Text::new(action, action), |known| known.words(reader))
}

/// Who did it: of staff the office, which answers for them.
pub(super) fn by_words(by: By, office: Option<&str>, reader: Reader) -> Text {
    match (by, office, reader) {
        (By::System, ..) => Text::new("系统", "The system"),
        (By::Person, _, Reader::Oneself) => Text::new("本人", "You"),
        (By::Guardian, ..) => Text::new("家人", "A relative"),
        (By::Person, _, Reader::Auditor) => Text::new("居民本人", "A resident"),
        (By::Staff(_), Some(office), _) => Text::new(
            format!("{office}的工作人员"),
            format!("A member of staff of {office}"),
        ),
        (By::Staff(_), None, _) => Text::new("工作人员", "A member of staff"),
    }
}
