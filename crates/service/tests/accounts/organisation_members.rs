//! Who is on a school's list, and who looks after it: pupils without phones, members who are taken off, a code that is renewed, a
//! manager who is replaced.

use domain::access::Action;
use domain::ids::LinkId;
use domain::log::By;
use domain::notice::NoticeKind;
use domain::organisation::{NameShown, TERMS};
use domain::time::Instant;
use domain::verdict::Outcome;
use service::{Agreement, Error, Missing, Session};

use crate::house::{House, later, now};
use crate::member::Member;
use crate::organisations::Class;
use crate::phone::Device;
use crate::relatives::{ask, dependant, field, pair, typed};
use crate::scanning::{gate, scan};

/// The session of a guardian who asks about organisations for a member.
async fn asking(
    house: &House,
    device: &Device,
    link: LinkId,
    now: Instant,
) -> Result<Session, Error> {
    let session = device.session(house, now).await;
    let action = Action::BelongToOrganisation;
    house.service.session_for(session, link, action, now).await
}

/// A guardian and their child, whom the registry knows.
async fn mother_and_child(house: &House) -> (Device, LinkId) {
    let guardian = house.declared(0, &[], now()).await;
    let child = typed(11, dependant(house, 2012, &[0]), None, &[]);
    ask(house, &guardian, &child, later(5)).await.unwrap();
    (guardian, child.id)
}

async fn agree(house: &House, class: &Class, session: &Session, now: Instant) {
    let agreement = Agreement {
        token: &class.token,
        terms: TERMS,
        name: NameShown::Full,
        card: true,
    };
    let joined = house.service.join_organisation(session, &agreement, now);
    joined.await.unwrap();
}

#[tokio::test]
async fn s1_8_a_guardian_agrees_for_a_child_in_the_same_words_and_the_child_is_told() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    let (guardian, link) = mother_and_child(&house).await;
    let session = asking(&house, &guardian, link, later(10)).await.unwrap();
    let offer = house
        .service
        .offered_unit(&session, &class.token, later(10));
    let offer = offer.await.unwrap();
    assert_eq!((offer.full.as_str(), offer.terms), ("张小宝", TERMS));
    agree(&house, &class, &session, later(20)).await;
    let members = class.members(&house, later(30)).await;
    let names: Vec<&str> = members.iter().map(|m| &*m.name).collect();
    assert_eq!(names, ["张小宝"], "the child, and not who agreed for them");
    let child = session.person().unwrap();
    let mine = house
        .service
        .my_organisations(&session, later(30))
        .await
        .unwrap();
    assert!(mine.memberships[0].by_guardian);
    let notices = house.service.notices(child, later(30)).await.unwrap();
    let told = notices
        .iter()
        .filter(|n| n.kind == NoticeKind::JoinedByGuardian);
    assert_eq!(told.count(), 1);
    let by = "SELECT done_by FROM log_line WHERE action = 'join organisation'";
    let by: String = house.sql().query_row(by, [], |r| r.get(0)).unwrap();
    assert_eq!(by, By::Guardian.word());
    let left = house
        .service
        .leave_organisation(&session, class.way.0, later(40));
    left.await.unwrap();
    assert!(class.members(&house, later(50)).await.is_empty());
}

#[tokio::test]
async fn s1_8_a_guardian_agrees_for_no_adult_and_for_nobody_whom_no_one_has_seen() {
    let house = House::new().await;
    let (guardian, _, link) = pair(&house).await;
    let refused = asking(&house, &guardian, link, later(70)).await;
    assert_eq!(field(refused.map(|_| ())), "member");
    let unseen = typed(12, dependant(&house, 2012, &[]), None, &[]);
    ask(&house, &guardian, &unseen, later(75)).await.unwrap();
    let refused = asking(&house, &guardian, unseen.id, later(80)).await;
    assert_eq!(field(refused.map(|_| ())), "member");
}

#[tokio::test]
async fn s1_8_a_manager_takes_a_member_off_and_sees_nothing_from_then_on() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    let stays = house.declared(0, &[], now()).await;
    let goes = house.declared(1, &[], now()).await;
    class.join(&house, &stays, NameShown::Full, true).await;
    class.join(&house, &goes, NameShown::Full, true).await;
    let cards = house.service.print_cards(&class.teacher, class.way, now());
    let card = cards.await.unwrap().into_iter().find(|c| c.name == "王五");
    let members = class.members(&house, now()).await;
    let handle = members.iter().find(|m| m.name == "王五").unwrap();
    for seconds in [10, 20] {
        let handle = &handle.handle;
        let removed =
            house
                .service
                .remove_member(&class.teacher, class.way, handle, later(seconds));
        removed.await.unwrap();
    }
    let left = class.members(&house, later(30)).await;
    let left: Vec<&str> = left.iter().map(|m| &*m.name).collect();
    assert_eq!(left, ["张小三"]);
    assert_eq!(house.count("organisation_member"), 1);
    let gate = gate(&house).await;
    let verdict = scan(&house, &gate, 1, &card.unwrap().text, later(40)).await;
    assert_eq!(verdict.outcome, Outcome::Stop, "their card is good no more");
    let session = goes.session(&house, later(40)).await;
    let person = session.person().unwrap();
    let notices = house.service.notices(person, later(40)).await.unwrap();
    let told = notices
        .iter()
        .filter(|n| n.kind == NoticeKind::RemovedFromUnit);
    assert_eq!(told.count(), 1, "taken off twice they are told once");
    let log = house.service.my_log(&session, None, later(40)).await;
    let words = "An organisation took you off its list and sees nothing of you any more";
    assert!(log.unwrap().iter().any(|l| l.action_words.en == words));
}

#[tokio::test]
async fn s1_8_a_member_is_named_by_nothing_that_another_class_could_use() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    let second = Class::of(&house, class.teacher.clone(), 951).await;
    let device = house.declared(0, &[], now()).await;
    for one in [&class, &second] {
        one.join(&house, &device, NameShown::Full, false).await;
    }
    let handle = class.members(&house, now()).await[0].handle.clone();
    assert_ne!(second.members(&house, now()).await[0].handle, handle);
    let removed = house
        .service
        .remove_member(&class.teacher, second.way, &handle, later(10));
    removed.await.unwrap();
    assert_eq!(second.members(&house, later(20)).await.len(), 1);
}

#[tokio::test]
async fn s1_8_a_renewed_code_ends_the_printed_one_at_once_and_nobody_who_agreed() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    let device = house.declared(0, &[], now()).await;
    class.join(&house, &device, NameShown::Full, false).await;
    let mut tokens = vec![class.token.clone()];
    for seconds in [10, 20] {
        let renewed = house
            .service
            .renew_unit(&class.teacher, class.way, later(seconds));
        tokens.push(renewed.await.unwrap());
    }
    let other = house.declared(1, &[], now()).await;
    let session = other.session(&house, later(30)).await;
    for old in &tokens[..2] {
        let offer = house.service.offered_unit(&session, old, later(30)).await;
        assert!(matches!(offer, Err(Error::Unknown(Missing::UnitCode))));
        let agreement = Agreement {
            token: old,
            terms: TERMS,
            name: NameShown::Full,
            card: false,
        };
        let joined = house
            .service
            .join_organisation(&session, &agreement, later(30));
        let joined = joined.await;
        assert!(matches!(joined, Err(Error::Unknown(Missing::UnitCode))));
    }
    let offer = house
        .service
        .offered_unit(&session, &tokens[2], later(30))
        .await;
    assert_eq!(offer.unwrap().unit, "初一（2）班");
    let seen = house
        .service
        .organisations(&class.teacher, later(30))
        .await
        .unwrap();
    assert_eq!(seen[0].units[0].token, tokens[2]);
    assert_eq!(class.members(&house, later(30)).await.len(), 1);
    assert_eq!(house.count("alarm"), 0);
}

#[tokio::test]
async fn s1_8_a_replaced_manager_sees_nothing_from_that_moment_on() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    let device = house.declared(0, &[], now()).await;
    class.join(&house, &device, NameShown::Full, true).await;
    let refused = house
        .service
        .hand_over_organisation(class.way.0, "nobody", later(10))
        .await;
    assert_eq!(field(refused), "login");
    let code = house
        .staff("next", &["organisation_manager@330106"], now())
        .await;
    let next = Member::enrol(&house, "next", &code, now()).await.unwrap();
    let handed = house
        .service
        .hand_over_organisation(class.way.0, "next", later(20));
    handed.await.unwrap();
    let before = &class.teacher;
    let seen = house
        .service
        .unit_today(before, class.way, later(30))
        .await
        .map(|_| ());
    assert!(matches!(seen, Err(Error::Unknown(Missing::Organisation))));
    let own = house.service.organisations(before, later(30)).await;
    assert!(own.unwrap().is_empty());
    let session = house.works(&next.secret, later(30)).await.unwrap();
    let today = house
        .service
        .unit_today(session.member(), class.way, later(30));
    assert_eq!(today.await.unwrap().members.len(), 1);
    let all = house.service.all_organisations(later(40)).await.unwrap();
    assert_eq!(all[0].manager.as_deref(), Some("next"));
}
