//! The keys of `vectors/keys.json`, a morning in Hangzhou, and messages written by hand.

use std::path::{Path, PathBuf};

use credential::{
    Bearer, Claims, Credential, DeviceKind, DocumentTail, Hour, IssuerKey, Jwk, KeyPair, KeySet,
    KeyState, PublicKey, ShownName, StatusRef, Validity, present,
};
use domain::identity::{Document, DocumentKind, PersonName};
use domain::state::State;
use domain::time::{Date, Instant};
use minicbor::Encoder;

/// 2022-07-14 08:20 in Hangzhou.
pub(crate) const NOW: Instant = Instant::from_ms(1_657_758_000_000);

/// A file of the vectors.
pub(crate) fn vector_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("vectors")
        .join(name)
}

/// A file of the vectors as JSON; `null` where it is not there.
pub(crate) fn vectors(name: &str) -> serde_json::Value {
    let text = std::fs::read_to_string(vector_file(name)).unwrap_or_else(|_| "null".into());
    serde_json::from_str(&text).unwrap()
}

/// Whether the environment asks for golden files to be rewritten.
#[expect(
    clippy::disallowed_methods,
    reason = "a test is asked by its environment to rewrite golden files"
)]
pub(crate) fn update_golden() -> bool {
    std::env::var("UPDATE_GOLDEN").is_ok_and(|value| value == "1")
}

/// A key of the vectors, by its name.
pub(crate) fn pair(name: &str) -> KeyPair {
    let keys = vectors("keys.json");
    let pkcs8 = keys["keys"][name]["pkcs8"].as_str().unwrap();
    KeyPair::from_pkcs8(&hex::decode(pkcs8).unwrap()).unwrap()
}

/// The public half as it stands in the file.
pub(crate) fn public(name: &str) -> PublicKey {
    let keys = vectors("keys.json");
    let word = |field: &str| keys["keys"][name][field].as_str().unwrap().to_owned();
    let jwk = Jwk {
        kty: "EC".into(),
        crv: "P-256".into(),
        x: word("x"),
        y: word("y"),
        d: None,
    };
    PublicKey::from_jwk(&jwk).unwrap()
}

/// A local date.
pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn issuer_key(
    name: &str,
    issuer: &str,
    state: KeyState,
    from: &str,
    until: Option<&str>,
) -> IssuerKey {
    IssuerKey {
        key: public(name),
        issuer: issuer.parse().unwrap(),
        state,
        from: Hour::of(date(from).start()),
        until: until.map(|until| Hour::of(date(until).start())),
        demo: name == "demo",
    }
}

/// What the gates of Hangzhou know: its last key, its key, its next, and that of Wenzhou.
pub(crate) fn real_keys() -> KeySet {
    KeySet::new(vec![
        issuer_key(
            "hangzhou_last",
            "330100",
            KeyState::Retired,
            "2022-06-01",
            Some("2022-07-14"),
        ),
        issuer_key(
            "hangzhou",
            "330100",
            KeyState::Active,
            "2022-07-13",
            Some("2022-07-20"),
        ),
        issuer_key(
            "hangzhou_next",
            "330100",
            KeyState::Pending,
            "2022-07-20",
            None,
        ),
        issuer_key("wenzhou", "330300", KeyState::Active, "2022-07-01", None),
    ])
    .unwrap()
}

/// What the gates of a demo know.
pub(crate) fn demo_keys() -> KeySet {
    KeySet::new(vec![issuer_key(
        "demo",
        "330100",
        KeyState::Active,
        "2022-07-01",
        None,
    )])
    .unwrap()
}

/// A name as a phone shows it.
pub(crate) fn fragment(name: &str) -> ShownName {
    ShownName::fragment(&PersonName::parse(name).unwrap())
}

/// Green, of today, good until the end of tomorrow, bound to `phone`.
pub(crate) fn claims() -> Claims {
    claims_for(NOW, date("2022-07-14"))
}

/// The same, issued at another moment for another day.
pub(crate) fn claims_for(now: Instant, day: Date) -> Claims {
    Claims {
        issuer: "330100".parse().unwrap(),
        day,
        validity: Validity::new(now, day, day + 2).unwrap(),
        status: StatusRef::new("https://hz.example/s/20220715", 4711).unwrap(),
        state: State::Green,
        pop_up: false,
        bearer: Bearer::Device {
            kind: DeviceKind::Person,
            key: public("phone"),
            name: fragment("张小三"),
        },
        demo: false,
    }
}

/// A sheet of paper, good for seven days.
pub(crate) fn paper() -> Claims {
    let document = Document::parse(
        DocumentKind::ResidentId,
        "11010519491231002X",
        date("2022-07-14"),
    )
    .unwrap();
    Claims {
        validity: Validity::new(NOW, date("2022-07-14"), date("2022-07-21")).unwrap(),
        bearer: Bearer::Paper {
            name: ShownName::full(&PersonName::parse("张小三").unwrap()),
            document: DocumentTail::of(&document),
        },
        ..claims()
    }
}

/// Claims signed by a key of the vectors.
pub(crate) fn signed(claims: &Claims, key: &str) -> Credential {
    Credential::sign(claims, &pair(key)).unwrap()
}

/// The text of claims signed by Hangzhou and presented by the phone at a moment.
pub(crate) fn text_at(claims: &Claims, made: Instant) -> String {
    present(&signed(claims, "hangzhou"), &pair("phone"), made, None).unwrap()
}

/// The bytes of a text.
pub(crate) fn bytes_of(text: &str) -> Vec<u8> {
    base45::decode(text.strip_prefix("HCP1:").unwrap()).unwrap()
}

/// The text of bytes.
pub(crate) fn text_of(bytes: &[u8]) -> String {
    format!("HCP1:{}", base45::encode(bytes))
}

/// CBOR written by hand.
pub(crate) fn cbor(build: impl FnOnce(&mut Encoder<Vec<u8>>)) -> Vec<u8> {
    let mut encoder = Encoder::new(Vec::new());
    build(&mut encoder);
    encoder.into_writer()
}

/// A `COSE_Sign1` with headers and payload as they are given, rightly signed.
pub(crate) fn sign1(protected: &[u8], payload: &[u8], key: &KeyPair) -> Vec<u8> {
    let to_be_signed = cbor(|e| {
        e.array(4)
            .unwrap()
            .str("Signature1")
            .unwrap()
            .bytes(protected)
            .unwrap();
        e.bytes(&[]).unwrap().bytes(payload).unwrap();
    });
    let signature = key.sign(&to_be_signed).unwrap();
    cbor(|e| {
        e.array(4)
            .unwrap()
            .bytes(protected)
            .unwrap()
            .map(0)
            .unwrap();
        e.bytes(payload).unwrap().bytes(&signature).unwrap();
    })
}

/// The protected header of an issuer's key.
pub(crate) fn issuer_header(key: &KeyPair) -> Vec<u8> {
    [&[0xA2, 0x01, 0x26, 0x04, 0x48][..], key.kid().bytes()].concat()
}

/// The payload of a message.
pub(crate) fn payload_of(message: &[u8]) -> Vec<u8> {
    let mut decoder = minicbor::Decoder::new(message);
    decoder.array().unwrap();
    decoder.bytes().unwrap();
    decoder.map().unwrap();
    decoder.bytes().unwrap().to_vec()
}

/// The protected header of a holder, around bytes that claim to be a credential.
pub(crate) fn holder_header(credential: &[u8]) -> Vec<u8> {
    [&[0xA2, 0x01, 0x26, 0x0D], credential].concat()
}

/// A presentation of bytes that claim to be a credential, rightly signed by the phone.
pub(crate) fn wrapped(credential: &[u8], made: Instant) -> String {
    let payload = cbor(|e| {
        e.map(1)
            .unwrap()
            .u8(6)
            .unwrap()
            .i64(made.ms() / 1_000)
            .unwrap();
    });
    text_of(&sign1(&holder_header(credential), &payload, &pair("phone")))
}
