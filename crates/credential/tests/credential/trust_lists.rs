//! Trust lists: whom a gate recognises by one, and what their states mean here.

use credential::{
    Claims, Credential, Hour, IssuerKey, KeyPair, KeySet, KeyState, ListError, Refusal, Rules,
    StateMap, StatusRef, TrustList, TrustedIssuer, present, verify_recognised,
};
use domain::state::State;

use crate::support::{NOW, claims, pair, real_keys};

fn keys(pairs: &[(&KeyPair, &str)]) -> KeySet {
    let key = |(pair, issuer): &(&KeyPair, &str)| IssuerKey {
        key: pair.public().clone(),
        issuer: issuer.parse().unwrap(),
        state: KeyState::Active,
        from: Hour::of(NOW),
        until: None,
        demo: false,
    };
    KeySet::new(pairs.iter().map(key).collect()).unwrap()
}

/// A province that is recognised, and its city's key.
struct Abroad {
    city: KeyPair,
    list: TrustList,
}

fn abroad(states: StateMap) -> Abroad {
    let city = KeyPair::generate().unwrap();
    let issuer = TrustedIssuer {
        name: "江苏省".into(),
        address: "https://js.example".into(),
        divisions: vec!["320000".parse().unwrap()],
        keys: keys(&[(&city, "320100")]),
        states,
    };
    let list = TrustList {
        issued: NOW,
        expires: NOW.plus_ms(86_400_000),
        issuers: vec![issuer],
    };
    Abroad { city, list }
}

/// The text of a code of theirs, shown now by the phone of the vectors.
fn text(abroad: &Abroad, change: impl FnOnce(&mut Claims)) -> String {
    let mut claims = claims();
    claims.issuer = "320100".parse().unwrap();
    claims.status = StatusRef::new("https://js.example/s/2022-07-15", 7).unwrap();
    change(&mut claims);
    let credential = Credential::sign(&claims, &abroad.city).unwrap();
    present(&credential, &pair("phone"), NOW, None).unwrap()
}

fn recognise(abroad: &Abroad, text: &str) -> Result<State, Refusal> {
    let rules = Rules::default();
    let keys = real_keys();
    verify_recognised(text, &keys, Some(&abroad.list), NOW, &rules).map(|code| code.state())
}

#[test]
fn s2_5_a_code_of_a_recognised_issuer_is_believed_and_no_other() {
    let trusted = abroad(StateMap::SAME);
    let shown = text(&trusted, |_| {});
    assert_eq!(recognise(&trusted, &shown), Ok(State::Green));
    let other = abroad(StateMap::SAME);
    assert_eq!(recognise(&other, &shown), Err(Refusal::IssuerUnknown));
    let none = verify_recognised(&shown, &real_keys(), None, NOW, &Rules::default());
    assert_eq!(none.unwrap_err(), Refusal::IssuerUnknown);
    let elsewhere = text(&trusted, |claims| {
        claims.status = StatusRef::new("https://js.example.evil/s/2022-07-15", 7).unwrap();
    });
    assert_eq!(recognise(&trusted, &elsewhere), Err(Refusal::Claims));
    let mut narrow = abroad(StateMap::SAME);
    narrow.list.issuers[0].divisions = vec!["320500".parse().unwrap()];
    let shown = text(&narrow, |_| {});
    assert_eq!(recognise(&narrow, &shown), Err(Refusal::WrongIssuer));
    let mut over = abroad(StateMap::SAME);
    over.list.expires = NOW;
    let shown = text(&over, |_| {});
    assert_eq!(recognise(&over, &shown), Err(Refusal::IssuerUnknown));
}

#[test]
fn s2_5_of_what_they_say_and_what_it_means_here_the_stricter_counts() {
    let map = StateMap::SAME
        .with(State::Yellow, State::Red)
        .with(State::Red, State::Green);
    assert_eq!(map.of(State::Yellow), State::Red);
    assert_eq!(map.of(State::Red), State::Red);
    assert_eq!(map.of(State::Green), State::Green);
    let strict = abroad(map);
    let shown = text(&strict, |claims| claims.state = State::Yellow);
    assert_eq!(recognise(&strict, &shown), Ok(State::Red));
}

#[test]
fn s2_5_a_list_is_read_as_it_was_signed_and_believed_by_the_services_key_alone() {
    let service = KeyPair::generate().unwrap();
    let own = keys(&[(&service, "000000")]);
    let list = abroad(StateMap::SAME.with(State::None, State::Unconfirmed)).list;
    let bytes = list.sign(&service).unwrap();
    assert_eq!(TrustList::verify(&bytes, &own, NOW).unwrap(), list);
    let refusal = |bytes: &[u8], set: &KeySet, now| TrustList::verify(bytes, set, now).unwrap_err();
    let as_city = keys(&[(&service, "330100")]);
    assert_eq!(refusal(&bytes, &as_city, NOW), ListError::UnknownKey);
    assert_eq!(refusal(&bytes, &own, list.expires), ListError::Expired);
    let mut flipped = bytes.clone();
    let at = flipped.len() - 100;
    flipped[at] ^= 1;
    assert!(TrustList::verify(&flipped, &own, NOW).is_err());
    assert_eq!(refusal(&vec![0xD2; 3 << 20], &own, NOW), ListError::TooLong);
}
