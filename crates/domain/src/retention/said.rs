//! What was declared and has come to its end: chains of corrections as a whole, because one says again what another said.

use std::collections::{BTreeMap, BTreeSet};

use super::{Over, emptied, standing};
use crate::facts::{EvidenceKind, EvidenceRef, keeps_places, ticked_at_home};
use crate::ids::DeclarationId;
use crate::place::DivisionCode;
use crate::record::{DeclarationRecord, Record, StayRecord, Whereabouts};
use crate::said_again::chain;
use crate::time::{Date, Instant};

/// So many declarations at most go at one look, or a few more; the others at the next.
const MOST_AT_ONCE: usize = 400;

/// A declaration that stands and all that it took the place of, the newest first.
type Chain<'r> = Vec<&'r DeclarationRecord>;

/// Chains that are tried together, and one by one only where they may not go so.
type Unit<'c> = Vec<&'c Chain<'c>>;

/// Adds what was declared and has come to its end: what was over before a date, and on which no order rests.
pub(super) fn add(record: &Record, before: Date, over: &mut Over) {
    for chain in past(record, &chains(record), before, &over.orders) {
        empty(record, chain, over);
    }
    // One may be held by another that goes after it.
    loop {
        let gone = over.declarations.len();
        let left = over.leave(record);
        let_some_go(record, &left, before, over);
        let went = over.declarations.len() - gone;
        if went == 0 || over.declarations.len() >= MOST_AT_ONCE {
            return;
        }
    }
}

fn chains(record: &Record) -> Vec<Chain<'_>> {
    let standing = record.declarations.iter();
    let standing = standing.filter(|said| said.corrected_by.is_none());
    standing.map(|said| chain(record, said)).collect()
}

/// Those that were over before a date and on which no order rests that is kept, the oldest first.
fn past<'c, 'r>(
    record: &'r Record,
    chains: &'c [Chain<'r>],
    before: Date,
    gone: &BTreeSet<i64>,
) -> Vec<&'c Chain<'r>> {
    let is_past =
        |chain: &&Chain<'_>| is_over(record, chain, before) && !carries(record, chain, gone);
    let mut past: Vec<&Chain<'_>> = chains.iter().filter(is_past).collect();
    past.sort_by_key(|chain| first_said(chain));
    past
}

/// Lets go of what is left of a record what may go beside what goes already: first what says between the first and the last of a home the
/// same again, then these.
fn let_some_go(record: &Record, left: &Record, before: Date, over: &mut Over) {
    let chains = chains(left);
    let (last, ticked) = (last_said(&chains), ticked_at_home(left, before));
    let mut goes = past(left, &chains, before, &over.orders);
    goes.retain(|chain| {
        let is_last = chain.iter().any(|said| last.contains(&said.id));
        !is_last && !stays_of(left, chain).any(|stay| ticked.contains(&stay.id))
    });
    let ends = ends(left, &chains);
    let mut between: Vec<Unit<'_>> = Vec::new();
    let mut homes: BTreeMap<usize, Unit<'_>> = BTreeMap::new();
    for chain in goes {
        match chain.first().and_then(|head| ends.get(&head.id)) {
            Some(home) => homes.entry(*home).or_default().push(chain),
            None => between.push(vec![chain]),
        }
    }
    between.truncate(MOST_AT_ONCE);
    let homes: Vec<Unit<'_>> = homes.into_values().collect();
    for units in [between, homes] {
        let_go(record, &units, before, over);
    }
}

/// The declarations by which a home is said first and last before another one is, each with the number of the home.
fn ends(record: &Record, chains: &[Chain<'_>]) -> BTreeMap<DeclarationId, usize> {
    let mut chains: Vec<&Chain<'_>> = chains.iter().collect();
    chains.sort_by_key(|chain| first_said(chain));
    let mut homes: Vec<(Whereabouts, DeclarationId, DeclarationId)> = Vec::new();
    for head in chains.iter().filter_map(|chain| chain.first()) {
        let mut stays = record.stays.iter();
        let home = stays.find(|stay| stay.declaration == head.id && stay.to.is_none());
        let Some(home) = home.map(|home| home.whereabouts) else {
            continue;
        };
        match homes.last_mut() {
            Some((same, _, last)) if *same == home => *last = head.id,
            _ => homes.push((home, head.id, head.id)),
        }
    }
    let numbered = homes.into_iter().enumerate();
    let both = numbered.flat_map(|(number, (_, first, last))| [(first, number), (last, number)]);
    both.collect()
}

/// Lets them go together where the person's homes stay the same without them, and where they do not each half.
fn let_go(record: &Record, units: &[Unit<'_>], before: Date, over: &mut Over) {
    let mut wider = over.clone();
    for chain in units.iter().flatten() {
        drop_chain(record, chain, &mut wider);
    }
    if wider == *over {
        return;
    }
    if keeps_homes(record, &wider, before) {
        *over = wider;
        return;
    }
    if let [unit] = units {
        if unit.len() > 1 {
            let single: Vec<Unit<'_>> = unit.iter().map(|chain| vec![*chain]).collect();
            let_go(record, &single, before, over);
        }
        return;
    }
    let (older, newer) = units.split_at(units.len() / 2);
    let_go(record, older, before, over);
    let_go(record, newer, before, over);
}

/// When a chain began, and by which declaration.
fn first_said(chain: &Chain<'_>) -> Option<(Instant, DeclarationId)> {
    chain.last().map(|first| (first.recorded, first.id))
}

/// The declarations that say that the person has declared: the newest that stands, by when its chain began, and the newest for each city,
/// without which the next one would be an entry into it.
fn last_said(chains: &[Chain<'_>]) -> BTreeSet<DeclarationId> {
    let newest = chains.iter().max_by_key(|chain| {
        let head = chain.first().map(|head| head.id);
        (first_said(chain).map(|(recorded, _)| recorded), head)
    });
    let newest = newest.and_then(|chain| chain.first());
    let mut by_city: BTreeMap<DivisionCode, (Instant, DeclarationId)> = BTreeMap::new();
    for said in chains.iter().flatten() {
        let last = by_city
            .entry(said.jurisdiction)
            .or_insert((said.recorded, said.id));
        *last = (*last).max((said.recorded, said.id));
    }
    let by_city = by_city.into_values().map(|(_, id)| id);
    by_city.chain(newest.map(|head| head.id)).collect()
}

/// The stays that a chain names.
fn stays_of<'r>(record: &'r Record, chain: &Chain<'r>) -> impl Iterator<Item = &'r StayRecord> {
    let ids: BTreeSet<DeclarationId> = chain.iter().map(|said| said.id).collect();
    let stays = record.stays.iter();
    stays.filter(move |stay| ids.contains(&stay.declaration))
}

/// Whether all that a chain says was said, and over, before a date. A residence is no part of it: it goes on.
fn is_over(record: &Record, chain: &Chain<'_>, before: Date) -> bool {
    let said = |said: &&DeclarationRecord| {
        said.recorded.date() < before && said.contact.is_none_or(|on| on < before)
    };
    let mut legs = record.legs.iter();
    let travels = legs
        .any(|leg| chain.iter().any(|said| said.id == leg.declaration) && leg.leg.date >= before);
    let mut stays = stays_of(record, chain);
    chain.iter().all(said) && !travels && stays.all(|stay| stay.to.is_none_or(|to| to < before))
}

/// Whether an order that is kept rests on what a chain says.
fn carries(record: &Record, chain: &Chain<'_>, gone: &BTreeSet<i64>) -> bool {
    let by_id = |id: i64| chain.iter().any(|said| said.id.0 == id);
    let travels = || record.legs.iter().any(|leg| by_id(leg.declaration.0));
    let is_known = |id: i64| record.evidence.iter().any(|known| known.id().0 == id);
    let rests = |evidence: &EvidenceRef| match evidence.kind {
        EvidenceKind::Stay | EvidenceKind::Entry => {
            stays_of(record, chain).any(|stay| stay.id.0 == evidence.id)
        }
        EvidenceKind::Contact | EvidenceKind::Symptoms => by_id(evidence.id),
        // Which journey an event met is in no record.
        EvidenceKind::Exposure => !is_known(evidence.id) && travels(),
        EvidenceKind::Test
        | EvidenceKind::OfficialOrder
        | EvidenceKind::Hospital
        | EvidenceKind::TestDue => false,
    };
    standing(record, gone)
        .flat_map(|order| &order.evidence)
        .any(rests)
}

/// Leaves of a chain where the person lives, and that they declared it.
fn empty(record: &Record, chain: &Chain<'_>, over: &mut Over) {
    let visited = stays_of(record, chain).filter(|stay| stay.to.is_some());
    over.stays.extend(visited.map(|stay| stay.id));
    for said in chain {
        let legs = record.legs.iter();
        let legs = legs.filter(|leg| leg.declaration == said.id);
        over.legs.extend(legs.map(|leg| leg.id));
        if **said != emptied(said) {
            over.emptied.insert(said.id);
        }
    }
}

/// Drops the whole chain.
fn drop_chain(record: &Record, chain: &Chain<'_>, over: &mut Over) {
    let stays = stays_of(record, chain).map(|stay| stay.id);
    over.stays.extend(stays);
    for said in chain {
        over.emptied.remove(&said.id);
        over.declarations.insert(said.id);
    }
}

/// Whether where the person lives, and since when, is the same without it.
fn keeps_homes(record: &Record, over: &Over, before: Date) -> bool {
    let left = over.leave(record);
    left.residence() == record.residence() && keeps_places(record, &left, before)
}
