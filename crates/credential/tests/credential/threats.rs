//! What stays open where a thief has more than a picture, and where it ends (`docs/THREATS.md`).

use credential::{Bearer, Nonce, Refusal, Rules, Verified, present, verify_presentation};
use domain::time::Instant;
use domain::verdict::{
    Challenge, Direction, ListAge, Outcome, Presented, Question, Remark, Scene, Status, Step,
    Verdict, VerdictPolicy, Words,
};

use crate::support::{NOW, claims, pair, paper, real_keys, signed, text_at};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 1_440 * MINUTE_MS;

/// A gate whose clock says `now`.
fn at(text: &str, now: Instant, nonce: Option<Nonce>) -> Result<Verified, Refusal> {
    let rules = Rules {
        nonce,
        ..Rules::default()
    };
    verify_presentation(text, &real_keys(), now, &rules)
}

/// What the guard of a shop is told.
fn told(presented: Presented) -> Verdict {
    VerdictPolicy::default().verdict(&Question {
        scene: Scene::Shop,
        direction: Direction::In,
        presented,
    })
}

fn shown(code: &Verified, now: Instant, seen: bool) -> Verdict {
    told(Presented::Shown(code.shown(
        now,
        Status::AsIssued,
        ListAge::Fresh,
        seen,
    )))
}

#[test]
fn s2_3_a_day_of_codes_signed_ahead_passes_by_its_minutes_and_ends_at_a_challenge() {
    let credential = signed(&claims(), "hangzhou");
    let phone = pair("phone");
    let asked = Nonce::from_bytes(*b"8 random");
    for minutes in (0..1_440).step_by(15) {
        let moment = NOW.plus_ms(minutes * MINUTE_MS);
        let ahead = present(&credential, &phone, moment, None).unwrap();
        let (early, late) = (moment.plus_ms(-MINUTE_MS), moment.plus_ms(MINUTE_MS));
        assert_eq!(at(&ahead, early, None), Err(Refusal::FromTheFuture));
        assert_eq!(at(&ahead, late, None), Err(Refusal::TooOld));

        let unchallenged = at(&ahead, moment, None).unwrap();
        assert_eq!(shown(&unchallenged, moment, false).outcome, Outcome::Pass);
        let challenged = at(&ahead, moment, Some(asked)).unwrap();
        assert_eq!(challenged.challenge, Challenge::Failed);
        let verdict = shown(&challenged, moment, false);
        assert_eq!(
            (verdict.outcome, verdict.words),
            (Outcome::ByHand, Words::ChallengeFailed)
        );
        let honest = present(&credential, &phone, moment, Some(asked)).unwrap();
        let answered = at(&honest, moment, Some(asked)).unwrap();
        assert_eq!(shown(&answered, moment, false).outcome, Outcome::Pass);
    }
}

#[test]
fn s2_3_a_copied_sheet_asks_for_its_document_is_known_again_and_answers_no_challenge() {
    let sheet = signed(&paper(), "hangzhou").text();
    let (original, copy) = (
        at(&sheet, NOW, None).unwrap(),
        at(&sheet, NOW.plus_ms(40_000), None).unwrap(),
    );
    assert_eq!(original.code, copy.code, "the gate knows it again");
    let verdict = shown(&copy, NOW, true);
    assert_eq!(verdict.steps, [Step::CompareDocument]);
    assert!(verdict.remarks.contains(&Remark::SeenHere));
    let Bearer::Paper { name, document } = &copy.claims.bearer else {
        panic!("{copy:?}");
    };
    assert_eq!(
        (name.to_string(), document.to_string()),
        ("张小三".into(), "002X".into()),
        "what the guard compares"
    );
    let challenged = at(&sheet, NOW, Some(Nonce::from_bytes([7; 8]))).unwrap();
    let verdict = shown(&challenged, NOW, false);
    assert_eq!(
        (verdict.outcome, verdict.words),
        (Outcome::ByHand, Words::CannotAnswer)
    );
    let revoked = copy.shown(NOW, Status::Replaced, ListAge::Fresh, false);
    let verdict = told(Presented::Shown(revoked));
    assert_eq!(
        (verdict.outcome, verdict.words),
        (Outcome::Stop, Words::Replaced)
    );
}

#[test]
fn s2_3_a_phone_whose_clock_is_wrong_passes_once_corrected_and_else_is_told_the_remedy() {
    for (wrong_ms, refusal) in [
        (-3 * MINUTE_MS, Refusal::TooOld),
        (-2 * DAY_MS, Refusal::TooOld),
        (3 * MINUTE_MS, Refusal::FromTheFuture),
        (2 * DAY_MS, Refusal::FromTheFuture),
    ] {
        let by_its_clock = NOW.plus_ms(wrong_ms);
        let text = text_at(&claims(), by_its_clock);
        assert_eq!(at(&text, NOW, None), Err(refusal), "{wrong_ms} ms");
        let english = refusal.guard_words().en;
        assert!(english.contains("clock") && english.contains("with a network"));
        let steps = told(Presented::Refused(refusal)).steps;
        assert!(steps.contains(&Step::SetClock), "{steps:?}");

        // What it learnt at its last contact with the server.
        let difference_ms = NOW.ms() - by_its_clock.ms();
        let corrected = text_at(&claims(), by_its_clock.plus_ms(difference_ms));
        assert!(
            at(&corrected, NOW, None).is_ok(),
            "{wrong_ms} ms, corrected"
        );
    }
}

#[test]
fn s2_3_a_gate_two_days_behind_or_ahead_believes_nobody() {
    let text = text_at(&claims(), NOW);
    for (wrong_ms, refusal) in [
        (-2 * DAY_MS, Refusal::NotYetValid),
        (2 * DAY_MS, Refusal::Expired),
    ] {
        assert_eq!(at(&text, NOW.plus_ms(wrong_ms), None), Err(refusal));
    }
}
