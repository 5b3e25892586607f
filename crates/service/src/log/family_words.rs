//! The words of the log for family links.

use super::words::{Action, apart, same};

/// Every action about a family link.
pub(super) static ACTIONS: [Action; 12] = [
    apart(
        "ask for family",
        ["请家人同意代办", "Asked a relative to agree"],
        [
            "有家人请求代办您的健康码",
            "A relative asked to hold your code",
        ],
    ),
    apart(
        "link family",
        ["建立家人代办", "Made a family link"],
        ["家人可以代办您的健康码", "A relative may hold your code"],
    ),
    same("refuse family", "不同意家人代办", "Refused a family link"),
    same("cut family link", "解除家人代办", "Ended a family link"),
    same(
        "family wish lapsed",
        "家人代办过时取消",
        "The wish to hold a relative lapsed",
    ),
    same("family member", "家人名单更新", "A family member was noted"),
    same(
        "family member ended",
        "家人代办结束",
        "A family member was let go",
    ),
    same("use family link", "代家人使用健康码", "Used a family link"),
    same(
        "take back family codes",
        "更换手机，家人的码在原手机失效",
        "Codes of relatives on the phone of before are no longer good",
    ),
    apart(
        "see family member",
        ["当面核对家人", "Looked at a relative who was there"],
        ["工作人员当面核对家人代办", "Staff looked at a family link"],
    ),
    apart(
        "confirm family member",
        ["当面确认家人", "Confirmed a relative who was there"],
        ["工作人员当面确认家人代办", "Staff confirmed a family link"],
    ),
    apart(
        "refuse family member",
        ["未确认家人", "Did not confirm a relative"],
        [
            "工作人员未确认家人代办",
            "Staff did not confirm a family link",
        ],
    ),
];
