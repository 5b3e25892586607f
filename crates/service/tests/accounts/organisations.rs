//! A school and its class: who agrees is seen as far as they agreed, by their manager alone, and nobody longer than they wish.

use domain::declaration::Tick;
use domain::ids::{CheckInId, OrganisationId, UnitId};
use domain::log::{By, Purpose};
use domain::notice::NoticeKind;
use domain::organisation::{Entering, NameShown, OrganisationKind, TERMS};
use domain::record::CheckIn;
use domain::staff;
use domain::time::Instant;
use domain::verdict::Outcome;
use service::{Agreement, Error, MemberToday, Missing, UnitToday};
use storage::{LogLine, OrganisationRow};

use crate::house::{House, at, later, now, wuchang};
use crate::member::Member;
use crate::phone::Device;
use crate::scanning::{gate, scan};

/// A class of a school and who manages it.
pub(crate) struct Class {
    pub(crate) teacher: staff::Member,
    pub(crate) way: (OrganisationId, UnitId),
    pub(crate) token: Vec<u8>,
}

impl Class {
    pub(crate) async fn new(house: &House) -> Self {
        let code = house
            .staff("li.lao.shi", &["organisation_manager@330106"], now())
            .await;
        let member = Member::enrol(house, "li.lao.shi", &code, now())
            .await
            .unwrap();
        let session = house.works(&member.secret, now()).await.unwrap();
        Self::of(house, session.member().clone(), 901).await
    }

    /// A school with one class that a member of staff manages.
    pub(crate) async fn of(house: &House, teacher: staff::Member, id: i64) -> Self {
        let way = (OrganisationId(id), UnitId(id + 1));
        let row = OrganisationRow {
            id: way.0,
            kind: OrganisationKind::School,
            name: format!("杭州市第{id}中学"),
            division: "330106".parse().unwrap(),
            manager: teacher.id,
            made: now(),
        };
        let store = house.service.store();
        let registered = store.add_organisation(&row, &line(id));
        store.write(registered).await.unwrap();
        let unit = (way.1, "初一（2）班");
        house
            .service
            .add_unit(&teacher, way.0, unit, now())
            .await
            .unwrap();
        let seen = house.service.organisations(&teacher, now()).await.unwrap();
        let school = seen.iter().find(|one| one.id == way.0).unwrap();
        let token = school.units[0].token.clone();
        Self {
            teacher,
            way,
            token,
        }
    }

    pub(crate) async fn today(&self, house: &House, now: Instant) -> UnitToday {
        let today = house.service.unit_today(&self.teacher, self.way, now);
        today.await.unwrap()
    }

    pub(crate) async fn members(&self, house: &House, now: Instant) -> Vec<MemberToday> {
        self.today(house, now).await.members
    }

    /// A person agrees.
    pub(crate) async fn join(&self, house: &House, device: &Device, name: NameShown, card: bool) {
        let session = device.session(house, now()).await;
        let agreement = Agreement {
            token: &self.token,
            terms: TERMS,
            name,
            card,
        };
        let joined = house.service.join_organisation(&session, &agreement, now());
        joined.await.unwrap();
    }
}

fn line(id: i64) -> LogLine {
    LogLine {
        id,
        server: 1,
        instant: now(),
        alias: None,
        by: By::System,
        purpose: Purpose::Automatic,
        action: "register organisation".to_owned(),
        digest: [0; storage::DIGEST],
    }
}

#[tokio::test]
async fn s1_8_a_member_agrees_to_what_was_read_out_and_is_seen_just_so() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    assert!(class.members(&house, now()).await.is_empty());
    let device = house.declared(0, &[], now()).await;
    let session = device.session(&house, now()).await;
    let offer = house.service.offered_unit(&session, &class.token, now());
    let offer = offer.await.unwrap();
    assert_eq!((offer.unit.as_str(), offer.terms), ("初一（2）班", TERMS));
    assert_eq!(
        (offer.masked.as_str(), offer.full.as_str()),
        ("张**", "张小三")
    );
    assert!(
        class.members(&house, now()).await.is_empty(),
        "to look is not to agree"
    );
    class.join(&house, &device, NameShown::Masked, false).await;
    let members = class.members(&house, now()).await;
    let expected = MemberToday {
        handle: members[0].handle.clone(),
        name: "张**".to_owned(),
        reported: true,
        entering: Entering::MayEnter,
        card: false,
    };
    assert_eq!(members, [expected]);
    class.join(&house, &device, NameShown::Full, true).await;
    let members = class.members(&house, now()).await;
    assert_eq!(
        (members[0].name.as_str(), members[0].card),
        ("张小三", true)
    );
    assert_eq!(
        house.count("membership"),
        1,
        "agreed again it is one agreement"
    );
    let mine = house
        .service
        .my_organisations(&session, now())
        .await
        .unwrap();
    assert_eq!(mine.memberships.len(), 1);
    assert_eq!(mine.memberships[0].shown, NameShown::Full);
}

#[tokio::test]
async fn s1_8_who_may_enter_is_the_row_of_the_scene_and_never_a_colour() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    let area = house.list("2020-02-19 8时", "某小区", now()).await;
    let stays = [wuchang(7, Tick::Areas(vec![area]))];
    let red = house.declared(0, &stays, now()).await;
    let green = house.declared(1, &[], now()).await;
    let undeclared = house.resident(2, now()).await;
    for device in [&red, &green, &undeclared] {
        class.join(&house, device, NameShown::Full, false).await;
    }
    let tomorrow = at("2020-02-21 07:30");
    let today = class.today(&house, tomorrow).await;
    let said = |name: &str| {
        let member = today.members.iter().find(|m| m.name == name).unwrap();
        (member.reported, member.entering)
    };
    assert_eq!(said("张小三"), (false, Entering::NotToday));
    assert_eq!(said("王五"), (false, Entering::MayEnter));
    assert_eq!(said("阿卜杜拉·买买提"), (false, Entering::Ask));
    // The table to take along says that and nothing else.
    let csv = today.csv();
    assert_eq!(csv.lines().count(), 4);
    assert!(csv.contains("2020-02-21,初一（2）班,张小三,no,not_today"));
    for word in [
        "red", "green", "yellow", "红", "绿", "武昌", "420106", "138",
    ] {
        assert!(!csv.contains(word), "{word}");
    }
}

#[tokio::test]
async fn s1_8_a_check_in_of_today_is_a_report_and_stands_behind_who_has_none() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    let area = house.list("2020-02-19 8时", "某小区", now()).await;
    let stays = [wuchang(7, Tick::Areas(vec![area]))];
    let red = house.declared(0, &stays, now()).await;
    let green = house.declared(1, &[], now()).await;
    for device in [&red, &green] {
        class.join(&house, device, NameShown::Full, false).await;
    }
    let tomorrow = at("2020-02-21 07:30");
    let person = red.session(&house, tomorrow).await.person().unwrap();
    let check_in = CheckIn::new(CheckInId(77), tomorrow);
    let kept = house.service.check_in(person, &check_in, tomorrow);
    kept.await.unwrap();
    let members = class.members(&house, tomorrow).await;
    let said: Vec<(&str, bool)> = members.iter().map(|m| (&*m.name, m.reported)).collect();
    assert_eq!(said, [("王五", false), ("张小三", true)]);
}

#[tokio::test]
async fn s1_8_leaving_takes_effect_at_once_and_ends_the_card() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    let device = house.declared(0, &[], now()).await;
    class.join(&house, &device, NameShown::Full, true).await;
    let cards = house.service.print_cards(&class.teacher, class.way, now());
    let cards = cards.await.unwrap();
    assert_eq!((cards.len(), cards[0].name.as_str()), (1, "张小三"));
    let gate = gate(&house).await;
    let verdict = scan(&house, &gate, 1, &cards[0].text, later(5)).await;
    assert_eq!(verdict.outcome, Outcome::Pass);
    let session = device.session(&house, later(10)).await;
    for seconds in [10, 20] {
        let left = house
            .service
            .leave_organisation(&session, class.way.0, later(seconds));
        left.await.unwrap();
    }
    assert!(class.members(&house, later(10)).await.is_empty());
    assert_eq!(house.count("organisation_member"), 0);
    let verdict = scan(&house, &gate, 2, &cards[0].text, later(30)).await;
    assert_eq!(verdict.outcome, Outcome::Stop, "this code was replaced");
    let cards = house
        .service
        .print_cards(&class.teacher, class.way, later(40));
    assert!(cards.await.unwrap().is_empty());
}

#[tokio::test]
async fn s1_8_a_row_that_is_put_into_the_list_by_sql_shows_nobody() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    let device = house.declared(0, &[], now()).await;
    let person = device.session(&house, now()).await.person().unwrap();
    let put =
        "INSERT INTO organisation_member (organisation_id, unit_id, person_id) VALUES (?1, ?2, ?3)";
    let key = (class.way.0.0, class.way.1.0, person.0);
    house.sql().execute(put, key).unwrap();
    assert!(class.members(&house, now()).await.is_empty());
    let put = "INSERT INTO membership (person_id, organisation_id, unit_id, agreed_ms, terms, name_shown, card, mac)
        VALUES (?3, ?1, ?2, 0, '2026-11', 'full', 1, x'00')";
    house.sql().execute(put, key).unwrap();
    assert!(class.members(&house, now()).await.is_empty());
    assert_eq!(house.count("alarm"), 1);
}

#[tokio::test]
async fn s1_8_a_card_is_printed_for_those_alone_who_agreed_to_one() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    let (with, without) = (
        house.declared(0, &[], now()).await,
        house.declared(1, &[], now()).await,
    );
    class.join(&house, &with, NameShown::Masked, true).await;
    class.join(&house, &without, NameShown::Full, false).await;
    let cards = house.service.print_cards(&class.teacher, class.way, now());
    let names: Vec<String> = cards.await.unwrap().into_iter().map(|c| c.name).collect();
    assert_eq!(names, ["张小三"]);
    let session = with.session(&house, now()).await;
    let log = house.service.my_log(&session, None, now()).await.unwrap();
    let printed = "Your organisation printed a card for you";
    assert!(log.iter().any(|line| line.action_words.en == printed));
}

#[tokio::test]
async fn n_7_a_list_is_one_line_a_day_in_each_members_log() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    let device = house.declared(0, &[], now()).await;
    class.join(&house, &device, NameShown::Masked, false).await;
    let tomorrow = at("2020-02-21 07:30");
    for moment in [now(), later(60), tomorrow, tomorrow.plus_ms(1_000)] {
        class.members(&house, moment).await;
    }
    let session = device.session(&house, tomorrow).await;
    let log = house
        .service
        .my_log(&session, None, tomorrow)
        .await
        .unwrap();
    let looked = log
        .iter()
        .filter(|line| line.purpose == Purpose::Organisation)
        .map(|line| &*line.action_words.en);
    let looked: Vec<&str> = looked.collect();
    assert_eq!(
        looked,
        ["Your organisation looked whether you reported and may come in"; 2]
    );
}

#[tokio::test]
async fn s1_8_another_manager_sees_nothing_and_stands_in_the_log() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    let device = house.declared(0, &[], now()).await;
    class.join(&house, &device, NameShown::Full, true).await;
    let code = house
        .staff("other", &["organisation_manager@330106"], now())
        .await;
    let other = Member::enrol(&house, "other", &code, now()).await.unwrap();
    let other = house.works(&other.secret, now()).await.unwrap();
    let member = other.member();
    let seen = house.service.unit_today(member, class.way, now()).await;
    assert!(matches!(seen, Err(Error::Unknown(Missing::Organisation))));
    let cards = house.service.print_cards(member, class.way, now()).await;
    assert!(matches!(cards, Err(Error::Unknown(Missing::Organisation))));
    assert!(
        house
            .service
            .organisations(member, now())
            .await
            .unwrap()
            .is_empty()
    );
    let refused =
        "SELECT count(*) FROM log_line_other WHERE action = 'refused manage_organisation'";
    let refused: i64 = house.sql().query_row(refused, [], |r| r.get(0)).unwrap();
    assert_eq!(refused, 2);
}

#[tokio::test]
async fn s1_8_one_tap_reminds_who_has_not_reported_once_a_day() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    let second = Class::of(&house, class.teacher.clone(), 951).await;
    let device = house.declared(0, &[], now()).await;
    for one in [&class, &second] {
        one.join(&house, &device, NameShown::Masked, false).await;
    }
    let remind = |class: &Class, now| {
        let (teacher, way) = (class.teacher.clone(), class.way);
        let service = &house.service;
        async move { service.remind_unit(&teacher, way, now).await.unwrap() }
    };
    assert_eq!(remind(&class, now()).await, 0, "declared today");
    let tomorrow = at("2020-02-21 07:30");
    assert_eq!(remind(&class, tomorrow).await, 1);
    assert_eq!(remind(&class, tomorrow.plus_ms(60_000)).await, 1);
    assert_eq!(remind(&second, tomorrow).await, 1);
    let person = device.session(&house, tomorrow).await.person().unwrap();
    let notices = house.service.notices(person, tomorrow).await.unwrap();
    let told = notices
        .iter()
        .filter(|n| n.kind == NoticeKind::ReportReminder);
    assert_eq!(told.count(), 1, "whichever of one's organisations asks");
    assert!(notices.iter().all(|notice| notice.order.is_none()));
}

#[tokio::test]
async fn s1_8_whoever_is_erased_is_a_member_of_nothing() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    let device = house.declared(0, &[], now()).await;
    class.join(&house, &device, NameShown::Full, true).await;
    let person = device.session(&house, now()).await.person().unwrap();
    house.service.erase(person, now()).await.unwrap();
    assert!(class.members(&house, now()).await.is_empty());
    for table in ["membership", "organisation_member"] {
        assert_eq!(house.count(table), 0, "{table}");
    }
}

#[tokio::test]
async fn s1_8_what_cannot_be_joined_says_why() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    let device = house.declared(0, &[], now()).await;
    let session = device.session(&house, now()).await;
    let mut forged = class.token.clone();
    forged[31] ^= 1;
    for token in [&forged[..], &[], &[0; 32]] {
        let offer = house.service.offered_unit(&session, token, now()).await;
        assert!(matches!(offer, Err(Error::Unknown(Missing::UnitCode))));
    }
    let old = Agreement {
        token: &class.token,
        terms: "2020-01",
        name: NameShown::Masked,
        card: false,
    };
    let refused = house.service.join_organisation(&session, &old, now()).await;
    assert!(matches!(refused, Err(Error::Invalid(p)) if p[0].field == "terms"));
    let again = (UnitId(5_000), "初一（2）班");
    let refused = house
        .service
        .add_unit(&class.teacher, class.way.0, again, now());
    assert!(matches!(refused.await, Err(Error::Invalid(p)) if p[0].field == "name"));
}
