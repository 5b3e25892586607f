//! The vectors of recognition: texts that a gate judges by its own keys and a trust list, for every program that does so.
//!
//! Signatures differ each time, so the file is written once and kept; `UPDATE_GOLDEN=1` writes it anew where it no
//! longer holds.

use credential::{
    Claims, Credential, Hour, IssuerKey, KeySet, KeyState, Refusal, Rules, StateMap, StatusRef,
    TrustList, TrustedIssuer, present, verify_recognised,
};
use domain::state::State;
use domain::time::Instant;
use serde_json::{Value, json};

use crate::support::{NOW, claims, pair, public, text_at, update_golden, vector_file, vectors};

const FILE: &str = "recognised.json";

fn issuer_key(name: &str, issuer: &str) -> IssuerKey {
    IssuerKey {
        key: public(name),
        issuer: issuer.parse().unwrap(),
        state: KeyState::Active,
        from: Hour::of(NOW.plus_ms(-86_400_000)),
        until: None,
        demo: false,
    }
}

/// What the gate knows of its own: Hangzhou, and its service.
fn own() -> KeySet {
    KeySet::new(vec![
        issuer_key("hangzhou", "330100"),
        issuer_key("hangzhou_next", "000000"),
    ])
    .unwrap()
}

fn ends() -> Instant {
    NOW.plus_ms(2 * 86_400_000)
}

/// Whom it recognises: Jiangsu, whose yellow means red here, and of Anhui the city of Huangshan.
fn trust() -> Vec<u8> {
    let jiangsu = TrustedIssuer {
        name: "江苏省 / Jiangsu".into(),
        address: "https://js.example".into(),
        divisions: vec!["320000".parse().unwrap()],
        keys: KeySet::new(vec![
            issuer_key("wenzhou", "320100"),
            issuer_key("demo", "000000"),
        ])
        .unwrap(),
        states: StateMap::SAME.with(State::Yellow, State::Red),
    };
    let anhui = TrustedIssuer {
        name: "黄山市 / Huangshan".into(),
        address: "https://ah.example".into(),
        divisions: vec!["341000".parse().unwrap()],
        keys: KeySet::new(vec![issuer_key("hangzhou_last", "340100")]).unwrap(),
        states: StateMap::SAME,
    };
    let list = TrustList {
        issued: NOW,
        expires: ends(),
        issuers: vec![jiangsu, anhui],
    };
    list.sign(&pair("hangzhou_next")).unwrap()
}

/// The text of a code shown at a moment, signed by a key of the vectors.
fn text(key: &str, issuer: &str, list: &str, now: Instant, state: State) -> String {
    let claims = Claims {
        issuer: issuer.parse().unwrap(),
        status: StatusRef::new(list, 7).unwrap(),
        state,
        ..claims()
    };
    let credential = Credential::sign(&claims, &pair(key)).unwrap();
    present(&credential, &pair("phone"), now, None).unwrap()
}

/// A code of Nanjing in a state, shown now.
fn nanjing(state: State) -> String {
    text(
        "wenzhou",
        "320100",
        "https://js.example/s/2022-07-15",
        NOW,
        state,
    )
}

/// A case: its name, the text, the moment, and why it is refused.
type Case = (&'static str, String, Instant, Option<Refusal>);

fn cases() -> Vec<Case> {
    let elsewhere = "https://js.example.evil/s/2022-07-15";
    let elsewhere = text("wenzhou", "320100", elsewhere, NOW, State::Green);
    let anhui = "https://ah.example/s/2022-07-15";
    let anhui = text("hangzhou_last", "340100", anhui, NOW, State::Green);
    let stranger = "https://js.example/s/2022-07-15";
    let stranger = text("stranger", "320100", stranger, NOW, State::Green);
    vec![
        ("one's own", text_at(&claims(), NOW), NOW, None),
        ("theirs, green", nanjing(State::Green), NOW, None),
        ("theirs, yellow", nanjing(State::Yellow), NOW, None),
        (
            "a list that is not theirs",
            elsewhere,
            NOW,
            Some(Refusal::Claims),
        ),
        (
            "a city that is not recognised",
            anhui,
            NOW,
            Some(Refusal::WrongIssuer),
        ),
        ("a stranger", stranger, NOW, Some(Refusal::IssuerUnknown)),
        (
            "a picture of theirs",
            nanjing(State::Green),
            NOW.plus_ms(60_000),
            Some(Refusal::TooOld),
        ),
        (
            "theirs, when the trust list is over",
            nanjing(State::Green),
            ends(),
            Some(Refusal::IssuerUnknown),
        ),
    ]
}

/// What a gate says that verified the trust list at the beginning.
fn outcome(text: &str, list: &TrustList, now: Instant) -> Value {
    match verify_recognised(text, &own(), Some(list), now, &Rules::default()) {
        Err(refusal) => json!({ "refusal": refusal }),
        Ok(code) => json!({
            "refusal": null, "says": code.code.claims.state, "counts": code.state(),
            "by": code.by.map(|issuer| &issuer.name),
        }),
    }
}

fn written() -> Value {
    let trust = trust();
    let list = TrustList::verify(&trust, &own(), NOW).unwrap();
    let vector = |(name, text, now, _): Case| {
        let expect = outcome(&text, &list, now);
        json!({ "name": name, "text": text, "now_ms": now.ms(), "expect": expect })
    };
    json!({
        "about": "Texts that a gate judges by key_set (its own keys; its service's stands under 000000) and trust_list, \
                  which it verified at verified_ms. counts is the state that counts here; by is whoever is recognised, \
                  null where the code is one's own. Default rules: 45 s old, 15 s ahead.",
        "key_set": hex::encode(own().encode()),
        "trust_list": hex::encode(trust),
        "verified_ms": NOW.ms(),
        "vectors": cases().into_iter().map(vector).collect::<Vec<_>>(),
    })
}

fn faults(file: &Value) -> Vec<String> {
    let bytes = hex::decode(file["trust_list"].as_str().unwrap_or_default()).unwrap();
    let Ok(list) = TrustList::verify(&bytes, &own(), NOW) else {
        return vec!["the trust list is not believed".to_owned()];
    };
    let mut faults = Vec::new();
    let stored = file["vectors"].as_array().cloned().unwrap_or_default();
    for (name, _, now, refusal) in cases() {
        let Some(vector) = stored.iter().find(|vector| vector["name"] == json!(name)) else {
            faults.push(format!("{name}: missing"));
            continue;
        };
        let said = outcome(vector["text"].as_str().unwrap(), &list, now);
        if said != vector["expect"] || said["refusal"] != json!(refusal) {
            faults.push(format!("{name}: gives {said}"));
        }
    }
    if stored.len() != cases().len() || file["key_set"] != json!(hex::encode(own().encode())) {
        faults.push("other cases or keys".to_owned());
    }
    faults
}

#[test]
fn the_vectors_of_recognition_hold() {
    if update_golden() && !faults(&vectors(FILE)).is_empty() {
        std::fs::write(vector_file(FILE), format!("{:#}\n", written())).unwrap();
    }
    let faults = faults(&vectors(FILE));
    assert!(
        faults.is_empty(),
        "vectors/{FILE} (run with UPDATE_GOLDEN=1): {faults:#?}"
    );
}
