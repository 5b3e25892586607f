//! Whom a policy touches: what is in force without it and with it, compared in every city below, today and on every date on
//! which a version takes over by itself.

use std::collections::BTreeSet;

use domain::place::{DivisionCode, cities};
use domain::policy::PolicyFile;
use domain::rating::{Reach, Touched};
use domain::time::{Date, Instant};

use crate::shared::Shared;

/// Whom it touches that `file` is published now.
pub(crate) fn touched_by(
    shared: &Shared,
    would_be: &Shared,
    file: &PolicyFile,
    now: Instant,
) -> Touched {
    let above = file.jurisdiction;
    let today = now.date();
    let coming = would_be.policies().map(|other| other.effective);
    let dates: BTreeSet<Date> = coming.filter(|on| *on > today).chain([today]).collect();
    let below = cities().iter().map(|city| city.code);
    let below = below.filter(|city| above.contains(*city));
    let reach_in = |city: DivisionCode| {
        let mut reach = Reach::default();
        for on in &dates {
            reach.add_all(compare(shared, would_be, city, *on));
        }
        (city, reach)
    };
    Touched::by_policy(above, below.map(reach_in), today)
}

/// Whom it touches in one city on one date. What cannot be read now is decided anew by whatever can.
fn compare(shared: &Shared, would_be: &Shared, city: DivisionCode, on: Date) -> Reach {
    let both = (shared.policy(city, on), would_be.policy(city, on));
    match both {
        (Ok(old), Ok(new)) if !shared.is_damaged() => {
            Reach::between(&old, &new, would_be.history())
        }
        _ => Reach::everybody(),
    }
}
