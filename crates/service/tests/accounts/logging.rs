//! The log: sealed once, valid whatever happens in between, and read by the person whom it is about.

use credential::{KeySet, LogMark, StatusDifference, StatusListToken};
use domain::access::Action;
use domain::ids::{OfficeId, StaffId};
use domain::log::{By, Purpose};
use domain::staff::{Member, Office};
use domain::time::Instant;
use domain::verdict::Scene;
use service::{CheckpointDraft, Erased, Error, LOG_DAYS, MyLine, Sealed};
use storage::Lease;

use crate::house::{House, at, code, declaration, later, now};
use crate::phone::Device;

const HOUR_S: i64 = 3_600;

/// What an audit finds, whoever kept these marks.
async fn faults(house: &House, seen: &[LogMark], now: Instant) -> Vec<&'static str> {
    let audited = house.service.audit_log(seen.to_vec(), now).await.unwrap();
    audited
        .faults
        .iter()
        .map(credential::LogFault::word)
        .collect()
}

/// The mark that a gate would remember now.
async fn newest(house: &House, now: Instant) -> Option<LogMark> {
    let audited = house.service.audit_log(Vec::new(), now).await.unwrap();
    audited.newest
}

fn gate() -> CheckpointDraft {
    CheckpointDraft {
        scene: Scene::Shop,
        division: code("330106"),
        name: "西门".into(),
    }
}

fn waiting(house: &House) -> i64 {
    house.count("log_line") + house.count("log_line_other")
}

/// A member of staff whom no office knows any more.
fn looker() -> Member {
    Member {
        id: StaffId(5),
        office: Office {
            id: OfficeId(1),
            name: String::new(),
            division: code("330100"),
        },
        duties: Vec::new(),
    }
}

async fn my_log(house: &House, device: &Device, now: Instant) -> Vec<MyLine> {
    let session = device.session(house, now).await;
    house.service.my_log(&session, None, now).await.unwrap()
}

#[tokio::test]
async fn n_7_an_empty_log_holds() {
    let house = House::new().await;
    let audited = house.service.audit_log(Vec::new(), now()).await.unwrap();
    assert_eq!((audited.hours, audited.lines, audited.newest), (0, 0, None));
    assert_eq!(audited.faults, []);
    let sealed = house.service.seal_log(at("2020-02-15 00:00")).await;
    assert_eq!(sealed.unwrap(), Sealed::default(), "no hour is over");
}

#[tokio::test]
async fn n_7_every_line_is_sealed_once_and_a_late_one_in_the_hour_in_which_it_is_seen() {
    let house = House::new().await;
    house.declared(0, &[], now()).await;
    let lines = waiting(&house);
    assert_eq!(lines, 4, "policies, keys, registering, declaring");
    assert_eq!(house.service.seal_log(later(60)).await.unwrap().hours, 1);
    assert_eq!(
        house.count("sealed_line"),
        2,
        "the hour that runs stays open"
    );
    let sealed = house.service.seal_log(later(HOUR_S)).await.unwrap();
    assert_eq!((sealed.hours, waiting(&house)), (1, 0));
    assert_eq!(house.count("sealed_line"), lines);
    house.declared(1, &[], later(60)).await;
    let late = waiting(&house);
    let again = house.service.seal_log(later(HOUR_S + 60)).await.unwrap();
    assert_eq!(again, Sealed::default(), "their hour is closed");
    let sealed = house.service.seal_log(later(2 * HOUR_S)).await.unwrap();
    assert_eq!((sealed.hours, sealed.lines), (1, late as u64));
    let behind = "SELECT count(*) FROM sealed_line WHERE hour * 3600000 > instant_ms";
    let behind: i64 = house.sql().query_row(behind, [], |r| r.get(0)).unwrap();
    assert!(behind >= late, "they stand in the next hour");
    assert_eq!(faults(&house, &[], later(2 * HOUR_S)).await, [""; 0]);
}

#[tokio::test]
async fn n_7_what_a_crash_leaves_between_moving_and_signing_is_neither_doubled_nor_lost() {
    let house = House::new().await;
    house.declared(0, &[], now()).await;
    let (lines, end) = (waiting(&house), later(HOUR_S));
    // Another server takes the lease, moves a page, and dies.
    let store = house.service.store();
    let (dead, until) = (
        Lease {
            name: "log",
            holder: 7,
        },
        end.plus_ms(60_000),
    );
    store
        .write(store.take_lease(dead, (end, until)))
        .await
        .unwrap();
    let page = store.waiting_lines(end, 3).await.unwrap();
    let numbered: Vec<_> = (1..).zip(page).collect();
    let hour = end.ms().div_euclid(1_000 * HOUR_S) - 1;
    let moved = store.move_lines(dead, (end, until), hour, &numbered);
    store.write(moved).await.unwrap();
    let sealed = house.service.seal_log(end.plus_ms(1_000)).await.unwrap();
    assert_eq!(sealed, Sealed::default(), "the lease has not run out");
    let after = until.plus_ms(1);
    let sealed = house.service.seal_log(after).await.unwrap();
    assert_eq!((sealed.hours, sealed.lines), (1, lines as u64 - 3));
    assert_eq!((house.count("sealed_line"), waiting(&house)), (lines, 0));
    assert_eq!(faults(&house, &[], after).await, [""; 0]);
    let late = store.move_lines(dead, (after, until), hour, &[]);
    assert!(
        store.write(late).await.is_err(),
        "who lost the lease writes nothing more"
    );
}

#[tokio::test]
async fn n_7_an_hour_that_a_crash_left_open_is_signed_before_the_next() {
    let house = House::new().await;
    house.declared(0, &[], now()).await;
    house.service.seal_log(later(HOUR_S)).await.unwrap();
    let heads = "DELETE FROM log_head";
    house.sql().execute(heads, []).unwrap();
    house.declared(1, &[], later(HOUR_S)).await;
    let sealed = house.service.seal_log(later(2 * HOUR_S)).await.unwrap();
    assert_eq!(sealed.hours, 2);
    assert_eq!(faults(&house, &[], later(2 * HOUR_S)).await, [""; 0]);
}

#[tokio::test]
async fn n_7_two_servers_seal_once() {
    let house = House::new().await;
    house.declared(0, &[], now()).await;
    let (lines, other) = (waiting(&house), house.another().await);
    let end = later(HOUR_S);
    let (one, two) = tokio::join!(house.service.seal_log(end), other.seal_log(end));
    assert_eq!(one.unwrap().lines + two.unwrap().lines, lines as u64);
    assert_eq!(
        (house.count("log_head"), house.count("sealed_line")),
        (1, lines)
    );
    assert_eq!(faults(&house, &[], end).await, [""; 0]);
}

#[tokio::test]
async fn n_7_a_server_that_stops_closes_the_hour_and_what_follows_stands_in_the_next() {
    let house = House::new().await;
    house.declared(0, &[], now()).await;
    house.service.seal_log_at_stop(later(60)).await.unwrap();
    assert_eq!(waiting(&house), 0);
    house.declared(1, &[], later(120)).await;
    let again = house.service.seal_log_at_stop(later(180)).await.unwrap();
    assert_eq!(again, Sealed::default());
    house.service.seal_log(later(2 * HOUR_S)).await.unwrap();
    assert_eq!((waiting(&house), house.count("log_head")), (0, 2));
    assert_eq!(faults(&house, &[], later(2 * HOUR_S)).await, [""; 0]);
}

#[tokio::test]
async fn n_7_gates_get_the_newest_head_with_every_list_and_difference() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    device.fetch(&house, now()).await;
    house.service.seal_log(later(HOUR_S)).await.unwrap();
    let (first, now) = (newest(&house, now()).await, later(HOUR_S));
    let keys = house.service.key_set(now).await.unwrap();
    let keys = KeySet::decode(&keys).unwrap();
    let list = house.service.status_lists(now).await.unwrap().remove(0);
    let bytes = house.service.status_list(list.day, now).await.unwrap();
    let mut token = StatusListToken::verify(&bytes, &keys, &list.address, now).unwrap();
    assert!(first.is_some() && token.log == first);
    house.declared(1, &[], now).await;
    let now = later(2 * HOUR_S);
    house.service.seal_log(now).await.unwrap();
    let difference = house
        .service
        .status_difference(list.day, token.version, now);
    let difference = difference.await.unwrap().unwrap();
    let difference = StatusDifference::verify(&difference, &keys, &list.address, now).unwrap();
    token.go_on(&difference).unwrap();
    assert_eq!(token.log, newest(&house, now).await);
    let seen = [first.unwrap(), token.log.unwrap()];
    assert_eq!(faults(&house, &seen, now).await, [""; 0]);
}

#[tokio::test]
async fn n_7_looking_at_a_person_needs_a_purpose_and_the_person_reads_it() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let person = device.session(&house, now()).await.person().unwrap();
    let staff = looker();
    let (by, allowed) = (By::Staff(staff.id), (&staff, Action::ReadProposals));
    let (before, shown) = (waiting(&house), ("look at the quarantine", "words"));
    for purpose in [None, Some(Purpose::Own), Some(Purpose::Operation)] {
        let refused = house
            .service
            .look_at(person, allowed, purpose, shown, now());
        let refused = refused.await.err().unwrap();
        assert!(
            matches!(&refused, Error::Invalid(problems) if problems[0].to_string().contains("purpose"))
        );
    }
    assert_eq!(waiting(&house), before + 3, "each try stands in the log");
    let care = Some(Purpose::Care);
    let looked = house
        .service
        .look_at(person, allowed, care, shown, later(1));
    looked.await.unwrap();
    let line = my_log(&house, &device, later(2)).await.remove(0);
    assert_eq!((line.by, line.at), (by, later(1)));
    assert_eq!(line.by_words.zh, "工作人员");
    assert_eq!(line.purpose_words.zh, "隔离期间的照料");
    assert_eq!(line.sealed, None, "its hour is not over");
    house.service.seal_log(later(HOUR_S)).await.unwrap();
    let sealed = my_log(&house, &device, later(HOUR_S)).await;
    let place = sealed[0].sealed.unwrap();
    assert_eq!(place.hour, now());
    assert!(place.number >= 1);
    let actions: Vec<&str> = sealed.iter().map(|l| l.action_words.en.as_str()).collect();
    assert!(
        actions.contains(&"Declared") && actions.contains(&"Registered"),
        "{actions:?}"
    );
}

#[tokio::test]
async fn n_7_a_person_reads_page_by_page_and_nobody_elses_lines() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    house.declared(1, &[], now()).await;
    let person = device.session(&house, now()).await.person().unwrap();
    for second in 1..=120 {
        let purpose = Some(Purpose::Review);
        let staff = looker();
        let allowed = (&staff, Action::ReadProposals);
        let look = house
            .service
            .look_at(person, allowed, purpose, ("look", ""), later(second));
        look.await.unwrap();
        if second == 60 {
            house.service.seal_log_at_stop(later(second)).await.unwrap();
        }
    }
    let session = device.session(&house, later(200)).await;
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let page = house
            .service
            .my_log(&session, before, later(2))
            .await
            .unwrap();
        let Some(last) = page.last() else { break };
        before = Some(last.id);
        all.extend(page);
    }
    let looks = all.iter().filter(|line| line.purpose == Purpose::Review);
    assert_eq!(looks.count(), 120);
    assert!(all.is_sorted_by(|newer, older| newer.id > older.id));
    let others = all
        .iter()
        .filter(|line| line.action_words.en == "Registered");
    assert_eq!(others.count(), 1);
}

#[tokio::test]
async fn n_7_erasing_a_person_leaves_the_log_valid_and_about_nobody() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    house.service.seal_log(later(HOUR_S)).await.unwrap();
    let mark = newest(&house, now()).await.unwrap();
    let person = device.session(&house, now()).await.person().unwrap();
    let declared = declaration(900, &[]);
    house
        .service
        .declare(person, &declared, later(HOUR_S))
        .await
        .unwrap();
    let (sealed, unsealed) = (house.count("sealed_line"), waiting(&house));
    let erased = house.service.erase(person, later(HOUR_S + 60)).await;
    assert_eq!(erased.unwrap(), Erased::Whole);
    let now = later(2 * HOUR_S);
    house.service.seal_log(now).await.unwrap();
    assert_eq!(
        house.count("sealed_line"),
        sealed + unsealed + 1,
        "and that of the erasure"
    );
    assert_eq!(faults(&house, &[mark], now).await, [""; 0]);
    assert_eq!(house.count("alias"), 0);
    let leads = "SELECT count(*) FROM sealed_line WHERE ?1 IN (line_id, alias, number, staff_id)";
    let leads: i64 = house
        .sql()
        .query_row(leads, [person.0], |r| r.get(0))
        .unwrap();
    assert_eq!(leads, 0);
}

#[tokio::test]
async fn n_8_lines_die_after_three_years_and_the_heads_that_stay_still_hold() {
    let house = House::new().await;
    house.declared(0, &[], now()).await;
    house.service.seal_log(later(HOUR_S)).await.unwrap();
    let mark = newest(&house, now()).await.unwrap();
    let old = house.count("sealed_line");
    let then = later((i64::from(LOG_DAYS) + 2) * 24 * HOUR_S);
    house.service.add_checkpoint(&gate(), then).await.unwrap();
    house
        .service
        .seal_log(then.plus_ms(1_000 * HOUR_S))
        .await
        .unwrap();
    house
        .service
        .sweep(then.plus_ms(1_000 * HOUR_S))
        .await
        .unwrap();
    assert!(house.count("sealed_line") < old);
    assert_eq!(house.count("log_head"), 2);
    assert_eq!(faults(&house, &[mark], then).await, [""; 0]);
}
