//! Applying where it does not go through at once: the registry away, a code on another phone, answers that contradict each other.

use domain::application::{ApplicantSaid, ApplicationRefusal, ApplicationState, Doubt};
use domain::ids::{ApplicationId, PersonId};
use domain::notice::NoticeKind;
use domain::record::Applicant;
use domain::state::State;
use domain::time::Instant;
use gateway::simulator::Behaviour;
use service::{ApplicationSeen, Applied, Error, RegistrationForm, Session, StaffSession};

use crate::house::{House, at, code, declaration, document, form, later, name, now, phone};
use crate::member::Member;
use crate::phone::Device;

async fn phone_alone(house: &House, n: u64, at: Instant) -> (Device, Session) {
    let device = Device::sign_in(house, &phone(n), None, at).await;
    let session = device.session(house, at).await;
    (device, session)
}

async fn signed_in(house: &House, device: &Device, at: Instant) -> bool {
    let session = house.service.session_of(&device.secret, at).await;
    session.is_ok()
}

async fn reviewer(house: &House, login: &'static str) -> StaffSession {
    let code = house.staff(login, &["reviewer@330100"], now()).await;
    let member = Member::enrol(house, login, &code, now()).await.unwrap();
    house.works(&member.secret, now()).await.unwrap()
}

async fn waiting(house: &House, by: &StaffSession, at: Instant) -> Vec<ApplicationSeen> {
    let seen = house.service.applications_for(by.member(), at).await;
    seen.unwrap()
}

async fn decide(
    house: &House,
    by: &StaffSession,
    (accept, reason): (bool, &str),
    at: Instant,
) -> Result<ApplicationSeen, Error> {
    let first = waiting(house, by, at).await.remove(0);
    let id = ApplicationId(first.id.parse().unwrap());
    let service = &house.service;
    service
        .decide_application(by.member(), id, (accept, reason), at)
        .await
}

async fn state(house: &House, person: PersonId, at: Instant) -> State {
    house.service.rate(person, at).await.unwrap()[0].state
}

async fn notices(house: &House, person: PersonId, at: Instant) -> Vec<NoticeKind> {
    let told = house.service.notices(person, at).await.unwrap();
    told.iter().map(|notice| notice.kind).collect()
}

/// The same document, from a phone that its holder has now.
async fn moved(house: &House) -> (PersonId, Device, (Device, Session)) {
    let old = house.declared(1, &[], now()).await;
    let person = old.session(house, now()).await.person().unwrap();
    let mut identity = crate::house::identity(1);
    identity.phone = phone(2);
    house.registry.know(identity);
    let (device, session) = phone_alone(house, 2, later(60)).await;
    let form = RegistrationForm {
        name: name(1),
        document: document(1),
        ..form(2)
    };
    let applied = house.service.apply(&session, &form, later(61)).await;
    assert_eq!(applied.unwrap(), Applied::UnderReview);
    (person, old, (device, session))
}

fn visitor() -> RegistrationForm {
    RegistrationForm {
        said: ApplicantSaid {
            kind: Applicant::Visitor,
            city: Some(code("330100")),
            ..ApplicantSaid::default()
        },
        ..form(1)
    }
}

/// A visitor of Hangzhou who says that they live there, and declared.
async fn doubted(house: &House) -> (PersonId, Session) {
    let (device, session) = phone_alone(house, 1, now()).await;
    let applied = house.service.apply(&session, &visitor(), now()).await;
    let Applied::Registered(registered) = applied.unwrap() else {
        panic!("they are registered, and held");
    };
    let service = &house.service;
    let said = declaration(100, &[]);
    let declared = service.declare(registered.person, &said, now());
    declared.await.unwrap();
    (registered.person, device.session(house, now()).await)
}

#[tokio::test]
async fn s1_3_while_the_registry_is_away_an_application_waits_and_goes_through_by_itself() {
    let house = House::new().await;
    let (device, session) = phone_alone(&house, 1, now()).await;
    for behaviour in [Behaviour::failing(), Behaviour::nonsense()] {
        house.registry.conduct().behave(behaviour);
        let applied = house.service.apply(&session, &form(1), now()).await;
        assert_eq!(applied.unwrap(), Applied::UnderReview);
        assert_eq!(house.count("document_claim"), 0);
        assert_eq!(house.count("application"), 1, "twice is once");
    }
    let told = house.service.application_told(&session, now()).await;
    let told = told.unwrap().unwrap();
    assert_eq!(told.state, ApplicationState::Registry);
    assert_eq!(told.due_ms, now().ms() + 24 * 3_600_000);
    assert!(
        told.text.en.contains("21 February 10:00"),
        "{}",
        told.text.en
    );
    assert!(told.text.zh.contains("2月21日10:00"), "{}", told.text.zh);

    let still = house.service.settle_applications(later(60)).await.unwrap();
    assert_eq!((still.through, still.waiting), (0, 1));
    house.registry.conduct().behave(Behaviour::Well);
    let through = house.service.settle_applications(later(120)).await.unwrap();
    assert_eq!((through.through, through.waiting), (1, 0));
    let again = house.service.settle_applications(later(180)).await.unwrap();
    assert_eq!(again.through, 0);
    let session = device.session(&house, later(180)).await;
    let person = session.person().expect("the device that applied is theirs");
    let kinds = notices(&house, person, later(180)).await;
    assert_eq!(kinds, [NoticeKind::ApplicationAccepted]);
    let sent = house.service.send_notices(later(180)).await.unwrap();
    assert_eq!((sent.sent, sent.waiting), (1, 0), "told once, by SMS too");
    assert_eq!(
        house.service.send_notices(later(240)).await.unwrap().sent,
        0
    );
}

#[tokio::test]
async fn s1_3_what_the_registry_denies_later_is_told_in_the_words_of_now() {
    let house = House::new().await;
    let (_, session) = phone_alone(&house, 2, now()).await;
    let wrong = RegistrationForm {
        name: name(3),
        ..form(2)
    };
    let Err(at_once) = house.service.apply(&session, &wrong, now()).await else {
        panic!("the registry says no");
    };
    house.registry.conduct().behave(Behaviour::failing());
    house.service.apply(&session, &wrong, now()).await.unwrap();
    house.registry.conduct().behave(Behaviour::Well);
    let settled = house.service.settle_applications(later(60)).await.unwrap();
    assert_eq!((settled.refused, house.count("person")), (1, 0));
    let told = house.service.application_told(&session, later(60)).await;
    let told = told.unwrap().unwrap();
    assert_eq!(told.state, ApplicationState::Refused);
    assert_eq!(told.text, at_once.text());
    assert_eq!(house.service.send_notices(later(61)).await.unwrap().sent, 1);
    assert_eq!(house.service.send_notices(later(62)).await.unwrap().sent, 0);
    house.service.sweep(at("2020-03-05 10:00")).await.unwrap();
    assert_eq!(house.count("application"), 1, "14 days");
    house.service.sweep(at("2020-03-06 00:00")).await.unwrap();
    assert_eq!(house.count("application"), 0);
}

#[tokio::test]
async fn s1_3_three_wrong_identities_a_phone_a_day_and_then_the_counter() {
    let house = House::new().await;
    let (_, session) = phone_alone(&house, 2, now()).await;
    let guess = |n| RegistrationForm {
        document: document(n),
        ..form(2)
    };
    for n in 3..6 {
        let outcome = house.service.apply(&session, &guess(n), now()).await;
        assert!(matches!(outcome, Err(Error::Invalid(_))));
    }
    let asked = house.registry.conduct().asked();
    for form in [guess(6), form(2)] {
        let outcome = house.service.apply(&session, &form, now()).await;
        assert!(
            matches!(outcome, Err(Error::TooMany { .. })),
            "right or wrong"
        );
    }
    assert_eq!(house.registry.conduct().asked(), asked);
    let tomorrow = at("2020-02-21 00:00");
    let outcome = house.service.apply(&session, &form(2), tomorrow).await;
    assert!(matches!(outcome, Ok(Applied::Registered(_))));
}

#[tokio::test]
async fn s1_3_the_later_applicant_who_proves_themself_takes_the_person_over_and_both_are_told() {
    let house = House::new().await;
    let (person, old, (device, session)) = moved(&house).await;
    let issued = old.fetch(&house, later(62)).await;
    let told = house.service.application_told(&session, later(62)).await;
    assert_eq!(told.unwrap().unwrap().state, ApplicationState::Review);
    assert!(signed_in(&house, &old, later(62)).await, "until decided");

    let by = reviewer(&house, "r.one").await;
    let seen = waiting(&house, &by, later(63)).await;
    assert_eq!(seen[0].doubts, [Doubt::Takeover]);
    assert!(seen[0].opened.is_none() && !seen[0].overdue);
    let id = ApplicationId(seen[0].id.parse().unwrap());
    let open = |purpose| {
        let service = &house.service;
        service.application_seen(by.member(), id, Some(purpose), later(64))
    };
    assert!(open("curiosity").await.is_err());
    let opened = open("review").await.unwrap().opened.unwrap();
    assert_eq!(opened.holder.unwrap().phone_masked, phone(1).masked());
    assert_eq!(opened.phone_masked, phone(2).masked());
    let mine = old.session(&house, later(64)).await;
    let lines = house.service.my_log(&mine, None, later(64)).await.unwrap();
    let lines = format!("{lines:?}");
    assert!(
        lines.contains("An application with your document was read"),
        "{lines}"
    );

    let done = decide(&house, &by, (true, ""), later(65)).await.unwrap();
    assert_eq!(done.state, ApplicationState::Accepted);
    assert!(
        !signed_in(&house, &old, later(66)).await,
        "the device is cut"
    );
    let sql = "SELECT status FROM issued_credential WHERE status_index = ?1";
    let index = issued.credential().unverified().status.index();
    let status: i64 = house.sql().query_row(sql, [index], |r| r.get(0)).unwrap();
    assert_eq!(status, 1, "its code is dead for ever");
    let session = device.session(&house, later(66)).await;
    assert_eq!(session.person().unwrap(), person, "one person, as before");
    assert_eq!(house.count("person"), 1);
    assert_eq!(state(&house, person, later(66)).await, State::Green);
    let kinds = notices(&house, person, later(66)).await;
    assert!(kinds.contains(&NoticeKind::TakenOver));
    house.service.send_notices(later(67)).await.unwrap();
    let texts = |n| house.sms.inbox(Some(&phone(n))).remove(0).text;
    assert!(texts(1).contains("moved away") && texts(2).contains("notice"));
    let last6 = crate::house::last_six(1);
    let back = Device::sign_in(&house, &phone(1), Some(&last6), later(120)).await;
    assert_eq!(back.standing, service::Standing::Phone);
}

#[tokio::test]
async fn s1_3_a_takeover_is_decided_once_and_by_nobody_who_had_a_hand_in_it() {
    let house = House::new().await;
    let (person, old, (_, session)) = moved(&house).await;
    let (one, two) = (
        reviewer(&house, "r.one").await,
        reviewer(&house, "r.two").await,
    );
    let silent = decide(&house, &one, (false, " "), later(62)).await;
    assert!(
        matches!(silent, Err(Error::Invalid(_))),
        "a reason is needed"
    );
    decide(&house, &one, (false, "证件照片不清"), later(63))
        .await
        .unwrap();
    let told = house.service.application_told(&session, later(63)).await;
    assert!(told.unwrap().unwrap().text.zh.contains("证件照片不清"));
    assert!(signed_in(&house, &old, later(63)).await, "all is as before");
    let form = RegistrationForm {
        name: name(1),
        document: document(1),
        ..form(2)
    };
    let again = house.service.apply(&session, &form, later(64)).await;
    assert_eq!(again.unwrap(), Applied::UnderReview);
    let refused = decide(&house, &one, (true, ""), later(65)).await;
    let same = ApplicationRefusal::SameHands;
    assert!(matches!(refused, Err(Error::Application(why)) if why == same));
    let id = ApplicationId(
        waiting(&house, &two, later(65)).await[0]
            .id
            .parse()
            .unwrap(),
    );
    let accept = || {
        let service = &house.service;
        service.decide_application(two.member(), id, (true, ""), later(66))
    };
    let (first, second) = tokio::join!(accept(), accept());
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    assert_eq!(house.count("person"), 1);
    let kinds = notices(&house, person, later(67)).await;
    assert_eq!(kinds, [NoticeKind::TakenOver]);
}

#[tokio::test]
async fn s1_3_answers_that_contradict_each_other_hold_the_code_blue_until_a_reviewer_has_looked() {
    let house = House::new().await;
    let (person, session) = doubted(&house).await;
    assert_eq!(state(&house, person, now()).await, State::Unconfirmed);
    let decisions = house.service.rate(person, now()).await.unwrap();
    let told = house.service.explain(person, &decisions, now()).await;
    let hold = told.unwrap()[0].holds.remove(0);
    assert_eq!(hold.until_ms, Some(now().ms() + 24 * 3_600_000));
    assert!(
        hold.ends.en.contains("21 February 10:00"),
        "{}",
        hold.ends.en
    );
    let month = at("2020-03-20 10:00");
    house.service.review(month, |_| {}).await.unwrap();
    assert_eq!(state(&house, person, month).await, State::Unconfirmed);
    let (waiting_now, overdue) = {
        let vigilance = house.service.vigilance(month).await.unwrap();
        (
            vigilance.applications_waiting,
            vigilance.applications_overdue,
        )
    };
    assert_eq!((waiting_now, overdue), (1, 1), "anybody reads it");

    let by = reviewer(&house, "r.one").await;
    decide(&house, &by, (false, "请改为本市居民"), later(60))
        .await
        .unwrap();
    assert_eq!(state(&house, person, later(61)).await, State::Unconfirmed);
    let kinds = notices(&house, person, later(61)).await;
    assert_eq!(kinds, [NoticeKind::ApplicationRefused]);
    // The answers are corrected, and nothing contradicts any more.
    let resident = ApplicantSaid {
        city: Some(code("330100")),
        ..ApplicantSaid::default()
    };
    let changed = house
        .service
        .change_applicant(&session, &resident, later(62));
    assert_eq!(changed.await.unwrap().unwrap().kind, Applicant::Resident);
    assert_eq!(state(&house, person, later(62)).await, State::Green);
}

#[tokio::test]
async fn s1_3_a_reviewer_who_accepts_ends_the_hold_in_every_city() {
    let house = House::new().await;
    let (person, _) = doubted(&house).await;
    let by = reviewer(&house, "r.one").await;
    decide(&house, &by, (true, ""), later(60)).await.unwrap();
    assert_eq!(state(&house, person, later(60)).await, State::Green);
    let kinds = notices(&house, person, later(60)).await;
    assert_eq!(kinds, [NoticeKind::ApplicationAccepted]);
    assert!(waiting(&house, &by, later(61)).await.is_empty());
    let far = house.staff("r.far", &["reviewer@330106"], now()).await;
    let far = Member::enrol(&house, "r.far", &far, now()).await.unwrap();
    let far = house.works(&far.secret, now()).await.unwrap();
    let id = "SELECT application_id FROM application";
    let id: i64 = house.sql().query_row(id, [], |row| row.get(0)).unwrap();
    let service = &house.service;
    let outcome = service
        .decide_application(far.member(), ApplicationId(id), (true, ""), later(62))
        .await;
    assert!(matches!(outcome, Err(Error::OutsideDivision)));
}

#[tokio::test]
async fn s1_3_a_slip_is_refused_by_its_field_before_anybody_is_asked() {
    let house = House::new().await;
    let (_, session) = phone_alone(&house, 1, now()).await;
    let form = RegistrationForm {
        said: ApplicantSaid {
            kind: Applicant::ReturningToWork,
            city: Some(code("330100")),
            unit: String::new(),
            first_day: Some("2020-02-19".parse().unwrap()),
        },
        ..form(1)
    };
    let Err(Error::Invalid(problems)) = house.service.apply(&session, &form, now()).await else {
        panic!("it is refused");
    };
    let fields: Vec<_> = problems.iter().map(|p| p.field.as_str()).collect();
    assert_eq!(fields, ["unit", "first_day"]);
    assert_eq!(house.registry.conduct().asked(), 0);
}

#[tokio::test]
async fn s1_3_erasing_takes_the_application_along_and_none_of_its_words_lies_in_the_clear() {
    let house = House::new().await;
    let (person, _) = doubted(&house).await;
    let sealed = "SELECT sealed FROM application";
    let sealed: Vec<u8> = house.sql().query_row(sealed, [], |r| r.get(0)).unwrap();
    let text = String::from_utf8_lossy(&sealed).into_owned();
    assert!(!text.contains(document(1).number()));
    house.service.erase(person, later(60)).await.unwrap();
    for table in ["application", "applicant", "hold", "unit_link", "person"] {
        assert_eq!(house.count(table), 0, "{table}");
    }
}
