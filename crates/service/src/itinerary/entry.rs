//! Entries: where a city that asks for a check begins to be used, or a return to it is declared (S0-2, S0-3). Every way of a
//! person into a city goes through here.

use domain::ids::DeclarationId;
use domain::itinerary::{EntryRecord, answers, entry, is_answered, is_live};
use domain::place::DivisionCode;
use domain::time::Instant;
use storage::CheckRow;

use super::kept::Kept;
use super::stays::add_stays;
use crate::chance::Chance;
use crate::change::Draft;
use crate::error::Error;
use crate::shared::Shared;

/// How somebody comes into a city.
#[derive(Clone, Copy)]
pub(crate) struct Entering<'a> {
    /// The city.
    pub(crate) city: DivisionCode,
    /// By which declaration, which the draft holds already; none where a code was asked for.
    pub(crate) declaration: Option<DeclarationId>,
    /// The person's checks, read before.
    pub(crate) checks: &'a [CheckRow],
}

/// Opens an entry where the city asks for one and no check answers it. One that is open stays open, whatever is declared
/// again.
pub(crate) fn enter(
    draft: &mut Draft,
    shared: &Shared,
    entering: &Entering<'_>,
    now: Instant,
) -> Result<(), Error> {
    let Entering {
        city,
        declaration,
        checks,
    } = *entering;
    let policy = shared.policy(city, now.date())?;
    if !policy.verify_on_entry {
        return Ok(());
    }
    let on = match declaration {
        Some(id) => entry(&draft.record.declarations, &draft.record.stays, id),
        None => Some(now.date()),
    };
    let check = checks.iter().find(|check| check.jurisdiction == city);
    let hours = policy.verify_hours_before;
    if let Some(on) = on {
        let passed = check.and_then(|check| Some((check, check.passed?)));
        let is_answered = match passed {
            Some((check, passed)) if answers(passed, on, hours) => {
                let kept = Kept::of(&check.words)?;
                let stays = draft.record.stays.iter();
                let mut said = stays.filter(|stay| Some(stay.declaration) == declaration);
                said.all(|stay| is_answered(city, stay, kept.handed_in()))
            }
            _ => false,
        };
        let mut entries = draft.record.entries.iter();
        let is_open = entries.any(|entry| entry.jurisdiction == city && entry.is_open());
        if !is_answered && !is_open {
            draft.enter_city(EntryRecord {
                jurisdiction: city,
                on,
                recorded: now,
                verified: None,
            });
        }
    }
    Ok(())
}

/// Adds what was said in the checks that were handed in and still go on to a declaration that is new: what was said there is not taken
/// back with an earlier declaration, whose correction is free for a quarter of an hour.
pub(crate) fn keep_said(
    draft: &mut Draft,
    shared: &Shared,
    (checks, declaration): (&[CheckRow], DeclarationId),
    (chance, now): (&dyn Chance, Instant),
) -> Result<(), Error> {
    for check in checks.iter().filter(|check| is_live(check.changed, now)) {
        let kept = Kept::of(&check.words)?;
        let places = kept.handed_in().iter();
        add_stays(draft, shared, places, Some(declaration), (chance, now));
    }
    Ok(())
}
