//! A slow, obvious engine: every event against everybody, in the words of the table.

use domain::contact::{
    Aboard, AtVenue, ContactClass, Leg, Missing, PlaceKind, Seating, Second, Visit,
};
use domain::time::Date;

/// Class, and what is missing to say a nearer one.
pub(crate) type Answer = Option<(ContactClass, Option<Missing>)>;

/// A stay against a visit, second by second.
pub(crate) fn of_visit(case: &AtVenue, visit: &Visit) -> Option<(Answer, u32)> {
    let begin = visit.from.0;
    let end = visit.to.map_or(begin + 6 * 3_600, |to| to.0);
    let closes = case.closes.map_or(u32::MAX, |closes| closes.0);
    let there = |second: u32| {
        let case_there = second >= case.from.0 && second < case.to.0 && second < closes;
        case_there && second >= begin && second < end
    };
    let together = (case.from.0..case.to.0)
        .filter(|second| there(*second))
        .count() as u32;
    if visit.venue != case.venue || together == 0 {
        return None;
    }
    let indoors = !matches!(case.kind, PlaceKind::Household | PlaceKind::Other);
    let answer = match (case.kind, case.room, visit.room) {
        (PlaceKind::Household, _, _) => (ContactClass::Close, None),
        _ if !indoors => (ContactClass::General, None),
        (_, None, Some(_)) => (ContactClass::General, Some(Missing::EventRoom)),
        (_, None, None) => (ContactClass::Close, None),
        (_, Some(_), None) => (ContactClass::General, Some(Missing::Room)),
        (_, Some(one), Some(other)) if one == other => (ContactClass::Close, None),
        _ => (ContactClass::General, None),
    };
    Some((Some(answer), together))
}

fn share_a_carriage(case: &Seating, other: &Seating) -> Option<bool> {
    if case.carriages.is_empty() || other.carriages.is_empty() {
        return None;
    }
    Some(
        case.carriages
            .iter()
            .any(|one| other.carriages.iter().any(|two| one == two)),
    )
}

/// The dates that a journey touches, one by one: its own, and each on which it has a second.
fn dates(date: Date, times: Option<(Second, Second)>) -> Vec<Date> {
    let mut dates = vec![date];
    if let Some((from, to)) = times {
        dates.extend((from.0..to.0).map(|second| Second(second).instant().date()));
    }
    dates.dedup();
    dates
}

/// A case in a sealed train without soft sleepers against a leg.
pub(crate) fn of_sealed_train(case: &Aboard, leg: &Leg) -> Answer {
    let numbers = &case.conveyance.numbers;
    let shares_number = numbers.iter().any(|n| leg.conveyance.numbers.contains(n));
    let theirs = dates(leg.date, leg.times);
    let touches = dates(case.date, case.times)
        .iter()
        .any(|date| theirs.contains(date));
    if !shares_number || !touches {
        return None;
    }
    let mut is_sure = leg.date == case.date;
    if let (Some((from, to)), Some((begin, end))) = (case.times, leg.times) {
        if !(from.0..to.0).any(|second| second >= begin.0 && second < end.0) {
            return None;
        }
        is_sure = true;
    }
    // Crew count by the carriage that they served, and so as passengers do.
    match share_a_carriage(&case.seating, &leg.seating) {
        Some(true) if is_sure => Some((ContactClass::Close, None)),
        Some(true) => Some((ContactClass::General, Some(Missing::Times))),
        Some(false) => Some((ContactClass::General, None)),
        None if case.seating.carriages.is_empty() => {
            Some((ContactClass::General, Some(Missing::EventCarriage)))
        }
        None => Some((ContactClass::General, Some(Missing::Carriage))),
    }
}
