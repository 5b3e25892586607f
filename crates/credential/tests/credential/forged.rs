//! What a forger, a thief and a screenshot get: each its own refusal.

use credential::{
    Bearer, Claims, DeviceKind, Nonce, PresentError, Refusal, Rules, Verified, present,
    verify_presentation,
};
use domain::time::Instant;
use domain::verdict::Challenge;

use crate::support::{
    NOW, bytes_of, claims, demo_keys, fragment, pair, public, real_keys, signed, text_at, text_of,
    wrapped,
};

fn at(text: &str, now: Instant) -> Result<Verified, Refusal> {
    verify_presentation(text, &real_keys(), now, &Rules::default())
}

fn asking(text: &str, nonce: Nonce) -> Verified {
    let rules = Rules {
        nonce: Some(nonce),
        ..Rules::default()
    };
    verify_presentation(text, &real_keys(), NOW, &rules).unwrap()
}

#[test]
fn s2_3_a_picture_is_refused_a_minute_later() {
    let text = text_at(&claims(), NOW);
    for (age_ms, outcome) in [
        (0, Ok(())),
        (45_000, Ok(())),
        (45_001, Err(Refusal::TooOld)),
        (60_000, Err(Refusal::TooOld)),
        (-15_000, Ok(())),
        (-15_001, Err(Refusal::FromTheFuture)),
        (-120_000, Err(Refusal::FromTheFuture)),
    ] {
        assert_eq!(
            at(&text, NOW.plus_ms(age_ms)).map(|_| ()),
            outcome,
            "{age_ms} ms old"
        );
    }
}

#[test]
fn s2_3_each_forgery_is_refused_for_its_own_reason() {
    let forged = |claims: &Claims, key: &str| {
        let credential = signed(claims, key);
        at(
            &present(&credential, &pair("phone"), NOW, None).unwrap(),
            NOW,
        )
        .unwrap_err()
    };
    assert_eq!(forged(&claims(), "stranger"), Refusal::IssuerUnknown);
    assert_eq!(forged(&claims(), "wenzhou"), Refusal::WrongIssuer);
    assert_eq!(
        forged(
            &Claims {
                demo: true,
                ..claims()
            },
            "hangzhou"
        ),
        Refusal::Demo
    );
    assert_eq!(
        forged(
            &Claims {
                demo: true,
                ..claims()
            },
            "demo"
        ),
        Refusal::Demo
    );

    let credential = signed(&claims(), "hangzhou");
    assert_eq!(
        present(&credential, &pair("other_phone"), NOW, None),
        Err(PresentError::OtherKey)
    );
    let others = Claims {
        bearer: Bearer::Device {
            kind: DeviceKind::Person,
            key: public("other_phone"),
            name: fragment("李四"),
        },
        ..claims()
    };
    let stolen = wrapped(signed(&others, "hangzhou").bytes(), NOW);
    assert_eq!(
        at(&stolen, NOW),
        Err(Refusal::HolderSignature),
        "a copied credential without its key"
    );
    assert_eq!(
        at(&text_of(credential.bytes()), NOW),
        Err(Refusal::HolderMissing)
    );

    let mut altered = credential.bytes().to_vec();
    let last = altered.len() - 1;
    altered[last] ^= 1;
    let altered = wrapped(&altered, NOW);
    assert_eq!(at(&altered, NOW), Err(Refusal::IssuerSignature));
}

#[test]
fn s0_24_a_demo_code_passes_at_a_demo_alone_and_a_real_one_does_not() {
    let demo = signed(
        &Claims {
            demo: true,
            ..claims()
        },
        "demo",
    );
    let text = present(&demo, &pair("phone"), NOW, None).unwrap();
    assert_eq!(at(&text, NOW), Err(Refusal::Demo));
    let rules = Rules::default();
    assert!(
        verify_presentation(&text, &demo_keys(), NOW, &rules)
            .unwrap()
            .claims
            .demo
    );
    let real = text_at(&claims(), NOW);
    assert_eq!(
        verify_presentation(&real, &demo_keys(), NOW, &rules),
        Err(Refusal::IssuerUnknown)
    );
    let unmarked = present(&signed(&claims(), "demo"), &pair("phone"), NOW, None).unwrap();
    assert_eq!(
        verify_presentation(&unmarked, &demo_keys(), NOW, &rules),
        Err(Refusal::IssuerUnknown)
    );
}

#[test]
fn s2_3_a_challenge_is_answered_by_its_own_nonce_alone() {
    let credential = signed(&claims(), "hangzhou");
    let asked = Nonce::from_bytes(*b"8 random");
    let with = |nonce| present(&credential, &pair("phone"), NOW, nonce).unwrap();
    assert_eq!(
        asking(&with(Some(asked)), asked).challenge,
        Challenge::Passed
    );
    assert_eq!(asking(&with(None), asked).challenge, Challenge::Failed);
    assert_eq!(
        asking(&with(Nonce::from_figures(123_456)), asked).challenge,
        Challenge::Failed
    );
    let typed = Nonce::from_figures(123_456).unwrap();
    assert_eq!(
        asking(&with(Some(typed)), typed).challenge,
        Challenge::Passed
    );
    assert_eq!(
        at(&with(Some(asked)), NOW).unwrap().challenge,
        Challenge::NotAsked
    );
}

#[test]
fn a_signature_written_a_second_way_is_the_same_presentation() {
    let text = text_at(&claims(), NOW);
    let mut bytes = bytes_of(&text);
    let s = bytes.len() - 32;
    negate(&mut bytes[s..]);
    let again = text_of(&bytes);
    assert_ne!(text, again);
    let (one, two) = (at(&text, NOW).unwrap(), at(&again, NOW).unwrap());
    assert_eq!(
        one.presentation.unwrap().digest,
        two.presentation.unwrap().digest
    );
    assert_eq!(one.code, two.code);
}

/// n - s of the order of P-256.
fn negate(s: &mut [u8]) {
    let order =
        hex::decode("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551").unwrap();
    let mut borrow = 0_i16;
    for i in (0..32).rev() {
        let digit = i16::from(order[i]) - i16::from(s[i]) - borrow;
        borrow = i16::from(digit < 0);
        s[i] = digit.rem_euclid(256) as u8;
    }
}
