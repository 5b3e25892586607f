//! Status lists as a gate without a network lives by them: what it fetched last, and what its next contact brings.

use std::collections::BTreeMap;

use credential::{KeySet, StatusDifference, StatusListToken};
use domain::declaration::Tick;
use domain::ids::{CorrectionId, DeclarationId};
use domain::state::State;
use domain::time::{Date, Instant};
use domain::verdict::{Outcome, Status};
use service::{CorrectionAsked, Error, Missing, Service};

use crate::house::{House, at, declaration, last_six, later, now, phone, wuchang};
use crate::phone::{Code, Device};
use crate::scanning::{gate, scan};

/// A gate that keeps the keys and the lists that it fetched.
pub(crate) struct Gate {
    keys: KeySet,
    lists: BTreeMap<Date, StatusListToken>,
}

fn address(day: Date) -> String {
    format!("https://hz.example/s/{day}")
}

impl Gate {
    /// Fetches the keys and every list whole.
    pub(crate) async fn new(house: &House, now: Instant) -> Self {
        let keys = house.service.key_set(now).await.unwrap();
        let keys = KeySet::decode(&keys).unwrap();
        let mut lists = BTreeMap::new();
        for list in house.service.status_lists(now).await.unwrap() {
            let bytes = house.service.status_list(list.day, now).await.unwrap();
            let token = StatusListToken::verify(&bytes, &keys, &list.address, now);
            lists.insert(list.day, token.unwrap());
        }
        Self { keys, lists }
    }

    /// A contact with the network: the difference of each list, and how many entries came by it.
    pub(crate) async fn contact(&mut self, service: &Service, now: Instant) -> usize {
        let mut changes = 0;
        for (day, list) in &mut self.lists {
            let bytes = service.status_difference(*day, list.version, now).await;
            let bytes = bytes.unwrap().unwrap();
            let difference = StatusDifference::verify(&bytes, &self.keys, &address(*day), now);
            let difference = difference.unwrap();
            list.go_on(&difference).unwrap();
            assert_eq!(list.issued, now, "its age begins anew");
            changes += difference.changes.len();
        }
        changes
    }

    /// What the gate knows of a code.
    pub(crate) fn status(&self, code: &Code) -> Status {
        let credential = code.credential();
        let status = &credential.unverified().status;
        let list = self.lists.values().find(|list| list.list == status.list());
        list.unwrap().entries.get(status.index())
    }
}

async fn ill(house: &House, device: &Device, id: i64, now: Instant) {
    let person = device.session(house, now).await.person().unwrap();
    let mut ill = declaration(id, &[]);
    ill.contact = Some("2020-02-18".parse().unwrap());
    house.service.declare(person, &ill, now).await.unwrap();
}

async fn take_back(house: &House, device: &Device, id: i64, now: Instant) {
    let person = device.session(house, now).await.person().unwrap();
    let asked = CorrectionAsked {
        id: CorrectionId(1),
        declaration: DeclarationId(id),
        instead: declaration(id + 50, &[]),
        reason: None,
    };
    house.service.correct(person, &asked, now).await.unwrap();
}

#[tokio::test]
async fn n_1_a_worse_decision_reaches_an_offline_gate_at_its_next_contact_and_goes_back_when_it_is_right_again()
 {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let other = house.declared(1, &[], now()).await;
    let (green, theirs) = (
        device.fetch(&house, now()).await,
        other.fetch(&house, now()).await,
    );
    let mut gate = Gate::new(&house, now()).await;
    assert_eq!(gate.status(&green), Status::AsIssued);
    ill(&house, &device, 800, later(1)).await;
    assert_eq!(gate.status(&green), Status::AsIssued, "nothing has told it");
    assert_eq!(gate.contact(&house.service, later(2)).await, 1);
    assert_eq!(gate.status(&green), Status::Changed);
    assert_eq!(gate.status(&theirs), Status::AsIssued);
    let red = device.fetch(&house, later(3)).await;
    assert_eq!(red.issued.state, State::Red);
    assert_eq!(gate.status(&red), Status::AsIssued, "the new one is right");
    take_back(&house, &device, 800, later(60)).await;
    assert_eq!(gate.contact(&house.service, later(61)).await, 2);
    assert_eq!(gate.status(&green), Status::AsIssued, "right again");
    assert_eq!(gate.status(&red), Status::Changed);
    assert_eq!(gate.contact(&house.service, later(90)).await, 0);
}

#[tokio::test]
async fn n_1_a_device_that_was_cut_and_a_person_who_was_erased_are_never_again() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let cut = device.fetch(&house, now()).await;
    let leaving = house.declared(1, &[], now()).await;
    let erased = leaving.fetch(&house, now()).await;
    let mut gate = Gate::new(&house, now()).await;
    let session = device.session(&house, now()).await;
    house.service.sign_out(&session, later(1)).await.unwrap();
    let session = leaving.session(&house, now()).await;
    let proof = last_six(1);
    let gone = house.service.erase_own(&session, &proof, later(2));
    gone.await.unwrap();
    assert_eq!(gate.contact(&house.service, later(3)).await, 2);
    assert_eq!(gate.status(&cut), Status::Replaced);
    assert_eq!(gate.status(&erased), Status::Replaced);
    assert_eq!(house.count("status_outbox"), 0, "nothing leads to whom");
    // Nothing brings it back: not the same person on another device, and no better or worse decision.
    let back = Device::sign_in(&house, &phone(0), Some(&last_six(0)), later(70)).await;
    ill(&house, &back, 800, later(71)).await;
    take_back(&house, &back, 800, later(72)).await;
    gate.contact(&house.service, later(73)).await;
    assert_eq!(gate.status(&cut), Status::Replaced);
}

#[tokio::test]
async fn n_1_the_cost_of_a_list_follows_the_changes_and_not_the_people() {
    let house = House::new().await;
    let mut devices = Vec::new();
    for n in 0..12 {
        let device = house.declared(n, &[], now()).await;
        device.fetch(&house, now()).await;
        devices.push(device);
    }
    assert_eq!(house.service.settle_statuses(now()).await.unwrap(), 0);
    assert_eq!(
        (house.count("status_entry"), house.count("status_outbox")),
        (0, 0)
    );
    ill(&house, &devices[3], 8_000, later(62)).await;
    assert_eq!(
        house.count("status_outbox"),
        1,
        "in the batch of the person"
    );
    assert_eq!(house.service.settle_statuses(later(63)).await.unwrap(), 1);
    assert_eq!(
        (house.count("status_entry"), house.count("status_outbox")),
        (1, 0)
    );
}

#[tokio::test]
async fn n_1_a_list_dies_with_its_day_and_there_is_none_of_days_far_ahead() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    device.fetch(&house, now()).await;
    ill(&house, &device, 800, later(1)).await;
    let day = now().date().next();
    assert_eq!(
        house.service.status_lists(later(2)).await.unwrap()[0].day,
        day
    );
    let after = at("2020-02-22 00:00");
    for (day, now) in [(day, after), (day + 8, later(3)), (day - 2, later(3))] {
        let refused = house.service.status_list(day, now).await;
        assert!(
            matches!(refused, Err(Error::Unknown(Missing::StatusList))),
            "{day}"
        );
    }
    house.service.sweep(after).await.unwrap();
    for table in ["status_entry", "status_outbox", "status_list"] {
        assert_eq!(house.count(table), 0, "{table}");
    }
}

#[tokio::test]
async fn n_1_a_version_that_is_not_known_here_gets_the_whole_list() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    device.fetch(&house, now()).await;
    let day = now().date().next();
    let ahead = house
        .service
        .status_difference(day, 7, now())
        .await
        .unwrap();
    assert_eq!(ahead, None);
    // Whoever takes a whole list that was packed minutes ago goes on from it.
    let mut gate = Gate::new(&house, now()).await;
    ill(&house, &device, 800, later(1)).await;
    let mut late = Gate::new(&house, later(300)).await;
    assert_eq!(late.contact(&house.service, later(301)).await, 1);
    assert_eq!(gate.contact(&house.service, later(302)).await, 1);
    let fresh = Gate::new(&house, later(900)).await;
    assert_eq!(fresh.lists[&day].version, gate.lists[&day].version);
    assert!(fresh.lists[&day].entries == gate.lists[&day].entries);
}

#[tokio::test]
async fn n_1_whatever_is_issued_and_changed_at_one_moment_the_list_says_what_is_true() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let mut codes = vec![device.fetch(&house, now()).await];
    for round in 0..6_i64 {
        let at = later(60 * round + 1);
        let ill = async {
            if round % 2 == 0 {
                ill(&house, &device, 8_000 + round * 1_000, at).await;
            } else {
                let other = house.another().await;
                let person = device.session(&house, at).await.person().unwrap();
                other.rate(person, at).await.unwrap();
            }
        };
        let fetches = futures_util::future::join_all((0..4).map(|_| device.fetch(&house, at)));
        let ((), new) = futures_util::future::join(ill, fetches).await;
        codes.extend(new);
    }
    let gate = Gate::new(&house, later(1_000)).await;
    let state = device.fetch(&house, later(1_000)).await.issued.state;
    assert_eq!(state, State::Red);
    for code in &codes {
        let right = code.issued.state == state;
        let expected = if right {
            Status::AsIssued
        } else {
            Status::Changed
        };
        assert_eq!(gate.status(code), expected);
    }
}

#[tokio::test]
async fn n_1_a_pop_up_that_came_is_in_the_list_and_one_that_went_takes_no_code_back() {
    let house = House::new().await;
    let stays = [wuchang(50, Tick::Elsewhere)];
    let device = house.declared(0, &stays, now()).await;
    let plain = device.fetch(&house, now()).await;
    assert!(!plain.credential().unverified().pop_up);
    let mut gate = Gate::new(&house, now()).await;
    let noon = at("2020-02-20 12:00");
    let new = house.list("2020-02-20 11时", "中华路", at("2020-02-20 11:00"));
    new.await;
    let asked = device.fetch(&house, noon).await;
    assert!(asked.credential().unverified().pop_up);
    gate.contact(&house.service, noon).await;
    assert_eq!(gate.status(&plain), Status::Changed);
    assert_eq!(gate.status(&asked), Status::AsIssued);
    let person = device.session(&house, noon).await.person().unwrap();
    let corrected_at = at("2020-02-20 12:01");
    let never_there = CorrectionAsked {
        id: CorrectionId(1),
        declaration: DeclarationId(0),
        instead: declaration(700, &[]),
        reason: Some("another county".into()),
    };
    let corrected = house.service.correct(person, &never_there, corrected_at);
    assert!(corrected.await.unwrap().1[0].pop_ups.is_empty());
    gate.contact(&house.service, corrected_at).await;
    assert_eq!(gate.status(&plain), Status::AsIssued);
    assert_eq!(gate.status(&asked), Status::AsIssued);
}

#[tokio::test]
async fn s2_19_a_worse_decision_reaches_an_online_checkpoint_within_five_seconds() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let green = device.fetch(&house, now()).await;
    let checkpoint = gate(&house).await;
    // Another program keeps the decision: the checkpoint's server has nothing of it in memory.
    let other = house.another().await;
    let person = device.session(&house, now()).await.person().unwrap();
    let mut ill = declaration(800, &[]);
    ill.contact = Some("2020-02-18".parse().unwrap());
    other.declare(person, &ill, later(1)).await.unwrap();
    let shown = scan(&house, &checkpoint, 1, &green.text(later(5)), later(5)).await;
    assert_eq!(
        (shown.outcome, shown.state),
        (Outcome::Stop, Some(State::Red))
    );
    // One that gets better comes as a new credential.
    take_back(&house, &device, 800, later(10)).await;
    let renewed = device.fetch(&house, later(11)).await;
    let shown = scan(&house, &checkpoint, 2, &renewed.text(later(12)), later(12)).await;
    assert_eq!(
        (shown.outcome, shown.state),
        (Outcome::Pass, Some(State::Green))
    );
}
