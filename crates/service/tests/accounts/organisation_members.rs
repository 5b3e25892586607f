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
async fn s1_8_whoever_agrees_again_and_is_taken_off_again_is_told_each_time() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    let (guardian, link) = mother_and_child(&house).await;
    for seconds in [10, 20] {
        let session = asking(&house, &guardian, link, later(seconds)).await;
        agree(&house, &class, &session.unwrap(), later(seconds)).await;
        let member = class.members(&house, later(seconds + 1)).await.remove(0);
        let at = later(seconds + 2);
        let gone = house
            .service
            .remove_member(&class.teacher, class.way, &member.handle, at);
        gone.await.unwrap();
    }
    let session = asking(&house, &guardian, link, later(30)).await.unwrap();
    let child = session.person().unwrap();
    let notices = house.service.notices(child, later(30)).await.unwrap();
    for kind in [NoticeKind::JoinedByGuardian, NoticeKind::RemovedFromUnit] {
        let told = notices.iter().filter(|n| n.kind == kind);
        assert_eq!(told.count(), 2, "{kind:?}");
    }
}

/// Somebody agrees with two organisations to a card, and has the one of the second.
#[tokio::test]
async fn s1_8_leaving_ends_the_card_of_that_organisation_and_no_other_sheet() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    let second = Class::of(&house, class.teacher.clone(), 951).await;
    let device = house.declared(0, &[], now()).await;
    for one in [&class, &second] {
        one.join(&house, &device, NameShown::Full, true).await;
    }
    let card = async |class: &Class, at| {
        let cards = house.service.print_cards(&class.teacher, class.way, at);
        cards.await.unwrap().remove(0).text
    };
    let leave = async |class: &Class, at| {
        let session = device.session(&house, at).await;
        let left = house.service.leave_organisation(&session, class.way.0, at);
        left.await.unwrap();
    };
    let gate = gate(&house).await;
    let outcome = async |id, text: &str, at| scan(&house, &gate, id, text, at).await.outcome;
    let first = card(&class, later(1)).await;
    let other = card(&second, later(2)).await;
    assert_eq!(
        outcome(1, &first, later(3)).await,
        Outcome::Stop,
        "one sheet is good at a time"
    );
    leave(&class, later(4)).await;
    assert_eq!(outcome(2, &other, later(5)).await, Outcome::Pass);
    let member = second.members(&house, later(6)).await.remove(0);
    let session = device.session(&house, later(7)).await;
    let own = house
        .service
        .print_sheet(&session, "330100".parse().unwrap(), later(7));
    let own = own.await.unwrap().text;
    let gone = house
        .service
        .remove_member(&second.teacher, second.way, &member.handle, later(8));
    gone.await.unwrap();
    assert_eq!(outcome(3, &own, later(9)).await, Outcome::Pass);
    // Who agrees anew without a card has none from then on.
    class.join(&house, &device, NameShown::Full, true).await;
    let card = card(&class, later(10)).await;
    class.join(&house, &device, NameShown::Full, false).await;
    assert_eq!(outcome(4, &card, later(11)).await, Outcome::Stop);
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
    let line = "SELECT done_by, purpose, digest FROM log_line_other WHERE action = 'hand over organisation'";
    let line = house
        .sql()
        .query_row(line, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    let (by, purpose, digest): (String, String, Vec<u8>) = line.unwrap();
    assert_eq!(
        (&*by, &*purpose),
        ("system", "operation"),
        "whoever runs the service"
    );
    let [from, to] = [before.id.0, session.member().id.0];
    let words = format!("{}, {from} -> {to}", class.way.0.0);
    let vouched = house.service.store().digest(&words);
    assert_eq!(digest, vouched, "from whom to whom");
}
