//! The words of the log for feedback, for what a person takes out, and for what of theirs dies on time.

use super::words::{Action, apart, same};

/// What is done with feedback, taking one's data out, and what goes by itself.
pub(super) static ACTIONS: [Action; 5] = [
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
    apart(
        "old records deleted",
        [
            "删除到期的申报、行程和打卡记录",
            "Declarations, journeys and check-ins that had come to their end were deleted",
        ],
        [
            "您到期的申报、行程和打卡记录已删除",
            "Old declarations, journeys and check-ins of yours were deleted",
        ],
    ),
    apart(
        "old quarantine deleted",
        [
            "删除到期的隔离记录，以及到期的申报、行程和打卡记录",
            "A quarantine that had come to its end was deleted, with old declarations, journeys and check-ins",
        ],
        [
            "您到期的隔离记录，以及到期的申报、行程和打卡记录已删除",
            "An old quarantine of yours was deleted, with old declarations, journeys and check-ins",
        ],
    ),
];
