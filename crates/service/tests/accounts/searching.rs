//! The log as inspectors and auditors look through it: what was done and by which office, never about whom.

use domain::access::Action;
use domain::staff::Member as StaffMember;
use domain::time::Instant;
use service::{Error, FoundLine, LogFound, LogQuestion};

use crate::house::{House, later, now};
use crate::member::Member;

const HOUR_S: i64 = 3_600;
const DAY_S: i64 = 24 * HOUR_S;

/// Whatever was done in the two days around now.
fn whatever() -> LogQuestion {
    LogQuestion {
        from: later(-DAY_S),
        to: later(DAY_S),
        action: None,
        office: None,
        before: None,
    }
}

fn of(action: &str) -> LogQuestion {
    LogQuestion {
        action: Some(action.into()),
        ..whatever()
    }
}

/// An auditor of Hangzhou.
async fn auditor(house: &House) -> StaffMember {
    let code = house.staff("zhang.wei", &["auditor@330100"], now()).await;
    let enrolled = Member::enrol(house, "zhang.wei", &code, now()).await;
    let session = house.works(&enrolled.unwrap().secret, now()).await.unwrap();
    session.member().clone()
}

async fn found(house: &House, auditor: &StaffMember, asked: &LogQuestion) -> LogFound {
    let now = later(3 * HOUR_S);
    let found = house.service.search_log(auditor, asked, now).await;
    found.unwrap()
}

fn actions(lines: &[FoundLine]) -> Vec<&str> {
    let actions = lines.iter().map(|line| line.action_words.en.as_str());
    actions.collect()
}

#[tokio::test]
async fn n_7_an_auditor_finds_what_a_member_was_refused_and_the_search_is_a_line_itself() {
    let house = House::new().await;
    let auditor = auditor(&house).await;
    let member = Member::new(&house, "wang.min", now()).await;
    let session = house.works(&member.secret, now()).await.unwrap();
    let refused = house
        .service
        .admit_staff(session.member(), Action::ReadLog, later(5))
        .await;
    assert!(matches!(refused, Err(Error::NotYourDuty)));
    let refused = of("refused");
    assert_eq!(
        found(&house, &auditor, &refused).await.lines,
        [],
        "not sealed yet"
    );
    house.service.seal_log(later(HOUR_S)).await.unwrap();

    let page = found(&house, &auditor, &refused).await;
    let [line] = page.lines.as_slice() else {
        panic!("{page:?}");
    };
    assert_eq!((line.at, line.sealed.hour), (later(5), now()));
    assert!(line.sealed.number >= 1 && page.older.is_none());
    let office = "杭州市卫生健康委员会的工作人员";
    assert_eq!(line.by_words.zh, office);
    assert_eq!(
        line.action_words.en,
        "A member of staff was refused: read_log"
    );

    house.service.seal_log(later(4 * HOUR_S)).await.unwrap();
    let searches = found(&house, &auditor, &of("search log")).await.lines;
    assert_eq!(searches.len(), 2, "both questions");
    assert_eq!(searches[0].by_words.zh, office);
    assert_eq!(searches[0].purpose_words.zh, "检查规则执行情况");
}

#[tokio::test]
async fn n_7_whoever_looks_through_the_log_reads_page_by_page_and_nothing_leads_to_a_person() {
    let house = House::new().await;
    let auditor = auditor(&house).await;
    for n in 0..20 {
        house
            .declared(n, &[], later(i64::try_from(n).unwrap() * 60))
            .await;
    }
    house.service.seal_log(later(HOUR_S)).await.unwrap();
    let (mut all, mut asked) = (Vec::new(), whatever());
    loop {
        let page = found(&house, &auditor, &asked).await;
        all.extend(page.lines);
        asked.before = page.older;
        if asked.before.is_none() {
            break;
        }
    }
    assert_eq!(all.len() as i64, house.count("sealed_line"));
    let place = |line: &FoundLine| (line.sealed.hour, line.server, line.sealed.number);
    assert!(all.is_sorted_by(|newer, older| place(newer) > place(older)));
    assert!(actions(&all).contains(&"Declared"));

    let aliases =
        "SELECT alias FROM sealed_line WHERE alias IS NOT NULL UNION SELECT person_id FROM alias";
    let sql = house.sql();
    let mut aliases = sql.prepare(aliases).unwrap();
    let aliases = aliases.query_map([], |row| row.get::<_, i64>(0)).unwrap();
    let shown = format!("{all:?}");
    let mut looked_for = 0;
    for alias in aliases {
        let alias = alias.unwrap().to_string();
        assert!(!shown.contains(&alias), "{alias}");
        looked_for += 1;
    }
    assert_eq!(looked_for, 40, "twenty people and their names in the log");
}

#[tokio::test]
async fn n_7_a_question_keeps_to_its_hours_its_action_and_its_office() {
    let house = House::new().await;
    let auditor = auditor(&house).await;
    house.declared(0, &[], now()).await;
    house.service.seal_log(later(HOUR_S)).await.unwrap();
    house.declared(1, &[], later(HOUR_S + 60)).await;
    house.service.seal_log(later(2 * HOUR_S)).await.unwrap();
    let second_hour = LogQuestion {
        from: later(HOUR_S),
        ..of("declare")
    };
    let declared = found(&house, &auditor, &second_hour).await.lines;
    assert_eq!(actions(&declared), ["Declared"]);
    assert_eq!(declared[0].sealed.hour, later(HOUR_S));
    let first_hour = LogQuestion {
        to: later(HOUR_S),
        ..of("declare")
    };
    assert_eq!(found(&house, &auditor, &first_hour).await.lines.len(), 1);
    assert_eq!(found(&house, &auditor, &of("declare")).await.lines.len(), 2);

    let office = auditor.office.id;
    let of_office = LogQuestion {
        office: Some(office),
        ..whatever()
    };
    let theirs = found(&house, &auditor, &of_office).await.lines;
    assert_eq!(
        actions(&theirs),
        ["A member of staff brought an account into use"]
    );
}

async fn refusal(house: &House, auditor: &StaffMember, asked: &LogQuestion) -> String {
    let refused = house.service.search_log(auditor, asked, now()).await;
    let Err(Error::Invalid(problems)) = refused else {
        panic!("{refused:?}");
    };
    problems[0].to_string()
}

#[tokio::test]
async fn n_7_what_cannot_be_looked_for_is_refused_by_its_field() {
    let house = House::new().await;
    let auditor = auditor(&house).await;
    let until = |to: Instant| LogQuestion { to, ..whatever() };
    for (asked, field) in [
        (until(later(-DAY_S)), "to_ms"),
        (until(later(30 * DAY_S + 1)), "to_ms"),
        (of("refused read_log"), "action"),
        (of("sing in"), "action"),
    ] {
        let told = refusal(&house, &auditor, &asked).await;
        assert!(told.contains(field), "{told}");
    }
    found(&house, &auditor, &until(later(30 * DAY_S))).await;
    for (word, _) in house.service.log_choices(now()).await.unwrap().actions {
        found(&house, &auditor, &of(word)).await;
    }
}
