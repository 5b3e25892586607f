//! Certificates of release: believed by the issuer's key alone, never a code, and not a bit of them changes unseen.

use credential::{
    Bearer, Hour, MOST_CHARACTERS, RELEASE_PREFIX, Refusal, Release, Rules, ShownName,
    verify_presentation,
};
use domain::identity::PersonName;

use crate::support::{NOW, claims, demo_keys, pair, paper, real_keys};

fn release() -> Release {
    let Bearer::Paper { name, document } = paper().bearer else {
        panic!("paper")
    };
    Release {
        issuer: claims().issuer,
        issued: Hour::of(NOW),
        first_day: NOW.date() - 14,
        free: NOW.date(),
        name,
        document,
        demo: false,
    }
}

#[test]
fn s2_29_a_certificate_is_verified_by_its_text_and_the_keys() {
    let text = release().sign(&pair("hangzhou")).unwrap();
    assert_eq!(Release::verify(&text, &real_keys()), Ok(release()));
}

#[test]
fn s2_29_at_a_gate_a_certificate_is_no_code() {
    let text = release().sign(&pair("hangzhou")).unwrap();
    let judged = verify_presentation(&text, &real_keys(), NOW, &Rules::default());
    assert_eq!(judged, Err(Refusal::ReleaseCertificate));
    // With a code's prefix its message is none either.
    let dressed = text.replacen(RELEASE_PREFIX, "HCP1:", 1);
    let judged = verify_presentation(&dressed, &real_keys(), NOW, &Rules::default());
    assert_eq!(judged, Err(Refusal::Structure));
}

#[test]
fn s2_29_a_certificate_of_another_key_city_time_or_demo_is_refused() {
    let verify = |release: &Release, key: &str| {
        Release::verify(&release.sign(&pair(key)).unwrap(), &real_keys()).unwrap_err()
    };
    assert_eq!(verify(&release(), "stranger"), Refusal::IssuerUnknown);
    let elsewhere = Release {
        issuer: "420100".parse().unwrap(),
        ..release()
    };
    assert_eq!(verify(&elsewhere, "hangzhou"), Refusal::WrongIssuer);
    let early = Release {
        issued: Hour::from_number(1),
        ..release()
    };
    assert_eq!(verify(&early, "hangzhou"), Refusal::KeyOutOfUse);
    let demo = Release {
        demo: true,
        ..release()
    };
    assert_eq!(verify(&demo, "hangzhou"), Refusal::Demo);
    let text = release().sign(&pair("hangzhou")).unwrap();
    assert_eq!(
        Release::verify(&text, &demo_keys()),
        Err(Refusal::IssuerUnknown)
    );
    let backwards = Release {
        first_day: NOW.date(),
        ..release()
    };
    assert_eq!(verify(&backwards, "hangzhou"), Refusal::Claims);
}

#[test]
fn s2_29_no_character_of_a_certificate_changes_unseen() {
    let text = release().sign(&pair("hangzhou")).unwrap();
    for at in RELEASE_PREFIX.len()..text.len() {
        let other = if &text[at..=at] == "0" { "1" } else { "0" };
        let mut changed = text.clone();
        changed.replace_range(at..=at, other);
        assert!(
            Release::verify(&changed, &real_keys()).is_err(),
            "character {at}"
        );
    }
}

#[test]
fn s2_29_the_longest_name_still_fits_a_qr_code() {
    let longest = Release {
        name: ShownName::full(&PersonName::parse(&"阿".repeat(64)).unwrap()),
        demo: true,
        ..release()
    };
    let text = longest.sign(&pair("hangzhou")).unwrap();
    assert!(text.len() <= MOST_CHARACTERS, "{}", text.len());
}
