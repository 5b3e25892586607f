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
    let mut dates = later_dates(would_be, today);
    dates.insert(today);
    let reach_in = |city: DivisionCode| {
        let mut reach = Reach::default();
        for on in &dates {
            reach.add_all(compare(shared, would_be, city, *on));
        }
        (city, reach)
    };
    Touched::by_policy(above, cities_below(above).map(reach_in), today)
}

/// Whether `file` changes on some later day by what is decided in some city below, and there in another way than today: because
/// it begins then, or because another version takes over that inherits from it or that it inherits from.
pub(crate) fn changes_later(
    shared: &Shared,
    would_be: &Shared,
    file: &PolicyFile,
    today: Date,
) -> bool {
    let dates = later_dates(would_be, today);
    let is_other = |data: &Shared, city, on| {
        let both = (data.policy(city, today), data.policy(city, on));
        !matches!(both, (Ok(now), Ok(then)) if now.versions == then.versions)
    };
    cities_below(file.jurisdiction).any(|city| {
        dates.iter().any(|on| {
            let another_way = is_other(shared, city, *on) || is_other(would_be, city, *on);
            another_way && !compare(shared, would_be, city, *on).is_nobody()
        })
    })
}

/// The later dates on which a version takes over by itself.
fn later_dates(would_be: &Shared, today: Date) -> BTreeSet<Date> {
    let coming = would_be.policies().map(|other| other.effective);
    coming.filter(|on| *on > today).collect()
}

fn cities_below(above: DivisionCode) -> impl Iterator<Item = DivisionCode> {
    let codes = cities().iter().map(|city| city.code);
    codes.filter(move |city| above.contains(*city))
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
