//! Files of results that an operator brings: nothing of one counts before a member of staff has agreed to it (N-3).

use domain::ids::{OfficeId, ResultFileId, StaffId};
use domain::laboratory::ResultFileState;
use domain::place::DivisionCode;
use domain::staff::{Member, Office};
use domain::state::State;
use domain::time::Instant;
use service::{Error, Missing, ResultFileSeen, ResultsBrought};
use storage::AlarmKind;

use crate::house::{House, document, later, name, now};
use crate::results::{mine, person, said, state, take};

const HEAD: &str = "sample,document_kind,document,name,sampled_at,outcome,laboratory,revision";
pub(crate) const DAY_S: i64 = 86_400;

/// A member of staff with one duty.
pub(crate) fn member(duty: &str) -> Member {
    Member {
        id: StaffId(7),
        office: Office {
            id: OfficeId(7),
            name: "省疾病预防控制中心".to_owned(),
            division: DivisionCode::NATION,
        },
        duties: vec![duty.parse().unwrap()],
    }
}

/// A line about person `n`.
pub(crate) fn line(n: u64, sample: &str, outcome: &str, revision: u32) -> String {
    let (document, name) = (document(n), name(n));
    let (number, full) = (document.number(), name.full());
    format!(
        "{sample},resident_id,{number},{full},2020-02-20 08:00,{outcome},乡镇卫生院,{revision}\n"
    )
}

pub(crate) fn file(lines: &[String]) -> String {
    format!("{HEAD}\n{}", lines.concat())
}

pub(crate) async fn bring(house: &House, text: &str, now: Instant) -> ResultsBrought {
    let brought = house.service.bring_results("results.csv", text, now);
    brought.await.unwrap()
}

pub(crate) async fn decide(
    house: &House,
    duty: &str,
    (id, agree): (ResultFileId, bool),
    now: Instant,
) -> Result<ResultFileSeen, Error> {
    let member = member(duty);
    let files = house.service.result_files(&member, now).await.unwrap();
    let read = files.iter().find(|one| one.id == id.0.to_string());
    let version = read.map_or(0, |read| read.version);
    let decision = (version, agree, "与检测机构电话核对");
    let decided = house.service.decide_results(&member, id, decision, now);
    decided.await
}

/// Somebody who answers for the province agrees to a file.
pub(crate) async fn agree(house: &House, id: ResultFileId, now: Instant) {
    let seen = decide(house, "reviewer@330000", (id, true), now).await;
    assert_eq!(seen.unwrap().state, ResultFileState::Agreed);
}

pub(crate) async fn seen(house: &House, duty: &str, now: Instant) -> ResultFileSeen {
    let seen = house.service.result_files(&member(duty), now).await;
    seen.unwrap().remove(0)
}

/// What the log has about files, which are about nobody.
fn in_log(house: &House) -> Vec<String> {
    let sql = house.sql();
    let read =
        "SELECT action FROM log_line_other WHERE action LIKE '%test results' ORDER BY action";
    let mut select = sql.prepare(read).unwrap();
    let found = select.query_map([], |row| row.get(0)).unwrap();
    found.map(Result::unwrap).collect()
}

#[tokio::test]
async fn n_3_a_file_of_results_colours_nobody_before_a_member_of_staff_agreed_to_it() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    let text = file(&[line(1, "a", "positive", 1), line(2, "b", "negative", 1)]);
    let brought = bring(&house, &text, later(30)).await;
    assert_eq!(brought.state, ResultFileState::Waiting);
    assert_eq!((brought.effect.looked_at, brought.effect.worse), (1, 1));
    let person = person(&house, &device, later(60)).await;
    take(&house, later(60)).await;
    assert_eq!(state(&house, person, later(60)).await, State::Green);
    assert!(mine(&house, &device, later(60)).await.is_empty());
    assert_eq!(house.count("laboratory_result"), 0);
    assert_eq!(house.count("laboratory_held"), 0, "nor held for anybody");

    let waits = seen(&house, "epidemiologist@330100", later(60)).await;
    assert_eq!((waits.positive, waits.effect.worse), (1, 1));
    assert_eq!(waits.digest, brought.digest);
    assert_eq!(waits.laboratories, ["乡镇卫生院"]);
    assert_eq!(
        (waits.place.code.as_str(), waits.may_decide),
        ("330100", true)
    );
    let told = serde_json::to_string(&waits).unwrap();
    assert!(!told.contains(document(1).number()) && !told.contains(name(1).full()));

    agree(&house, brought.id, later(120)).await;
    assert_eq!(state(&house, person, later(120)).await, State::Green);
    take(&house, later(180)).await;
    assert_eq!(state(&house, person, later(180)).await, State::Red);
    assert_eq!(house.count("laboratory_held"), 1);
    assert_eq!(house.count("result_file_text"), 0, "its text is gone");
    let done = seen(&house, "reviewer@330100", later(180)).await;
    let taken = done.taken.unwrap();
    assert_eq!(
        (done.state, taken.taken, taken.held),
        (ResultFileState::Taken, 1, 1)
    );
    assert_eq!(bring(&house, &text, later(240)).await.id, brought.id);
    assert_eq!(house.count("result_file"), 1);
}

#[tokio::test]
async fn n_3_a_file_that_staff_refused_counts_for_nothing_and_is_not_brought_again() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    let text = file(&[line(1, "a", "positive", 1)]);
    let brought = bring(&house, &text, later(30)).await;
    let refused = decide(&house, "reviewer@330100", (brought.id, false), later(60)).await;
    assert_eq!(refused.unwrap().state, ResultFileState::Refused);
    assert_eq!(house.count("result_file_text"), 0);
    let again = bring(&house, &text, later(90)).await;
    assert_eq!(
        (again.id, again.state),
        (brought.id, ResultFileState::Refused)
    );
    let late = decide(&house, "reviewer@330100", (brought.id, true), later(120)).await;
    assert!(matches!(late, Err(Error::Unknown(Missing::ResultFile))));
    take(&house, later(180)).await;
    let person = person(&house, &device, later(180)).await;
    assert_eq!(state(&house, person, later(180)).await, State::Green);
    assert_eq!(
        in_log(&house),
        ["import test results", "refuse test results"]
    );
}

#[tokio::test]
async fn n_3_a_file_is_agreed_to_by_whoever_answers_for_all_whom_it_is_about() {
    let house = House::new().await;
    house.declared(1, &[], now()).await;
    // Where person 3 will register nobody knows.
    let text = file(&[line(1, "a", "positive", 1), line(3, "c", "positive", 1)]);
    let id = bring(&house, &text, later(30)).await.id;
    for duty in ["reviewer@330100", "epidemiologist@330106"] {
        let refused = decide(&house, duty, (id, true), later(60)).await;
        assert!(matches!(refused, Err(Error::OutsideDivision)), "{duty}");
        assert!(!seen(&house, duty, later(60)).await.may_decide);
    }
    for duty in ["operator@330000", "policy_officer@330000"] {
        let refused = decide(&house, duty, (id, true), later(60)).await;
        assert!(matches!(refused, Err(Error::NotYourDuty)), "{duty}");
    }
    let silent = house
        .service
        .decide_results(&member("reviewer@330000"), id, (1, true, " "), later(60))
        .await;
    assert!(matches!(silent, Err(Error::Invalid(problems)) if problems[0].field == "reason"));
    agree(&house, id, later(90)).await;
}

#[tokio::test]
async fn n_3_a_file_frees_nobody_either_before_a_member_of_staff_agreed_to_it() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    let first = file(&[line(1, "a", "positive", 1)]);
    agree(&house, bring(&house, &first, later(30)).await.id, later(60)).await;
    take(&house, later(60)).await;
    let person = person(&house, &device, later(60)).await;
    assert_eq!(state(&house, person, later(60)).await, State::Red);
    let withdrawn = file(&[line(1, "a", "withdrawn", 2)]);
    let brought = bring(&house, &withdrawn, later(90)).await;
    assert_eq!((brought.effect.worse, brought.effect.better), (0, 1));
    take(&house, later(120)).await;
    assert_eq!(state(&house, person, later(120)).await, State::Red);
    agree(&house, brought.id, later(150)).await;
    take(&house, later(180)).await;
    assert_eq!(state(&house, person, later(180)).await, State::Green);
}

#[tokio::test]
async fn n_3_a_file_that_waits_and_was_edited_is_not_taken_and_raises_an_alarm() {
    let text = file(&[line(1, "a", "positive", 1)]);
    for (edit, table) in [
        ("UPDATE result_file SET state = 'agreed'", "result_file"),
        (
            "UPDATE result_file_text SET key_id = key_id + 1",
            "result_file_text",
        ),
    ] {
        let house = House::new().await;
        let device = house.declared(1, &[], now()).await;
        let id = bring(&house, &text, later(30)).await.id;
        if table == "result_file_text" {
            agree(&house, id, later(60)).await;
        }
        assert_eq!(house.sql().execute(edit, []).unwrap(), 1);
        take(&house, later(90)).await;
        let person = person(&house, &device, later(90)).await;
        assert_eq!(
            state(&house, person, later(90)).await,
            State::Green,
            "{edit}"
        );
        let alarms = house.service.store().alarms(None, 100).await.unwrap();
        let altered = alarms
            .iter()
            .any(|row| row.alarm.kind == AlarmKind::Altered && row.alarm.table == table);
        assert!(altered, "{edit}");
    }
}

#[tokio::test]
async fn n_8_a_file_that_nobody_decides_dies_sealed_after_14_days() {
    let house = House::new().await;
    let text = file(&[line(1, "a", "positive", 1)]);
    bring(&house, &text, later(0)).await;
    let sealed: Vec<u8> = house
        .sql()
        .query_row("SELECT sealed FROM result_file_text", [], |row| row.get(0))
        .unwrap();
    let clear = name(1);
    let clear = clear.full().as_bytes();
    assert!(!sealed.windows(clear.len()).any(|part| part == clear));
    house.service.sweep(later(14 * DAY_S)).await.unwrap();
    assert_eq!(house.count("result_file"), 1);
    house.service.sweep(later(14 * DAY_S + 60)).await.unwrap();
    assert_eq!(house.count("result_file"), 0);
    assert_eq!(house.count("result_file_text"), 0);
}

#[tokio::test]
async fn n_3_what_a_laboratory_sends_itself_waits_for_nobody() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    house.laboratory.report(said(1, "a", "positive"));
    take(&house, later(60)).await;
    let person = person(&house, &device, later(60)).await;
    assert_eq!(state(&house, person, later(60)).await, State::Red);
    assert_eq!(house.count("result_file"), 0);
}
