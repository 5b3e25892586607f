//! The words of the log for what organisations and pharmacies do.

use super::words::{Action, apart, same};

/// Every action of an organisation or a pharmacy.
pub(super) static ACTIONS: [Action; 19] = [
    same(
        "register organisation",
        "登记单位",
        "An organisation was registered",
    ),
    same(
        "hand over organisation",
        "更换单位管理员",
        "An organisation was given to another manager",
    ),
    same("add unit", "添加班级或部门", "Added a class or a unit"),
    same(
        "renew unit code",
        "更换加入二维码",
        "Renewed the QR code of a unit",
    ),
    apart(
        "remove member",
        ["移出成员", "Took a member off the list"],
        [
            "单位将您移出名单，从此看不到您的任何信息",
            "An organisation took you off its list and sees nothing of you any more",
        ],
    ),
    same("import roster", "按名册邀请", "Invited by a roster"),
    same("register venue", "登记场所", "Registered a venue"),
    same(
        "renew venue code",
        "更换场所码",
        "Renewed the code of a venue",
    ),
    same(
        "set venue device",
        "启用场所的扫码设备",
        "Set up the device of a venue",
    ),
    same(
        "set venue number",
        "指定接收场所数字的手机号",
        "Named a number that gets a venue's figures",
    ),
    same(
        "end venue number",
        "停止向手机号发送场所数字",
        "Stopped sending a venue's figures",
    ),
    same("close venue", "停用场所码", "Closed a venue for good"),
    apart(
        "read organisation list",
        [
            "查看单位成员今天是否报告、能否进入",
            "Looked whether a member reported and may come in",
        ],
        [
            "您加入的单位查看您今天是否报告、能否进入",
            "Your organisation looked whether you reported and may come in",
        ],
    ),
    apart(
        "remind member",
        ["提醒成员打卡", "Reminded a member to report"],
        [
            "您加入的单位提醒您打卡",
            "Your organisation asked for your report",
        ],
    ),
    apart(
        "invite",
        ["邀请居民加入单位", "Invited a person into an organisation"],
        ["有单位邀请您加入", "An organisation invited you"],
    ),
    apart(
        "print card",
        ["打印成员的纸质码", "Printed a card for a member"],
        [
            "您加入的单位为您打印纸质码",
            "Your organisation printed a card for you",
        ],
    ),
    apart(
        "join organisation",
        ["居民加入单位", "A resident joined an organisation"],
        ["加入单位", "You joined an organisation"],
    ),
    apart(
        "leave organisation",
        ["居民退出单位", "A resident left an organisation"],
        [
            "退出单位或谢绝邀请",
            "You left an organisation, or declined",
        ],
    ),
    same(
        "register purchase",
        "药店登记购药",
        "A pharmacy registered a purchase",
    ),
];
