//! What is believed, until when, and by whom: the outcomes that a gate, a phone and a forger see.

use credential::{
    Bearer, Claims, DeviceKind, Hour, Nonce, PresentError, Refusal, Rules, SignError, Validity,
    Verified, present, verify_credential, verify_presentation,
};
use domain::state::State;
use domain::time::Instant;
use domain::verdict::{Challenge, CodeAge, Kind, ListAge, Status};

use crate::support::{
    NOW, claims, claims_for, date, fragment, pair, paper, public, real_keys, signed, text_at,
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
fn s1_4_a_code_says_what_its_issuer_signed() {
    for state in State::ALL {
        for (pop_up, kind) in [
            (false, DeviceKind::Person),
            (true, DeviceKind::Member),
            (false, DeviceKind::Channel),
        ] {
            let claims = Claims {
                state,
                pop_up,
                bearer: Bearer::Device {
                    kind,
                    key: public("phone"),
                    name: fragment("John Smith"),
                },
                ..claims()
            };
            let code = at(&text_at(&claims, NOW), NOW).unwrap();
            assert_eq!(code.claims, claims);
            assert_eq!(code.claims.bearer.name().to_string(), "JS");
            assert_eq!(code.presentation.unwrap().made, NOW);
            assert_eq!(code.kid, pair("hangzhou").kid());
        }
    }
}

#[test]
fn n_1_a_credential_is_good_into_the_next_day_and_says_so() {
    let (midnight, end) = (date("2022-07-15").start(), date("2022-07-16").start());
    let code = |now| at(&text_at(&claims(), now), now);
    assert_eq!(
        code(midnight.plus_ms(-1))
            .unwrap()
            .shown(
                midnight.plus_ms(-1),
                Status::AsIssued,
                ListAge::Fresh,
                false
            )
            .code_age,
        CodeAge::Today
    );
    let morning = midnight.plus_ms(8 * 3_600_000);
    let shown = code(morning)
        .unwrap()
        .shown(morning, Status::Changed, ListAge::Old, true);
    assert_eq!(
        (shown.code_age, shown.status, shown.list_age),
        (CodeAge::Yesterday, Status::Changed, ListAge::Old)
    );
    assert_eq!(
        (shown.kind, shown.challenge, shown.seen),
        (Kind::Person, Challenge::NotAsked, true)
    );
    assert!(code(end.plus_ms(-1)).is_ok());
    assert_eq!(code(end).unwrap_err(), Refusal::Expired);
}

#[test]
fn n_1_tomorrows_code_is_handed_out_the_evening_before_and_not_good_before_midnight() {
    let evening = date("2022-07-14").start().plus_ms(20 * 3_600_000);
    let tomorrow = claims_for(evening, date("2022-07-15"));
    let midnight = date("2022-07-15").start();
    assert_eq!(tomorrow.validity.begins().start(), midnight);
    assert_eq!(tomorrow.validity.issued(), Hour::of(evening));
    let code = |now: Instant| at(&text_at(&tomorrow, now), now).map(|_| ());
    assert_eq!(code(evening), Err(Refusal::NotYetValid));
    assert_eq!(code(midnight.plus_ms(-16_000)), Err(Refusal::NotYetValid));
    assert_eq!(
        code(midnight.plus_ms(-15_000)),
        Ok(()),
        "a gate's clock may be a little behind"
    );
    assert_eq!(code(midnight), Ok(()));
    let credential = signed(&tomorrow, "hangzhou");
    let early = verify_credential(credential.bytes(), &real_keys(), midnight.plus_ms(-1));
    assert_eq!(early, Err(Refusal::NotYetValid));
    assert_eq!(
        verify_credential(credential.bytes(), &real_keys(), midnight)
            .unwrap()
            .claims,
        tomorrow
    );
}

#[test]
fn s1_9_a_gate_that_was_offline_for_days_verifies_a_key_that_was_pending() {
    let week_later = date("2022-07-20").start();
    let claims = claims_for(week_later, date("2022-07-20"));
    let by_next = signed(&claims, "hangzhou_next");
    let text = present(&by_next, &pair("phone"), week_later, None).unwrap();
    assert_eq!(at(&text, week_later).unwrap().claims, claims);

    let early = present(
        &signed(&crate::support::claims(), "hangzhou_next"),
        &pair("phone"),
        NOW,
        None,
    )
    .unwrap();
    assert_eq!(
        at(&early, NOW),
        Err(Refusal::KeyOutOfUse),
        "a pending key signs nothing"
    );
    let late = present(
        &signed(&claims, "hangzhou"),
        &pair("phone"),
        week_later,
        None,
    )
    .unwrap();
    assert_eq!(
        at(&late, week_later),
        Err(Refusal::KeyOutOfUse),
        "a retired one neither"
    );

    let last_evening = date("2022-07-14").start().plus_ms(-1);
    let before = signed(
        &claims_for(last_evening, date("2022-07-13")),
        "hangzhou_last",
    );
    let text = present(&before, &pair("phone"), NOW, None).unwrap();
    assert!(
        at(&text, NOW).is_ok(),
        "what it signed is good until it ends"
    );
}

#[test]
fn a_sheet_of_paper_stands_alone_and_answers_no_challenge() {
    let sheet = signed(&paper(), "hangzhou");
    let week = date("2022-07-21").start();
    let code = at(&sheet.text(), week.plus_ms(-1)).unwrap();
    let Bearer::Paper { name, document } = &code.claims.bearer else {
        panic!("{code:?}");
    };
    assert_eq!(
        (name.to_string(), document.to_string()),
        ("张小三".into(), "002X".into())
    );
    assert_eq!(
        (code.claims.bearer.kind(), code.presentation),
        (Kind::Paper, None)
    );
    assert_eq!(at(&sheet.text(), week), Err(Refusal::Expired));
    assert_eq!(
        asking(&sheet.text(), Nonce::from_bytes([7; 8])).challenge,
        Challenge::Failed
    );
    assert_eq!(
        present(&sheet, &pair("phone"), NOW, None),
        Err(PresentError::Paper)
    );
    assert_eq!(
        at(&crate::support::wrapped(sheet.bytes(), NOW), NOW),
        Err(Refusal::Claims)
    );
}

#[test]
fn n_9_two_codes_share_nothing_and_one_code_is_known_again() {
    let credential = signed(&claims(), "hangzhou");
    let first = present(&credential, &pair("phone"), NOW, None).unwrap();
    let second = present(&credential, &pair("phone"), NOW.plus_ms(1_000), None).unwrap();
    let (one, two) = (at(&first, NOW).unwrap(), at(&second, NOW).unwrap());
    assert_eq!(one.code, two.code);
    assert_ne!(
        one.presentation.unwrap().digest,
        two.presentation.unwrap().digest
    );
    let next_day = Claims {
        bearer: Bearer::Device {
            kind: DeviceKind::Person,
            key: public("other_phone"),
            name: fragment("张小三"),
        },
        ..claims()
    };
    let other =
        verify_credential(signed(&next_day, "hangzhou").bytes(), &real_keys(), NOW).unwrap();
    assert_ne!(other.code, one.code);
}

#[test]
fn what_a_credential_cannot_say_is_not_signed() {
    let day = date("1969-12-31");
    let early = Claims { day, ..claims() };
    assert_eq!(
        credential::Credential::sign(&early, &pair("hangzhou")),
        Err(SignError::Day)
    );
    assert_eq!(
        Validity::new(NOW, date("2022-07-14"), date("2022-07-14")),
        None
    );
    assert_eq!(
        Validity::new(NOW, date("2022-07-16"), date("2022-07-16")),
        None
    );
    let evening = date("2022-07-15").start().plus_ms(-1);
    let short = Validity::new(evening, date("2022-07-14"), date("2022-07-15")).unwrap();
    assert_eq!(short.expires().start(), date("2022-07-15").start());
}
