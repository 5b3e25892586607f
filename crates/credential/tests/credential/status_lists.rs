//! Status lists: what a gate believes of them, what they weigh, and that a difference says what the list says.

use credential::{
    Hour, IssuerKey, KeyPair, KeySet, KeyState, ListError, MOST_PLACES, StatusDifference,
    StatusList, StatusListToken,
};
use domain::time::Instant;
use domain::verdict::Status;
use proptest::prelude::*;

use crate::support::NOW;

const LIST: &str = "https://hz.example/s/2022-07-15";

struct Service {
    pair: KeyPair,
    keys: KeySet,
}

fn service_of(issuer: &str) -> Service {
    let pair = KeyPair::generate().unwrap();
    let key = IssuerKey {
        key: pair.public().clone(),
        issuer: issuer.parse().unwrap(),
        state: KeyState::Active,
        from: Hour::of(NOW),
        until: None,
        demo: false,
    };
    let keys = KeySet::new(vec![key]).unwrap();
    Service { pair, keys }
}

fn service() -> Service {
    service_of("000000")
}

fn ends() -> Instant {
    NOW.plus_ms(86_400_000)
}

fn later(seconds: i64) -> Instant {
    NOW.plus_ms(seconds * 1_000)
}

fn sign(service: &Service, list: &StatusList, version: u64) -> Vec<u8> {
    let packed = list.pack();
    StatusListToken::sign(LIST, (NOW, ends()), (version, None), &packed, &service.pair).unwrap()
}

fn verify(service: &Service, bytes: &[u8], now: Instant) -> Result<StatusListToken, ListError> {
    StatusListToken::verify(bytes, &service.keys, LIST, now)
}

/// A number that follows from a place.
fn drawn(place: u32) -> u64 {
    let mut z = u64::from(place).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z ^ (z >> 31)
}

#[test]
fn n_1_sixty_million_entries_with_one_in_a_hundred_set_weigh_under_a_megabyte() {
    let mut list = StatusList::new(60_000_000);
    let mut set = 0;
    for place in (0..list.places()).filter(|place| drawn(*place).is_multiple_of(100)) {
        let status = if drawn(place).is_multiple_of(1_000) {
            Status::Replaced
        } else {
            Status::Changed
        };
        list.set(place, status);
        set += 1;
    }
    assert!((590_000..610_000).contains(&set));
    let service = service();
    let bytes = sign(&service, &list, 7);
    assert!(
        (800_000..1_000_000).contains(&bytes.len()),
        "{} bytes",
        bytes.len()
    );
    let token = verify(&service, &bytes, later(60)).unwrap();
    assert_eq!((token.version, token.issued), (7, NOW));
    assert!(token.entries == list);
}

#[test]
fn n_1_an_entry_stands_where_the_draft_puts_it() {
    // Section 4.1 of the draft, the example of two bits.
    let entries = [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3];
    let mut list = StatusList::new(12);
    for (place, bits) in (0..).zip(entries) {
        list.set(place, Status::from_bits(bits));
        assert_eq!(list.get(place).bits(), bits);
    }
    assert_eq!(list.get(12), Status::Unused, "there is no such place");
    let service = service();
    let bytes = sign(&service, &list, 0);
    let token = verify(&service, &bytes, NOW).unwrap();
    let read: Vec<u8> = (0..12)
        .map(|place| token.entries.get(place).bits())
        .collect();
    assert_eq!(read, entries);
    // Another library's reading of COSE: tag 18, the media type, the claims.
    let message = <coset::CoseSign1 as coset::TaggedCborSerializable>::from_tagged_slice(&bytes);
    let message = message.unwrap();
    let typ = coset::Label::Int(16);
    let header = message
        .protected
        .header
        .rest
        .iter()
        .find(|(label, _)| *label == typ);
    let media = header.and_then(|(_, value)| value.as_text());
    assert_eq!(media, Some("application/statuslist+cwt"));
    assert_eq!(message.protected.header.key_id, service.pair.kid().bytes());
}

#[test]
fn n_1_what_a_gate_does_not_believe_is_refused_by_its_reason() {
    let service = service();
    let list = StatusList::new(1_000);
    let bytes = sign(&service, &list, 1);
    let refusal = |bytes: &[u8], now| verify(&service, bytes, now).unwrap_err();
    assert_eq!(refusal(&bytes, ends()), ListError::Expired);
    assert_eq!(
        refusal(&bytes, NOW.plus_ms(-600_000)),
        ListError::FromTheFuture
    );
    assert_eq!(refusal(&bytes[1..], NOW), ListError::Structure, "untagged");
    assert_eq!(refusal(&vec![0; 18 << 20], NOW), ListError::TooLong);
    let mut flipped = bytes.clone();
    let end = flipped.len() - 1;
    flipped[end] ^= 1;
    assert_eq!(refusal(&flipped, NOW), ListError::Signature);
    let other = StatusListToken::verify(&bytes, &service.keys, "https://hz.example/s/x", NOW);
    assert_eq!(other.unwrap_err(), ListError::Other);
    let stranger = service_of("000000");
    assert_eq!(
        verify(&stranger, &bytes, NOW).unwrap_err(),
        ListError::UnknownKey
    );
    let city = service_of("330100");
    let by_city = sign(&city, &list, 1);
    assert_eq!(
        verify(&city, &by_city, NOW).unwrap_err(),
        ListError::UnknownKey
    );
    let early = NOW.plus_ms(-7_200_000);
    let early = StatusListToken::sign(
        LIST,
        (early, ends()),
        (1, None),
        &list.pack(),
        &service.pair,
    );
    assert_eq!(refusal(&early.unwrap(), NOW), ListError::KeyOutOfUse);
}

#[test]
fn n_1_a_list_that_unpacks_without_end_is_refused() {
    let service = service();
    // One byte more than the longest list, packed to a few KB.
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    let zeros = vec![0; (MOST_PLACES / 4) as usize + 1];
    std::io::Write::write_all(&mut zlib, &zeros).unwrap();
    let packed = zlib.finish().unwrap();
    let sign = |packed: &[u8]| {
        StatusListToken::sign(LIST, (NOW, ends()), (1, None), packed, &service.pair).unwrap()
    };
    let refused = verify(&service, &sign(&packed), NOW);
    assert_eq!(refused.unwrap_err(), ListError::Claims);
    let mut more = StatusList::new(8).pack();
    more.push(0);
    let refused = verify(&service, &sign(&more), NOW);
    assert_eq!(
        refused.unwrap_err(),
        ListError::Claims,
        "something behind the end"
    );
}

fn difference(from: u64, changes: Vec<(u32, Status)>) -> StatusDifference {
    StatusDifference {
        list: LIST.into(),
        issued: later(300),
        expires: ends(),
        from,
        to: from + 1,
        changes,
        log: None,
    }
}

#[test]
fn n_1_a_difference_brings_a_gate_to_the_newer_list_and_renews_its_age() {
    let service = service();
    let mut list = StatusList::new(100_000);
    list.set(77, Status::Changed);
    let mut held = verify(&service, &sign(&service, &list, 4), NOW).unwrap();
    let changes: Vec<(u32, Status)> = [
        (0, Status::Replaced),
        (77, Status::AsIssued),
        (99_999, Status::Changed),
    ]
    .into();
    let bytes = difference(4, changes.clone()).sign(&service.pair).unwrap();
    let read = StatusDifference::verify(&bytes, &service.keys, LIST, later(300)).unwrap();
    assert_eq!(read.changes, changes);
    held.go_on(&read).unwrap();
    assert_eq!((held.version, held.issued), (5, later(300)));
    for (place, status) in changes {
        assert_eq!(held.entries.get(place), status);
    }
    assert_eq!(held.go_on(&read), Err(ListError::Other), "not twice");
    let taken_for_a_list = verify(&service, &bytes, later(300));
    assert_eq!(taken_for_a_list.unwrap_err(), ListError::Structure);
}

#[test]
fn n_1_a_difference_of_a_thousand_entries_weighs_some_kilobytes() {
    let changes = (0..1_000).map(|n| (n * 60_000, Status::Changed)).collect();
    let bytes = difference(1, changes).sign(&service().pair).unwrap();
    assert!(bytes.len() < 4_000, "{} bytes", bytes.len());
}

proptest! {
    #[test]
    fn whatever_is_read_as_a_list_or_difference_is_refused_without_a_panic(bytes: Vec<u8>) {
        let service = service();
        let list = [&[0xD2][..], &bytes].concat();
        for bytes in [&bytes, &list] {
            prop_assert!(verify(&service, bytes, NOW).is_err());
            let read = StatusDifference::verify(bytes, &service.keys, LIST, NOW);
            prop_assert!(read.is_err());
        }
    }

    #[test]
    fn n_1_a_difference_is_read_as_it_was_written(
        places in prop::collection::btree_map(0..MOST_PLACES, 0_u8..4, 0..200)
    ) {
        let service = service();
        let changes = places.into_iter().map(|(place, bits)| (place, Status::from_bits(bits)));
        let written = difference(3, changes.collect());
        let bytes = written.sign(&service.pair).unwrap();
        let read = StatusDifference::verify(&bytes, &service.keys, LIST, later(300)).unwrap();
        prop_assert_eq!(read, written);
    }
}
