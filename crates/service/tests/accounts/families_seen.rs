//! A family member without a phone: blue until somebody has seen them, and of them nothing but what was typed.

use domain::declaration::Tick;
use domain::family::MemberState;
use domain::ids::LinkId;
use domain::state::State;
use domain::time::Instant;
use service::{Error, SeeAsked};

use crate::house::{House, at, declaration, document, later, now, wuchang};
use crate::phone::Device;
use crate::relatives::{ask, cut, dependant, field, for_member, members, person, typed, worker};

/// A guardian, and somebody born in a year whom they asked for; with the number that the guardian shows.
async fn unseen(house: &House, id: i64, year: u16) -> (Device, LinkId, String) {
    let guardian = house.declared(0, &[], now()).await;
    let form = typed(id, dependant(house, year, &[]), None, &[]);
    let told = ask(house, &guardian, &form, later(5)).await.unwrap();
    assert_eq!(told.state, MemberState::Unseen);
    (guardian, form.id, told.reference.unwrap())
}

fn before<'a>(reference: &'a str, last6: &'a str) -> SeeAsked<'a> {
    SeeAsked {
        reference,
        document_last6: last6,
        purpose: Some("review"),
    }
}

async fn state(house: &House, device: &Device, link: LinkId, at: Instant) -> State {
    device
        .fetch_for(house, link, at)
        .await
        .unwrap()
        .issued
        .state
}

fn last_six(house: &House, year: u16) -> String {
    dependant(house, year, &[]).1.number()[12..].to_owned()
}

#[tokio::test]
async fn s1_21_who_has_no_phone_is_blue_until_a_worker_has_seen_them() {
    let house = House::new().await;
    let (guardian, link, number) = unseen(&house, 11, 1935).await;
    assert_eq!(
        state(&house, &guardian, link, later(10)).await,
        State::Unconfirmed
    );
    let early = for_member(&house, &guardian, link, later(10)).await;
    assert_eq!(field(early.map(|_| ())), "member");
    let staff = worker(&house, "li.na", &["community_worker@330106"]).await;
    let last6 = last_six(&house, 1935);
    let seen = house
        .service
        .member_to_see(&staff, &before(&number, &last6), later(20))
        .await
        .unwrap();
    assert_eq!(
        (seen.name.as_str(), seen.guardian.as_str()),
        ("张小宝", "张小三")
    );
    house
        .service
        .confirm_member(&staff, &before(&number, &last6), true, later(30))
        .await
        .unwrap();
    assert_eq!(
        members(&house, &guardian, later(30)).await,
        [MemberState::Linked]
    );
    assert_eq!(
        state(&house, &guardian, link, later(40)).await,
        State::Green
    );
    let session = guardian.session(&house, later(50)).await;
    let lines = house
        .service
        .my_log(&session, None, later(50))
        .await
        .unwrap();
    assert!(
        lines
            .iter()
            .any(|l| l.action_words.en == "Staff looked at a family link")
    );
    assert_eq!(house.count("person"), 2);
}

#[tokio::test]
async fn s1_21_after_three_days_nothing_is_left_of_who_was_not_seen() {
    let house = House::new().await;
    let (guardian, link, number) = unseen(&house, 11, 1935).await;
    let code = guardian.fetch_for(&house, link, later(10)).await.unwrap();
    let late = at("2020-02-23 10:01");
    house.service.settle_family(late).await.unwrap();
    assert_eq!(members(&house, &guardian, late).await, [MemberState::Ended]);
    assert_eq!((house.count("person"), house.count("family_link")), (1, 0));
    assert!(guardian.fetch_for(&house, link, late).await.is_err());
    assert!(code.issued.expires <= at("2020-02-24 00:00"));
    let staff = worker(&house, "li.na", &["community_worker@330106"]).await;
    let last6 = last_six(&house, 1935);
    let gone = house
        .service
        .member_to_see(&staff, &before(&number, &last6), late)
        .await;
    assert!(matches!(gone, Err(Error::Unknown(_))));
}

#[tokio::test]
async fn s1_21_a_worker_finds_nobody_by_a_name_alone_and_nobody_of_elsewhere() {
    let house = House::new().await;
    let (_, _, number) = unseen(&house, 11, 1935).await;
    let last6 = last_six(&house, 1935);
    let here = worker(&house, "li.na", &["community_worker@330106"]).await;
    for (reference, last6) in [
        ("00000000", last6.as_str()),
        (&number, "000000"),
        (&number, ""),
    ] {
        let asked = before(reference, last6);
        let found = house.service.member_to_see(&here, &asked, later(20)).await;
        assert!(
            matches!(found, Err(Error::Unknown(_))),
            "{reference} {last6}"
        );
    }
    let aimless = SeeAsked {
        purpose: None,
        ..before(&number, &last6)
    };
    let found = house
        .service
        .member_to_see(&here, &aimless, later(21))
        .await;
    assert_eq!(field(found), "purpose");
    let there = worker(&house, "wu.gang", &["community_worker@330102"]).await;
    let found = house
        .service
        .member_to_see(&there, &before(&number, &last6), later(22))
        .await;
    assert!(matches!(found, Err(Error::OutsideDivision)));
    let refused: i64 = house
        .sql()
        .query_row(
            "SELECT count(*) FROM log_line_other WHERE action = 'refused see_member'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(refused, 5);
}

#[tokio::test]
async fn s1_21_a_minor_whose_guardian_the_registry_names_is_held_at_once_and_an_adult_is_not() {
    let house = House::new().await;
    let guardian = house.declared(0, &[], now()).await;
    let child = typed(11, dependant(&house, 2012, &[0]), None, &[]);
    let told = ask(&house, &guardian, &child, later(5)).await.unwrap();
    assert_eq!(told.state, MemberState::Linked);
    assert_eq!(
        state(&house, &guardian, child.id, later(10)).await,
        State::Green
    );
    let grown = typed(12, dependant(&house, 1985, &[0]), None, &[]);
    let told = ask(&house, &guardian, &grown, later(15)).await.unwrap();
    assert_eq!(told.state, MemberState::Unseen);
    // A child whose only link ends is nobody whom anybody could ask for: nothing is left.
    cut(&house, &guardian, child.id, later(20)).await;
    assert_eq!(house.count("person"), 2);
}

#[tokio::test]
async fn no_side_door_an_unseen_member_shows_nothing_of_who_has_the_document_and_takes_nothing() {
    let house = House::new().await;
    let mother = house.declared(0, &[], now()).await;
    let red = [wuchang(
        50,
        Tick::Areas(vec![house.list("2020-02-13 00时", "一号楼", now()).await]),
    )];
    let child = typed(11, dependant(&house, 2012, &[0]), None, &red);
    ask(&house, &mother, &child, later(5)).await.unwrap();
    assert_eq!(
        state(&house, &mother, child.id, later(10)).await,
        State::Red
    );
    let held = house.declared(1, &[], later(15)).await;
    let stranger = typed(12, dependant(&house, 2012, &[0]), None, &[]);
    let told = ask(&house, &held, &stranger, later(20)).await.unwrap();
    assert_eq!(told.state, MemberState::Unseen);
    assert_eq!(
        state(&house, &held, stranger.id, later(25)).await,
        State::Unconfirmed
    );
    assert_eq!(
        state(&house, &mother, child.id, later(25)).await,
        State::Red
    );
    // Confirmed, it is the same child, with the same orders.
    let staff = worker(&house, "li.na", &["community_worker@330106"]).await;
    let last6 = last_six(&house, 2012);
    let number = told.reference.unwrap();
    house
        .service
        .confirm_member(&staff, &before(&number, &last6), true, later(30))
        .await
        .unwrap();
    assert_eq!(
        state(&house, &held, stranger.id, later(35)).await,
        State::Red
    );
    assert_eq!(house.count("person"), 3);
    cut(&house, &held, stranger.id, later(40)).await;
    assert_eq!(
        state(&house, &mother, child.id, later(45)).await,
        State::Red
    );
    // Asked for again after letting go of everybody, the order is there again.
    cut(&house, &mother, child.id, later(50)).await;
    let again = typed(13, dependant(&house, 2012, &[0]), None, &[]);
    let mut again = again;
    again.declaration = declaration(990_000, &[]);
    ask(&house, &mother, &again, later(55)).await.unwrap();
    assert_eq!(
        state(&house, &mother, again.id, later(60)).await,
        State::Red
    );
    let _ = (document(0), person(&house, &mother, later(60)).await);
}

#[tokio::test]
async fn s1_21_who_is_not_the_one_that_was_named_is_gone_at_once() {
    let house = House::new().await;
    let (guardian, link, number) = unseen(&house, 11, 1935).await;
    let staff = worker(&house, "li.na", &["reviewer@330100"]).await;
    let last6 = last_six(&house, 1935);
    house
        .service
        .confirm_member(&staff, &before(&number, &last6), false, later(30))
        .await
        .unwrap();
    assert_eq!(
        members(&house, &guardian, later(30)).await,
        [MemberState::Ended]
    );
    assert!(guardian.fetch_for(&house, link, later(31)).await.is_err());
    assert_eq!(house.count("person"), 1);
}

#[tokio::test]
async fn s1_21_a_counter_confirms_whom_it_sees_in_its_own_city_alone() {
    let house = House::new().await;
    let (guardian, link, number) = unseen(&house, 11, 1935).await;
    let last6 = last_six(&house, 1935);
    let far = worker(&house, "far", &["counter@330182"]).await;
    let refused = house
        .service
        .member_to_see(&far, &before(&number, &last6), later(20))
        .await;
    assert!(matches!(refused, Err(Error::OutsideDivision)));
    let clerk = worker(&house, "xu.qing", &["counter@330100"]).await;
    house
        .service
        .confirm_member(&clerk, &before(&number, &last6), true, later(30))
        .await
        .unwrap();
    assert_eq!(
        state(&house, &guardian, link, later(40)).await,
        State::Green
    );
}
