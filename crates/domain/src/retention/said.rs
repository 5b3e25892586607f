//! What was declared and has come to its end: chains of corrections as a whole, because one says again what another said.

use std::collections::{BTreeMap, BTreeSet};

use super::{Over, emptied, standing};
use crate::facts::{EvidenceKind, EvidenceRef, keeps_places, ticked_at_home};
use crate::ids::DeclarationId;
use crate::place::DivisionCode;
use crate::record::{DeclarationRecord, Record, StayRecord};
use crate::said_again::chain;
use crate::time::{Date, Instant};

/// So many declarations of those between the first and the last of a home go at one look at most, the oldest first; the others at the
/// next.
const MOST_AT_ONCE: usize = 400;

/// A declaration that stands and all that it took the place of, the newest first.
type Chain<'r> = Vec<&'r DeclarationRecord>;

/// Adds what was declared and has come to its end: what was over before a date, and on which no order rests.
pub(super) fn add(record: &Record, before: Date, over: &mut Over) {
    let standing = record.declarations.iter();
    let standing = standing.filter(|said| said.corrected_by.is_none());
    let chains: Vec<Chain<'_>> = standing.map(|said| chain(record, said)).collect();
    let stays = last_said(&chains);
    let mut past: Vec<&Chain<'_>> = chains
        .iter()
        .filter(|chain| is_over(record, chain, before) && !carries(record, chain, &over.orders))
        .collect();
    past.sort_by_key(|chain| first_said(chain));
    for chain in &past {
        empty(record, chain, over);
    }
    let ticked = ticked_at_home(record, before);
    let is_kept = |chain: &Chain<'_>| {
        let is_last = chain.iter().any(|said| stays.contains(&said.id));
        is_last || stays_of(record, chain).any(|stay| ticked.contains(&stay.id))
    };
    let goes = past.into_iter().filter(|chain| !is_kept(chain));
    let bounds = bounds(record, &chains);
    let is_bound = |chain: &&Chain<'_>| chain.iter().any(|said| bounds.contains(&said.id));
    let (ends, mut between): (Vec<_>, Vec<_>) = goes.partition(is_bound);
    between.truncate(MOST_AT_ONCE);
    for some in [between, ends] {
        let_all_go(record, some, before, over);
    }
}

/// The declarations with which a home is said first and last: few, however often it was said again.
fn bounds(record: &Record, chains: &[Chain<'_>]) -> BTreeSet<DeclarationId> {
    let (mut first, mut last) = (BTreeMap::new(), BTreeMap::new());
    let mut chains: Vec<&Chain<'_>> = chains.iter().collect();
    chains.sort_by_key(|chain| first_said(chain));
    for chain in chains {
        let Some(head) = chain.first() else { continue };
        for home in stays_of(record, chain).filter(|stay| stay.to.is_none()) {
            first.entry(home.whereabouts).or_insert(head.id);
            last.insert(home.whereabouts, head.id);
        }
    }
    first.into_values().chain(last.into_values()).collect()
}

/// Lets of these chains go all that where the person lives does not need.
fn let_all_go(record: &Record, mut goes: Vec<&Chain<'_>>, before: Date, over: &mut Over) {
    let mut tried = usize::MAX;
    // One may be held by another that goes after it.
    while !goes.is_empty() && goes.len() < tried {
        tried = goes.len();
        let_go(record, &goes, before, over);
        goes.retain(|chain| {
            let mut all = chain.iter();
            !all.any(|said| over.declarations.contains(&said.id))
        });
    }
}

/// Lets them go together, and where not all may go each half of them.
fn let_go(record: &Record, goes: &[&Chain<'_>], before: Date, over: &mut Over) {
    let mut wider = over.clone();
    for chain in goes {
        drop_chain(record, chain, &mut wider);
    }
    if keeps_homes(record, &wider, before) {
        *over = wider;
    } else if goes.len() > 1 {
        let (older, newer) = goes.split_at(goes.len() / 2);
        let_go(record, older, before, over);
        let_go(record, newer, before, over);
    }
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
