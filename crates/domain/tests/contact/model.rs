//! A slow, obvious engine: every event against everybody, in the words of the table.

use domain::contact::{
    Aboard, AtVenue, ContactClass, Leg, Missing, PlaceKind, Role, Seating, Visit,
};

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
        (_, None, _) => (ContactClass::Close, None),
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

/// A case in a sealed train without soft sleepers against a leg of the same day.
pub(crate) fn of_sealed_train(case: &Aboard, leg: &Leg) -> Answer {
    let shares_number = case
        .conveyance
        .numbers
        .iter()
        .any(|n| leg.conveyance.numbers.contains(n));
    if !shares_number || leg.date != case.date {
        return None;
    }
    if let (Some((from, to)), Some((begin, end))) = (case.times, leg.times)
        && !(from.0..to.0).any(|second| second >= begin.0 && second < end.0)
    {
        return None;
    }
    if leg.role == Role::Crew {
        return Some((ContactClass::Close, None));
    }
    match share_a_carriage(&case.seating, &leg.seating) {
        Some(true) => Some((ContactClass::Close, None)),
        Some(false) => Some((ContactClass::General, None)),
        None if case.seating.carriages.is_empty() => {
            Some((ContactClass::General, Some(Missing::EventCarriage)))
        }
        None => Some((ContactClass::General, Some(Missing::Carriage))),
    }
}
