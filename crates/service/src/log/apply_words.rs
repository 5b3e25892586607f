//! The words of the log for applications, and for what follows from them.

use super::words::{Action, apart, same};

/// Every action of an application.
pub(super) static ACTIONS: [Action; 8] = [
    apart(
        "read application",
        ["查看申请", "Opened an application"],
        [
            "查看以您的证件提出的申请",
            "An application with your document was read",
        ],
    ),
    same(
        "accept application",
        "申请通过",
        "An application went through",
    ),
    same(
        "refuse application",
        "申请未通过",
        "An application was refused",
    ),
    apart(
        "take over",
        [
            "健康码转到申请人的手机",
            "Handed a code over to an applicant",
        ],
        [
            "健康码转到您现在的手机",
            "The code moved to the phone that you use now",
        ],
    ),
    same("link unit", "生成给单位的链接", "Made a link for the unit"),
    same(
        "unlink unit",
        "停用给单位的链接",
        "Ended the link for the unit",
    ),
    same(
        "open unit link",
        "单位打开链接",
        "The link for the unit was opened",
    ),
    same(
        "change applicant",
        "更改申请人类别",
        "Changed as what one applies",
    ),
];
