//! Strict decoding: each message says something true, rightly signed, in a way in which we do not write it.

use credential::{Credential, KeyPair, Refusal, Rules, verify_credential, verify_presentation};
use domain::verdict::Refusal::{Claims, Garbled, NotACode, Structure, TooLong, Version};

use crate::support::{
    NOW, bytes_of, cbor, claims, issuer_header, pair, paper, payload_of, public, real_keys, sign1,
    signed, text_at, text_of, wrapped,
};

fn refused(text: &str) -> Refusal {
    verify_presentation(text, &real_keys(), NOW, &Rules::default()).unwrap_err()
}

fn credential_refused(bytes: &[u8]) -> Refusal {
    let alone = verify_credential(bytes, &real_keys(), NOW).unwrap_err();
    assert_eq!(Credential::parse(bytes).err().unwrap_or(alone), alone);
    assert_eq!(
        refused(&wrapped(bytes, NOW)),
        alone,
        "inside a presentation too"
    );
    alone
}

/// The right claims with one stretch of bytes replaced, rightly signed.
fn with(claims: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = hex::encode(claims);
    assert_eq!(
        text.matches(from).count(),
        1,
        "{from} stands once in {text}"
    );
    let payload = hex::decode(text.replacen(from, to, 1)).unwrap();
    let key = pair("hangzhou");
    sign1(&issuer_header(&key), &payload, &key)
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
    assert_eq!(refused(&text[..text.len() - 3]), Structure);
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
fn claims_are_these_in_this_order_in_their_ranges() {
    let right = payload_of(signed(&claims(), "hangzhou").bytes());
    let x = hex::encode(&public("phone").raw()[1..33]);
    let changes = [
        ("0166333330313030", "0665333330313030", "another label"),
        ("0166333330313030", "016533333031 30", "five digits"),
        (
            "0166333330313030",
            "0166333330313061",
            "a letter in the issuer",
        ),
        ("041a62d18e80", "041b0000000062d18e80", "a longer head"),
        ("041a62d18e80", "041a62d18e81", "not on the hour"),
        (
            "041a62d18e80",
            "041a62cf5d50",
            "expired before it was issued",
        ),
        (
            "041a62d18e80",
            "04fb41d8b463a0000000",
            "a floating-point number",
        ),
        ("061a62cf5d50", "051a62cf5d50", "nbf for iat"),
        ("08a101a4", "08a201a4", "another count in cnf"),
        ("a401022001", "a401022002", "another curve"),
        (&x[..8], "00000000", "a point off the curve"),
        ("19ffff", "19fffe", "another label than status"),
        ("63696478191267", "6369647820", "a negative index"),
        (
            "63696478191267",
            "636964781b0000000100000000",
            "an index beyond 32 bits",
        ),
        (
            "7268747470733a2f2f",
            "7268747470733a2f20",
            "a blank in the address",
        ),
        ("3a00010000a4", "3a00010001a4", "another private label"),
        ("3a00010000a4", "3a00010000a5", "an entry that is missing"),
        ("0119", "0139", "a day before 1970"),
        ("02000366", "02050366", "a sixth state"),
        ("02000366", "02200366", "a negative state"),
        (
            "0366e5bca0e4b8890400",
            "0366e5bca0e4b8890404",
            "a fifth kind",
        ),
        (
            "0366e5bca0e4b8890400",
            "0366e5bca0e4b8890402",
            "paper with a key",
        ),
        ("0366e5bca0e4b8890400", "03600400", "no name"),
        ("0366e5bca0e4b8890400", "0366e5bca0e4b8070400", "no UTF-8"),
        (
            "0366e5bca0e4b8890400",
            "03666162630a65660400",
            "a line end in the name",
        ),
        (
            "0366e5bca0e4b8890400",
            "0370616161616161616161616161616161610400",
            "a name of 16 bytes",
        ),
    ];
    for (from, to, what) in changes {
        let other = with(&right, from, &to.replace(' ', ""));
        assert_eq!(credential_refused(&other), Claims, "{what}");
    }
    for (entries, added, what) in [
        ("a4", "06f4", "no pop-up, said"),
        ("a4", "07f4", "no demo, said"),
        ("a4", "0564303032 58", "the end of a document on a phone"),
        ("a4", "0801", "an unknown label"),
    ] {
        let count = if entries == "a4" { "a5" } else { entries };
        let mut payload =
            hex::encode(&right).replacen("3a00010000a4", &format!("3a00010000{count}"), 1);
        payload.push_str(&added.replace(' ', ""));
        let key = pair("hangzhou");
        let other = sign1(&issuer_header(&key), &hex::decode(payload).unwrap(), &key);
        assert_eq!(credential_refused(&other), Claims, "{what}");
    }
}

#[test]
fn labels_stand_once_and_nothing_follows() {
    let right = hex::encode(payload_of(signed(&claims(), "hangzhou").bytes()));
    let key = pair("hangzhou");
    let sign = |payload: &str| sign1(&issuer_header(&key), &hex::decode(payload).unwrap(), &key);
    let twice = right.replacen(
        "a60166333330313030",
        "a701663333303130300166333330313030",
        1,
    );
    let other_order = right.replacen(
        "0166333330313030041a62d18e80",
        "041a62d18e800166333330313030",
        1,
    );
    let trailing = format!("{right}00");
    let unknown = format!("a7{}390fff01", &right[2..]);
    for (payload, what) in [
        (twice, "twice"),
        (other_order, "order"),
        (trailing, "trailing"),
        (unknown, "unknown"),
    ] {
        assert_eq!(credential_refused(&sign(&payload)), Claims, "{what}");
    }
    let pop_up_twice = format!(
        "{}06f506f5",
        right.replacen("3a00010000a4", "3a00010000a6", 1)
    );
    let turned = format!(
        "{}07f506f5",
        right.replacen("3a00010000a4", "3a00010000a6", 1)
    );
    assert_eq!(credential_refused(&sign(&pop_up_twice)), Claims);
    assert_eq!(credential_refused(&sign(&turned)), Claims);
}

#[test]
fn a_sheet_needs_the_end_of_a_document_and_no_key() {
    let right = payload_of(signed(&paper(), "hangzhou").bytes());
    for (from, to, what) in [
        ("056430303258", "056430303278", "a small letter"),
        ("056430303258", "0563303032", "three characters"),
        ("04020564", "04000564", "a person without a key"),
    ] {
        let other = with(&right, from, to);
        assert_eq!(
            verify_credential(&other, &real_keys(), NOW),
            Err(Claims),
            "{what}"
        );
        assert_eq!(refused(&text_of(&other)), Claims, "{what}");
    }
}

#[test]
fn a_presentation_holds_a_moment_a_nonce_and_a_credential() {
    let credential = signed(&claims(), "hangzhou");
    let phone = pair("phone");
    let seconds = NOW.ms() / 1_000;
    let present = |entries: u64, head: &str, phone: &KeyPair| {
        let mut payload = vec![0xA0 + entries as u8];
        payload.extend(hex::decode(head.replace(' ', "")).unwrap());
        payload.extend(cbor(|e| {
            e.i64(-65_538).unwrap().bytes(credential.bytes()).unwrap();
        }));
        refused(&text_of(&sign1(&[0xA1, 0x01, 0x26], &payload, phone)))
    };
    let time = format!("061a{seconds:08x}");
    let nonce = "0a48 0102030405060708";
    for (entries, head, what) in [
        (3, time.clone(), "an entry that is missing"),
        (1, String::new(), "no moment"),
        (2, format!("061b00000000{seconds:08x}"), "a longer head"),
        (2, "061bffffffffffffffff".into(), "a moment beyond all time"),
        (2, "0620".into(), "a moment before all time"),
        (3, format!("{nonce}{time}"), "another order"),
        (
            3,
            format!("{time}0a47 01020304050607"),
            "a nonce of 7 bytes",
        ),
        (4, format!("{time}{nonce}{nonce}"), "a nonce twice"),
        (
            3,
            format!("{time}0b48 0102030405060708"),
            "an unknown label",
        ),
    ] {
        assert_eq!(present(entries, &head, &phone), Structure, "{what}");
    }
    let inner = wrapped(&bytes_of(&text_at(&claims(), NOW)), NOW);
    assert!(
        [TooLong, Structure].contains(&refused(&inner)),
        "a presentation of a presentation"
    );
}
