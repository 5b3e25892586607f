//! The words of the log for channels and numbers.

use super::words::{Action, apart, same};

/// Every action about a channel or a number.
pub(super) static ACTIONS: [Action; 6] = [
    same("add channel", "登记入口", "Registered a channel"),
    same("channel on", "启用入口", "Switched a channel on"),
    same("channel off", "停用入口", "Switched a channel off"),
    same(
        "renew channel",
        "更换入口密钥",
        "Gave a channel another key",
    ),
    apart(
        "add number",
        ["居民添加号码", "A resident added a number"],
        ["添加号码", "A number was added to your code"],
    ),
    apart(
        "give number back",
        ["居民交还号码", "A resident gave a number back"],
        ["交还号码", "A number was given back"],
    ),
];
