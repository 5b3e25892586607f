//! `healthcode code verify`: a code, what is wrong with it, and at which instant.

use credential::{
    Bearer, Claims, Credential, DeviceKind, Hour, IssuerKey, KeyPair, KeySet, KeyState, ShownName,
    StatusRef, Validity, present,
};
use domain::identity::PersonName;
use domain::state::State;
use domain::time::Instant;

use crate::{Place, Said};

/// 2022-07-14 08:05 in Hangzhou.
const NOW: Instant = Instant::from_ms(1_657_757_100_000);

/// A place with the keys of a city in `keys.cbor`, and a phone that shows a code of that city.
struct Shown {
    place: Place,
    text: String,
}

impl Shown {
    fn new(state: State) -> Self {
        let (city, phone) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
        let claims = Claims {
            issuer: "330100".parse().unwrap(),
            day: NOW.date(),
            validity: Validity::new(NOW, NOW.date(), NOW.date() + 2).unwrap(),
            status: StatusRef::new("https://hz.example/s/20220715", 4711).unwrap(),
            state,
            pop_up: false,
            bearer: Bearer::Device {
                kind: DeviceKind::Person,
                key: phone.public().clone(),
                name: ShownName::fragment(&PersonName::parse("张小三").unwrap()),
            },
            demo: false,
        };
        let credential = Credential::sign(&claims, &city).unwrap();
        let shown = Self {
            place: Place::new(),
            text: present(&credential, &phone, NOW, None).unwrap(),
        };
        shown.trust(&city);
        shown
    }

    /// Writes the key set of a city.
    fn trust(&self, city: &KeyPair) {
        let key = IssuerKey {
            key: city.public().clone(),
            issuer: "330100".parse().unwrap(),
            state: KeyState::Active,
            from: Hour::of(NOW),
            until: None,
            demo: false,
        };
        let set = KeySet::new(vec![key]).unwrap();
        std::fs::write(self.place.path("keys.cbor"), set.encode()).unwrap();
    }

    fn verify(&self, text: &str, now: &str) -> Said {
        let line = [
            "code",
            "verify",
            "--keys",
            "keys.cbor",
            "--now",
            now,
            text,
            "--json",
        ];
        self.place.run(&line)
    }
}

/// The text with another letter in the holder's signature, which stands last. The first of three letters is the
/// smallest digit (RFC 9285): whatever it is, the three stay Base45.
fn flipped(text: &str) -> String {
    let letters = text.len() - "HCP1:".len();
    let at = "HCP1:".len() + (letters / 3 - 1) * 3;
    let other = if &text[at..=at] == "0" { "1" } else { "0" };
    format!("{}{other}{}", &text[..at], &text[at + 1..])
}

fn answer(said: &Said) -> (i32, serde_json::Value) {
    (said.code, said.json().remove(0))
}

#[test]
fn n_1_a_code_is_believed_without_a_database_and_a_network() {
    let shown = Shown::new(State::Green);
    for now in [
        "2022-07-14T08:05:20+08:00",
        "2022-07-14T00:05:20Z",
        "1657757120000",
    ] {
        let expected = serde_json::json!({"outcome": "believed", "reason": null, "state": "green"});
        assert_eq!(
            answer(&shown.verify(&shown.text, now)),
            (0, expected),
            "{now}"
        );
    }
    assert!(!shown.place.path("healthcode.db").exists());
    let red = Shown::new(State::Red);
    assert_eq!(
        answer(&red.verify(&red.text, "1657757120000")).1["state"],
        "red"
    );
}

#[test]
fn s2_19_each_fault_of_a_code_has_its_own_reason() {
    let shown = Shown::new(State::Green);
    let now = "1657757120000";
    let reason = |said: Said| {
        let (code, json) = answer(&said);
        assert_eq!(
            (code, &json["outcome"], &json["state"]),
            (1, &"refused".into(), &serde_json::Value::Null)
        );
        json["reason"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        reason(shown.verify(&shown.text, "1657757160000")),
        "too_old"
    );
    assert_eq!(
        reason(shown.verify(&shown.text, "1657757000000")),
        "from_the_future"
    );
    assert_eq!(
        reason(shown.verify(&shown.text, "2022-07-16T00:00:00+08:00")),
        "expired"
    );
    assert_eq!(
        reason(shown.verify("https://example.com/pay", now)),
        "not_a_code"
    );
    assert_eq!(reason(shown.verify("-1", now)), "not_a_code");
    assert_eq!(
        reason(shown.verify(&flipped(&shown.text), now)),
        "holder_signature"
    );
    shown.trust(&KeyPair::generate().unwrap());
    assert_eq!(reason(shown.verify(&shown.text, now)), "issuer_unknown");
}

#[test]
fn a_refusal_is_said_in_both_languages() {
    let shown = Shown::new(State::Green);
    let line = [
        "code",
        "verify",
        "--keys",
        "keys.cbor",
        "--now",
        "1657757160000",
        &shown.text,
    ];
    let said = shown.place.run(&line);
    assert_eq!(said.code, 1);
    let words = &said.lines[0];
    assert!(
        words.contains("too_old") && words.contains("picture") && words.contains("截图"),
        "{words}"
    );
}

#[test]
fn keys_and_instants_that_cannot_be_read_are_no_answer() {
    let shown = Shown::new(State::Green);
    assert_eq!(shown.verify(&shown.text, "soon").code, 2);
    shown.place.write("keys.cbor", "no keys");
    let said = shown.verify(&shown.text, "1657757120000");
    assert!(
        said.code == 2 && said.errors.contains("keys.cbor"),
        "{}",
        said.errors
    );
    std::fs::remove_file(shown.place.path("keys.cbor")).unwrap();
    assert_eq!(shown.verify(&shown.text, "1657757120000").code, 2);
}
