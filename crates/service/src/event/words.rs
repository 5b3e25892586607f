//! The words of events and contacts in both languages.

use domain::contact::{Missing, PlaceKind};
use domain::facts::ExposureClass;
use domain::policy::Text;

use super::mine::ContactStanding;

/// What a kind of place is called.
pub(super) fn place_text(kind: PlaceKind) -> Text {
    let (zh, en) = match kind {
        PlaceKind::Household => ("住户", "a home"),
        PlaceKind::Office => ("办公室", "an office"),
        PlaceKind::Workshop => ("车间", "a workshop"),
        PlaceKind::Classroom => ("教室", "a classroom"),
        PlaceKind::Canteen => ("食堂", "a canteen"),
        PlaceKind::Lift => ("电梯", "a lift"),
        PlaceKind::Restaurant => ("餐馆", "a restaurant"),
        PlaceKind::Entertainment => ("娱乐场所", "a place of entertainment"),
        PlaceKind::Ward => ("病房", "a ward"),
        PlaceKind::Other => ("其他场所", "another place"),
    };
    Text::new(zh, en)
}

/// What somebody is, in a word.
pub(super) fn class_text(class: ExposureClass) -> Text {
    let (zh, en) = match class {
        ExposureClass::Case => ("病例", "a case"),
        ExposureClass::Close => ("密切接触者", "a close contact"),
        ExposureClass::Secondary => ("次密切接触者", "a contact of a close contact"),
        ExposureClass::General => ("一般接触者", "a general contact"),
    };
    Text::new(zh, en)
}

/// Why a visit is read although an objection to it was granted, and what to do.
pub(super) fn counts_again() -> Text {
    Text::new(
        "曾有一名处理人认定您当时不在场，那时这次到访不产生任何颜色；现在它使您成为密切接触者等，或有城市的颜色以它为依据，因此重新计入。您可以再次提出异议，由两人认定",
        "one reviewer found this visit not to be so while it coloured nothing. Now it makes you more than a general contact, or the colour of a city rests on it, so it counts again. You can object again: two reviewers decide then",
    )
}

/// What is missing to say more, and how to add it.
pub(super) fn missing_text(missing: Missing) -> Text {
    let (zh, en) = match missing {
        Missing::EventCarriage => (
            "病例的车厢不详，可能更近；有更正时会自动重新判定",
            "The case's carriage is not known, so you may have been closer; a correction is looked at by itself",
        ),
        Missing::Carriage => (
            "您没有填写车厢，可能更近；请按车票更正申报",
            "You did not say your carriage, so you may have been closer; add it from your ticket",
        ),
        Missing::EventSeat => (
            "病例的座位不详，可能更近；有更正时会自动重新判定",
            "The case's seat is not known, so you may have been closer; a correction is looked at by itself",
        ),
        Missing::Seat => (
            "您没有填写座位，可能更近；请按车票更正申报",
            "You did not say your seat, so you may have been closer; add it from your ticket",
        ),
        Missing::EventRoom => (
            "病例所在的房间不详，可能更近；有更正时会自动重新判定",
            "The case's room is not known, so you may have been closer; a correction is looked at by itself",
        ),
        Missing::Room => (
            "您所在的房间不详，可能更近",
            "Your room is not known, so you may have been closer",
        ),
        Missing::Times => (
            "跨夜行程的时间不详，可能不是同一趟；请填写时间",
            "The times of a journey over midnight are not known, so it may have been another day's; say them",
        ),
    };
    Text::new(zh, en)
}

/// The answer to "am I a contact?" in words.
pub(super) fn standing_text(standing: ContactStanding, journeys: usize, events: usize) -> Text {
    let (zh, en) = match standing {
        ContactStanding::Case => (
            "您被认定为病例。".to_owned(),
            "You are registered as a case.".to_owned(),
        ),
        ContactStanding::Close => (
            "您是密切接触者。".to_owned(),
            "You are a close contact.".to_owned(),
        ),
        ContactStanding::Secondary => (
            "您是次密切接触者。".to_owned(),
            "You are a contact of a close contact.".to_owned(),
        ),
        ContactStanding::General => (
            "您是一般接触者：不因此变色。".to_owned(),
            "You are a general contact: that colours nobody by itself.".to_owned(),
        ),
        ContactStanding::Outlived => (
            "您仍因一起事件在隔离中，该事件的保存期限已过。".to_owned(),
            "You are still in quarantine by an event that has come to the end of its life.".to_owned(),
        ),
        ContactStanding::None => (
            format!("没有发现接触：已将您申报的{journeys}段行程与{events}起现行事件比对。"),
            format!(
                "No contact was found: the journeys that you declared ({journeys}) were held against the events in force ({events})."
            ),
        ),
        ContactStanding::NothingDeclared => (
            "您没有申报车次或航班，无法比对。请在申报中填写最近14天的行程。".to_owned(),
            "You declared no train, flight, coach or ship, so there is nothing to compare. Add the journeys of the last 14 days to your declaration.".to_owned(),
        ),
    };
    Text::new(zh, en)
}

/// What to do, in the order in which one does it.
pub(super) fn to_do(standing: ContactStanding) -> Vec<Text> {
    let said: &[(&str, &str)] = match standing {
        ContactStanding::Case
        | ContactStanding::Close
        | ContactStanding::Secondary
        | ContactStanding::Outlived => &[
            (
                "请留在住所，不乘公共交通工具，并按健康码页面的要求打卡。",
                "Stay where you live, take no public transport, and check in as the page of your code says.",
            ),
            (
                "出现发热、咳嗽等症状时，请立即拨打12345或社区电话。",
                "With fever, cough or the like, call 12345 or your community at once.",
            ),
            (
                "认为有误的，可更正申报，或在“申诉”中提出异议。",
                "If this is wrong, correct your declaration, or object under Appeals.",
            ),
        ],
        ContactStanding::General => &[(
            "请自行观察14天；出现症状请就诊。",
            "Watch yourself for 14 days; see a doctor with any symptom.",
        )],
        ContactStanding::None => &[(
            "新事件公布时会自动重新比对，不必再来查询。",
            "Events that come later are looked at by themselves; there is no need to ask again.",
        )],
        ContactStanding::NothingDeclared => &[(
            "也可以按车次、航班或场所搜索公布的事件。",
            "Published events can also be searched by train, flight or place.",
        )],
    };
    said.iter().map(|(zh, en)| Text::new(*zh, *en)).collect()
}
