//! Whether a correction would better a colour, so that a reviewer decides.
//!
//! It is tried thrice: with everything that is known, with what its declaration says alone, and with what that says otherwise than the
//! one in its place. What hides behind other evidence, or behind another answer of the same declaration, would else be taken back
//! unseen, and what hides it after it.

use std::collections::BTreeSet;

use domain::contact::Leg;
use domain::declaration::betters;
use domain::facts::TestOutcome;
use domain::ids::{AreaId, DeclarationId};
use domain::record::{
    AreaAnswer, DeclarationRecord, Evidence, LegRecord, Record, StayRecord, Ticked, Whereabouts,
};
use domain::time::{Date, Instant};

use crate::Service;
use crate::decide::decide;
use crate::declare::Kept;
use crate::error::Error;
use crate::shared::Shared;

impl Service {
    /// Whether taking a declaration back in favour of what is kept would better a colour.
    pub(super) fn would_better(
        &self,
        shared: &Shared,
        record: &Record,
        (old, kept): (DeclarationId, &Kept),
        now: Instant,
    ) -> Result<bool, Error> {
        let alone = alone(record, old);
        let (otherwise, instead) = differing(&alone, kept);
        for (before, kept) in [(record, kept), (&alone, kept), (&otherwise, &instead)] {
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

/// The record with one declaration, and without all else that could colour: what others recorded, visits that events met, and what
/// check-ins report. Negative results stay, which hide nothing and end what they end; so do check-ins, by which days are counted,
/// and orders, of which those end here that rest on something else.
fn alone(record: &Record, declaration: DeclarationId) -> Record {
    let mut alone = record.clone();
    alone.declarations.retain(|d| d.id == declaration);
    alone.stays.retain(|stay| stay.declaration == declaration);
    alone.legs.retain(|leg| leg.declaration == declaration);
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
fn differing(alone: &Record, kept: &Kept) -> (Record, Kept) {
    let mut otherwise = alone.clone();
    let mut instead = Kept {
        declaration: kept.declaration.clone(),
        stays: kept.stays.clone(),
        legs: kept.legs.clone(),
        answers: kept.answers.clone(),
    };
    let stays = |stays: &[StayRecord], answers: &[AreaAnswer]| -> Vec<Said> {
        stays.iter().map(|stay| said(stay, answers)).collect()
    };
    let old = stays(&alone.stays, &alone.answers);
    let new = stays(&kept.stays, &kept.answers);
    let answers = (&alone.answers, &kept.answers);
    otherwise
        .stays
        .retain(|stay| !new.contains(&said(stay, answers.0)));
    instead
        .stays
        .retain(|stay| !old.contains(&said(stay, answers.1)));
    let legs = |legs: &[LegRecord]| -> Vec<Leg> { legs.iter().map(journey).collect() };
    let (old, new) = (legs(&alone.legs), legs(&kept.legs));
    otherwise.legs.retain(|leg| !new.contains(&journey(leg)));
    instead.legs.retain(|leg| !old.contains(&journey(leg)));
    for declaration in &mut otherwise.declarations {
        forget_common(declaration, &mut instead.declaration);
    }
    (otherwise, instead)
}

/// What is said of a stay, whatever its id and whenever it was said.
#[derive(PartialEq)]
struct Said {
    whereabouts: Whereabouts,
    /// First and last day; absent for the residence.
    days: Option<(Date, Date)>,
    ticked: Ticked,
    areas: BTreeSet<AreaId>,
}

fn said(stay: &StayRecord, answers: &[AreaAnswer]) -> Said {
    let inside = answers.iter().filter(|a| a.inside && a.stay == stay.id);
    Said {
        whereabouts: stay.whereabouts,
        days: stay.to.map(|to| (stay.from, to)),
        ticked: stay.ticked,
        areas: inside.map(|answer| answer.area).collect(),
    }
}

/// A journey, whatever its id.
fn journey(leg: &LegRecord) -> Leg {
    Leg {
        row: 0,
        ..leg.leg.clone()
    }
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
