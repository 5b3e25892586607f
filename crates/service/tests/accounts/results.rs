//! Results of laboratories: by document and name, for who is registered and for who is not yet (S2-18).

use domain::facts::EvidenceKind;
use domain::ids::PersonId;
use domain::laboratory::{Finding, ResultFileState, Said, Source, Unusable};
use domain::state::State;
use domain::time::Instant;
use gateway::simulator::Behaviour;
use service::{Error, Fate, MyResult, ResultsTaken};

use crate::house::{House, declaration, document, form, later, name, now};
use crate::phone::Device;
use crate::result_files::{agree, bring};

const LABORATORY: &str = "杭州市第一检验所";

/// What a laboratory says of person `n`.
pub(crate) fn said(n: u64, sample: &str, outcome: &str) -> Said {
    Said {
        sample: sample.into(),
        revision: 1,
        document_kind: "resident_id".into(),
        document: document(n).number().into(),
        name: name(n).full().into(),
        sampled_ms: now().ms() - 3_600_000,
        outcome: outcome.into(),
        laboratory: LABORATORY.into(),
    }
}

pub(crate) async fn take(house: &House, now: Instant) -> ResultsTaken {
    house.service.take_results(now).await.unwrap()
}

pub(crate) fn taken(taken: u64) -> ResultsTaken {
    ResultsTaken {
        taken,
        ..ResultsTaken::default()
    }
}

/// The state of the person's only city.
pub(crate) async fn state(house: &House, person: PersonId, now: Instant) -> State {
    house.service.rate(person, now).await.unwrap()[0].state
}

pub(crate) async fn person(house: &House, device: &Device, now: Instant) -> PersonId {
    device.session(house, now).await.person().unwrap()
}

pub(crate) async fn mine(house: &House, device: &Device, now: Instant) -> Vec<MyResult> {
    let session = device.session(house, now).await;
    house.service.my_results(&session, now).await.unwrap()
}

#[tokio::test]
async fn s2_18_a_positive_result_is_red_by_its_rule_and_a_negative_one_changes_nothing() {
    let house = House::new().await;
    let ill = house.declared(1, &[], now()).await;
    let well = house.declared(2, &[], now()).await;
    house.laboratory.report(said(1, "a", "positive"));
    house.laboratory.report(said(2, "b", "negative"));
    assert_eq!(take(&house, later(60)).await, taken(2));

    let (ill_person, well_person) = (
        person(&house, &ill, now()).await,
        person(&house, &well, now()).await,
    );
    assert_eq!(state(&house, ill_person, later(60)).await, State::Red);
    assert_eq!(state(&house, well_person, later(60)).await, State::Green);
    let decisions = house.service.rate(ill_person, later(60)).await.unwrap();
    let explained = house
        .service
        .explain(ill_person, &decisions, later(60))
        .await;
    let explained = explained.unwrap().remove(0);
    assert_eq!(explained.reasons[0].text.en, "Positive test result");
    let evidence = &explained.reasons[0].evidence[0];
    assert_eq!(evidence.kind, EvidenceKind::Test);
    assert_eq!(evidence.on, Some(now().date()), "the day of the sample");

    let own = mine(&house, &ill, later(60)).await;
    assert_eq!((own.len(), own[0].finding), (1, Finding::Positive));
    assert_eq!(
        (own[0].laboratory.as_str(), own[0].source),
        (LABORATORY, Source::Connection)
    );
    assert_eq!(own[0].rules[0].text.en, "Positive test result");
    let own = mine(&house, &well, later(60)).await;
    assert!(own[0].rules.is_empty() && own[0].meaning.en.contains("ends no quarantine early"));
}

#[tokio::test]
async fn s2_18_a_negative_result_after_a_positive_one_ends_nothing() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    house.laboratory.report(said(1, "a", "positive"));
    take(&house, later(60)).await;
    let mut negative = said(1, "b", "negative");
    negative.sampled_ms = later(3_600).ms();
    house.laboratory.report(negative);
    assert_eq!(take(&house, later(7_200)).await, taken(1));
    let person = person(&house, &device, later(7_200)).await;
    assert_eq!(state(&house, person, later(7_200)).await, State::Red);
    let findings: Vec<Finding> = mine(&house, &device, later(7_200))
        .await
        .iter()
        .map(|r| r.finding)
        .collect();
    assert_eq!(
        findings,
        [Finding::Negative, Finding::Positive],
        "the newest first"
    );
}

#[tokio::test]
async fn s2_18_a_result_whose_document_and_name_do_not_agree_goes_back_and_colours_nobody() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    let mut slip = said(1, "a", "positive");
    slip.name = name(2).full().into();
    house.laboratory.report(slip);
    let mut unreadable = said(1, "b", "positive");
    unreadable.document = "110105194912310021".into();
    house.laboratory.report(unreadable);
    for _again in 0..2 {
        let back = ResultsTaken {
            back: 2,
            ..ResultsTaken::default()
        };
        assert_eq!(take(&house, later(60)).await, back);
        // As if the program had ended before it was noted how far the laboratories were asked.
        house
            .sql()
            .execute("DELETE FROM laboratory_cursor", [])
            .unwrap();
    }
    let mut returned = house.laboratory.returned();
    returned.sort_by(|one, other| one.sample.cmp(&other.sample));
    let why: Vec<(&str, Unusable)> = returned
        .iter()
        .map(|r| (r.sample.as_str(), r.reason))
        .collect();
    assert_eq!(
        why,
        [("a", Unusable::Disagrees), ("b", Unusable::Document)],
        "each once"
    );
    let told = serde_json::to_string(&returned).unwrap();
    assert!(!told.contains(document(1).number()) && !told.contains(name(2).full()));

    let person = person(&house, &device, later(60)).await;
    assert_eq!(state(&house, person, later(60)).await, State::Green);
    assert!(mine(&house, &device, later(60)).await.is_empty());
    assert_eq!(house.count("laboratory_held"), 0);
    let session = device.session(&house, later(60)).await;
    let log = house
        .service
        .my_log(&session, None, later(60))
        .await
        .unwrap();
    let line = log
        .iter()
        .find(|line| line.action_words.en.starts_with("A test result went back"));
    assert!(line.is_some(), "the person reads it");
}

#[tokio::test]
async fn s2_18_names_are_compared_as_registration_reads_them() {
    let house = House::new().await;
    let device = house.declared(2, &[], now()).await;
    let mut typed = said(2, "a", "positive");
    typed.name = " 阿卜杜拉•买买提 ".into();
    typed.document_kind = " resident_id ".into();
    house.laboratory.report(typed);
    assert_eq!(take(&house, later(60)).await, taken(1));
    let person = person(&house, &device, later(60)).await;
    assert_eq!(state(&house, person, later(60)).await, State::Red);
}

#[tokio::test]
async fn no_side_door_a_positive_result_from_before_the_registration_counts_when_they_register() {
    let house = House::new().await;
    house.laboratory.report(said(1, "a", "positive"));
    let mut slip = said(1, "b", "positive");
    slip.name = name(2).full().into();
    house.laboratory.report(slip);
    let held = ResultsTaken {
        held: 2,
        ..ResultsTaken::default()
    };
    assert_eq!(take(&house, now()).await, held);
    assert_eq!(house.count("laboratory_held"), 2);

    let device = house.resident(1, later(86_400)).await;
    let person = person(&house, &device, later(86_400)).await;
    let declared = house
        .service
        .declare(person, &declaration(100, &[]), later(86_460))
        .await;
    assert_eq!(
        declared.unwrap()[0].state,
        State::Red,
        "from the first decision on"
    );
    assert_eq!(house.count("laboratory_held"), 1);
    // What does not agree with who registered goes back with the next look.
    let back = ResultsTaken {
        back: 1,
        ..ResultsTaken::default()
    };
    assert_eq!(take(&house, later(86_520)).await, back);
    assert_eq!(house.laboratory.returned()[0].reason, Unusable::Disagrees);
    assert_eq!(house.count("laboratory_held"), 0);
}

#[tokio::test]
async fn no_side_door_a_result_that_came_while_a_rest_was_kept_counts_for_who_registers_again() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    house.laboratory.report(said(1, "a", "positive"));
    take(&house, later(60)).await;
    let person = person(&house, &device, later(60)).await;
    house.service.erase(person, later(120)).await.unwrap();
    assert_eq!(
        house.count("laboratory_result"),
        1,
        "the result carries the order"
    );
    house.laboratory.report(said(1, "b", "positive"));
    let held = ResultsTaken {
        held: 1,
        ..ResultsTaken::default()
    };
    assert_eq!(take(&house, later(180)).await, held);

    let again = house.resident(1, later(240)).await;
    assert_eq!(mine(&house, &again, later(240)).await.len(), 2);
    assert_eq!(state(&house, person, later(240)).await, State::Red);
}

#[tokio::test]
async fn n_8_what_is_held_is_sealed_and_forgotten_after_14_days() {
    let house = House::new().await;
    house
        .laboratory
        .report(said(1, "sample-of-somebody", "positive"));
    take(&house, now()).await;
    let sealed: Vec<u8> = house
        .sql()
        .query_row("SELECT sealed FROM laboratory_held", [], |row| row.get(0))
        .unwrap();
    let text = String::from_utf8_lossy(&sealed).into_owned();
    assert!(!text.contains(document(1).number()) && !text.contains("sample-of-somebody"));
    let day = 86_400;
    take(&house, later(14 * day)).await;
    assert_eq!(house.count("laboratory_held"), 1);
    take(&house, later(14 * day + 1)).await;
    assert_eq!(house.count("laboratory_held"), 0);
    let device = house.resident(1, later(14 * day + 2)).await;
    assert!(mine(&house, &device, later(14 * day + 2)).await.is_empty());
}

#[tokio::test]
async fn s2_18_a_laboratory_that_does_not_answer_is_asked_again_and_nothing_is_lost() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    let mut slip = said(1, "b", "negative");
    slip.name = name(2).full().into();
    house.laboratory.report(said(1, "a", "positive"));
    house.laboratory.report(slip);
    house.laboratory.conduct().behave(Behaviour::failing());
    let waits = house.service.take_results(later(60)).await;
    assert!(matches!(waits, Err(Error::Waits { .. })));
    // The page comes, and the answer to what goes back is lost.
    house.laboratory.conduct().behave(Behaviour::Well);
    house
        .laboratory
        .conduct()
        .behave_for(1, Behaviour::nonsense());
    assert!(house.service.take_results(later(120)).await.is_err());
    let all = ResultsTaken {
        taken: 1,
        back: 1,
        ..ResultsTaken::default()
    };
    assert_eq!(take(&house, later(180)).await, all);
    assert_eq!(
        take(&house, later(240)).await,
        ResultsTaken::default(),
        "nothing is new"
    );
    let person = person(&house, &device, later(240)).await;
    assert_eq!(state(&house, person, later(240)).await, State::Red);
    assert_eq!(house.laboratory.returned().len(), 1);
}

#[tokio::test]
async fn s2_18_results_come_in_pages_until_there_are_no_more() {
    let house = House::new().await;
    for n in 0..450 {
        let mut one = said(1, &format!("{n}"), "negative");
        one.sampled_ms -= n;
        house.laboratory.report(one);
    }
    let held = ResultsTaken {
        held: 450,
        ..ResultsTaken::default()
    };
    assert_eq!(take(&house, now()).await, held);
    let asked = house.laboratory.conduct().asked();
    assert_eq!(asked, 3);
    house
        .register(
            &Device::sign_in(&house, &crate::house::phone(1), None, now())
                .await
                .session(&house, now())
                .await,
            &form(1),
            now(),
        )
        .await
        .unwrap();
    take(&house, later(60)).await;
    assert_eq!(house.count("laboratory_result"), 450);
    assert_eq!(house.count("laboratory_held"), 0);
}

#[tokio::test]
async fn s2_18_a_file_goes_the_same_way_line_by_line() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    let csv = format!(
        "sample,document_kind,document,name,sampled_at,outcome,laboratory\n\
         a,resident_id,{0},{1},2020-02-20 08:00,positive,乡镇卫生院\n\
         b,resident_id,{0},{2},2020-02-20 08:00,positive,乡镇卫生院\n\
         c,resident_id,{3},{4},2020-02-20 08:00,negative,乡镇卫生院\n\
         d,resident_id,{0},{1},soon,negative,乡镇卫生院\n",
        document(1).number(),
        name(1).full(),
        name(3).full(),
        document(5).number(),
        name(5).full(),
    );
    let fates = |lines: Vec<service::ImportedLine>| -> Vec<(u64, Fate)> {
        lines
            .into_iter()
            .map(|line| (line.number, line.fate))
            .collect()
    };
    let brought = bring(&house, &csv, later(30)).await;
    let disagrees = Fate::Back(Unusable::Disagrees);
    let sampled = Fate::Back(Unusable::SampledAt);
    assert_eq!(
        fates(brought.lines),
        [
            (2, Fate::Taken),
            (3, disagrees),
            (4, Fate::Held),
            (5, sampled)
        ]
    );
    agree(&house, brought.id, later(60)).await;
    take(&house, later(60)).await;
    let again = bring(&house, &csv, later(120)).await;
    assert_eq!(again.state, ResultFileState::Taken);
    assert_eq!(fates(again.lines)[0], (2, Fate::Known));
    let person = person(&house, &device, later(120)).await;
    assert_eq!(state(&house, person, later(120)).await, State::Red);
    assert_eq!(
        mine(&house, &device, later(120)).await[0].source,
        Source::File
    );
    assert!(house.laboratory.returned().is_empty());
    let refused = house
        .service
        .bring_results("results.csv", "name,number\n", later(180))
        .await;
    assert!(matches!(refused, Err(Error::Invalid(problems)) if problems[0].field == "file"));
}
