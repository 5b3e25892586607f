//! The cases behind the vectors: one for each outcome, and for what a forger would try.

use credential::{Bearer, Claims, DeviceKind, Nonce, Refusal, StatusRef, present};
use domain::state::State;
use domain::time::Instant;

use crate::support::{
    NOW, claims, claims_for, date, fragment, issuer_header, pair, paper, payload_of, public, sign1,
    signed, text_at,
};
use crate::vector_forgeries::forgeries;

/// A credential, verified alone.
pub(crate) struct CredentialCase {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) key_set: &'static str,
    pub(crate) now: Instant,
    pub(crate) refusal: Option<Refusal>,
}

/// The text of a code, verified at a gate.
pub(crate) struct PresentationCase {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) key_set: &'static str,
    pub(crate) now: Instant,
    pub(crate) nonce: Option<Nonce>,
    pub(crate) refusal: Option<Refusal>,
}

const ASKED: Nonce = Nonce::from_bytes([0xD1, 0x5E, 0xA5, 0xED, 0x00, 0xC0, 0xDE, 0x45]);

pub(crate) fn code(name: &str, text: String, refusal: Option<Refusal>) -> PresentationCase {
    PresentationCase {
        name: name.into(),
        text,
        key_set: "real",
        now: NOW,
        nonce: None,
        refusal,
    }
}

pub(crate) fn alone(name: &str, bytes: Vec<u8>, refusal: Option<Refusal>) -> CredentialCase {
    CredentialCase {
        name: name.into(),
        bytes,
        key_set: "real",
        now: NOW,
        refusal,
    }
}

pub(crate) fn presented(claims: &Claims, key: &str, nonce: Option<Nonce>) -> String {
    present(&signed(claims, key), &pair("phone"), NOW, nonce).unwrap()
}

fn device(kind: DeviceKind, key: &str, name: &str) -> Bearer {
    Bearer::Device {
        kind,
        key: public(key),
        name: fragment(name),
    }
}

pub(crate) fn demo() -> Claims {
    Claims {
        demo: true,
        ..claims()
    }
}

pub(crate) fn tomorrow() -> Claims {
    claims_for(NOW.plus_ms(12 * 3_600_000), date("2022-07-15"))
}

/// The bytes with one of them changed.
pub(crate) fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= 1;
    bytes
}

/// The right claims with a stretch replaced, rightly signed.
pub(crate) fn with(from: &str, to: &str) -> Vec<u8> {
    let right = hex::encode(payload_of(signed(&claims(), "hangzhou").bytes()));
    assert_eq!(right.matches(from).count(), 1, "{from}");
    let key = pair("hangzhou");
    sign1(
        &issuer_header(&key),
        &hex::decode(right.replacen(from, to, 1)).unwrap(),
        &key,
    )
}

/// All presentations.
pub(crate) fn presentations() -> Vec<PresentationCase> {
    let mut cases = believed();
    cases.extend(challenged());
    cases.extend(clocks());
    cases.extend(forgeries());
    cases
}

fn believed() -> Vec<PresentationCase> {
    let passes =
        |name: &str, claims: &Claims| code(name, presented(claims, "hangzhou", None), None);
    let member = Claims {
        bearer: device(DeviceKind::Member, "phone", "John Quincy Adams"),
        pop_up: true,
        ..claims()
    };
    let channel = Claims {
        bearer: device(DeviceKind::Channel, "phone", "欧阳娜"),
        ..claims()
    };
    let wenzhou = Claims {
        issuer: "330300".parse().unwrap(),
        ..claims()
    };
    let states = State::ALL.into_iter();
    let mut cases: Vec<_> = states
        .map(|state| passes(state.word(), &Claims { state, ..claims() }))
        .collect();
    cases.extend([
        passes("a member, green with a pop-up", &member),
        passes("a channel", &channel),
        code("paper", signed(&paper(), "hangzhou").text(), None),
        code(
            "another city's that is recognised",
            presented(&wenzhou, "wenzhou", None),
            None,
        ),
        PresentationCase {
            key_set: "demo",
            ..code("a demo's at a demo", presented(&demo(), "demo", None), None)
        },
    ]);
    cases.extend(other_days());
    cases
}

fn other_days() -> Vec<PresentationCase> {
    let longest = Claims {
        status: StatusRef::new(&"s".repeat(48), u32::MAX).unwrap(),
        pop_up: true,
        bearer: device(DeviceKind::Person, "phone", "Иван Иванович Иванов"),
        ..tomorrow()
    };
    let midnight = date("2022-07-15").start();
    let longest = present(
        &signed(&longest, "hangzhou"),
        &pair("phone"),
        midnight,
        Some(ASKED),
    )
    .unwrap();
    let morning = midnight.plus_ms(8 * 3_600_000);
    let week_later = date("2022-07-20").start();
    let by_next = signed(&claims_for(week_later, date("2022-07-20")), "hangzhou_next");
    let by_next = present(&by_next, &pair("phone"), week_later, None).unwrap();
    vec![
        PresentationCase {
            now: midnight,
            ..code("the longest, tomorrow's, at midnight", longest, None)
        },
        PresentationCase {
            now: morning,
            ..code("yesterday's, at 08:00", text_at(&claims(), morning), None)
        },
        PresentationCase {
            now: week_later,
            ..code("signed by the key that was pending", by_next, None)
        },
    ]
}

fn challenged() -> Vec<PresentationCase> {
    let figures = Nonce::from_figures(4_711).unwrap();
    let asked = |name: &str, text, nonce| PresentationCase {
        nonce: Some(nonce),
        ..code(name, text, None)
    };
    vec![
        asked(
            "the nonce that was asked",
            presented(&claims(), "hangzhou", Some(ASKED)),
            ASKED,
        ),
        asked(
            "the figures that were asked",
            presented(&claims(), "hangzhou", Some(figures)),
            figures,
        ),
        asked(
            "another nonce",
            presented(&claims(), "hangzhou", Some(figures)),
            ASKED,
        ),
        asked("no nonce", presented(&claims(), "hangzhou", None), ASKED),
        asked(
            "paper cannot answer",
            signed(&paper(), "hangzhou").text(),
            ASKED,
        ),
        code(
            "a nonce that nobody asked",
            presented(&claims(), "hangzhou", Some(ASKED)),
            None,
        ),
    ]
}

fn clocks() -> Vec<PresentationCase> {
    let seen = |name: &str, age_ms, refusal| PresentationCase {
        now: NOW.plus_ms(age_ms),
        ..code(name, text_at(&claims(), NOW), refusal)
    };
    let end = date("2022-07-16").start();
    let expired = code("expired", text_at(&claims(), end), Some(Refusal::Expired));
    let evening = NOW.plus_ms(12 * 3_600_000);
    let early = code(
        "tomorrow's, in the evening",
        text_at(&tomorrow(), evening),
        Some(Refusal::NotYetValid),
    );
    vec![
        seen("45 s old", 45_000, None),
        seen("46 s old", 46_000, Some(Refusal::TooOld)),
        seen("a picture, a minute later", 60_000, Some(Refusal::TooOld)),
        seen("15 s ahead", -15_000, None),
        seen("16 s ahead", -16_000, Some(Refusal::FromTheFuture)),
        seen("2 minutes ahead", -120_000, Some(Refusal::FromTheFuture)),
        PresentationCase {
            now: end,
            ..expired
        },
        PresentationCase {
            now: evening,
            ..early
        },
    ]
}
