//! Codes of venues: believed by the city's key alone, bound to their place, dead within two minutes on a screen, and never a health
//! code or an address.

use credential::{
    Hour, MOST_CHARACTERS, Refusal, Rules, VENUE_PREFIX, VenueCode, verify_presentation,
};
use domain::ids::VenueId;
use domain::venue::{Position, VenueKind};
use serde_json::json;

use crate::support::{
    NOW, claims, demo_keys, pair, real_keys, update_golden, vector_file, vectors,
};

fn paper() -> VenueCode {
    VenueCode {
        issuer: claims().issuer,
        issued: Hour::of(NOW),
        venue: VenueId(4_711),
        edition: 2,
        kind: VenueKind::Restaurant,
        name: "西湖饭店".to_owned(),
        position: Position::new(3_026_000, 12_015_000).unwrap(),
        minute: None,
        demo: false,
    }
}

fn screen() -> VenueCode {
    VenueCode {
        minute: Some(NOW),
        ..paper()
    }
}

#[test]
fn n_5_a_venues_code_is_verified_by_its_text_and_the_keys() {
    for code in [paper(), screen()] {
        let text = code.sign(&pair("hangzhou")).unwrap();
        assert!(text.starts_with(VENUE_PREFIX));
        assert_eq!(VenueCode::verify(&text, &real_keys(), NOW), Ok(code));
    }
}

#[test]
fn n_5_a_code_of_a_screen_is_over_after_two_minutes_and_one_on_paper_is_not() {
    let verify = |code: &VenueCode, seconds: i64| {
        let text = code.sign(&pair("hangzhou")).unwrap();
        let at = NOW.plus_ms(seconds * 1_000);
        VenueCode::verify(&text, &real_keys(), at).err()
    };
    assert_eq!(verify(&screen(), 119), None);
    assert_eq!(verify(&screen(), 120), Some(Refusal::TooOld));
    assert_eq!(verify(&screen(), 86_400), Some(Refusal::TooOld));
    assert_eq!(verify(&screen(), -15), None);
    assert_eq!(verify(&screen(), -16), Some(Refusal::FromTheFuture));
    assert_eq!(verify(&paper(), 86_400), None);
}

#[test]
fn n_5_a_link_a_health_code_and_a_code_of_another_key_city_or_demo_open_nothing() {
    let verify = |text: &str| VenueCode::verify(text, &real_keys(), NOW).unwrap_err();
    assert_eq!(verify("https://evil.example/menu"), Refusal::NotACode);
    assert_eq!(verify("HCP1:BB8"), Refusal::NotACode);
    assert_eq!(verify(&"A".repeat(601)), Refusal::TooLong);
    let signed = |code: &VenueCode, key: &str| code.sign(&pair(key)).unwrap();
    assert_eq!(
        verify(&signed(&paper(), "stranger")),
        Refusal::IssuerUnknown
    );
    let elsewhere = VenueCode {
        issuer: "420100".parse().unwrap(),
        ..paper()
    };
    assert_eq!(
        verify(&signed(&elsewhere, "hangzhou")),
        Refusal::WrongIssuer
    );
    let early = VenueCode {
        issued: Hour::from_number(1),
        ..paper()
    };
    assert_eq!(verify(&signed(&early, "hangzhou")), Refusal::KeyOutOfUse);
    let demo = VenueCode {
        demo: true,
        ..paper()
    };
    assert_eq!(verify(&signed(&demo, "hangzhou")), Refusal::Demo);
    let text = signed(&paper(), "hangzhou");
    let at_demo = VenueCode::verify(&text, &demo_keys(), NOW);
    assert_eq!(at_demo, Err(Refusal::IssuerUnknown));
    let square = VenueCode {
        kind: VenueKind::Square,
        ..paper()
    };
    assert_eq!(verify(&signed(&square, "hangzhou")), Refusal::Claims);
}

#[test]
fn n_5_at_a_gate_a_venues_code_is_no_health_code() {
    let text = paper().sign(&pair("hangzhou")).unwrap();
    let judged = verify_presentation(&text, &real_keys(), NOW, &Rules::default());
    assert_eq!(judged, Err(Refusal::NotACode));
    let dressed = text.replacen(VENUE_PREFIX, "HCP1:", 1);
    let judged = verify_presentation(&dressed, &real_keys(), NOW, &Rules::default());
    assert_eq!(judged, Err(Refusal::Structure));
}

#[test]
fn n_5_no_character_of_a_venues_code_changes_unseen() {
    let text = screen().sign(&pair("hangzhou")).unwrap();
    for at in VENUE_PREFIX.len()..text.len() {
        let other = if &text[at..=at] == "0" { "1" } else { "0" };
        let mut changed = text.clone();
        changed.replace_range(at..=at, other);
        let read = VenueCode::verify(&changed, &real_keys(), NOW);
        assert!(read.is_err(), "character {at}");
    }
}

#[test]
fn n_5_the_longest_name_still_fits_a_qr_code() {
    let longest = VenueCode {
        venue: VenueId(i64::MAX),
        edition: u32::MAX,
        name: "阿".repeat(30),
        position: Position::new(-9_000_000, -18_000_000).unwrap(),
        minute: Some(NOW),
        demo: true,
        ..paper()
    };
    let text = longest.sign(&pair("demo")).unwrap();
    assert!(text.len() <= MOST_CHARACTERS, "{}", text.len());
    let longer = VenueCode {
        name: "阿".repeat(31),
        ..paper()
    };
    assert!(longer.sign(&pair("hangzhou")).is_err());
}

/// The vectors for programs that read these codes. Signatures differ each time, so the file is written once and kept.
#[test]
fn n_5_the_vectors_of_venues_hold() {
    let codes = [("paper", paper()), ("screen", screen())];
    if update_golden() && vectors("venues.json").is_null() {
        let cases = codes.iter().map(|(name, code)| {
            json!({
                "name": name,
                "text": code.sign(&pair("hangzhou")).unwrap(),
                "now_s": NOW.ms() / 1_000,
                "issuer": code.issuer,
                "venue": code.venue.0.to_string(),
                "edition": code.edition,
                "kind": code.kind,
                "called": code.name,
                "latitude": code.position.latitude(),
                "longitude": code.position.longitude(),
                "minute_s": code.minute.map(|minute| minute.ms() / 1_000),
            })
        });
        let cases: Vec<_> = cases.collect();
        let file = serde_json::to_string_pretty(&json!({ "codes": cases })).unwrap();
        std::fs::write(vector_file("venues.json"), file + "\n").unwrap();
    }
    let written = vectors("venues.json");
    for (at, (name, code)) in codes.into_iter().enumerate() {
        let case = &written["codes"][at];
        assert_eq!(case["name"], name);
        let text = case["text"].as_str().unwrap();
        assert_eq!(VenueCode::verify(text, &real_keys(), NOW), Ok(code));
    }
}
