//! `staff/sign-in-storm`: scans at gates while passwords of staff are tried by the hundred.

use std::cell::{Cell, RefCell};

use super::http::folder;
use crate::http::{House, NOW, Storm, Tried, drive};
use crate::measure::{Measured, rates};

/// Gates that scan at the same time, each over a connection of its own.
const GATES: usize = 64;
/// Scans of one round.
const SCANS: usize = 8_000;
/// People whose codes are scanned.
const PEOPLE: u64 = 500;

/// Scans judged and kept a second during a storm, beside those of calm weather.
pub(crate) fn sign_in_storm() -> anyhow::Result<Measured> {
    let mut house = House::new(&folder()?, PEOPLE, GATES, NOW)?;
    let codes = house.codes(NOW)?;
    let address = house.address;
    let gates = RefCell::new(house.gates);
    let scans = || {
        let mut gates = gates.borrow_mut();
        let one = |n: usize| {
            let text = codes[n * 7 % codes.len()].text(NOW)?;
            Ok(gates[n % GATES].scans(&text, NOW))
        };
        (0..SCANS).map(one).collect::<anyhow::Result<Vec<_>>>()
    };
    let (last, slow, calm) = (Cell::new(Tried::default()), Cell::new(0.0), Cell::new(0.0));
    let measured = rates(
        "scans a second over HTTP during a storm of sign-ins",
        || {
            let scans = scans()?;
            let storm = Storm::begin(address);
            let driven = drive(address, GATES, scans, 200);
            last.set(storm.end()?);
            let driven = driven?;
            slow.set(driven.within_ms(990));
            Ok(driven.per_second)
        },
        "the same without the storm",
        || {
            let driven = drive(address, GATES, scans()?, 200)?;
            calm.set(driven.within_ms(990));
            Ok(driven.per_second)
        },
    )?;
    let tried = last.get();
    Ok(measured.with_note(format!(
        "in the last round {} passwords were looked at and {} tries turned away; 99 of 100 scans within {:.1} ms, \
         without the storm {:.1} ms",
        tried.looked_at,
        tried.turned_away,
        slow.get(),
        calm.get()
    )))
}
