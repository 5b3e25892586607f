//! `http/register` and `http/declare`: what a person sends at the beginning, over HTTP and on the disk before it is answered,
//! beside a bare handler that takes and gives the same bytes and appends one row of the same bytes.

use std::cell::Cell;

use simulation::load::http::Request;

use super::http::{CONNECTIONS, answer, beside, folder, none};
use crate::http::{BareServer, Driven, House, NOW, declaration, drive, registration};
use crate::measure::Measured;

/// Requests of one round, each by somebody else.
const REQUESTS: u64 = 4_000;

/// Registrations a second, of people whose phones are signed in. The registry says yes at once.
pub(crate) fn register() -> anyhow::Result<Measured> {
    let house = House::new(&folder()?, 0, 1, NOW)?;
    let next = Cell::new(0);
    let requests = || {
        let numbers = next.get()..next.get() + REQUESTS;
        next.set(numbers.end);
        let phones = house.strangers(numbers.clone())?;
        let both = numbers.zip(phones);
        both.map(|(n, phone)| {
            let body = registration(&house.answers.applicant(n))?;
            Ok(phone.posts("/api/registration", &body))
        })
        .collect()
    };
    measure(
        &house,
        "registrations a second over HTTP, each on the disk",
        requests,
    )
}

/// Declarations a second, one a round of each person.
pub(crate) fn declare() -> anyhow::Result<Measured> {
    let house = House::new(&folder()?, REQUESTS, 1, NOW)?;
    let shared = house.shared()?;
    let round = Cell::new(0);
    let requests = || {
        round.set(round.get() + 1);
        let all = (0..).zip(&house.phones);
        all.map(|(n, phone)| {
            let declared = house.declares(n, round.get(), &shared)?;
            Ok(phone.posts("/api/declarations", &declaration(&declared)))
        })
        .collect()
    };
    measure(
        &house,
        "declarations a second over HTTP, each on the disk",
        requests,
    )
}

/// Sends one round to learn what is answered and kept, and then measures.
fn measure(
    house: &House,
    unit: &'static str,
    requests: impl Fn() -> anyhow::Result<Vec<Request>>,
) -> anyhow::Result<Measured> {
    let drive_ours =
        |requests| -> anyhow::Result<Driven> { drive(house.address, CONNECTIONS, requests, 201) };
    let round = requests()?;
    let like = round.first().map(|request| request.to("/"));
    let same = vec![like.unwrap_or_else(|| Request::get("/")); REQUESTS as usize];
    let before = house.bytes()?;
    let first = drive_ours(round)?;
    let after = house.bytes()?;
    // A rating row that was there is written over: its new bytes are written whole.
    let others = (after.all - after.rating) - (before.all - before.rating);
    let row_bytes = (others + after.rating) / REQUESTS as usize;
    let bare = BareServer::start(&folder()?, none(), answer(&first, row_bytes))?;
    let measured = beside(
        unit,
        || drive_ours(requests()?),
        "a bare handler that appends one row of the same bytes, in groups and with the same sync",
        || drive(bare.address, CONNECTIONS, same.clone(), 201),
    )?;
    Ok(measured.with_note(format!("{row_bytes} bytes of rows a request")))
}
