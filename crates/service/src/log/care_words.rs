//! The words of the log for what communities do.

use super::words::{Action, apart, same};

/// Every action of a community.
pub(super) static ACTIONS: [Action; 10] = [
    apart(
        "read community list",
        [
            "查看社区名单中的居民",
            "Looked at a person on a community's list",
        ],
        [
            "社区名单中查看您的信息",
            "You were looked at on your community's list",
        ],
    ),
    apart(
        "enter check-in",
        ["代居民录入打卡", "Entered a check-in for a person"],
        ["工作人员代您打卡", "A check-in was entered for you"],
    ),
    apart(
        "read entered check-in",
        [
            "查看待确认的代录打卡",
            "Looked at an entered check-in that waits",
        ],
        [
            "查看代您录入的打卡",
            "A check-in that was entered for you was read",
        ],
    ),
    apart(
        "confirm check-in",
        ["核实代录的打卡", "Answered for an entered check-in"],
        [
            "核实代您录入的打卡",
            "A check-in that was entered for you was answered for by a second",
        ],
    ),
    same(
        "answer check-in",
        "答复代录的打卡",
        "Said whether an entered check-in is so",
    ),
    apart(
        "finish task",
        ["完成社区任务", "Finished a task about a person"],
        ["完成与您有关的社区任务", "A task about you was finished"],
    ),
    apart(
        "write note",
        ["记录走访情况", "Wrote a note about a person"],
        ["记录走访情况", "A note about you was written"],
    ),
    apart(
        "bring help",
        ["处理求助", "Brought help to a person"],
        ["处理您的求助", "Help that you asked for went on"],
    ),
    same("ask for help", "向社区求助", "Asked the community for help"),
    same("set home", "更新住址", "Said at which door one lives"),
];
