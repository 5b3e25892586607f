//! The words of the log for corrections that a reviewer decides.

use super::words::{Action, apart};

/// Every action about one.
pub(super) static ACTIONS: [Action; 6] = [
    apart(
        "ask for correction",
        ["居民申请更正申报", "A resident asked for a correction"],
        [
            "申请更正申报，等待处理",
            "A correction was asked for, and waits for a reviewer",
        ],
    ),
    apart(
        "read correction",
        ["查看更正申请", "Opened a correction"],
        ["查看您的更正申请", "Your correction was read"],
    ),
    apart(
        "grant correction",
        ["同意更正申报", "Granted a correction"],
        [
            "同意您的更正申请，申报已更正",
            "Your correction was granted: the declaration was corrected",
        ],
    ),
    apart(
        "refuse correction",
        ["不同意更正申报", "Refused a correction"],
        ["不同意您的更正申请", "Your correction was refused"],
    ),
    apart(
        "withdraw correction",
        ["居民撤回更正申请", "A resident took a correction back"],
        ["撤回更正申请", "Your correction was taken back"],
    ),
    apart(
        "end correction",
        [
            "更正申请无法读取，期限已过，已结束",
            "A correction that nobody can read ended with its clock",
        ],
        [
            "您的更正申请无法读取，期限已过，已结束，可重新申请",
            "Your correction could not be read and ended with its clock; you can ask anew",
        ],
    ),
];
