//! The words of the log for feedback and for what a person takes out.

use super::words::{Action, apart, same};

/// What is done with feedback, and taking one's data out.
pub(super) static ACTIONS: [Action; 3] = [
    same(
        "read feedback",
        "查看对服务的反馈",
        "Opened feedback about the service",
    ),
    same(
        "answer feedback",
        "答复对服务的反馈",
        "Answered feedback about the service",
    ),
    apart(
        "export",
        [
            "居民导出个人数据",
            "A resident took out what is stored about them",
        ],
        [
            "导出本人全部数据",
            "You took out everything stored about you",
        ],
    ),
];
