//! `alike/apply`, `alike/family` and `alike/sign-in`: who asks about a person must not learn by the time of the answer whether they are
//! registered, nor their colour (S1-3, S1-17..21, S0-16). The row is the group that waits longest beside the one that waits
//! shortest: a ratio of 1.00 is what is wanted, and below 0.90 something is told.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::ensure;
use domain::family::{COMMITMENTS_VERSION, Commitment};
use serde_json::{Value, json};
use service::gateway::registry::Agreement;
use simulation::load::Phone;
use simulation::load::http::{Connection, Request};

use super::alike_people::{EACH, KINDS, askers, house, numbers, says};
use crate::http::{House, declaration, registration};
use crate::measure::{Measured, once};

/// Rounds that warm up.
const WARM: usize = 20;

/// Somebody who holds a phone of their own applies with the name and document of another: the registry does not agree.
pub(crate) fn apply() -> anyhow::Result<Measured> {
    let house = house(Agreement::No, 1)?;
    let about = |kind: usize| {
        let phones = house.strangers(askers(kind))?;
        let both = numbers(kind).zip(phones);
        both.map(|(n, phone)| {
            let body = registration(&house.answers.applicant(n))?;
            Ok(phone.posts("/api/registration", &body))
        })
        .collect()
    };
    measure(&house, about, (422, Bodies::Same))
}

/// Somebody asks to hold a person whose name, document and phone they know: the registry agrees, and the person is asked.
pub(crate) fn family() -> anyhow::Result<Measured> {
    let house = house(Agreement::Yes, EACH * KINDS.len() as u64)?;
    let about = |kind: usize| {
        let first = kind * usize::try_from(EACH)?;
        let guardians = house.phones[first..].iter();
        let both = numbers(kind).zip(guardians);
        both.map(|(n, guardian)| wish(&house, n, guardian))
            .collect()
    };
    measure(&house, about, (201, Bodies::Own))
}

/// Whoever holds a phone now tries the last six of its person: wrong ones, of a number that somebody uses or nobody.
pub(crate) fn sign_in() -> anyhow::Result<Measured> {
    let house = house(Agreement::No, 1)?;
    let about = |kind: usize| {
        let phones = house.strangers(numbers(kind))?;
        let wrong = json!({ "document_last6": "00000X" }).to_string();
        let tried = phones.iter();
        Ok(tried
            .map(|phone| phone.posts("/api/sign-in/document", &wrong))
            .collect())
    };
    measure(&house, about, (200, Bodies::Same))
}

/// The wish to hold person `n`.
fn wish(house: &House, n: u64, guardian: &Phone) -> anyhow::Result<Request> {
    let applicant = house.answers.applicant(n);
    let contact = applicant.contact.as_ref();
    let phone = contact.map(|contact| contact.canonical().trim_start_matches("+86"));
    let said: Value = serde_json::from_str(&declaration(&says(house, n, None)?))?;
    let commitments = Commitment::ALL
        .iter()
        .map(|commitment| json!({ "commitment": commitment, "version": COMMITMENTS_VERSION }));
    let body = json!({
        "id": (n + 1).to_string(),
        "name": applicant.name.full(),
        "document_kind": "resident_id",
        "document_number": applicant.document.number(),
        "phone": phone,
        "relation": "parent",
        "street": applicant.street,
        "declaration": said,
        "commitments": commitments.collect::<Vec<_>>(),
        "language": "zh",
    });
    Ok(guardian.posts("/api/family/members", &body.to_string()))
}

/// Whether every answer is the same, byte for byte, or says what was asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bodies {
    Same,
    Own,
}

/// Asks about the kinds in turn over one connection, so that the machine's own figures are those of all, and compares the medians.
fn measure(
    house: &House,
    about: impl Fn(usize) -> anyhow::Result<Vec<Request>>,
    expected: (u16, Bodies),
) -> anyhow::Result<Measured> {
    let requests = (0..KINDS.len()).map(about);
    let requests: Vec<Vec<Request>> = requests.collect::<Result<_, _>>()?;
    let waits = drive(house.address, &requests, expected)?;
    let medians: Vec<f64> = waits.into_iter().map(median_ms).collect();
    let longest = medians.iter().copied().fold(f64::MIN, f64::max);
    let shortest = medians.iter().copied().fold(f64::MAX, f64::min);
    let said = KINDS.iter().zip(&medians);
    let said: Vec<String> = said
        .map(|(kind, ms)| format!("{kind} {ms:.3} ms"))
        .collect();
    let measured = once(
        "answers a second about the kind that waits longest",
        1e3 / longest,
        "about the kind that waits shortest",
        1e3 / shortest,
    );
    Ok(measured.with_note(format!(
        "medians: {}; the longest is {:.3} times the shortest",
        said.join(", "),
        longest / shortest
    )))
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn drive(
    address: SocketAddr,
    requests: &[Vec<Request>],
    (status, bodies): (u16, Bodies),
) -> anyhow::Result<Vec<Vec<Duration>>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    runtime.block_on(async {
        let mut connection = Connection::open(address).await?;
        let mut waits = vec![Vec::new(); requests.len()];
        let mut first: Option<Vec<u8>> = None;
        for round in 0..usize::try_from(EACH)? {
            for turn in 0..requests.len() {
                // Nobody is always the first of a round.
                let kind = (round + turn) % requests.len();
                let sent = std::time::Instant::now();
                let answer = connection.ask(&requests[kind][round]).await?;
                let waited = sent.elapsed();
                let body = String::from_utf8_lossy(&answer.body);
                ensure!(answer.status == status, "{}: {body}", answer.status);
                let same = first.get_or_insert_with(|| answer.body.clone());
                ensure!(bodies == Bodies::Own || *same == answer.body, "{body}");
                if round >= WARM {
                    waits[kind].push(waited);
                }
            }
        }
        Ok(waits)
    })
}

fn median_ms(mut waits: Vec<Duration>) -> f64 {
    waits.sort_unstable();
    waits[waits.len() / 2].as_secs_f64() * 1e3
}
