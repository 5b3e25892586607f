//! A file of results is tried again when somebody agrees to it, comes behind the connection, and is let go where it cannot be taken.

use domain::declaration::Declaration;
use domain::laboratory::{ResultFileState, Said, Source};
use domain::record::Applicant;
use domain::state::State;
use gateway::simulator::Behaviour;
use service::{Error, ResultFileSeen};
use storage::AlarmKind;

use crate::house::{House, code, declaration, later, now};
use crate::result_files::{DAY_S, agree, bring, decide, file, line, member, seen};
use crate::result_files_tried::slip;
use crate::results::{mine, person, said, state, take};

const REVIEWER: &str = "reviewer@330100";
const PROVINCE: &str = "reviewer@330000";

/// Whether an answer was refused because the file does more by now.
fn is_outgrown(answer: Result<ResultFileSeen, Error>) -> bool {
    let Err(Error::Invalid(problems)) = answer else {
        return false;
    };
    let text = &problems[0].text;
    problems[0].field == "agree" && text.en.contains("read them again") && !text.zh.is_ascii()
}

#[tokio::test]
async fn n_3_who_uses_another_city_by_now_is_answered_for_by_more_than_whoever_saw_the_file() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    let person = person(&house, &device, now()).await;
    let text = file(&[line(1, "a", "positive", 1)]);
    let id = bring(&house, &text, later(30)).await.id;
    assert!(seen(&house, REVIEWER, later(30)).await.may_decide);
    let elsewhere = Declaration {
        jurisdiction: code("330200"),
        applicant: Applicant::Visitor,
        ..declaration(200, &[])
    };
    let declared = house.service.declare(person, &elsewhere, later(40)).await;
    declared.unwrap();

    let answer = decide(&house, REVIEWER, (id, true), later(60)).await;
    assert!(is_outgrown(answer));
    take(&house, later(60)).await;
    assert_eq!(state(&house, person, later(60)).await, State::Green);
    let shown = seen(&house, REVIEWER, later(60)).await;
    assert_eq!(
        (shown.state, shown.place.code.as_str(), shown.may_decide),
        (ResultFileState::Waiting, "330000", false)
    );
    let refused = decide(&house, REVIEWER, (id, true), later(90)).await;
    assert!(matches!(refused, Err(Error::OutsideDivision)));
    agree(&house, id, later(120)).await;
    take(&house, later(120)).await;
    assert_eq!(state(&house, person, later(120)).await, State::Red);
}

#[tokio::test]
async fn n_3_who_registered_since_a_file_was_brought_is_counted_before_somebody_agrees() {
    let house = House::new().await;
    let text = file(&[line(1, "a", "positive", 1)]);
    let brought = bring(&house, &text, later(30)).await;
    assert_eq!(brought.effect.worse, 0);
    let device = house.declared(1, &[], later(40)).await;
    let person = person(&house, &device, later(40)).await;
    let answer = decide(&house, PROVINCE, (brought.id, true), later(60)).await;
    assert!(is_outgrown(answer));
    let shown = seen(&house, PROVINCE, later(60)).await;
    assert_eq!((shown.effect.worse, shown.foreseen.taken), (1, 1));
    assert_eq!(state(&house, person, later(60)).await, State::Green);
    // Whoever has the page open from before has read other figures.
    let old = (1, true, "与检测机构电话核对");
    let member = member(PROVINCE);
    let stale = house
        .service
        .decide_results(&member, brought.id, old, later(70));
    assert!(is_outgrown(stale.await));
    // Refusing is refusing, whatever it does by now.
    let refused = decide(&house, PROVINCE, (brought.id, false), later(90)).await;
    assert_eq!(refused.unwrap().state, ResultFileState::Refused);
}

#[tokio::test]
async fn n_3_a_line_that_went_back_and_would_not_any_more_is_counted_before_somebody_agrees() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    let person = person(&house, &device, now()).await;
    let text = file(&[slip(1, "a", "positive", 1)]);
    let id = bring(&house, &text, later(30)).await.id;
    let shown = seen(&house, REVIEWER, later(30)).await;
    assert_eq!((shown.foreseen.back, shown.foreseen.held), (1, 0));
    assert_eq!(
        shown.place.code, "330100",
        "whom it can touch is answered for"
    );
    // Whoever registers with the document now may have that name.
    house.service.erase(person, later(40)).await.unwrap();
    let answer = decide(&house, REVIEWER, (id, true), later(60)).await;
    assert!(is_outgrown(answer));
    let shown = seen(&house, REVIEWER, later(60)).await;
    assert_eq!((shown.foreseen.back, shown.foreseen.held), (0, 1));
    assert_eq!(
        (shown.place.code.as_str(), shown.may_decide),
        ("000000", false)
    );
}

#[tokio::test]
async fn n_3_what_comes_by_the_connection_waits_for_no_file_and_no_file_for_the_connection() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    let person = person(&house, &device, now()).await;
    let text = file(&[line(1, "a", "negative", 1), line(1, "b", "positive", 1)]);
    agree(&house, bring(&house, &text, later(30)).await.id, later(60)).await;
    house.laboratory.report(Said {
        laboratory: "乡镇卫生院".into(),
        ..said(1, "a", "positive")
    });
    take(&house, later(90)).await;
    assert_eq!(state(&house, person, later(90)).await, State::Red);
    let own = mine(&house, &device, later(90)).await;
    assert!(own.iter().any(|result| result.source == Source::Connection));
    let done = seen(&house, PROVINCE, later(90)).await.taken.unwrap();
    assert_eq!((done.taken, done.known), (1, 1), "the connection was first");

    let text = file(&[line(1, "c", "negative", 1)]);
    agree(
        &house,
        bring(&house, &text, later(120)).await.id,
        later(150),
    )
    .await;
    house.laboratory.conduct().behave(Behaviour::failing());
    let waits = house.service.take_results(later(180)).await;
    assert!(matches!(waits, Err(Error::Waits { .. })));
    let done = seen(&house, PROVINCE, later(180)).await;
    assert_eq!(done.state, ResultFileState::Taken);
}

#[tokio::test]
async fn n_8_a_file_that_was_agreed_to_and_is_never_takeable_has_no_text_after_14_days() {
    let house = House::new().await;
    let text = file(&[line(1, "a", "positive", 1)]);
    let id = bring(&house, &text, later(0)).await.id;
    agree(&house, id, later(60)).await;
    let edit = "UPDATE result_file_text SET key_id = key_id + 1";
    assert_eq!(house.sql().execute(edit, []).unwrap(), 1);
    take(&house, later(90)).await;
    house.service.sweep(later(14 * DAY_S)).await.unwrap();
    assert_eq!(house.count("result_file_text"), 1);
    house.service.sweep(later(15 * DAY_S)).await.unwrap();
    assert_eq!(house.count("result_file_text"), 0);
    let alarms = house.service.store().alarms(None, 100).await.unwrap();
    let mut alarms = alarms.iter().map(|row| &row.alarm);
    assert!(alarms.any(|one| {
        (one.kind, one.table.as_str(), one.row) == (AlarmKind::Broken, "result_file", id.0)
    }));
    // It can be brought again.
    let again = bring(&house, &text, later(15 * DAY_S)).await;
    assert_eq!(again.state, ResultFileState::Waiting);
    assert_ne!(again.id, id);
}
