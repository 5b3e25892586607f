//! The neighbours as the service meets them: clients and simulators over real HTTP on this machine.
#![expect(
    clippy::unwrap_used,
    reason = "a test ends where something that it needs is missing"
)]

mod bounds;
mod breaker;
mod broken;
mod carrier;
mod conveyance;
mod https;
mod inbox;
mod laboratory;
mod list_sources;
mod logs;
mod mail;
mod registry;
mod sms;
mod status_lists;

use std::sync::Arc;

use domain::identity::{Document, DocumentKind, PersonName, Phone};
use domain::time::{Date, Instant};
use gateway::registry::{Agreement, Identity, IdentityRegistry, RegistryClient, SimulatedRegistry};
use gateway::simulator::{Behaviour, Conduct};
use gateway::{Access, Address, Chance, Error, Limits, Neighbour, Why};

/// 2022-07-14 in the middle of the day.
const NOW: Instant = Instant::from_ms(1_657_771_200_000);

/// Bounds under which a test waits for nothing but answers.
const BOUNDS: Limits = Limits {
    at_once: 8,
    waiting: 8,
    wait_ms: 20_000,
    tries: 3,
    answer_ms: 20_000,
    pause_ms: 0,
    pause_most_ms: 0,
    failures: 100,
    rest_ms: 10_000,
};

/// How long a test lets a neighbour be silent.
const SOON_MS: u64 = 40;

fn chance() -> Chance {
    Arc::new(|| 7)
}

fn access(address: Address, limits: Limits) -> Access {
    Access {
        limits,
        ..Access::new(address)
    }
}

fn person(name: &str, number: &str, phone: &str) -> Identity {
    let today = Date::from_ymd(2022, 7, 14).unwrap();
    Identity {
        name: PersonName::parse(name).unwrap(),
        document: Document::parse(DocumentKind::ResidentId, number, today).unwrap(),
        phone: Phone::parse(phone).unwrap(),
    }
}

/// Made up, like everybody here.
fn wang() -> Identity {
    person("王小明", "11010519491231002X", "13800138000")
}

async fn simulated() -> SimulatedRegistry {
    SimulatedRegistry::start(0, None, [wang()]).await.unwrap()
}

fn registry(address: Address, limits: Limits) -> RegistryClient {
    RegistryClient::new(&access(address, limits), chance()).unwrap()
}

async fn ask(
    registry: &RegistryClient,
    person: &Identity,
    now: Instant,
) -> Result<Agreement, Error> {
    registry
        .agrees(&person.name, &person.document, &person.phone, now)
        .await
}

/// Whoever is slow, down or silent is given up and, after a rest, asked again.
async fn is_given_up_and_asked_again<C>(
    neighbour: Neighbour,
    conduct: &Conduct,
    client: impl Fn(Limits) -> C,
    ask: impl AsyncFn(&C, Instant) -> Option<Error>,
    rests: impl Fn(&C) -> bool,
) {
    let limits = Limits {
        answer_ms: SOON_MS,
        tries: 1,
        failures: 2,
        ..BOUNDS
    };
    let hasty = client(limits);
    let unavailable = |why| Some(Error::Unavailable { neighbour, why });
    conduct.behave(Behaviour::Silent);
    assert!(ask(&hasty, NOW).await == unavailable(Why::Slow));
    assert!(!rests(&hasty));
    conduct.behave(Behaviour::failing());
    assert!(ask(&hasty, NOW).await == unavailable(Why::Status(503)));
    assert!(rests(&hasty));
    conduct.behave(Behaviour::Well);
    let soon = ask(&hasty, NOW.plus_ms(9_999)).await;
    assert!(soon == unavailable(Why::Resting));

    let patient = client(Limits {
        answer_ms: BOUNDS.answer_ms,
        ..limits
    });
    conduct.behave(Behaviour::failing());
    for _ in 0..2 {
        assert!(ask(&patient, NOW).await.is_some());
    }
    conduct.behave(Behaviour::Slow(SOON_MS));
    assert!(ask(&patient, NOW.plus_ms(10_000)).await.is_none());
    assert!(!rests(&patient), "the breaker is closed again");
}

/// The registry is not available, for this reason.
const fn unavailable(why: Why) -> Result<Agreement, Error> {
    Err(Error::Unavailable {
        neighbour: Neighbour::IdentityRegistry,
        why,
    })
}
