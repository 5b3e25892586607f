//! The words of the log for checks of the itinerary.

use super::words::{Action, apart};

/// Every action about a check.
pub(super) static ACTIONS: [Action; 12] = [
    apart(
        "begin itinerary check",
        [
            "居民开始核验行程",
            "A resident began a check of the itinerary",
        ],
        ["开始核验行程", "A check of your itinerary was begun"],
    ),
    apart(
        "confirm itinerary number",
        [
            "居民确认核验行程的号码",
            "A resident confirmed a number for a check of the itinerary",
        ],
        [
            "确认核验行程的号码",
            "A number was confirmed for the check of your itinerary",
        ],
    ),
    apart(
        "declare itinerary places",
        [
            "居民填写核验的行程",
            "A resident declared places for a check",
        ],
        ["填写核验的行程", "Places were declared for your check"],
    ),
    apart(
        "query itinerary record",
        [
            "居民查询自己号码的行程记录",
            "A resident looked at the record of a number of theirs",
        ],
        [
            "查询您号码的行程记录",
            "What the carrier recorded of your number was shown to you",
        ],
    ),
    apart(
        "ask for tickets",
        [
            "居民查询自己的购票记录",
            "A resident had their tickets asked for",
        ],
        [
            "查询您的购票记录，用于填写行程",
            "Your tickets were asked for and shown to you, to fill in journeys",
        ],
    ),
    apart(
        "submit itinerary",
        [
            "居民提交行程，未通过",
            "A resident handed an itinerary in; it did not pass",
        ],
        [
            "提交行程，未通过",
            "Your itinerary was handed in and did not pass",
        ],
    ),
    apart(
        "pass itinerary check",
        ["居民提交行程，通过", "A resident's itinerary passed"],
        ["提交行程，通过", "Your itinerary was handed in and passed"],
    ),
    apart(
        "ask about itinerary",
        [
            "居民就行程核验提出申请",
            "A resident asked staff about a check",
        ],
        [
            "就行程核验提出申请",
            "Staff were asked about the check of your itinerary",
        ],
    ),
    apart(
        "ask about itinerary at counter",
        [
            "服务台代为就行程核验提出申请",
            "A counter asked staff about a check",
        ],
        [
            "服务台代您就行程核验提出申请",
            "A counter asked staff about the check of your itinerary",
        ],
    ),
    apart(
        "read itinerary request",
        ["查看行程核验申请", "Opened a request about an itinerary"],
        [
            "查看您的行程核验申请",
            "Your request about the itinerary was read",
        ],
    ),
    apart(
        "accept itinerary request",
        ["同意行程核验申请", "Accepted a request about an itinerary"],
        [
            "同意您的行程核验申请",
            "Your request about the itinerary was accepted",
        ],
    ),
    apart(
        "refuse itinerary request",
        ["不同意行程核验申请", "Refused a request about an itinerary"],
        [
            "不同意您的行程核验申请",
            "Your request about the itinerary was refused",
        ],
    ),
];
