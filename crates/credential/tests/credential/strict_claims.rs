//! Strict claims: rightly signed, and yet not as we write them.

use credential::{Refusal::Claims, verify_credential};

use crate::strict::{credential_refused, refused};
use crate::support::{
    NOW, claims, issuer_header, pair, paper, payload_of, public, real_keys, sign1, signed, text_of,
};

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
fn claims_are_these_in_this_order_in_their_ranges() {
    let right = payload_of(signed(&claims(), "hangzhou").bytes());
    let x = hex::encode(&public("phone").raw()[1..33]);
    let changes = [
        ("0166333330313030", "0665333330313030", "another label"),
        ("0166333330313030", "01653333303130", "five digits"),
        (
            "0166333330313030",
            "0166333330313061",
            "a letter in the issuer",
        ),
        ("041a62d18f00", "041b0000000062d18f00", "a longer head"),
        ("041a62d18f00", "041a62d18f01", "not on the hour"),
        (
            "041a62d18f00",
            "041a62cf5c80",
            "expired before it was issued",
        ),
        (
            "041a62d18f00",
            "04fb41d8b463a0000000",
            "a floating-point number",
        ),
        ("061a62cf5c80", "051a62cf5c80", "nbf for iat"),
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
            "68747470733a2f2f",
            "68747470733a2f20",
            "a blank in the address",
        ),
        ("3a00010000a4", "3a00010001a4", "another private label"),
        ("3a00010000a4", "3a00010000a5", "an entry that is missing"),
    ];
    for (from, to, what) in changes {
        let other = with(&right, from, to);
        assert_eq!(credential_refused(&other), Claims, "{what}");
    }
}

#[test]
fn the_health_claim_is_written_in_its_order_in_its_ranges() {
    let right = payload_of(signed(&claims(), "hangzhou").bytes());
    let changes = [
        ("01194af3", "01394af3", "a day before 1970"),
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
        let other = with(&right, from, to);
        assert_eq!(credential_refused(&other), Claims, "{what}");
    }
    for (added, what) in [
        ("06f4", "no pop-up, said"),
        ("07f4", "no demo, said"),
        ("056430303258", "the end of a document on a phone"),
        ("0801", "an unknown label"),
    ] {
        let mut payload = hex::encode(&right).replacen("3a00010000a4", "3a00010000a5", 1);
        payload.push_str(added);
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
        "0166333330313030041a62d18f00",
        "041a62d18f000166333330313030",
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
