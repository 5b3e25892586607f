//! What a correction says again.
//!
//! A correction is a declaration of its own, with rows of its own. What it says again of the one that it takes the place of is no
//! news: it is known since it was first said, by the id that it had then. So the orders that rest on it go on, and none opens anew
//! (QUARANTINE in the requirements: the same evidence arriving again changes nothing). What it says otherwise, or besides, is known since
//! the correction. Corrections of corrections are a chain, of which counts whatever is said in all of it up to the last.

use std::collections::{BTreeMap, BTreeSet};

use crate::contact::Leg;
use crate::ids::{AreaId, DeclarationId, StayId};
use crate::record::{
    AreaAnswer, DeclarationRecord, LegRecord, Record, StayRecord, Ticked, Whereabouts,
};
use crate::time::{Date, Instant};

/// The declaration that was taken back in favour of another.
fn corrected(record: &Record, by: DeclarationId) -> Option<&DeclarationRecord> {
    let mut all = record.declarations.iter();
    all.find(|declaration| declaration.corrected_by == Some(by))
}

/// A declaration, and all that led to it by corrections: the newest first.
pub fn chain<'r>(
    record: &'r Record,
    declaration: &'r DeclarationRecord,
) -> Vec<&'r DeclarationRecord> {
    let (mut chain, mut last) = (vec![declaration], declaration);
    for _link in &record.declarations {
        let Some(earlier) = corrected(record, last.id) else {
            break;
        };
        chain.push(earlier);
        last = earlier;
    }
    chain
}

/// What is said of a stay, whatever its id and whenever it was said.
#[derive(PartialEq, Eq, Debug)]
pub struct StaySaid {
    whereabouts: Whereabouts,
    /// First and last day; absent for the residence.
    days: Option<(Date, Date)>,
    /// The person does not know in which area it was. Where they named one since, that is their answer.
    unknown: bool,
    areas: BTreeSet<AreaId>,
}

impl StaySaid {
    /// What was said of a stay up to an instant.
    pub fn until(stay: &StayRecord, answers: &[AreaAnswer], until: Instant) -> Self {
        let inside = answers
            .iter()
            .filter(|answer| answer.inside && answer.stay == stay.id && answer.recorded <= until);
        let areas: BTreeSet<AreaId> = inside.map(|answer| answer.area).collect();
        Self {
            whereabouts: stay.whereabouts,
            days: stay.to.map(|to| (stay.from, to)),
            unknown: stay.ticked == Ticked::Unknown && areas.is_empty(),
            areas,
        }
    }
}

/// A journey, whatever its id.
pub fn journey(leg: &LegRecord) -> Leg {
    Leg {
        row: 0,
        ..leg.leg.clone()
    }
}

/// A stay with what is the same of it in what its declaration took the place of: a stay there on the same days, of a residence one in the
/// same county.
pub struct StayAgain<'r> {
    /// As it was said last.
    pub stay: &'r StayRecord,
    /// The id that it had when it was first said: evidence names it by this.
    pub id: StayId,
    /// Every stay of which it says all areas again, itself the first.
    pub same: Vec<StayId>,
    /// Those before, of which it or one of the same takes an area back.
    pub before: Vec<StayId>,
    /// The areas in which it was, each since when all say so that were declared since.
    pub areas: Vec<(AreaId, Instant)>,
    /// First day.
    pub from: Date,
    /// When it was first said.
    pub recorded: Instant,
}

impl<'r> StayAgain<'r> {
    /// A stay of a record.
    pub fn of(record: &'r Record, stay: &'r StayRecord) -> Self {
        let (mut same, mut before) = (vec![stay.id], Vec::new());
        let (mut stays, mut last) = (vec![stay], stay);
        for _link in &record.declarations {
            let Some((earlier, says_all)) = said_before(record, last) else {
                break;
            };
            if says_all && before.is_empty() {
                same.push(earlier.id);
            } else {
                before.push(earlier.id);
            }
            stays.push(earlier);
            last = earlier;
        }
        let all = stays.iter().map(|stay| stay.recorded);
        let recorded = all.fold(stay.recorded, Ord::min);
        // A resident lived there before, others came on the day: as many days before it was first said as before it was said last.
        let first_day = recorded.date() - (stay.recorded.date() - stay.from);
        Self {
            stay,
            id: same.last().copied().unwrap_or(stay.id),
            areas: areas(record, &same, &stays),
            same,
            before,
            from: stay.to.map_or(first_day, |_| stay.from),
            recorded,
        }
    }
}

/// The stay in the declaration before that was there on the same days, and whether all its areas are said again: one that says just this,
/// or else one that says no more.
fn said_before<'r>(record: &'r Record, stay: &StayRecord) -> Option<(&'r StayRecord, bool)> {
    let old = corrected(record, stay.declaration)?.id;
    let said = |stay: &StayRecord, until| StaySaid::until(stay, &record.answers, until);
    let now = said(stay, stay.recorded);
    let is_there = |s: &&StayRecord| s.whereabouts == stay.whereabouts && s.to == stay.to;
    let of_old = record.stays.iter().filter(|s| s.declaration == old);
    let of_old = of_old.filter(is_there);
    let there = of_old.filter_map(|earlier| {
        let before = said(earlier, stay.recorded);
        let is_there = before.whereabouts == now.whereabouts && before.days == now.days;
        let says_more = !before.areas.is_subset(&now.areas);
        is_there.then_some((before != now, says_more, earlier))
    });
    let nearest = there.min_by_key(|(differs, more, earlier)| (*differs, *more, earlier.id));
    nearest.map(|(_, says_more, earlier)| (earlier, !says_more))
}

/// The areas in which the same stays were, with which all of them begin, the newest first. Each counts from the first of the answers
/// that follow each other through all of them without a gap.
fn areas(record: &Record, same: &[StayId], all: &[&StayRecord]) -> Vec<(AreaId, Instant)> {
    let mut by_stay: Vec<Vec<(AreaId, Instant)>> = Vec::new();
    // What the stay before says of an area: when it said so first, and since when it counts there.
    let mut older: BTreeMap<AreaId, (Instant, Instant)> = BTreeMap::new();
    for stay in all.iter().rev() {
        let back = |area: AreaId, on: Instant| match older.get(&area) {
            Some((first, since)) if on.max(*first) <= stay.recorded => *since,
            _ => on,
        };
        let mut own: BTreeMap<AreaId, (Instant, Instant)> = BTreeMap::new();
        let mut counted = Vec::new();
        let answers = record.answers.iter();
        for answer in answers.filter(|answer| answer.inside && answer.stay == stay.id) {
            let since = back(answer.area, answer.recorded);
            counted.push((answer.area, since));
            let first = own.entry(answer.area).or_insert((answer.recorded, since));
            if answer.recorded < first.0 {
                *first = (answer.recorded, since);
            }
        }
        by_stay.push(counted);
        older = own;
    }
    let newest_first = by_stay.into_iter().rev();
    newest_first.take(same.len()).flatten().collect()
}

/// The journey as it was first said.
pub fn first_leg<'r>(record: &'r Record, leg: &'r LegRecord) -> &'r LegRecord {
    let mut first = leg;
    for _link in &record.declarations {
        let Some(old) = corrected(record, first.declaration) else {
            break;
        };
        let said = journey(first);
        let same = record
            .legs
            .iter()
            .filter(|leg| leg.declaration == old.id && journey(leg) == said);
        match same.min_by_key(|leg| leg.id) {
            Some(earlier) => first = earlier,
            None => break,
        }
    }
    first
}

/// The first declaration of the chain that says the contact which this one does.
pub fn first_contact<'r>(
    record: &'r Record,
    declaration: &'r DeclarationRecord,
) -> &'r DeclarationRecord {
    let chain = chain(record, declaration);
    let same = chain
        .iter()
        .take_while(|link| link.contact == declaration.contact);
    same.last().copied().unwrap_or(declaration)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::fixture::corrected;

    const WEST_LAKE: &str = "330106";

    fn at(day: i32) -> Instant {
        Date::from_day(day).start()
    }

    /// Lives in West Lake, and was in these areas.
    fn home(record: &mut Record, declaration: i64, areas: &[i64]) -> StayId {
        let id = StayId(10 + declaration);
        let mut said = record.declarations.iter();
        let said = said.find(|d| d.id.0 == declaration).unwrap();
        record.stays.push(StayRecord {
            id,
            declaration: said.id,
            whereabouts: Whereabouts::County(WEST_LAKE.parse().unwrap()),
            from: said.recorded.date(),
            to: None,
            ticked: Ticked::Areas,
            recorded: said.recorded,
        });
        record.answers.extend(areas.iter().map(|area| AreaAnswer {
            stay: id,
            area: AreaId(*area),
            inside: true,
            recorded: said.recorded,
        }));
        id
    }

    #[test]
    fn s2_17_a_residence_said_again_keeps_its_id_and_its_first_day() {
        let mut record = corrected(&[100, 103, 106]);
        let ids = [1, 2, 3].map(|said| home(&mut record, said, &[7]));
        // A question that came later, and was answered for the stay that stood then.
        record.answers.push(AreaAnswer {
            stay: ids[2],
            area: AreaId(8),
            inside: true,
            recorded: at(108),
        });
        let again = StayAgain::of(&record, &record.stays[2]);
        assert_eq!((again.id, again.stay.id), (ids[0], ids[2]));
        assert_eq!(again.same, [ids[2], ids[1], ids[0]]);
        assert_eq!(again.from.day(), 100, "a visitor came then");
        assert_eq!(again.recorded, at(100));
    }

    /// Since which day an area is said.
    fn said_since(again: &StayAgain<'_>, area: i64) -> Option<i32> {
        let areas = again.areas.iter();
        let said = areas.filter(|(one, _)| *one == AreaId(area));
        said.map(|(_, since)| since.date().day()).min()
    }

    #[test]
    fn s2_17_a_residence_with_an_area_more_is_the_same_and_the_area_is_new() {
        let mut record = corrected(&[100, 103]);
        let ids = [home(&mut record, 1, &[7]), home(&mut record, 2, &[7, 8])];
        let again = StayAgain::of(&record, &record.stays[1]);
        assert_eq!((again.id, again.before.len()), (ids[0], 0));
        assert_eq!((again.from.day(), again.recorded), (100, at(100)));
        let since = [7, 8].map(|area| said_since(&again, area));
        assert_eq!(since, [Some(100), Some(103)]);
    }

    #[test]
    fn s2_17_where_in_its_county_a_residence_lies_makes_it_no_other() {
        let kinds = [Ticked::Elsewhere, Ticked::Unknown];
        for (first, then) in [(kinds[0], kinds[1]), (kinds[1], kinds[0])] {
            let mut record = corrected(&[100, 106]);
            let ids = [1, 2].map(|said| home(&mut record, said, &[]));
            record.stays[0].ticked = first;
            record.stays[1].ticked = then;
            let again = StayAgain::of(&record, &record.stays[1]);
            assert_eq!((again.id, again.recorded), (ids[0], at(100)));
            assert_eq!(again.stay.ticked, then, "as it was said last");
        }
    }

    #[test]
    fn s2_17_a_residence_with_an_area_less_is_another_and_the_rest_is_not_new() {
        let mut record = corrected(&[100, 103, 106]);
        let said = [(1, [7, 8]), (2, [8, 9]), (3, [8, 7])];
        let ids = said.map(|(declaration, areas)| home(&mut record, declaration, &areas));
        let again = StayAgain::of(&record, &record.stays[2]);
        assert_eq!(
            (again.id, &again.before[..]),
            (ids[2], &[ids[1], ids[0]][..])
        );
        let since = [7, 8, 9].map(|area| said_since(&again, area));
        assert_eq!(since, [Some(106), Some(100), None], "7 was taken back");
    }

    #[test]
    fn s2_17_an_area_that_was_answered_to_a_question_is_said_again_by_ticking_it() {
        for ticked in [Ticked::Elsewhere, Ticked::Unknown] {
            let mut record = corrected(&[100, 106]);
            let first = home(&mut record, 1, &[]);
            record.stays[0].ticked = ticked;
            let answer = |area, day| AreaAnswer {
                stay: first,
                area: AreaId(area),
                inside: true,
                recorded: at(day),
            };
            record.answers.push(answer(7, 103));
            home(&mut record, 2, &[7]);
            let id = |record: &Record| StayAgain::of(record, &record.stays[1]).id;
            assert_eq!(id(&record), first);
            record.answers.push(answer(8, 105));
            assert_ne!(id(&record), first, "one more was answered");
        }
    }
}
