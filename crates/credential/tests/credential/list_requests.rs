//! Requests for a status list: who is believed to ask, for what, and for how long.

use credential::{
    Hour, IssuerKey, KeyPair, KeySet, KeyState, ListError, ListRequest, MOST_REQUEST_BYTES,
    REQUEST_MS,
};
use domain::time::Instant;

use crate::support::NOW;

const LIST: &str = "https://js.example/s/2022-07-15";

fn keys(pair: &KeyPair, issuer: &str) -> KeySet {
    let key = IssuerKey {
        key: pair.public().clone(),
        issuer: issuer.parse().unwrap(),
        state: KeyState::Active,
        from: Hour::of(NOW),
        until: None,
        demo: false,
    };
    KeySet::new(vec![key]).unwrap()
}

fn request(pair: &KeyPair, issued: Instant) -> Vec<u8> {
    let request = ListRequest {
        list: LIST.into(),
        issued,
    };
    request.sign(pair).unwrap()
}

#[test]
fn s2_7_a_request_opens_its_own_list_to_the_service_that_signed_it_for_five_minutes() {
    let asking = KeyPair::generate().unwrap();
    let own = keys(&asking, "000000");
    let bytes = request(&asking, NOW);
    assert!(bytes.len() <= MOST_REQUEST_BYTES / 2, "{}", bytes.len());
    assert_eq!(ListRequest::verify(&bytes, &own, LIST, NOW), Ok(()));
    let last = NOW.plus_ms(REQUEST_MS - 1);
    assert_eq!(ListRequest::verify(&bytes, &own, LIST, last), Ok(()));
    let refused = |keys: &KeySet, list: &str, now| ListRequest::verify(&bytes, keys, list, now);
    let over = NOW.plus_ms(REQUEST_MS);
    assert_eq!(refused(&own, LIST, over), Err(ListError::Expired));
    let early = NOW.plus_ms(-REQUEST_MS - 1);
    assert_eq!(refused(&own, LIST, early), Err(ListError::FromTheFuture));
    for other in [
        "https://js.example/s/2022-07-16",
        "https://ah.example/s/2022-07-15",
    ] {
        assert_eq!(refused(&own, other, NOW), Err(ListError::Other));
    }
}

#[test]
fn s2_7_a_request_by_a_city_a_stranger_or_with_a_changed_bit_opens_nothing() {
    let asking = KeyPair::generate().unwrap();
    let own = keys(&asking, "000000");
    let bytes = request(&asking, NOW);
    let city = keys(&asking, "320100");
    let stranger = keys(&KeyPair::generate().unwrap(), "000000");
    for keys in [city, stranger, KeySet::default()] {
        let refused = ListRequest::verify(&bytes, &keys, LIST, NOW);
        assert_eq!(refused, Err(ListError::UnknownKey));
    }
    let before = request(&asking, NOW.plus_ms(-4 * 3_600_000));
    let refused = ListRequest::verify(&before, &own, LIST, NOW);
    assert_eq!(refused, Err(ListError::KeyOutOfUse));
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(
            ListRequest::verify(&flipped, &own, LIST, NOW).is_err(),
            "{bit}"
        );
    }
    let long = vec![0xD2; MOST_REQUEST_BYTES + 1];
    let refused = ListRequest::verify(&long, &own, LIST, NOW);
    assert_eq!(refused, Err(ListError::TooLong));
}
