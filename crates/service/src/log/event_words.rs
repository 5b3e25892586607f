//! The words of the log for events of cases, and for what investigations find.

use super::words::{Action, apart, same};

/// What is done with events, cases and contacts.
pub(super) static ACTIONS: [Action; 11] = [
    same(
        "publish events",
        "发布病例事件",
        "Published events of cases",
    ),
    apart(
        "ask whom it names",
        [
            "告知被指认的接触者并请其确认",
            "Asked whom an investigation names a contact",
        ],
        [
            "请您确认是否为接触者",
            "You were asked whether you are a contact",
        ],
    ),
    apart(
        "agree to being a contact",
        [
            "被指认者确认自己是接触者",
            "Whom an investigation names a contact said that it is so",
        ],
        [
            "回答：属实，是接触者",
            "Said of you that it is so: a contact",
        ],
    ),
    apart(
        "deny being a contact",
        [
            "被指认者否认自己是接触者",
            "Whom an investigation names a contact said that it is not so",
        ],
        [
            "回答：不属实，不是接触者",
            "Said of you that it is not so: no contact",
        ],
    ),
    same("end events", "撤回病例事件", "Took events of a case back"),
    same(
        "open visits",
        "为病例事件打开某场所某日的到访记录",
        "Opened the visits of a venue's day for an event",
    ),
    apart(
        "visit met",
        [
            "到访记录与病例事件重合",
            "A visit overlapped with an event of a case",
        ],
        [
            "您的一次到访与病例事件重合",
            "A visit of yours overlapped with an event of a case",
        ],
    ),
    apart(
        "end of a visit",
        [
            "补记与病例事件重合的到访的离开时间",
            "The end of a visit that had overlapped with an event was written down",
        ],
        [
            "已补记您离开的时间，与病例事件的比对随之更新",
            "When you left was written into your visit, and it is held against events of cases with that",
        ],
    ),
    apart(
        "visit forgotten",
        [
            "删除与病例事件重合的旧到访记录",
            "Visits that had overlapped with an event were deleted",
        ],
        [
            "您与病例事件重合的旧到访记录已删除",
            "Old visits of yours that had overlapped with an event were deleted",
        ],
    ),
    apart(
        "found by investigation",
        [
            "认定病例或接触者",
            "A person was found to be a case or a contact",
        ],
        [
            "您被认定为病例或接触者",
            "You were found to be a case or a contact",
        ],
    ),
    apart(
        "investigation taken back",
        [
            "撤回病例或接触者的认定",
            "That a person is a case or a contact was taken back",
        ],
        [
            "撤回了对您的认定",
            "That you are a case or a contact was taken back",
        ],
    ),
];
