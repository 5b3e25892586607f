//! At a counter: people without any phone, whose document a member of staff has seen.

use domain::declaration::Tick;
use domain::identity::{Document, DocumentKind};
use domain::ids::{CorrectionId, OfficeId, StaffId};
use domain::place::DivisionCode;
use domain::staff::{Member, Office};
use domain::state::State;
use domain::time::Date;
use domain::verdict::Outcome;
use service::{
    AtCounter, Corrected, CorrectionAsked, CounterForm, Error, MyLine, Served, Standing,
};

use crate::house::{
    House, code, declaration, document, last_six, later, name, now, phone, wuchang,
};
use crate::phone::Device;
use crate::scanning::{gate, scan};

fn at(n: u64) -> AtCounter {
    AtCounter {
        name: name(n),
        document: document(n),
        city: code("330100"),
    }
}

fn form() -> CounterForm {
    CounterForm {
        born: None,
        street: "330106109".into(),
        door: None,
    }
}

fn member_of(duty: &str) -> Member {
    Member {
        id: StaffId(77),
        office: Office {
            id: OfficeId(7),
            name: "杭州市政务服务中心".into(),
            division: code("330100"),
        },
        duties: vec![duty.parse().unwrap()],
    }
}

fn clerk() -> Member {
    member_of("counter@330100")
}

/// A house whose registry knows the first twenty by their birth dates too.
async fn house() -> House {
    let house = House::new().await;
    for n in 0..20 {
        let born = document(n).birth_date().unwrap();
        house.registry.know_born(name(n), &document(n), born);
    }
    house
}

async fn register(house: &House, n: u64) -> Result<Served, Error> {
    house
        .service
        .register_at_counter(&clerk(), &at(n), &form(), now())
        .await
}

#[tokio::test]
async fn s2_16_who_has_no_phone_is_registered_declares_and_takes_a_sheet_home() {
    let house = house().await;
    assert_eq!(register(&house, 1).await.unwrap(), Served::Registered);
    assert_eq!(
        register(&house, 1).await.unwrap(),
        Served::Known,
        "twice is one"
    );
    assert_eq!((house.count("person"), house.count("phone_claim")), (1, 0));
    let said = declaration(100, &[]);
    for _again in 0..2 {
        let (_, decisions) = house
            .service
            .declare_at_counter(&clerk(), &at(1), &said, now())
            .await
            .unwrap();
        assert_eq!(decisions[0].state, State::Green);
    }
    let taken_by: Option<i64> = house
        .sql()
        .query_row("SELECT taken_by FROM declaration", [], |row| row.get(0))
        .unwrap();
    assert_eq!(taken_by, Some(77), "by whom stands in it");
    let print = async |seconds| {
        let sheet = house
            .service
            .print_sheet_at_counter(&clerk(), &at(1), later(seconds))
            .await;
        sheet.unwrap()
    };
    let first = print(10).await;
    let second = print(20).await;
    let gate = gate(&house).await;
    let old = scan(&house, &gate, 1, &first.text, later(30)).await;
    assert_eq!(old.outcome, Outcome::Stop, "a new sheet replaces the old");
    let new = scan(&house, &gate, 2, &second.text, later(31)).await;
    assert_eq!(new.outcome, Outcome::Pass);
}

#[tokio::test]
async fn s2_16_nothing_is_better_at_a_counter_than_by_ones_own_word() {
    let house = house().await;
    let area = house.list("2020-02-18 12时", "武昌一号", now()).await;
    for (n, tick) in [
        (1, Tick::Areas(vec![area])),
        (3, Tick::Unknown),
        (5, Tick::Elsewhere),
    ] {
        let own = house.resident(n, now()).await;
        let own = own.session(&house, now()).await.person().unwrap();
        let said = declaration(
            n as i64 * 100,
            &[wuchang(n as i64 * 100 + 50, tick.clone())],
        );
        let by_oneself = house.service.declare(own, &said, now()).await.unwrap();
        register(&house, n + 1).await.unwrap();
        let said = declaration(n as i64 * 100 + 10, &[wuchang(n as i64 * 100 + 60, tick)]);
        let (_, at_counter) = house
            .service
            .declare_at_counter(&clerk(), &at(n + 1), &said, now())
            .await
            .unwrap();
        assert_eq!(at_counter[0].state, by_oneself[0].state, "{n}");
    }
    // Nor does another declaration there take back what was said at home.
    let again = declaration(900, &[]);
    let (_, decisions) = house
        .service
        .declare_at_counter(&clerk(), &at(1), &again, later(60))
        .await
        .unwrap();
    assert_eq!(decisions[0].state, State::Red);
}

#[tokio::test]
async fn n_6_the_person_reads_who_served_them_and_for_what() {
    let house = house().await;
    let device = house.declared(2, &[], now()).await;
    assert_eq!(register(&house, 2).await.unwrap(), Served::Known);
    let session = device.session(&house, later(5)).await;
    house
        .service
        .print_sheet_at_counter(&clerk(), &at(2), later(10))
        .await
        .unwrap();
    let lines: Vec<MyLine> = house
        .service
        .my_log(&session, None, later(20))
        .await
        .unwrap();
    let words: Vec<&str> = lines
        .iter()
        .map(|line| line.action_words.en.as_str())
        .collect();
    assert_eq!(words[0], "Your sheet was printed at a counter");
    let looked = "Your document was looked at at a counter";
    assert!(words[1..].contains(&looked), "{words:?}");
    assert!(lines[0].purpose_words.zh.contains("服务台"), "{words:?}");
}

#[tokio::test]
async fn s1_3_nobody_is_made_up_and_nobody_is_found_at_a_counter() {
    let house = house().await;
    house.resident(2, now()).await;
    // The registry does not know this one, and this one is registered under another name: the same words.
    let unknown = AtCounter {
        document: document(99),
        ..at(1)
    };
    let taken = AtCounter {
        document: document(2),
        ..at(1)
    };
    let mut words = Vec::new();
    for at in [&unknown, &taken] {
        let outcome = house
            .service
            .register_at_counter(&clerk(), at, &form(), now())
            .await;
        let Err(Error::Invalid(problems)) = outcome else {
            panic!("{outcome:?}");
        };
        words.push(problems);
        let sheet = house
            .service
            .print_sheet_at_counter(&clerk(), at, now())
            .await;
        assert!(matches!(sheet, Err(Error::Unknown(_))));
    }
    assert_eq!(words[0], words[1]);
    let refusals: i64 = house
        .sql()
        .query_row(
            "SELECT count(*) FROM log_line_other WHERE action = 'refused serve_at_counter'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(refusals, 4);
}

#[tokio::test]
async fn n_6_a_counter_serves_its_own_division_and_nobody_else_serves_at_one() {
    let house = house().await;
    let elsewhere = AtCounter {
        city: "110100".parse::<DivisionCode>().unwrap(),
        ..at(1)
    };
    let outcome = house
        .service
        .register_at_counter(&clerk(), &elsewhere, &form(), now())
        .await;
    assert!(matches!(outcome, Err(Error::OutsideDivision)));
    for duty in [
        "epidemiologist@330100",
        "reviewer@330100",
        "operator@330100",
    ] {
        let outcome = house
            .service
            .register_at_counter(&member_of(duty), &at(1), &form(), now())
            .await;
        assert!(matches!(outcome, Err(Error::NotYourDuty)), "{duty}");
    }
    assert_eq!(house.count("person"), 0);
    // A counter of one district serves for its city.
    let district = member_of("counter@330106");
    let outcome = house
        .service
        .register_at_counter(&district, &at(3), &form(), now())
        .await;
    assert_eq!(outcome.unwrap(), Served::Registered);
    register(&house, 1).await.unwrap();
    let mut said = declaration(100, &[]);
    said.jurisdiction = code("110100");
    let outcome = house
        .service
        .declare_at_counter(&clerk(), &at(1), &said, now())
        .await;
    assert!(matches!(outcome, Err(Error::Invalid(p)) if p[0].field == "declaration.city"));
}

#[tokio::test]
async fn s2_16_at_a_counter_both_passports_lie_on_the_table_and_the_record_goes_on() {
    let house = house().await;
    let passport =
        |number: &str| Document::parse(DocumentKind::Passport, number, now().date()).unwrap();
    let (old, new) = (passport("DEU C01X00T47"), passport("DEU C4J8R2K61"));
    let born = Date::from_ymd(1964, 8, 12).unwrap();
    house.registry.know_born(name(1), &old, born);
    let before = AtCounter {
        document: old.clone(),
        ..at(1)
    };
    let said = CounterForm {
        born: Some(born),
        ..form()
    };
    let served = house
        .service
        .register_at_counter(&clerk(), &before, &said, now())
        .await;
    assert_eq!(served.unwrap(), Served::Registered);
    for _again in 0..2 {
        house
            .service
            .renew_at_counter(&clerk(), &before, &new, now())
            .await
            .unwrap();
    }
    let holder = house.service.holder_of(&old).await.unwrap();
    assert_eq!(house.service.holder_of(&new).await.unwrap(), holder);
    // A number that is somebody else's joins nobody.
    house.resident(2, now()).await;
    let taken = house
        .service
        .renew_at_counter(&clerk(), &before, &document(2), now())
        .await;
    assert!(matches!(taken, Err(Error::Invalid(p)) if p[0].field == "document_number"));
    let other = Device::sign_in(&house, &phone(2), Some(&last_six(2)), later(60)).await;
    assert_eq!(other.standing, Standing::Person);
}

#[tokio::test]
async fn s2_16_a_lost_sheet_is_ended_at_the_counter_and_a_strangers_is_not() {
    let house = house().await;
    register(&house, 1).await.unwrap();
    let said = declaration(100, &[]);
    house
        .service
        .declare_at_counter(&clerk(), &at(1), &said, now())
        .await
        .unwrap();
    let sheet = house
        .service
        .print_sheet_at_counter(&clerk(), &at(1), later(10))
        .await
        .unwrap();
    let other = AtCounter {
        name: name(2),
        ..at(1)
    };
    let refused = house
        .service
        .revoke_sheet_at_counter(&clerk(), &other, later(20))
        .await;
    assert!(matches!(refused, Err(Error::Unknown(_))));
    let gate = gate(&house).await;
    let verdict = scan(&house, &gate, 1, &sheet.text, later(30)).await;
    assert_eq!(verdict.outcome, Outcome::Pass);
    house
        .service
        .revoke_sheet_at_counter(&clerk(), &at(1), later(40))
        .await
        .unwrap();
    let verdict = scan(&house, &gate, 2, &sheet.text, later(50)).await;
    assert_eq!(verdict.outcome, Outcome::Stop);
}

#[tokio::test]
async fn s2_17_a_correction_at_the_counter_is_free_needs_a_reason_or_waits_as_on_ones_own_page() {
    let house = house().await;
    let area = house.list("2020-02-18 12时", "武昌一号", now()).await;
    register(&house, 1).await.unwrap();
    let last = async |seconds| {
        house
            .service
            .last_declaration_at_counter(&clerk(), &at(1), later(seconds))
            .await
            .unwrap()
    };
    assert_eq!(last(0).await, None, "nothing was said yet");
    let said = declaration(100, &[]);
    house
        .service
        .declare_at_counter(&clerk(), &at(1), &said, now())
        .await
        .unwrap();
    let first = last(10).await.unwrap();
    assert!(first.at_counter && first.correctable_free_until.is_some());
    let correct = async |id: i64, declaration, instead, reason: Option<&str>, seconds| {
        let asked = CorrectionAsked {
            id: CorrectionId(id),
            declaration,
            instead,
            reason: reason.map(str::to_owned),
        };
        let done = house
            .service
            .correct_at_counter(&clerk(), &at(1), &asked, later(seconds))
            .await;
        done.map(|(_, corrected, decisions)| (corrected, decisions[0].state))
    };
    // They forgot a stay, and say so within the quarter of an hour.
    let stayed = [wuchang(7, Tick::Areas(vec![area]))];
    let worse = declaration(200, &stayed);
    for seconds in [20, 30] {
        let done = correct(1, first.id, worse.clone(), None, seconds).await;
        assert_eq!(done.unwrap(), (Corrected::Done, State::Red), "twice is one");
    }
    // An hour later they say that it was another's: it would better the colour, so that a reviewer decides.
    let second = last(3_600).await.unwrap();
    assert!(second.at_counter && second.correctable_free_until.is_none());
    let better = || declaration(300, &[]);
    let bare = correct(2, second.id, better(), None, 3_610).await;
    assert!(matches!(bare, Err(Error::Invalid(p)) if p[0].field == "reason"));
    let waits = correct(2, second.id, better(), Some("记错了地方"), 3_620).await;
    let (outcome, state) = waits.unwrap();
    assert!(matches!(outcome, Corrected::Waits(_)) && state == State::Red);
}
