//! The vectors of what is no code: status lists, differences, trust lists and requests for lists, for every program that
//! reads them.
//!
//! Signatures differ each time, so the file is written once and kept; `UPDATE_GOLDEN=1` writes it anew where it no
//! longer holds.

use credential::{
    Hour, IssuerKey, KeyPair, KeySet, KeyState, ListError, ListRequest, REQUEST_MS, StateMap,
    StatusDifference, StatusList, StatusListToken, TrustList, TrustedIssuer,
};
use domain::state::State;
use domain::time::Instant;
use domain::verdict::Status;
use serde_json::{Value, json};

use crate::support::{NOW, pair, update_golden, vector_file, vectors};

const FILE: &str = "lists.json";
const LIST: &str = "https://hz.example/s/2022-07-15";
const ENTRIES: [(u32, Status); 5] = [
    (0, Status::Replaced),
    (5, Status::Changed),
    (6, Status::Unused),
    (4_711, Status::Changed),
    (9_999, Status::Replaced),
];

fn keys() -> KeySet {
    let key = |name: &str, issuer: &str| IssuerKey {
        key: pair(name).public().clone(),
        issuer: issuer.parse().unwrap(),
        state: KeyState::Active,
        from: Hour::of(NOW),
        until: None,
        demo: false,
    };
    KeySet::new(vec![
        key("hangzhou_next", "000000"),
        key("hangzhou", "330100"),
    ])
    .unwrap()
}

fn ends() -> Instant {
    NOW.plus_ms(2 * 86_400_000)
}

fn list(key: &KeyPair, issued: Instant) -> Vec<u8> {
    let mut list = StatusList::new(10_000);
    for (place, status) in ENTRIES {
        list.set(place, status);
    }
    StatusListToken::sign(LIST, (issued, ends()), (7, None), &list.pack(), key).unwrap()
}

fn difference(changes: Vec<(u32, Status)>, to: u64) -> Vec<u8> {
    let difference = StatusDifference {
        list: LIST.into(),
        issued: NOW,
        expires: ends(),
        from: 7,
        to,
        changes,
        log: None,
    };
    difference.sign(&pair("hangzhou_next")).unwrap()
}

fn trust() -> Vec<u8> {
    let issuer = TrustedIssuer {
        name: "江苏省 / Jiangsu".into(),
        address: "https://js.example".into(),
        divisions: vec!["320000".parse().unwrap()],
        keys: keys(),
        states: StateMap::SAME.with(State::Yellow, State::Red),
    };
    let list = TrustList {
        issued: NOW,
        expires: ends(),
        issuers: vec![issuer],
    };
    list.sign(&pair("hangzhou_next")).unwrap()
}

fn request(list: &str) -> Vec<u8> {
    let request = ListRequest {
        list: list.into(),
        issued: NOW,
    };
    request.sign(&pair("hangzhou_next")).unwrap()
}

/// A case: its name, what it is, its bytes, the moment, and what is wrong with it.
type Case = (
    &'static str,
    &'static str,
    Vec<u8>,
    Instant,
    Option<ListError>,
);

/// A whole list at a moment.
fn case(name: &'static str, bytes: Vec<u8>, now: Instant, fault: ListError) -> Case {
    (name, "status_list", bytes, now, Some(fault))
}

fn refused() -> Vec<Case> {
    let service = pair("hangzhou_next");
    let good = list(&service, NOW);
    let mut flipped = good.clone();
    *flipped.last_mut().unwrap() ^= 1;
    let early = list(&service, NOW.plus_ms(-7_200_000));
    let (city, stranger) = (list(&pair("hangzhou"), NOW), list(&pair("stranger"), NOW));
    let before = NOW.plus_ms(-600_000);
    vec![
        case("untagged", good[1..].to_vec(), NOW, ListError::Structure),
        case("another kind", trust(), NOW, ListError::Structure),
        case("a city's key", city, NOW, ListError::UnknownKey),
        case("a stranger's key", stranger, NOW, ListError::UnknownKey),
        case("one bit flipped", flipped, NOW, ListError::Signature),
        case("before the key", early, NOW, ListError::KeyOutOfUse),
        case(
            "ahead of the clock",
            good.clone(),
            before,
            ListError::FromTheFuture,
        ),
        case("over", good, ends(), ListError::Expired),
    ]
}

fn believed() -> Vec<Case> {
    let changes = vec![
        (5, Status::AsIssued),
        (300, Status::Changed),
        (1 << 25, Status::Replaced),
    ];
    let whole = list(&pair("hangzhou_next"), NOW);
    let kind = "status_difference";
    vec![
        ("a list", "status_list", whole, NOW, None),
        ("a difference", kind, difference(changes, 9), NOW, None),
        (
            "nothing changed",
            kind,
            difference(Vec::new(), 7),
            NOW,
            None,
        ),
        ("whom one recognises", "trust_list", trust(), NOW, None),
    ]
}

/// Requests by the service of the key set, heard by another.
fn requests() -> Vec<Case> {
    let kind = "list_request";
    let (later, elsewhere) = (NOW.plus_ms(REQUEST_MS), "https://hz.example/s/2022-07-16");
    let (over, other) = (Some(ListError::Expired), Some(ListError::Other));
    vec![
        ("a request", kind, request(LIST), NOW, None),
        ("five minutes later", kind, request(LIST), later, over),
        ("for another list", kind, request(elsewhere), NOW, other),
    ]
}

/// Trust lists that are not believed.
fn distrusted() -> Vec<Case> {
    let kind = "trust_list";
    let mut flipped = trust();
    *flipped.last_mut().unwrap() ^= 1;
    let service = list(&pair("hangzhou_next"), NOW);
    vec![
        (
            "a trust list, one bit flipped",
            kind,
            flipped,
            NOW,
            Some(ListError::Signature),
        ),
        (
            "a trust list that is over",
            kind,
            trust(),
            ends(),
            Some(ListError::Expired),
        ),
        (
            "a status list for a trust list",
            kind,
            service,
            NOW,
            Some(ListError::Structure),
        ),
    ]
}

fn cases() -> Vec<Case> {
    [believed(), refused(), distrusted(), requests()].concat()
}

fn entries(entries: impl Iterator<Item = (u32, Status)>) -> Value {
    entries
        .map(|(place, status)| json!([place, status.bits()]))
        .collect()
}

fn trust_json(list: &TrustList) -> Value {
    let issuer = |issuer: &TrustedIssuer| {
        let states = State::ALL
            .iter()
            .map(|state| (state.to_string(), json!(issuer.states.of(*state))));
        json!({
            "name": issuer.name, "address": issuer.address, "divisions": issuer.divisions,
            "keys": issuer.keys.keys().map(|key| key.key.kid().to_string()).collect::<Vec<_>>(),
            "states": states.collect::<serde_json::Map<_, _>>(),
        })
    };
    json!({ "fault": null, "issuers": list.issuers.iter().map(issuer).collect::<Vec<_>>() })
}

/// What a program says of the bytes.
fn outcome(kind: &str, bytes: &[u8], now: Instant) -> Value {
    let said = match kind {
        "status_list" => StatusListToken::verify(bytes, &keys(), LIST, now).map(|token| {
            let places = 0..token.entries.places();
            let set = places.map(|place| (place, token.entries.get(place)));
            let set = set.filter(|(_, status)| *status != Status::AsIssued);
            json!({ "fault": null, "version": token.version, "issued_ms": token.issued.ms(),
                "expires_ms": token.expires.ms(), "places": token.entries.places(), "set": entries(set) })
        }),
        "status_difference" => StatusDifference::verify(bytes, &keys(), LIST, now).map(|read| {
            json!({ "fault": null, "from": read.from, "to": read.to,
                "changes": entries(read.changes.iter().copied()) })
        }),
        "list_request" => {
            ListRequest::verify(bytes, &keys(), LIST, now).map(|()| json!({ "fault": null }))
        }
        _ => TrustList::verify(bytes, &keys(), now).map(|list| trust_json(&list)),
    };
    said.unwrap_or_else(|error| json!({ "fault": error.word() }))
}

fn faults(file: &Value) -> Vec<String> {
    let stored = file["vectors"].as_array().cloned().unwrap_or_default();
    let mut faults = Vec::new();
    for (name, kind, _, now, fault) in cases() {
        let Some(vector) = stored.iter().find(|vector| vector["name"] == json!(name)) else {
            faults.push(format!("{name}: missing"));
            continue;
        };
        let bytes = hex::decode(vector["bytes"].as_str().unwrap()).unwrap();
        let said = outcome(kind, &bytes, now);
        if said != vector["expect"] || said["fault"] != json!(fault.map(ListError::word)) {
            faults.push(format!("{name}: gives {said}"));
        }
    }
    if stored.len() != cases().len() || file["key_set"] != json!(hex::encode(keys().encode())) {
        faults.push("other cases or keys".to_owned());
    }
    faults
}

#[test]
fn the_vectors_of_lists_hold() {
    if update_golden() && !faults(&vectors(FILE)).is_empty() {
        let vector = |(name, kind, bytes, now, _): Case| {
            json!({ "name": name, "kind": kind, "now_ms": now.ms(), "expect": outcome(kind, &bytes, now),
                "bytes": hex::encode(bytes) })
        };
        let file = json!({
            "about": "Status lists, differences, trust lists and requests for a list in hexadecimal, verified with key_set \
                      (the service's key stands under 000000) at a moment. set and changes: place and entry.",
            "list": LIST,
            "key_set": hex::encode(keys().encode()),
            "vectors": cases().into_iter().map(vector).collect::<Vec<_>>(),
        });
        std::fs::write(vector_file(FILE), format!("{file:#}\n")).unwrap();
    }
    let faults = faults(&vectors(FILE));
    assert!(
        faults.is_empty(),
        "vectors/{FILE} (run with UPDATE_GOLDEN=1): {faults:#?}"
    );
}
