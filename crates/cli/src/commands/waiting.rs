//! What a command says of a list or a policy that does not come into force: why, and whom it would change, by city.

use std::path::Path;

use domain::pending::{AloneLimits, PendingState};
use service::{Counted, ListStanding};

use crate::commands::what_if::{coarse, name};
use crate::output::Output;

/// Why a list is not in force; none where that is another question.
pub(crate) fn list(standing: ListStanding) -> Option<PendingState> {
    match standing {
        ListStanding::Pending => Some(PendingState::Pending),
        ListStanding::Overtaken => Some(PendingState::Superseded),
        ListStanding::Refused => Some(PendingState::Refused),
        ListStanding::InForce
        | ListStanding::Corrects
        | ListStanding::Superseded
        | ListStanding::Known
        | ListStanding::Contradiction => None,
    }
}

/// Why a policy is not in force; none where it is.
pub(crate) fn policy(standing: PendingState) -> Option<PendingState> {
    (standing != PendingState::InForce).then_some(standing)
}

/// Says it, with the counts of each city that would be worse.
pub(crate) fn say(file: &Path, why: PendingState, counted: Option<&Counted>, output: &Output) {
    let file = file.display();
    output.note(&format!("{file}: {}", reason(why)));
    let Some(counted) = counted else {
        return;
    };
    if counted.uncertain {
        output.note(
            "  something of it begins only later: whom it reaches then, nobody can count today",
        );
    }
    output.note(&format!(
        "  worse {}, better {}, only another notice {}, of {} people looked at",
        counted.effect.worse,
        counted.effect.better,
        counted.effect.noticed,
        counted.effect.looked_at
    ));
    if counted.effect.coarse > 0 {
        output.note(&format!("  {}", coarse(&counted.effect)));
    }
    for city in &counted.cities {
        output.note(&format!(
            "  {}: worse {} of {} people",
            name(city.city),
            city.worse,
            city.people
        ));
    }
}

fn reason(why: PendingState) -> String {
    let limits = AloneLimits::IN_FORCE;
    match why {
        PendingState::Refused => {
            "was refused by staff, who said why in the console; the last one stays in force"
                .to_owned()
        }
        PendingState::Superseded => {
            "waited while a newer one came; the newer one counts".to_owned()
        }
        _ => format!(
            "pending: it is not in force, the last one stays; by itself comes what worsens less than {} % of each city and \
             fewer than {} people in {} hours. Two members of staff decide: console, Pending lists",
            limits.city_percent, limits.people, limits.hours
        ),
    }
}
