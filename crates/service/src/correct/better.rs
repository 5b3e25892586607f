//! Whether a correction would better a colour, so that a reviewer decides.
//!
//! It is tried with everything that is known, with what its declaration says alone, with what that says otherwise than the one in its
//! place, and of that each kind of answer alone. What hides behind other evidence, or behind another answer of either declaration, would
//! else be taken back unseen, and what hides it after it or with it.

use domain::contact::Leg;
use domain::declaration::betters;
use domain::facts::TestOutcome;
use domain::ids::DeclarationId;
use domain::record::{AreaAnswer, DeclarationRecord, Evidence, LegRecord, Record, StayRecord};
use domain::said_again::{StaySaid, chain, journey};
use domain::time::Instant;

use crate::Service;
use crate::decide::decide;
use crate::declare::Kept;
use crate::error::Error;
use crate::shared::Shared;

/// A kind of answer, which none of another kind makes up for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Residence and stays: another area of the same day may take the place of one.
    Stays,
    /// Journeys.
    Legs,
    /// Contact with a case.
    Contact,
    /// New symptoms and the temperature.
    Health,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Stays, Self::Legs, Self::Contact, Self::Health];

    /// A record and what is kept without answers of other kinds.
    fn alone(self, record: &Record, kept: &Kept) -> (Record, Kept) {
        let (mut record, mut kept) = (record.clone(), kept.clone());
        if self != Self::Stays {
            record.stays.clear();
            kept.stays.clear();
        }
        if self != Self::Legs {
            record.legs.clear();
            kept.legs.clear();
        }
        let heads = record.declarations.iter_mut();
        for head in heads.chain([&mut kept.declaration]) {
            if self != Self::Contact {
                head.contact = None;
            }
            if self != Self::Health {
                head.symptoms.clear();
                head.temperature = None;
            }
        }
        (record, kept)
    }
}

impl Service {
    /// Whether taking a declaration back in favour of what is kept would better a colour.
    pub(super) fn would_better(
        &self,
        shared: &Shared,
        record: &Record,
        (old, kept): (DeclarationId, &Kept),
        now: Instant,
    ) -> Result<bool, Error> {
        let alone = alone(&shared.events().remembered(record), old);
        let (otherwise, instead) = differing(&alone, (old, kept));
        let each = Kind::ALL.map(|kind| kind.alone(&otherwise, &instead));
        let each = each.iter().map(|one| (&one.0, &one.1));
        let all = [(record, kept), (&alone, kept), (&otherwise, &instead)];
        for (before, kept) in all.into_iter().chain(each) {
            let after = with_correction(before, old, kept);
            let before = decide(before, shared, &*self.chance, now)?;
            let after = decide(&after, shared, &*self.chance, now)?;
            if betters(&before.decisions, &after.decisions) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The record as it would be.
fn with_correction(record: &Record, old: DeclarationId, kept: &Kept) -> Record {
    let mut corrected = record.clone();
    for declaration in corrected.declarations.iter_mut().filter(|d| d.id == old) {
        declaration.corrected_by = Some(kept.declaration.id);
    }
    corrected.declarations.push(kept.declaration.clone());
    corrected.stays.extend(kept.stays.iter().cloned());
    corrected.legs.extend(kept.legs.iter().cloned());
    corrected.answers.extend(kept.answers.iter().copied());
    corrected
}

/// The record with one declaration and those that it corrected, and without all else that could colour: what others recorded, visits
/// that events met, and what check-ins report. Negative results stay, which hide nothing and end what they end; so do check-ins, by which
/// days are counted, and orders, of which those end here that rest on something else.
fn alone(record: &Record, declaration: DeclarationId) -> Record {
    let mut alone = record.clone();
    let mut said = record.declarations.iter();
    let said = said.find(|d| d.id == declaration);
    let chain = said.map(|said| chain(record, said)).unwrap_or_default();
    let ids: Vec<DeclarationId> = chain.iter().map(|link| link.id).collect();
    alone.declarations.retain(|d| ids.contains(&d.id));
    alone.stays.retain(|stay| ids.contains(&stay.declaration));
    alone.legs.retain(|leg| ids.contains(&leg.declaration));
    alone.visits.clear();
    alone.evidence.retain(
        |evidence| matches!(evidence, Evidence::Test(test) if test.outcome == TestOutcome::Negative),
    );
    for check_in in &mut alone.check_ins {
        check_in.symptoms.clear();
        check_in.temperature = None;
    }
    alone
}

/// The record of one declaration without the answers that what is kept gives as well, and what is kept without them.
fn differing(alone: &Record, (old, kept): (DeclarationId, &Kept)) -> (Record, Kept) {
    let (mut otherwise, mut instead) = (alone.clone(), kept.clone());
    let until = kept.declaration.recorded;
    // Of a home also for how many days before: a visitor lived there for none.
    let lived = |stay: &StayRecord| stay.to.is_none().then(|| stay.recorded.date() - stay.from);
    let said = |stay: &StayRecord, answers: &[AreaAnswer]| {
        (StaySaid::until(stay, answers, until), lived(stay))
    };
    let new: Vec<_> = kept
        .stays
        .iter()
        .map(|stay| said(stay, &kept.answers))
        .collect();
    let is_old = |stay: &&StayRecord| stay.declaration == old;
    let before: Vec<_> = alone
        .stays
        .iter()
        .filter(is_old)
        .map(|stay| said(stay, &alone.answers))
        .collect();
    otherwise
        .stays
        .retain(|stay| !new.contains(&said(stay, &alone.answers)));
    instead
        .stays
        .retain(|stay| !before.contains(&said(stay, &kept.answers)));
    let new: Vec<Leg> = kept.legs.iter().map(journey).collect();
    let is_old = |leg: &&LegRecord| leg.declaration == old;
    let before: Vec<Leg> = alone.legs.iter().filter(is_old).map(journey).collect();
    otherwise.legs.retain(|leg| !new.contains(&journey(leg)));
    instead.legs.retain(|leg| !before.contains(&journey(leg)));
    for declaration in otherwise.declarations.iter_mut().filter(|d| d.id == old) {
        forget_common(declaration, &mut instead.declaration);
    }
    (otherwise, instead)
}

/// Takes out of two declarations what both say of the person's health and contacts.
fn forget_common(one: &mut DeclarationRecord, other: &mut DeclarationRecord) {
    if one.contact == other.contact {
        (one.contact, other.contact) = (None, None);
    }
    if one.symptoms == other.symptoms {
        one.symptoms.clear();
        other.symptoms.clear();
    }
    if one.temperature == other.temperature {
        (one.temperature, other.temperature) = (None, None);
    }
}
