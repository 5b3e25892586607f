//! Tests that are due, residences, hospital, quarantine beside the colour, and itineraries that are not verified.

use domain::policy::{Policy, PolicyFile};
use domain::rating::{Compiled, Ends, rate, state_until};
use domain::state::State;

use crate::support::{facts, feb, kept, policy};

const OWED: &str = "colour = \"yellow\"";

#[test]
fn s2_18_a_test_that_is_due_ends_with_the_first_negative_result_that_counts() {
    let policy = policy(&[("owed", "entry = true, until_negative = true", OWED)]);
    let entry = "entries = [{ on = 2020-02-10, recorded = 2020-02-11 }]\n";
    let owed = facts(entry);
    let decision = rate(&policy, &owed, feb(12));
    assert_eq!(
        (decision.state, decision.until),
        (State::Yellow, Some(feb(25)))
    );
    assert_eq!(decision.reasons[0].ends, Ends::Test);
    let early = "tests = [{ outcome = \"negative\", on = 2020-02-09, recorded = 2020-02-12 }]";
    assert_eq!(
        rate(&policy, &facts(&format!("{entry}{early}")), feb(12)).state,
        State::Yellow
    );
    let counts = "tests = [{ outcome = \"negative\", on = 2020-02-10, recorded = 2020-02-14 }]";
    let done = facts(&format!("{entry}{counts}"));
    assert_eq!(rate(&policy, &done, feb(13)).review_on, Some(feb(14)));
    assert_eq!(state_until(&policy, &done, feb(13)), Some(feb(14)));
    assert_eq!(rate(&policy, &done, feb(14)).state, State::Green);
    let positive = counts.replace("negative", "positive");
    assert_eq!(
        rate(&policy, &facts(&format!("{entry}{positive}")), feb(14)).state,
        State::Yellow
    );
}

#[test]
fn no_side_door_who_moves_away_still_owes_the_test() {
    let policy = policy(&[(
        "owed",
        "residence_in = \"medium\", until_negative = true",
        OWED,
    )]);
    let lives = "place = \"330106\", area = \"whole\", from = 2020-01-01, recorded = 2020-02-10, level = \"medium\"";
    let moved = facts(&format!(
        "stays = [{{ {lives}, to = 2020-02-12, residence = true }}]"
    ));
    assert_eq!(rate(&policy, &moved, feb(20)).state, State::Yellow);
    assert_eq!(rate(&policy, &moved, feb(20)).until, Some(feb(27)));
    let visited = facts(&format!("stays = [{{ {lives}, to = 2020-02-12 }}]"));
    assert_eq!(
        rate(&policy, &visited, feb(20)).state,
        State::Green,
        "who does not live there owes none"
    );
    let tested = "tests = [{ outcome = \"negative\", on = 2020-02-11, recorded = 2020-02-11 }]";
    let goes_on = facts(&format!("stays = [{{ {lives} }}]\n{tested}"));
    assert_eq!(rate(&policy, &goes_on, feb(20)).state, State::Green);
    let lowered = facts(&format!(
        "stays = [{{ {lives}, to = 2020-02-18, residence = true }}]\n{tested}"
    ));
    assert_eq!(
        rate(&policy, &lowered, feb(20)).state,
        State::Green,
        "tested while the area was listed"
    );
}

#[test]
fn s2_29_a_negative_result_ends_no_order() {
    let policy = policy(&[("entry", "entry = true", "colour = \"red\"\ndays = 14")]);
    let known = facts("entries = [{ on = 2020-02-10, recorded = 2020-02-11 }]");
    let mut ordered = kept(&known, &rate(&policy, &known, feb(11)));
    let negative =
        facts("tests = [{ outcome = \"negative\", on = 2020-02-12, recorded = 2020-02-12 }]");
    ordered.tests = negative.tests;
    assert_eq!(rate(&policy, &ordered, feb(12)).state, State::Red);
}

#[test]
fn s2_29_a_discharge_begins_the_days_of_a_case_anew() {
    let policy = policy(&[
        ("case", "exposure = \"case\"", "colour = \"red\"\ndays = 14"),
        ("ward", "in_hospital = true", "colour = \"red\""),
        ("home", "discharged = true", "colour = \"red\"\ndays = 14"),
    ]);
    let case = "exposures = [{ class = \"case\", on = 2020-02-01, recorded = 2020-02-01 }]\n";
    let known = facts(&format!(
        "{case}hospital = [{{ from = 2020-02-01, recorded = 2020-02-01 }}]"
    ));
    let mut ordered = kept(&known, &rate(&policy, &known, feb(1)));
    assert_eq!(
        rate(&policy, &ordered, feb(10)).until,
        None,
        "for as long as it takes"
    );
    ordered.hospital[0].until = Some(feb(10));
    let decision = rate(&policy, &ordered, feb(10));
    assert_eq!(decision.opens.len(), 1);
    assert_eq!(decision.until, Some(feb(24)));
    assert!(
        decision
            .reasons
            .iter()
            .all(|reason| reason.rule.as_str() != "ward")
    );
}

#[test]
fn s0_21_a_quarantine_raises_its_pop_up_until_the_day_after_the_last() {
    let text = "jurisdiction = \"000000\"\nversion = \"1\"\neffective = 2020-01-01\n\
        [[rule]]\nid = \"entry\"\nwhen = { entry = true }\ncolour = \"yellow\"\ndays = 3\nreview = 2027-01-01\n\
        reason = { zh = \"由\", en = \"x\" }\n\
        [[popup]]\nid = \"inside\"\nwhen = { quarantine = \"entry\" }\nreview = 2027-01-01\n\
        text = { zh = \"由\", en = \"x\" }\ncontact = { zh = \"由\", en = \"x\" }\n";
    let file = PolicyFile::parse(text).unwrap();
    let policy = Policy::of(file.jurisdiction, |_| Some(&file)).unwrap();
    let known = facts("entries = [{ on = 2020-02-10, recorded = 2020-02-10 }]");
    let first = rate(&policy, &known, feb(10));
    let shown =
        |decision: &domain::rating::Decision| decision.pop_ups.first().map(|p| (p.since, p.until));
    assert_eq!(shown(&first), Some((feb(10), Some(feb(13)))));
    let mut ordered = kept(&known, &first);
    ordered.orders[0].checked_in = vec![feb(12)];
    let missed = rate(&policy, &ordered, feb(13));
    assert_eq!(
        shown(&missed),
        Some((feb(10), Some(feb(14)))),
        "a missed day is made up for"
    );
    ordered.orders[0].checked_in.push(feb(13));
    assert_eq!(shown(&rate(&policy, &ordered, feb(14))), None);
}

#[test]
fn s0_3_who_entered_is_unconfirmed_until_the_itinerary_is_verified_and_no_colour_is_hidden() {
    let mut asks = policy(&[("ill", "symptoms = 1", "colour = \"yellow\"\ndays = 7")]);
    let entered = facts("unverified = [{ on = 2020-02-10, recorded = 2020-02-09 }]");
    assert_eq!(
        rate(&asks, &entered, feb(10)).state,
        State::Green,
        "a city that does not ask"
    );
    asks.verify_on_entry = true;
    assert_eq!(rate(&asks, &entered, feb(9)).review_on, Some(feb(10)));
    let decision = rate(&asks, &entered, feb(10));
    assert_eq!(
        (decision.state, decision.since),
        (State::Unconfirmed, Some(feb(10)))
    );
    let grey = facts("declared = false\nunverified = [{ on = 2020-02-10, recorded = 2020-02-09 }]");
    assert_eq!(rate(&asks, &grey, feb(10)).state, State::Unconfirmed);
    let ill = facts(
        "unverified = [{ on = 2020-02-10, recorded = 2020-02-09 }]\n\
         symptoms = [{ on = 2020-02-10, recorded = 2020-02-10, new = [\"fever\"] }]",
    );
    assert_eq!(
        Compiled::new(asks).rate_state(&ill, feb(10)).state,
        State::Yellow
    );
}

#[test]
fn s1_3_who_is_held_is_blue_in_every_city_and_no_colour_is_hidden() {
    let policy = policy(&[("ill", "symptoms = 1", "colour = \"yellow\"\ndays = 7")]);
    let held = "holds = [{ kind = \"application_review\", since = 2020-02-10 }]";
    let before = rate(&policy, &facts(held), feb(9));
    assert_eq!(
        (before.state, before.review_on),
        (State::Green, Some(feb(10)))
    );
    assert!(before.holds.is_empty());
    let decision = rate(&policy, &facts(held), feb(10));
    assert_eq!(
        (decision.state, decision.since, decision.until),
        (State::Unconfirmed, Some(feb(10)), None)
    );
    assert_eq!(decision.holds.len(), 1, "the decision says why");
    assert_eq!(decision.review_on, None, "somebody must end it");
    let grey = facts(&format!("declared = false\n{held}"));
    assert_eq!(rate(&policy, &grey, feb(10)).state, State::Unconfirmed);
    let ill = facts(&format!(
        "{held}\nsymptoms = [{{ on = 2020-02-10, recorded = 2020-02-10, new = [\"fever\"] }}]"
    ));
    let decision = rate(&policy, &ill, feb(10));
    assert_eq!((decision.state, decision.holds.len()), (State::Yellow, 1));
}

#[test]
fn s1_15_a_hold_that_lapses_ends_on_its_date_and_the_longer_of_two_is_shown() {
    let policy = policy(&[("ill", "symptoms = 1", "colour = \"yellow\"\ndays = 7")]);
    let unseen = "{ kind = \"member_unseen\", since = 2020-02-10, until = 2020-02-14 }";
    let one = facts(&format!("holds = [{unseen}]"));
    let decision = rate(&policy, &one, feb(13));
    assert_eq!(
        (decision.state, decision.until, decision.review_on),
        (State::Unconfirmed, Some(feb(14)), Some(feb(14)))
    );
    assert_eq!(state_until(&policy, &one, feb(10)), Some(feb(14)));
    let compiled = Compiled::new(policy.clone()).rate_state(&one, feb(13));
    assert_eq!(
        (compiled.state, compiled.until),
        (State::Unconfirmed, Some(feb(14)))
    );
    assert_eq!(rate(&policy, &one, feb(14)).state, State::Green);
    let both = facts(&format!(
        "holds = [{unseen}, {{ kind = \"application_review\", since = 2020-02-12 }}]"
    ));
    let decision = rate(&policy, &both, feb(13));
    assert_eq!((decision.since, decision.until), (Some(feb(10)), None));
    assert_eq!(state_until(&policy, &both, feb(10)), None);
}
