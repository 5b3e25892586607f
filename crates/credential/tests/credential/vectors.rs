//! The vectors that other programs test themselves against: they hold here, and they are complete.
//!
//! Signatures differ each time, so the files are written once and kept. `UPDATE_GOLDEN=1` writes them anew only
//! where they no longer hold or lack a case.

use std::collections::BTreeSet;

use credential::{
    Bearer, Claims, Credential, KeySet, Nonce, Refusal, Rules, Verified, verify_credential,
    verify_presentation,
};
use domain::time::Instant;
use serde_json::{Value, json};

use crate::support::{date, demo_keys, real_keys, update_golden, vector_file, vectors};
use crate::vector_cases::{CredentialCase, PresentationCase, presentations};
use crate::vector_credentials::credentials;

fn key_set(name: &str) -> KeySet {
    match name {
        "demo" => demo_keys(),
        _ => real_keys(),
    }
}

fn claims_json(claims: &Claims) -> Value {
    let document = match &claims.bearer {
        Bearer::Paper { document, .. } => Some(document.to_string()),
        Bearer::Device { .. } => None,
    };
    json!({
        "issuer": claims.issuer,
        "day": claims.day,
        "issued_s": claims.validity.issued().start().ms() / 1_000,
        "begins_s": claims.validity.begins().start().ms() / 1_000,
        "expires_s": claims.validity.expires().start().ms() / 1_000,
        "status": { "uri": claims.status.list(), "idx": claims.status.index() },
        "state": claims.state,
        "pop_up": claims.pop_up,
        "kind": claims.bearer.kind(),
        "name": claims.bearer.name().to_string(),
        "document": document,
        "code_key": claims.bearer.key().map(|key| hex::encode(key.raw())),
        "demo": claims.demo,
    })
}

fn outcome(result: &Result<Verified, Refusal>) -> Value {
    match result {
        Err(refusal) => json!({ "refusal": refusal }),
        Ok(code) => json!({
            "refusal": null,
            "claims": claims_json(&code.claims),
            "kid": code.kid.to_string(),
            "challenge": code.challenge,
            "code": hex::encode(code.code),
            "made_s": code.presentation.map(|p| p.made.ms() / 1_000),
            "presentation": code.presentation.map(|p| hex::encode(p.digest)),
        }),
    }
}

fn nonce_of(value: &Value) -> Option<Nonce> {
    let bytes = hex::decode(value.as_str()?).unwrap();
    Some(Nonce::from_bytes(bytes.try_into().unwrap()))
}

fn credential_json(case: &CredentialCase) -> Value {
    let result = verify_credential(&case.bytes, &key_set(case.key_set), case.now);
    json!({
        "name": case.name,
        "credential": hex::encode(&case.bytes),
        "key_set": case.key_set,
        "now_ms": case.now.ms(),
        "expect": outcome(&result),
    })
}

fn presentation_json(case: &PresentationCase) -> Value {
    let rules = Rules {
        nonce: case.nonce,
        ..Rules::default()
    };
    let result = verify_presentation(&case.text, &key_set(case.key_set), case.now, &rules);
    json!({
        "name": case.name,
        "text": case.text,
        "key_set": case.key_set,
        "now_ms": case.now.ms(),
        "max_age_ms": rules.max_age_ms,
        "ahead_ms": rules.ahead_ms,
        "nonce": case.nonce.map(|nonce| hex::encode(nonce.bytes())),
        "expect": outcome(&result),
    })
}

/// What a stored vector gives today.
fn again(vector: &Value) -> Value {
    let keys = key_set(vector["key_set"].as_str().unwrap());
    let now = Instant::from_ms(vector["now_ms"].as_i64().unwrap());
    if let Some(bytes) = vector["credential"].as_str() {
        return outcome(&verify_credential(&hex::decode(bytes).unwrap(), &keys, now));
    }
    let rules = Rules {
        max_age_ms: vector["max_age_ms"].as_i64().unwrap(),
        ahead_ms: vector["ahead_ms"].as_i64().unwrap(),
        nonce: nonce_of(&vector["nonce"]),
    };
    outcome(&verify_presentation(
        vector["text"].as_str().unwrap(),
        &keys,
        now,
        &rules,
    ))
}

/// Why a file is not what it should be: (name, wanted refusal) of each case against what is stored.
fn faults(file: &Value, wanted: &[(String, Option<Refusal>)]) -> Vec<String> {
    let stored = file["vectors"].as_array().cloned().unwrap_or_default();
    let mut faults = Vec::new();
    for (name, refusal) in wanted {
        let Some(vector) = stored.iter().find(|vector| vector["name"] == json!(name)) else {
            faults.push(format!("{name}: missing"));
            continue;
        };
        if vector["expect"]["refusal"] != json!(refusal) {
            faults.push(format!(
                "{name}: {} is stored, {refusal:?} is wanted",
                vector["expect"]["refusal"]
            ));
        }
        if again(vector) != vector["expect"] {
            faults.push(format!("{name}: gives {}", again(vector)));
        }
    }
    if stored.len() != wanted.len() {
        faults.push(format!("{} vectors, {} cases", stored.len(), wanted.len()));
    }
    faults
}

fn hold(
    name: &str,
    about: &str,
    wanted: &[(String, Option<Refusal>)],
    write: impl FnOnce() -> Vec<Value>,
) {
    if update_golden() && !faults(&vectors(name), wanted).is_empty() {
        let file = json!({ "about": about, "vectors": write() });
        std::fs::write(vector_file(name), format!("{file:#}\n")).unwrap();
    }
    let faults = faults(&vectors(name), wanted);
    assert!(
        faults.is_empty(),
        "vectors/{name} (run with UPDATE_GOLDEN=1): {faults:#?}"
    );
}

#[test]
fn the_credential_vectors_hold() {
    let cases = credentials();
    let wanted: Vec<_> = cases
        .iter()
        .map(|case| (case.name.clone(), case.refusal))
        .collect();
    let about = "Credentials in hexadecimal, verified alone against a key set of key_sets.json at a moment.";
    hold("credentials.json", about, &wanted, || {
        cases.iter().map(credential_json).collect()
    });
}

#[test]
fn the_presentation_vectors_hold() {
    let cases = presentations();
    let wanted: Vec<_> = cases
        .iter()
        .map(|case| (case.name.clone(), case.refusal))
        .collect();
    let about = "Texts of codes, verified against a key set of key_sets.json at a moment. nonce: the challenge of the \
                 gate in hexadecimal. code and presentation: SHA-256 of what issuer and holder signed (Sig_structure).";
    hold("presentations.json", about, &wanted, || {
        cases.iter().map(presentation_json).collect()
    });
}

#[test]
fn every_refusal_has_a_vector() {
    let stored = ["credentials.json", "presentations.json"].map(vectors);
    let seen: BTreeSet<String> = stored
        .iter()
        .flat_map(|file| file["vectors"].as_array().unwrap())
        .filter_map(|vector| vector["expect"]["refusal"].as_str().map(str::to_owned))
        .collect();
    let all: BTreeSet<String> = Refusal::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(seen, all);
}

/// Files without signatures are the same each time.
fn same(name: &str, value: &Value) {
    if update_golden() {
        std::fs::write(vector_file(name), format!("{value:#}\n")).unwrap();
    }
    assert_eq!(
        &vectors(name),
        value,
        "vectors/{name} differs (run with UPDATE_GOLDEN=1 and read the difference)"
    );
}

#[test]
fn the_key_sets_are_stored() {
    let json_of = |set: &KeySet| {
        let keys: Vec<Value> = set
            .keys()
            .map(|key| {
                json!({
                    "kid": key.key.kid().to_string(),
                    "raw": hex::encode(key.key.raw()),
                    "issuer": key.issuer,
                    "state": key.state.word(),
                    "from_s": key.from.start().ms() / 1_000,
                    "until_s": key.until.map(|until| until.start().ms() / 1_000),
                    "demo": key.demo,
                })
            })
            .collect();
        json!({ "cbor": hex::encode(set.encode()), "keys": keys })
    };
    same(
        "key_sets.json",
        &json!({
            "about": "COSE key sets in hexadecimal, and what they say. Their private keys stand in keys.json.",
            "key_sets": { "real": json_of(&real_keys()), "demo": json_of(&demo_keys()) },
        }),
    );
    assert_eq!(date("2022-07-14"), crate::support::NOW.date());
}

#[test]
fn the_refusals_are_stored_in_their_order() {
    let refusals: Vec<Value> = Refusal::ALL
        .iter()
        .map(|refusal| {
            let words = refusal.guard_words();
            json!({ "refusal": refusal, "deceives": refusal.deceives(), "zh": words.zh, "en": words.en })
        })
        .collect();
    let about = "Why a code is refused, in the order in which it is examined, with the words for the guard.";
    same(
        "refusals.json",
        &json!({ "about": about, "refusals": refusals }),
    );
}

#[test]
fn a_stored_credential_is_read_without_its_keys() {
    let file = vectors("credentials.json");
    let green = file["vectors"]
        .as_array()
        .unwrap()
        .iter()
        .find(|v| v["name"] == "green")
        .unwrap();
    let bytes = hex::decode(green["credential"].as_str().unwrap()).unwrap();
    let credential = Credential::parse(&bytes).unwrap();
    assert_eq!(
        claims_json(credential.unverified()),
        green["expect"]["claims"]
    );
}
