//! What must hold of every decoder, whatever bytes come: no panic, one answer, and one form of what is accepted.
//!
//! The fuzz targets (`fuzz/`) look here for new inputs; `corpus.rs` looks again at those that they found.

use std::sync::LazyLock;

use credential::{
    Credential, Hour, IssuerKey, KeyPair, KeySet, KeyState, ListError, ListRequest, MOST_BYTES,
    MOST_CHARACTERS, MOST_KEY_SET_BYTES, PREFIX, PublicKey, Refusal, Rules, StatusDifference,
    StatusListToken, TrustList, verify_credential, verify_presentation,
};
use domain::time::Instant;

/// 2022-07-14 08:20 in Hangzhou, the moment of the vectors.
const NOW: Instant = Instant::from_ms(1_657_758_000_000);

/// The keys of the vectors, so that their codes are believed and what is one step away is examined to the end.
static KEYS: LazyLock<KeySet> = LazyLock::new(|| {
    let file: serde_json::Value =
        serde_json::from_str(include_str!("../../vectors/key_sets.json")).unwrap();
    let bytes = hex::decode(file["key_sets"]["real"]["cbor"].as_str().unwrap()).unwrap();
    KeySet::decode(&bytes).unwrap()
});

/// Any key: it signs again what was read.
static AGAIN: LazyLock<KeyPair> = LazyLock::new(|| KeyPair::generate().unwrap());

/// The keys of a service whose lists [`AGAIN`] signs.
static LISTS: LazyLock<KeySet> = LazyLock::new(|| {
    KeySet::new(vec![IssuerKey {
        key: AGAIN.public().clone(),
        issuer: "000000".parse().unwrap(),
        state: KeyState::Active,
        from: Hour::of(NOW),
        until: None,
        demo: false,
    }])
    .unwrap()
});

/// The address of a list.
const LIST: &str = "https://hz.example/s/2022-07-15";

/// Bytes of a `COSE_Sign1` before the payload of a credential: four elements, the protected header, no other.
const BEFORE_CLAIMS: usize = 1 + 14 + 1;
/// Bytes behind it: the signature.
const BEHIND_CLAIMS: usize = 2 + 64;

/// A decoder: its name, and what looks at the bytes.
pub(crate) type Decoder = (&'static str, fn(&[u8]));

/// All decoders. Each has a fuzz target and a corpus of its name.
pub(crate) const DECODERS: [Decoder; 9] = [
    ("credential", credential),
    ("key", key),
    ("key_set", key_set),
    ("list_request", list_request),
    ("presentation", presentation),
    ("status_difference", status_difference),
    ("status_list", status_list),
    ("text", text),
    ("trust_list", trust_list),
];

/// Has the decoder of this name look at bytes; panics where something does not hold.
pub(crate) fn look_at(name: &str, bytes: &[u8]) {
    let (_, decoder) = DECODERS.iter().find(|(own, _)| *own == name).unwrap();
    decoder(bytes);
}

fn credential(bytes: &[u8]) {
    let verified = verify_credential(bytes, &KEYS, NOW);
    match Credential::parse(bytes) {
        Ok(read) => {
            assert_eq!(read.bytes(), bytes);
            let again = Credential::sign(read.unverified(), &AGAIN).unwrap();
            let claims = |whole: &[u8]| whole[BEFORE_CLAIMS..whole.len() - BEHIND_CLAIMS].to_vec();
            assert_eq!(
                claims(again.bytes()),
                claims(bytes),
                "one form of the claims"
            );
            let same = verified.is_ok_and(|code| &code.claims == read.unverified());
            assert!(same || verify_credential(bytes, &KEYS, NOW).is_err());
        }
        Err(refusal) => {
            assert_eq!(verified, Err(refusal));
            assert_eq!(refusal == Refusal::TooLong, bytes.len() > MOST_BYTES);
        }
    }
}

fn presentation(bytes: &[u8]) {
    let text = format!("{PREFIX}{}", base45::encode(bytes));
    let outcome = verify_presentation(&text, &KEYS, NOW, &Rules::default());
    assert_eq!(
        outcome == Err(Refusal::TooLong),
        text.len() > MOST_CHARACTERS
    );
    assert_ne!(outcome, Err(Refusal::Garbled), "what we write is read");
    assert_eq!(
        outcome,
        verify_presentation(&text, &KEYS, NOW, &Rules::default())
    );
}

fn text(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    match verify_presentation(text, &KEYS, NOW, &Rules::default()) {
        Err(Refusal::TooLong) => assert!(text.len() > MOST_CHARACTERS),
        Err(Refusal::NotACode | Refusal::Version) => assert!(!text.starts_with(PREFIX)),
        Err(Refusal::Garbled) => assert!(text.starts_with(PREFIX)),
        _ => {
            let body = text.strip_prefix(PREFIX).unwrap();
            let message = base45::decode(body).unwrap();
            assert_eq!(base45::encode(&message), body, "one text of a message");
        }
    }
}

fn key_set(bytes: &[u8]) {
    if let Ok(set) = KeySet::decode(bytes) {
        assert_eq!(set.encode(), bytes);
        assert!(bytes.len() <= MOST_KEY_SET_BYTES);
        assert!(set.keys().all(|key| set.find(key.key.kid()) == Some(key)));
    }
}

fn key(bytes: &[u8]) {
    if let Ok(key) = PublicKey::from_raw(bytes) {
        assert_eq!(key.raw(), bytes);
        assert_eq!(PublicKey::from_jwk(&key.to_jwk()), Ok(key));
    }
    if let Ok(key) = PublicKey::from_spki(bytes) {
        assert!(bytes.ends_with(key.raw()));
    }
    if let Ok(pair) = KeyPair::from_pkcs8(bytes) {
        let again = KeyPair::from_pkcs8(&pair.to_pkcs8().unwrap()).unwrap();
        assert_eq!(again.public(), pair.public());
    }
}

/// Claims are read before the signature is looked at, and what is packed only behind it: bytes stand for both.
fn status_list(bytes: &[u8]) {
    let unsigned = StatusListToken::verify(bytes, &LISTS, LIST, NOW);
    assert!(unsigned.is_err(), "nobody else signs");
    let times = (NOW, NOW.plus_ms(1_000));
    let signed = StatusListToken::sign(LIST, times, (1, None), bytes, &AGAIN).unwrap();
    match StatusListToken::verify(&signed, &LISTS, LIST, NOW) {
        Ok(token) => {
            let again = token.entries.pack();
            let signed = StatusListToken::sign(LIST, times, (1, None), &again, &AGAIN).unwrap();
            let again = StatusListToken::verify(&signed, &LISTS, LIST, NOW);
            assert_eq!(again.unwrap().entries, token.entries);
        }
        Err(error) => assert_eq!(error, ListError::Claims, "what is packed is damaged"),
    }
}

fn status_difference(bytes: &[u8]) {
    let outcome = StatusDifference::verify(bytes, &LISTS, LIST, NOW);
    assert!(outcome.is_err(), "nobody else signs");
    assert_eq!(outcome, StatusDifference::verify(bytes, &LISTS, LIST, NOW));
}

fn trust_list(bytes: &[u8]) {
    let outcome = TrustList::verify(bytes, &LISTS, NOW);
    assert!(outcome.is_err(), "nobody else signs");
    assert_eq!(outcome, TrustList::verify(bytes, &LISTS, NOW));
}

fn list_request(bytes: &[u8]) {
    let outcome = ListRequest::verify(bytes, &LISTS, LIST, NOW);
    assert!(outcome.is_err(), "nobody else signs");
    assert_eq!(outcome, ListRequest::verify(bytes, &LISTS, LIST, NOW));
}
