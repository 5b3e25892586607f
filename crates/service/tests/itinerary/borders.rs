//! A recorded stay abroad beside a border county (S0-19, S0-20), nobody's number, and what staff decide.

use domain::access::Role;
use domain::identity::{Document, DocumentKind, PersonName};
use domain::ids::{ItineraryRequestId, OfficeId, StaffId};
use domain::itinerary::Cause;
use domain::itinerary_request::{RequestEvidence, RequestKind, RequestState};
use domain::notice::NoticeKind;
use domain::staff::{Member, Office};
use domain::state::State;
use domain::time::{Date, Instant};
use service::{Error, ItineraryCheck, ItineraryRequestAsked, ItineraryState, ItineraryStep};

use crate::house::{House, code, name, phone};
use crate::phone::Device;
use crate::traveller::{
    DONGCHENG, FIRST, Traveller, XIHU, causes, city, declaration, field, home_and_beijing, life,
    minute, morning, place,
};

fn reviewer(division: &str) -> Member {
    Member {
        id: StaffId(77),
        office: Office {
            id: OfficeId(7),
            name: "市卫生健康委员会".into(),
            division: code(division),
        },
        duties: vec![format!("{}@{division}", Role::Reviewer).parse().unwrap()],
    }
}

async fn ask(
    house: &House,
    traveller: &Traveller,
    (id, kind): (i64, RequestKind),
    now: Instant,
) -> Result<ItineraryCheck, Error> {
    let session = traveller.session(house, now).await;
    let asked = ItineraryRequestAsked {
        id: ItineraryRequestId(id),
        kind,
        evidence: RequestEvidence::Ticket,
        words: "  高铁票G101，未出境  ".into(),
    };
    house
        .service
        .ask_about_itinerary(&session, city(), &asked, now)
        .await
}

/// Somebody whose phone was recorded abroad while they were in a border county.
async fn at_the_border(house: &House, county: &str, abroad: &str) -> Traveller {
    let trip = [(abroad, "2020-06-12", "2020-06-13")];
    let traveller = Traveller::arrived(house, 1, life(county, &trip)).await;
    let places = vec![
        place(county, "2020-06-06", "2020-06-20"),
        place(DONGCHENG, "2020-06-20", "2020-06-20"),
    ];
    traveller.says(house, 1, places).await;
    traveller
}

#[tokio::test]
async fn s0_19_shenzhen_with_a_hong_kong_stay_and_ruili_with_a_myanmar_stay_are_cause_4_and_never_a_colour()
 {
    for (county, abroad, zh) in [("440304", "HK", "福田"), ("533102", "MM", "瑞丽")] {
        let house = House::new().await;
        let traveller = at_the_border(&house, county, abroad).await;
        let found = traveller.submit(&house, &[], minute(4)).await.unwrap();
        assert_eq!(
            causes(&found.comparison),
            [Cause::AbroadAtBorder],
            "{county}"
        );
        let finding = &found.comparison.findings[0];
        assert_eq!(
            finding.place.as_ref().unwrap().country.as_deref(),
            Some(abroad)
        );
        assert!(finding.text.zh.contains(zh), "{:?}", finding.text);
        assert!(found.check.causes[0].remedy.zh.contains("运营商"));
        assert_eq!(traveller.state(&house, minute(4)).await, State::Unconfirmed);
        let decisions = house
            .service
            .rate(traveller.person, minute(4))
            .await
            .unwrap();
        assert!(
            decisions.iter().all(|d| d.reasons.is_empty()),
            "no rule, no colour"
        );
    }
}

#[tokio::test]
async fn s0_19_a_recorded_stay_abroad_without_a_border_county_is_a_place_that_was_not_declared() {
    let house = House::new().await;
    let traveller = at_the_border(&house, XIHU, "JP").await;
    let found = traveller.compare(&house, &[], minute(4)).await.unwrap();
    assert_eq!(causes(&found), [Cause::UndeclaredPlace]);
}

#[tokio::test]
async fn s0_20_a_correction_can_be_asked_for_once_what_was_handed_in_failed_and_waits_with_its_clock()
 {
    let house = House::new().await;
    let traveller = at_the_border(&house, "533102", "MM").await;
    let early = ask(&house, &traveller, (5, RequestKind::Border), minute(4)).await;
    assert_eq!(field(early), "kind", "what was not handed in did not fail");
    traveller.submit(&house, &[], minute(4)).await.unwrap();
    let asked = ask(&house, &traveller, (5, RequestKind::Border), minute(5))
        .await
        .unwrap();
    assert_eq!(asked.state, ItineraryState::WithStaff);
    let request = asked.request.unwrap();
    assert_eq!(request.due_ms - request.asked_ms, 24 * 3_600_000);
    let again = ask(&house, &traveller, (5, RequestKind::Border), minute(6))
        .await
        .unwrap();
    assert_eq!(again.request.unwrap().id, "5", "twice is one");
    let second = ask(&house, &traveller, (6, RequestKind::Border), minute(6)).await;
    assert_eq!(field(second), "id");
    assert_eq!(traveller.state(&house, minute(6)).await, State::Unconfirmed);
}

/// Somebody whose correction waits under the number 5.
async fn waiting(house: &House) -> Traveller {
    let traveller = at_the_border(house, "533102", "MM").await;
    traveller.submit(house, &[], minute(4)).await.unwrap();
    ask(house, &traveller, (5, RequestKind::Border), minute(5))
        .await
        .unwrap();
    traveller
}

#[tokio::test]
async fn s0_20_staff_of_the_city_alone_find_a_correction_and_open_it_for_a_purpose() {
    let house = House::new().await;
    waiting(&house).await;
    let (staff, elsewhere) = (reviewer("110000"), reviewer("330100"));
    let service = &house.service;
    let seen = service.itinerary_requests_for(&staff, minute(7)).await;
    let seen = seen.unwrap();
    assert_eq!(seen.len(), 1);
    assert!(seen[0].opened.is_none(), "it names nobody");
    let theirs = service.itinerary_requests_for(&elsewhere, minute(7)).await;
    assert!(theirs.unwrap().is_empty());
    let id = ItineraryRequestId(5);
    let without = service.open_itinerary_request(&staff, id, "", minute(7));
    assert_eq!(field(without.await), "purpose");
    let opened = service.open_itinerary_request(&staff, id, "review", minute(7));
    let opened = opened.await.unwrap().opened.unwrap();
    assert_eq!(
        (opened.words.as_str(), opened.name.as_str()),
        ("高铁票G101，未出境", name(1).full())
    );
    assert!(
        !format!("{opened:?}").contains("\"MM\""),
        "no recorded stay: {opened:?}"
    );
    let theirs = service.decide_itinerary_request(&elsewhere, id, (true, "好"), minute(8));
    assert!(matches!(theirs.await, Err(Error::OutsideDivision)));
}

#[tokio::test]
async fn s0_20_staff_read_what_failed_when_they_were_asked_whatever_is_said_since() {
    let house = House::new().await;
    let traveller = waiting(&house).await;
    traveller
        .say(&house, (FIRST, home_and_beijing()), minute(6))
        .await
        .unwrap();
    let (staff, id) = (reviewer("110000"), ItineraryRequestId(5));
    let opened = house
        .service
        .open_itinerary_request(&staff, id, "review", minute(7));
    let opened = opened.await.unwrap().opened.unwrap();
    let causes: Vec<_> = opened.causes.iter().map(|one| one.cause).collect();
    assert_eq!(causes, [Cause::AbroadAtBorder]);
    let mut places = opened.places.iter();
    assert!(places.any(|place| place.county.as_deref() == Some("533102")));
}

#[tokio::test]
async fn s0_20_a_correction_that_staff_accept_ends_the_blue_is_told_and_stands_in_the_log() {
    let house = House::new().await;
    let traveller = waiting(&house).await;
    let (staff, id) = (reviewer("110000"), ItineraryRequestId(5));
    let service = &house.service;
    let opened = service.open_itinerary_request(&staff, id, "review", minute(7));
    opened.await.unwrap();
    let empty = service.decide_itinerary_request(&staff, id, (true, " "), minute(8));
    assert_eq!(field(empty.await), "words");
    let decided = service.decide_itinerary_request(&staff, id, (true, "车票属实"), minute(9));
    assert_eq!(decided.await.unwrap().state, RequestState::Accepted);
    assert_eq!(traveller.state(&house, minute(9)).await, State::Green);
    let check = traveller.check(&house, minute(9)).await;
    assert_eq!(
        (check.state, check.next.step),
        (ItineraryState::Passed, ItineraryStep::Done)
    );
    assert_eq!(check.request.unwrap().answer.as_deref(), Some("车票属实"));
    let again = service.decide_itinerary_request(&staff, id, (false, "不"), minute(10));
    assert_eq!(field(again.await), "id", "decided once");
    let told = service.notices(traveller.person, minute(10)).await.unwrap();
    let mut answered = told
        .iter()
        .filter(|n| n.kind == NoticeKind::ItineraryAnswered);
    assert!(answered.next().is_some());
    let session = traveller.session(&house, minute(10)).await;
    let lines = service.my_log(&session, None, minute(10)).await.unwrap();
    for done in ["was read", "was accepted"] {
        let mut words = lines.iter().map(|line| &line.action_words.en);
        assert!(words.any(|words| words.contains(done)), "{done}");
    }
}

#[tokio::test]
async fn s0_20_refused_it_stays_blue_and_overdue_it_is_public() {
    let house = House::new().await;
    let traveller = at_the_border(&house, "440304", "HK").await;
    traveller.submit(&house, &[], minute(4)).await.unwrap();
    ask(&house, &traveller, (5, RequestKind::RecordWrong), minute(5))
        .await
        .unwrap();
    let late = minute(5).plus_ms(24 * 3_600_000);
    let overview = house.service.overview(late).await.unwrap();
    let queue = overview
        .queues
        .iter()
        .find(|queue| queue.id == "itinerary_requests")
        .unwrap();
    assert_eq!((queue.waiting, queue.overdue), (1, 1));
    let staff = reviewer("110000");
    let id = ItineraryRequestId(5);
    house
        .service
        .decide_itinerary_request(&staff, id, (false, "请补充车票"), late)
        .await
        .unwrap();
    let check = traveller.check(&house, late).await;
    assert_eq!(check.state, ItineraryState::Failed);
    assert_eq!(traveller.state(&house, late).await, State::Unconfirmed);
    house
        .service
        .sweep(late.plus_ms(15 * 86_400_000))
        .await
        .unwrap();
    assert_eq!(house.count("itinerary_request"), 0);
}

#[tokio::test]
async fn s0_20_a_check_that_passes_while_staff_are_asked_settles_what_waits() {
    let house = House::new().await;
    let traveller = at_the_border(&house, "440304", "HK").await;
    traveller.submit(&house, &[], minute(4)).await.unwrap();
    ask(&house, &traveller, (5, RequestKind::Border), minute(5))
        .await
        .unwrap();
    let mut places = home_and_beijing();
    places.push(place("440304", "2020-06-06", "2020-06-20"));
    places.push(place("HK", "2020-06-12", "2020-06-13"));
    traveller
        .say(&house, (FIRST, places), minute(6))
        .await
        .unwrap();
    let passed = traveller.submit(&house, &[], minute(7)).await.unwrap();
    assert!(passed.comparison.passed, "{:?}", passed.comparison.findings);
    let staff = reviewer("110000");
    assert!(
        house
            .service
            .itinerary_requests_for(&staff, minute(8))
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(passed.check.request.unwrap().state, RequestState::Settled);
}

#[tokio::test]
async fn s0_15_who_has_no_number_of_the_mainland_is_not_blue_for_ever() {
    let house = House::new().await;
    let address = domain::identity::MailAddress::parse("anna@example.org").unwrap();
    let born = Date::from_ymd(1964, 8, 12).unwrap();
    let passport = Document::parse(DocumentKind::Passport, "DEU C01X00T47", morning().date());
    let form = service::RegistrationForm {
        name: PersonName::parse("Anna Maria Schmidt").unwrap(),
        document: passport.unwrap(),
        born: Some(born),
        ..crate::house::form(3)
    };
    house
        .registry
        .know_born(form.name.clone(), &form.document, born);
    let device = by_mail(&house, &address).await;
    let session = device.session(&house, minute(-60)).await;
    house.register(&session, &form, minute(-60)).await.unwrap();
    let person = device.session(&house, minute(-60)).await.person().unwrap();
    let traveller = Traveller { device, person };
    traveller
        .declare(&house, &declaration(900, Vec::new()), morning())
        .await;
    assert_eq!(traveller.state(&house, morning()).await, State::Unconfirmed);
    let check = traveller.check(&house, minute(1)).await;
    assert_eq!(check.next.step, ItineraryStep::Staff);
    assert_eq!(check.causes[0].cause, Cause::NumberUnverified);
    assert!(check.causes[0].remedy.zh.contains("车票"));
    assert_eq!(
        field(traveller.begin(&house, "2020-06-20", minute(1)).await),
        "numbers"
    );
    ask(&house, &traveller, (8, RequestKind::NoNumber), minute(2))
        .await
        .unwrap();
    let staff = reviewer("110000");
    let id = ItineraryRequestId(8);
    house
        .service
        .decide_itinerary_request(&staff, id, (true, "接待方已证明"), minute(3))
        .await
        .unwrap();
    assert_eq!(traveller.state(&house, minute(3)).await, State::Green);
    // Who has a number uses it.
    let other = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    assert_eq!(
        field(ask(&house, &other, (9, RequestKind::NoNumber), minute(3)).await),
        "kind"
    );
    assert!(phone(1).is_mainland());
}

#[tokio::test]
async fn s0_12_who_does_not_agree_that_the_carrier_is_asked_is_decided_by_staff_and_nobody_is_asked()
 {
    let house = House::new().await;
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    ask(&house, &traveller, (10, RequestKind::NoConsent), minute(2))
        .await
        .unwrap();
    assert_eq!(traveller.state(&house, minute(2)).await, State::Unconfirmed);
    house
        .service
        .decide_itinerary_request(
            &reviewer("110000"),
            ItineraryRequestId(10),
            (true, "有车票"),
            minute(3),
        )
        .await
        .unwrap();
    assert_eq!(traveller.state(&house, minute(3)).await, State::Green);
    assert_eq!(house.carrier.conduct().asked(), 0);
}

async fn by_mail(house: &House, address: &domain::identity::MailAddress) -> Device {
    let now = minute(-60);
    let contact = domain::identity::Contact::from(address.clone());
    let language = service::Language::English;
    house
        .service
        .send_code(&contact, service::Purpose::SignIn, language, now)
        .await
        .unwrap();
    let text = house.mail.inbox(Some(address))[0].text.clone();
    let digits = text.split(|c: char| !c.is_ascii_digit());
    let code = digits
        .filter(|part| part.len() == 6)
        .map(str::to_owned)
        .next()
        .unwrap();
    let enrolment = credential::KeyPair::generate().unwrap();
    let asked = service::SignIn {
        contact: &contact,
        code: &code,
        document_last6: None,
        device_key: enrolment.public().raw(),
    };
    let signed_in = house.service.sign_in(&asked, now).await.unwrap();
    Device {
        enrolment,
        secret: signed_in.secret.text().to_owned(),
        standing: signed_in.standing,
    }
}
