//! Strict decoding: each message says something true, rightly signed, in a way in which we do not write it.

use credential::{Credential, Refusal, Rules, verify_credential, verify_presentation};
use domain::verdict::Refusal::{Garbled, NotACode, Structure, TooLong, Version};

use crate::support::{
    NOW, bytes_of, cbor, claims, holder_header, issuer_header, pair, payload_of, real_keys, sign1,
    signed, text_at, text_of, wrapped,
};

pub(crate) fn refused(text: &str) -> Refusal {
    verify_presentation(text, &real_keys(), NOW, &Rules::default()).unwrap_err()
}

pub(crate) fn credential_refused(bytes: &[u8]) -> Refusal {
    let alone = verify_credential(bytes, &real_keys(), NOW).unwrap_err();
    assert_eq!(Credential::parse(bytes).err().unwrap_or(alone), alone);
    assert_eq!(
        refused(&wrapped(bytes, NOW)),
        alone,
        "inside a presentation too"
    );
    alone
}

#[test]
fn a_message_written_by_hand_is_believed_where_nothing_is_wrong() {
    let key = pair("hangzhou");
    let payload = payload_of(signed(&claims(), "hangzhou").bytes());
    let ours = sign1(&issuer_header(&key), &payload, &key);
    let verified = verify_presentation(&wrapped(&ours, NOW), &real_keys(), NOW, &Rules::default());
    assert_eq!(verified.unwrap().claims, claims());
}

#[test]
fn a_text_is_one_text() {
    let text = text_at(&claims(), NOW);
    assert_eq!(refused(&text.replacen("HCP1", "HCP2", 1)), Version);
    assert_eq!(refused(&text.replacen("HCP1:", "", 1)), NotACode);
    assert_eq!(refused(&text.to_lowercase()), NotACode);
    assert_eq!(refused(&format!(" {text}")), NotACode);
    assert_eq!(refused(&format!("{text}\r")), Garbled);
    assert_eq!(refused(&text[..text.len() - 1]), Garbled);
    assert!([Garbled, Structure].contains(&refused(&text[..text.len() - 3])));
    assert_eq!(refused(&"HCP1:0".repeat(200)), TooLong);
    assert_eq!(refused("HCP1:"), Structure);
}

#[test]
fn a_message_has_one_form() {
    let bytes = bytes_of(&text_at(&claims(), NOW));
    let tagged = [&[0xD2], &bytes[..]].concat();
    let longer_head = [&[0x98, 0x04], &bytes[1..]].concat();
    let indefinite = [&[0x9F], &bytes[1..], &[0xFF]].concat();
    let trailing = [&bytes[..], &[0x00]].concat();
    for other in [
        tagged,
        longer_head,
        indefinite,
        trailing,
        vec![0x84],
        vec![],
    ] {
        assert_eq!(
            refused(&text_of(&other)),
            Structure,
            "{}",
            hex::encode(other)
        );
    }
    let issuer = signed(&claims(), "hangzhou").bytes().to_vec();
    let tagged = [&[0xD2], &issuer[..]].concat();
    let trailing = [&issuer[..], &[0x00]].concat();
    for other in [tagged, trailing, vec![0x80]] {
        assert_eq!(credential_refused(&other), Structure);
    }
    assert_eq!(
        verify_credential(&[0x84; 397], &real_keys(), NOW),
        Err(TooLong)
    );
    assert_eq!(Credential::parse(&[0x84; 397]), Err(TooLong));
}

#[test]
fn headers_are_these_two_and_no_others() {
    let key = pair("hangzhou");
    let payload = payload_of(signed(&claims(), "hangzhou").bytes());
    let kid = key.kid();
    let headers: [Vec<u8>; 6] = [
        // No key id; a critical header; another algorithm; another order; a longer key id; none at all.
        hex::decode("a10126").unwrap(),
        [
            &hex::decode("a30126028118200448").unwrap(),
            &kid.bytes()[..],
            &hex::decode("182001").unwrap(),
        ]
        .concat(),
        [&hex::decode("a20138220448").unwrap(), &kid.bytes()[..]].concat(),
        [
            &hex::decode("a20448").unwrap(),
            &kid.bytes()[..],
            &hex::decode("0126").unwrap(),
        ]
        .concat(),
        [&hex::decode("a201260449").unwrap(), &kid.bytes()[..], &[0]].concat(),
        vec![],
    ];
    for header in headers {
        assert_eq!(
            credential_refused(&sign1(&header, &payload, &key)),
            Structure,
            "{}",
            hex::encode(header)
        );
    }
    let unprotected = cbor(|e| {
        e.array(4)
            .unwrap()
            .bytes(&issuer_header(&key))
            .unwrap()
            .map(1)
            .unwrap()
            .u8(4)
            .unwrap();
        e.bytes(kid.bytes())
            .unwrap()
            .bytes(&payload)
            .unwrap()
            .bytes(&[1; 64])
            .unwrap();
    });
    assert_eq!(credential_refused(&unprotected), Structure);
    let short = cbor(|e| {
        e.array(4)
            .unwrap()
            .bytes(&issuer_header(&key))
            .unwrap()
            .map(0)
            .unwrap();
        e.bytes(&payload).unwrap().bytes(&[1; 63]).unwrap();
    });
    assert_eq!(credential_refused(&short), Structure);
}

#[test]
fn a_presentation_holds_a_moment_a_nonce_and_a_credential() {
    let credential = signed(&claims(), "hangzhou");
    let present = |header: &[u8], payload: &str| {
        let payload = hex::decode(payload.replace(' ', "")).unwrap();
        refused(&text_of(&sign1(header, &payload, &pair("phone"))))
    };
    let header = holder_header(credential.bytes());
    let time = format!("061a{:08x}", NOW.ms() / 1_000);
    let nonce = "0a48 0102030405060708";
    for (payload, what) in [
        (format!("a2{time}"), "an entry that is missing"),
        ("a0".into(), "no moment"),
        (
            format!("a1{}", time.replace("1a", "1b00000000")),
            "a longer head",
        ),
        ("a1061bffffffffffffffff".into(), "a moment beyond all time"),
        ("a10620".into(), "a moment before all time"),
        (format!("a2{nonce}{time}"), "another order"),
        (format!("a2{time}0a47 01020304050607"), "a nonce of 7 bytes"),
        (format!("a3{time}{nonce}{nonce}"), "a nonce twice"),
        (format!("a2{time}0b48 0102030405060708"), "an unknown label"),
        (format!("a1{time}00"), "a trailing byte"),
        (format!("bf{time}ff"), "an indefinite length"),
    ] {
        assert_eq!(present(&header, &payload), Structure, "{what}");
    }
    let payload = format!("a1{time}");
    let other_algorithm = [&[0xA2, 0x01, 0x38, 0x22, 0x0D], credential.bytes()].concat();
    let critical = [
        &[0xA3, 0x01, 0x26, 0x02, 0x81, 0x0D, 0x0D],
        credential.bytes(),
    ]
    .concat();
    for header in [
        other_algorithm,
        critical,
        vec![0xA1, 0x01, 0x26],
        holder_header(&[]),
        holder_header(&[0x80]),
    ] {
        assert_eq!(present(&header, &payload), Structure);
    }
    let inner = wrapped(credential.bytes(), NOW);
    assert_eq!(
        present(&holder_header(&bytes_of(&inner)), &payload),
        TooLong,
        "a presentation of a presentation"
    );
}
