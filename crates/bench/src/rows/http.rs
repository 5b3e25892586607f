//! `empty-http`, `issue-http`, `scan-http`: our server beside a bare handler that does the same signatures and keeps
//! the same bytes; `opening/gates`: what gates wait while 100,000 phones open.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use anyhow::Context;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _,
    ParsedPublicKey, UnparsedPublicKey,
};
use axum::http::StatusCode;
use simulation::load::Opened;
use simulation::load::http::Request;

use crate::http::{Answer, BareServer, Driven, House, NOW, Work, drive};
use crate::measure::{Measured, median, rates};
use crate::people::{Crowd, morning};

/// Connections that ask at the same time.
pub(super) const CONNECTIONS: usize = 64;
/// Requests of one round.
const REQUESTS: usize = 8_000;
/// People whose codes are asked for and scanned.
const PEOPLE: u64 = 2_000;
/// Bytes that are signed of a credential and of a presentation, with what stands around them.
const CREDENTIAL_BYTES: usize = 240;
const PRESENTATION_BYTES: usize = 330;
/// Bytes of the text that a phone signs when it asks for a code.
const ASKED_BYTES: usize = 130;

/// Answers a second of a route that does nothing: what is between a handler and the network.
pub(crate) fn empty() -> anyhow::Result<Measured> {
    let house = House::new(&folder()?, 1, 1, NOW)?;
    let requests = |path| vec![Request::get(path); REQUESTS];
    let first = drive(house.address, 1, vec![Request::get("/api/time")], 200)?;
    let bare = BareServer::start(&folder()?, none(), answer(&first, 0))?;
    beside(
        "answers a second of /api/time",
        || drive(house.address, CONNECTIONS, requests("/api/time"), 200),
        "a bare handler that answers the same bytes",
        || drive(bare.address, CONNECTIONS, requests("/empty"), 200),
    )
}

/// Codes issued a second.
pub(crate) fn issue() -> anyhow::Result<Measured> {
    let house = House::new(&folder()?, PEOPLE, 1, NOW)?;
    let ask = |n: usize| Ok(house.phones[n % house.phones.len()].asks(NOW)?.0);
    let requests = || (0..REQUESTS).map(ask).collect::<anyhow::Result<Vec<_>>>();
    let before = house.bytes()?.all;
    let first = drive(house.address, CONNECTIONS, requests()?, 201)?;
    let row_bytes = (house.bytes()?.all - before) / REQUESTS;
    let bare = BareServer::start(&folder()?, issued()?, answer(&first, row_bytes))?;
    let same = bare_requests(&ask(0)?);
    let measured = beside(
        "codes a second over HTTP, each on the disk",
        || drive(house.address, CONNECTIONS, requests()?, 201),
        "a bare handler: one verification, one signature, one row of the same bytes",
        || drive(bare.address, CONNECTIONS, same.clone(), 201),
    )?;
    Ok(measured.with_note(format!("{row_bytes} bytes of rows a code")))
}

/// Codes issued a second to people of a province that was loaded, beside a city of a few.
pub(crate) fn served() -> anyhow::Result<Measured> {
    let crowd = Crowd::open()?;
    let people = crowd.people;
    let (province, few) = (
        House::over(crowd, PEOPLE)?,
        House::new(&folder()?, PEOPLE, 1, NOW)?,
    );
    let asked = |house: &House, now| {
        let ask = |n: usize| Ok(house.phones[n % house.phones.len()].asks(now)?.0);
        let requests = (0..REQUESTS).map(ask).collect::<anyhow::Result<Vec<_>>>()?;
        drive(house.address, CONNECTIONS, requests, 201)
    };
    let slowest = RefCell::new(Vec::new());
    let measured = rates(
        "codes a second over HTTP, to people of a province",
        || {
            let driven = asked(&province, morning())?;
            slowest.borrow_mut().push(driven.within_ms(990));
            Ok(driven.per_second)
        },
        "the same of a file with 2,000 people",
        || Ok(asked(&few, NOW)?.per_second),
    )?;
    let note = format!(
        "{people} people, {CONNECTIONS} connections; 99 of 100 answers within {:.0} ms",
        median(slowest.take())
    );
    Ok(measured.with_note(note))
}

/// Scans judged and kept a second.
pub(crate) fn scan() -> anyhow::Result<Measured> {
    let mut house = House::new(&folder()?, PEOPLE, CONNECTIONS, NOW)?;
    let codes = house.codes(NOW)?;
    let address = house.address;
    let before = house.bytes()?.all;
    let house = RefCell::new(house);
    let requests = || {
        let gates = &mut house.borrow_mut().gates;
        let one = |n: usize| {
            let text = codes[n * 7 % codes.len()].text(NOW)?;
            Ok(gates[n % CONNECTIONS].scans(&text, NOW))
        };
        (0..REQUESTS).map(one).collect::<anyhow::Result<Vec<_>>>()
    };
    let first = drive(address, CONNECTIONS, requests()?, 200)?;
    let row_bytes = (house.borrow().bytes()?.all - before) / REQUESTS;
    let bare = BareServer::start(&folder()?, scanned()?, answer(&first, row_bytes))?;
    let same = bare_requests(&requests()?.remove(0));
    let measured = beside(
        "scans a second over HTTP, each on the disk",
        || drive(address, CONNECTIONS, requests()?, 200),
        "a bare handler: two verifications, one row of the same bytes",
        || drive(bare.address, CONNECTIONS, same.clone(), 200),
    )?;
    Ok(measured.with_note(format!("{row_bytes} bytes of rows a scan")))
}

/// What gates wait while 100,000 phones open, against the 100 ms that they may.
pub(crate) fn opening() -> anyhow::Result<Measured> {
    let morning = crate::http::opening(&folder()?)?;
    let opened = &morning.opened;
    let ms = |times, per_mille| Opened::within(times, per_mille).as_secs_f64() * 1e3;
    let ours = ms(&opened.gates, 990);
    let measured = Measured {
        name: String::new(),
        ours,
        unit: "ms within which 99 of 100 gates' answers came while 100,000 phones opened in two minutes",
        yardstick: "the 100 ms that they may take",
        yardstick_value: 100.0,
        ratio: 100.0 / ours,
        notes: Vec::new(),
    };
    let shown = format!(
        "{} phones showed yesterday's code, which a gate without a network believed, before they were answered",
        morning.shown
    );
    let renewed = format!(
        "{} were renewed at once, half of them within {:.1} ms, 99 of 100 within {:.1} ms; {} were told to come again, and did",
        opened.at_once,
        ms(&opened.renewals, 500),
        ms(&opened.renewals, 990),
        morning.shed
    );
    Ok(measured.with_note(shown).with_note(renewed))
}

/// Measures both, and notes within what time 99 of 100 answers came.
pub(super) fn beside(
    unit: &'static str,
    ours: impl Fn() -> anyhow::Result<Driven>,
    yardstick: &'static str,
    bare: impl Fn() -> anyhow::Result<Driven>,
) -> anyhow::Result<Measured> {
    let (mut own, mut other) = (0.0_f64, 0.0_f64);
    let measured = rates(
        unit,
        || {
            let driven = ours()?;
            own = driven.within_ms(990);
            Ok(driven.per_second)
        },
        yardstick,
        || {
            let driven = bare()?;
            other = driven.within_ms(990);
            Ok(driven.per_second)
        },
    )?;
    Ok(measured.with_note(format!(
        "{CONNECTIONS} connections; 99 of 100 within {own:.1} ms, of the yardstick {other:.1} ms"
    )))
}

/// Beside the program, on the disk: a temporary folder may lie in memory, where a sync is free.
pub(super) fn folder() -> anyhow::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// What the bare handler answers: as ours did.
pub(super) fn answer(like: &Driven, row_bytes: usize) -> Answer {
    Answer {
        status: StatusCode::from_u16(like.last.status).unwrap_or(StatusCode::OK),
        body: like.last.body.clone(),
        row_bytes,
    }
}

/// The same bytes, sent to the bare handler.
fn bare_requests(like: &Request) -> Vec<Request> {
    vec![like.to("/"); REQUESTS]
}

pub(super) fn none() -> Work {
    Box::new(|_| Ok(()))
}

/// What issuing costs in signatures: the phone's is verified, the credential is signed.
fn issued() -> anyhow::Result<Work> {
    let asked = many(ASKED_BYTES)?;
    let city = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)?;
    let random = SystemRandom::new();
    let message = vec![7; CREDENTIAL_BYTES];
    Ok(Box::new(move |n| {
        asked[n % asked.len()].verify()?;
        std::hint::black_box(city.sign(&random, &message)?);
        Ok(())
    }))
}

/// What a scan costs in signatures: the credential's and the presentation's are verified.
fn scanned() -> anyhow::Result<Work> {
    let city = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)?;
    let at_hand = ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, city.public_key().as_ref())?;
    let credentials = (0..PEOPLE).map(|n| Signed::by(&city, n, CREDENTIAL_BYTES));
    let credentials = credentials.collect::<anyhow::Result<Vec<_>>>()?;
    let presentations = many(PRESENTATION_BYTES)?;
    Ok(Box::new(move |n| {
        let credential = &credentials[n % credentials.len()];
        let held = at_hand.verify_sig(&credential.message, &credential.signature);
        held.context("the signature does not hold")?;
        presentations[n % presentations.len()].verify()
    }))
}

/// As many phones as there are people, each with its own key and message.
fn many(bytes: usize) -> anyhow::Result<Vec<Signed>> {
    let one = |n| {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)?;
        Signed::by(&pair, n, bytes)
    };
    (0..PEOPLE).map(one).collect()
}

/// A message and its signature, with the bytes of a key that comes with the request.
struct Signed {
    key: Vec<u8>,
    message: Vec<u8>,
    signature: Vec<u8>,
}

impl Signed {
    fn by(pair: &EcdsaKeyPair, n: u64, bytes: usize) -> anyhow::Result<Self> {
        let mut message = vec![7; bytes];
        message[..8].copy_from_slice(&n.to_le_bytes());
        let signature = pair.sign(&SystemRandom::new(), &message)?;
        Ok(Self {
            key: pair.public_key().as_ref().to_vec(),
            message,
            signature: signature.as_ref().to_vec(),
        })
    }

    fn verify(&self) -> anyhow::Result<()> {
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &self.key);
        let held = key.verify(&self.message, &self.signature);
        held.context("the signature does not hold")
    }
}
