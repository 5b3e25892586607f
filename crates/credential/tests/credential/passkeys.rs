//! Passkeys: what is believed of an authenticator, and what is not.

use credential::passkey::{
    Assertion, Authenticator, Passkey, PasskeyError, RelyingParty, register,
};

const PARTY: RelyingParty<'static> = RelyingParty {
    id: "hz.example",
    origin: "https://hz.example",
};
const ASKED: &[u8] = b"the digest of a proposal";

fn enrolled() -> (Authenticator, Passkey) {
    let authenticator = Authenticator::generate().unwrap();
    let registration = authenticator.create(&PARTY, b"enrol");
    let passkey = register(&registration, b"enrol", &PARTY).unwrap();
    assert_eq!(passkey.id, authenticator.id());
    (authenticator, passkey)
}

fn refused(passkey: &Passkey, assertion: &Assertion, party: &RelyingParty<'_>) -> PasskeyError {
    passkey.verify(assertion, ASKED, party).unwrap_err()
}

#[test]
fn n_3_a_signature_over_the_content_holds_for_that_content_and_key_alone() {
    let (authenticator, passkey) = enrolled();
    let assertion = authenticator.assert(&PARTY, ASKED).unwrap();
    assert_eq!(passkey.verify(&assertion, ASKED, &PARTY), Ok(0));
    let other = passkey.verify(&assertion, b"of another content", &PARTY);
    assert_eq!(other, Err(PasskeyError::Challenge));
    let (_, foreign) = enrolled();
    assert_eq!(
        refused(&foreign, &assertion, &PARTY),
        PasskeyError::Signature
    );
}

#[test]
fn another_page_and_another_service_are_refused() {
    let (authenticator, passkey) = enrolled();
    let evil = RelyingParty {
        id: "hz.example",
        origin: "https://hz.example.evil",
    };
    let assertion = authenticator.assert(&evil, ASKED).unwrap();
    assert_eq!(refused(&passkey, &assertion, &PARTY), PasskeyError::Origin);
    let other = RelyingParty {
        id: "sh.example",
        origin: "https://hz.example",
    };
    let assertion = authenticator.assert(&other, ASKED).unwrap();
    assert_eq!(
        refused(&passkey, &assertion, &PARTY),
        PasskeyError::RelyingParty
    );
}

#[test]
fn an_authenticator_that_did_not_look_at_who_touched_it_is_refused() {
    let (authenticator, passkey) = enrolled();
    let mut assertion = authenticator.assert(&PARTY, ASKED).unwrap();
    assertion.authenticator_data[32] = 0x01;
    assert_eq!(
        refused(&passkey, &assertion, &PARTY),
        PasskeyError::Unverified
    );
}

#[test]
fn a_registration_is_no_assertion_and_the_other_way_round() {
    let (authenticator, passkey) = enrolled();
    let mut assertion = authenticator.assert(&PARTY, ASKED).unwrap();
    assertion.client_data = authenticator.create(&PARTY, ASKED).client_data;
    assert_eq!(refused(&passkey, &assertion, &PARTY), PasskeyError::Purpose);
    let mut registration = authenticator.create(&PARTY, ASKED);
    registration.client_data = authenticator.assert(&PARTY, ASKED).unwrap().client_data;
    assert_eq!(
        register(&registration, ASKED, &PARTY),
        Err(PasskeyError::Purpose)
    );
}

#[test]
fn every_flipped_or_missing_byte_is_refused_and_nothing_panics() {
    let (authenticator, passkey) = enrolled();
    let assertion = authenticator.assert(&PARTY, ASKED).unwrap();
    for at in 0..assertion.authenticator_data.len() {
        let mut flipped = assertion.clone();
        flipped.authenticator_data[at] ^= 0x02;
        assert!(passkey.verify(&flipped, ASKED, &PARTY).is_err(), "{at}");
        let mut cut = assertion.clone();
        cut.authenticator_data.truncate(at);
        assert!(passkey.verify(&cut, ASKED, &PARTY).is_err(), "{at}");
    }
    let whole = authenticator.create(&PARTY, b"enrol");
    for at in 0..whole.attestation.len() {
        let mut cut = whole.clone();
        cut.attestation.truncate(at);
        assert!(register(&cut, b"enrol", &PARTY).is_err(), "{at}");
        let mut flipped = whole.clone();
        flipped.attestation[at] ^= 0x80;
        let read = register(&flipped, b"enrol", &PARTY);
        assert!(read != Ok(passkey.clone()) || at > 0, "{at}");
    }
}
