//! A family member with a phone: asked there, held only by their word, let go at once.

use domain::access::Action;
use domain::family::{LinkEnd, MemberState};
use domain::ids::LinkId;
use domain::log::By;
use domain::state::State;
use domain::verdict::{Kind, Outcome};
use service::{Error, MaskedContact};

use crate::house::{House, at, code, last_six, later, now, phone};
use crate::phone::Device;
use crate::relatives::{agree, ask, cut, field, for_member, members, pair, person, relative};
use crate::scanning::{gate, scan};

#[tokio::test]
async fn s1_21_an_adult_has_no_code_before_they_agree_on_their_own_phone() {
    let house = House::new().await;
    let guardian = house.declared(0, &[], now()).await;
    house.declared(1, &[], now()).await;
    let form = relative(11, 1, Some(phone(1)));
    let told = ask(&house, &guardian, &form, later(61)).await.unwrap();
    assert_eq!(told.state, MemberState::Asked);
    assert!(told.reference.is_none());
    let text = house.sms.inbox(Some(&phone(1)))[0].text.clone();
    assert!(
        text.contains("let a relative hold your health code"),
        "{text}"
    );
    let early = guardian.fetch_for(&house, form.id, later(62)).await;
    assert!(matches!(early.map(|_| ()), Err(Error::Unknown(_))));
    let session = guardian.session(&house, later(62)).await;
    let wrong = house
        .service
        .consent_by_code(&session, form.id, "000000", later(62))
        .await;
    assert!(matches!(wrong, Err(Error::WrongCode)));
    let told = agree(&house, &guardian, form.id, &phone(1), later(63))
        .await
        .unwrap();
    assert_eq!(told.state, MemberState::Linked);
    let code = guardian
        .fetch_for(&house, form.id, later(64))
        .await
        .unwrap();
    assert_eq!(code.issued.state, State::Green);
    let claims = &code.credential();
    assert_eq!(claims.unverified().bearer.kind(), Kind::Member);
    let gate = gate(&house).await;
    let verdict = scan(&house, &gate, 1, &code.text(later(64)), later(64)).await;
    assert_eq!(verdict.outcome, Outcome::Pass);
}

#[tokio::test]
async fn s1_21_an_adult_who_is_not_registered_is_asked_as_well_and_is_then_a_person_of_their_own() {
    let house = House::new().await;
    let guardian = house.declared(0, &[], now()).await;
    let form = relative(11, 2, Some(phone(2)));
    let told = ask(&house, &guardian, &form, now()).await.unwrap();
    assert_eq!(told.state, MemberState::Asked);
    assert_eq!(house.count("person"), 1);
    agree(&house, &guardian, form.id, &phone(2), now())
        .await
        .unwrap();
    let code = guardian.fetch_for(&house, form.id, now()).await.unwrap();
    assert_eq!(code.issued.state, State::Green);
    let own = Device::sign_in(&house, &phone(2), Some(&last_six(2)), later(70)).await;
    let session = own.session(&house, later(70)).await;
    let told = house.service.family(&session, later(70)).await.unwrap();
    assert_eq!(told.held_by.len(), 1);
    assert_eq!(told.held_by[0].used_ms, Some(now().ms()));
}

#[tokio::test]
async fn s1_21_the_member_agrees_or_refuses_in_their_own_app() {
    let house = House::new().await;
    let guardian = house.declared(0, &[], now()).await;
    let member = house.declared(1, &[], now()).await;
    for (id, agree, expected) in [
        (11, false, MemberState::Ended),
        (12, true, MemberState::Linked),
    ] {
        let at = later(61 * (id - 10));
        let form = relative(id, 1, Some(phone(1)));
        ask(&house, &guardian, &form, at).await.unwrap();
        let session = member.session(&house, at).await;
        let told = house.service.family(&session, at).await.unwrap();
        assert_eq!(told.asked_by.len(), 1);
        assert_eq!(told.asked_by[0].name_masked, "张**");
        house
            .service
            .answer_family(&session, form.id, agree, at)
            .await
            .unwrap();
        let states = members(&house, &guardian, at).await;
        assert_eq!(states.last(), Some(&expected));
    }
    let fetched = guardian.fetch_for(&house, LinkId(12), later(200)).await;
    assert_eq!(fetched.unwrap().issued.state, State::Green);
}

#[tokio::test]
async fn s1_21_cut_by_the_member_the_code_is_refused_at_once_and_with_the_next_list() {
    let house = House::new().await;
    let (guardian, member, link) = pair(&house).await;
    let code = guardian.fetch_for(&house, link, later(70)).await.unwrap();
    let (gate, place) = (gate(&house).await, code.credential());
    let place = place.unverified().status.index();
    cut(&house, &member, link, later(80)).await;
    let at = later(85);
    let verdict = scan(&house, &gate, 1, &code.text(at), at).await;
    assert_eq!(verdict.outcome, Outcome::Stop);
    let day = code.issued.expires.date() - 1;
    let entries = house.service.store().list_entries(day, 0, 1 << 22).await;
    let entries = entries.unwrap().entries;
    let dead = entries.iter().find(|(index, _)| *index == place).unwrap();
    assert_eq!(format!("{:?}", dead.1), "Replaced");
    let again = guardian.fetch_for(&house, link, at).await;
    assert!(matches!(again.map(|_| ()), Err(Error::Unknown(_))));
    assert!(for_member(&house, &guardian, link, at).await.is_err());
    assert_eq!(members(&house, &guardian, at).await, [MemberState::Ended]);
    // The member's own code is as good as before.
    let own = member.fetch(&house, at).await;
    let verdict = scan(&house, &gate, 2, &own.text(at), at).await;
    assert_eq!(verdict.outcome, Outcome::Pass);
}

#[tokio::test]
async fn s1_21_cut_by_the_guardian_both_sides_read_it() {
    let house = House::new().await;
    let (guardian, member, link) = pair(&house).await;
    guardian.fetch_for(&house, link, later(70)).await.unwrap();
    cut(&house, &guardian, link, later(80)).await;
    let session = guardian.session(&house, later(90)).await;
    let told = house.service.family(&session, later(90)).await.unwrap();
    assert_eq!(told.members[0].end, Some(LinkEnd::ByGuardian));
    for (device, expected) in [(&member, By::Guardian), (&guardian, By::Person)] {
        let session = device.session(&house, later(90)).await;
        let lines = house
            .service
            .my_log(&session, None, later(90))
            .await
            .unwrap();
        let used = lines
            .iter()
            .filter(|line| line.action_words.en == "Used a family link" && line.by == expected);
        assert_eq!(used.count(), 1, "{lines:?}");
    }
    let session = member.session(&house, later(90)).await;
    assert!(
        house
            .service
            .family(&session, later(90))
            .await
            .unwrap()
            .held_by
            .is_empty()
    );
    let lines = house
        .service
        .my_log(&session, None, later(90))
        .await
        .unwrap();
    let ended = lines
        .iter()
        .find(|line| line.action_words.en == "Ended a family link");
    assert_eq!(ended.unwrap().by, By::Guardian);
}

#[tokio::test]
async fn s1_21_a_new_phone_of_the_guardian_ends_what_the_old_one_shows_of_the_family() {
    let house = House::new().await;
    let (guardian, _, link) = pair(&house).await;
    let code = guardian.fetch_for(&house, link, later(70)).await.unwrap();
    let new = Device::sign_in(&house, &phone(0), Some(&last_six(0)), later(75)).await;
    let gate = gate(&house).await;
    let verdict = scan(&house, &gate, 1, &code.text(later(80)), later(80)).await;
    assert_eq!(verdict.outcome, Outcome::Stop);
    let code = new.fetch_for(&house, link, later(90)).await.unwrap();
    let verdict = scan(&house, &gate, 2, &code.text(later(90)), later(90)).await;
    assert_eq!(verdict.outcome, Outcome::Pass);
}

#[tokio::test]
async fn s1_21_nobody_answers_in_three_days_and_the_wish_is_over() {
    let house = House::new().await;
    let guardian = house.declared(0, &[], now()).await;
    let member = house.declared(1, &[], now()).await;
    let form = relative(11, 1, Some(phone(1)));
    ask(&house, &guardian, &form, later(61)).await.unwrap();
    let late = at("2020-02-23 10:02");
    assert_eq!(house.service.settle_family(late).await.unwrap(), 1);
    assert_eq!(members(&house, &guardian, late).await, [MemberState::Ended]);
    let session = member.session(&house, late).await;
    let told = house.service.family(&session, late).await.unwrap();
    assert!(told.asked_by.is_empty() && told.held_by.is_empty());
    assert_eq!(house.count("family_link"), 0);
}

#[tokio::test]
async fn s1_21_at_most_five_members_and_two_who_hold_one() {
    let house = House::new().await;
    house.declared(9, &[], now()).await;
    let mut step = 61;
    for n in 0..3 {
        let guardian = house.declared(n, &[], later(step)).await;
        let form = relative(20 + n as i64, 9, Some(phone(9)));
        ask(&house, &guardian, &form, later(step)).await.unwrap();
        let agreed = agree(&house, &guardian, form.id, &phone(9), later(step)).await;
        match n {
            0 | 1 => assert_eq!(agreed.unwrap().state, MemberState::Linked),
            _ => assert_eq!(field(agreed), "document_number"),
        }
        step += 3_700;
    }
    let guardian = house.declared(3, &[], later(step)).await;
    for n in 10..16 {
        let form = relative(n as i64 + 30, n, Some(phone(n)));
        let asked = ask(&house, &guardian, &form, later(step)).await;
        match n {
            15 => assert_eq!(field(asked), "id"),
            _ => assert_eq!(asked.unwrap().state, MemberState::Asked),
        }
    }
}

#[tokio::test]
async fn s1_15_only_with_an_own_code_and_never_for_oneself() {
    let house = House::new().await;
    let bare = house.resident(0, now()).await;
    let form = relative(11, 1, Some(phone(1)));
    assert_eq!(field(ask(&house, &bare, &form, now()).await), "id");
    let guardian = house.declared(2, &[], now()).await;
    let own = relative(12, 2, Some(phone(2)));
    let asked = ask(&house, &guardian, &own, now()).await;
    assert_eq!(field(asked), "document_number");
    let mut careless = relative(13, 1, Some(phone(1)));
    careless.commitments.pop();
    let asked = ask(&house, &guardian, &careless, now()).await;
    assert_eq!(field(asked), "commitments");
    assert_eq!(house.count("family_member"), 0);
}

#[tokio::test]
async fn s2_29_what_a_guardian_says_for_a_member_counts_and_stands_in_the_log_as_theirs() {
    let house = House::new().await;
    let (guardian, member, link) = pair(&house).await;
    let session = for_member(&house, &guardian, link, later(100))
        .await
        .unwrap();
    let said = crate::house::declaration(900, &[]);
    house
        .service
        .declare(session.hand().unwrap(), &said, later(100))
        .await
        .unwrap();
    let own = member.session(&house, later(110)).await;
    assert_eq!(session.person().unwrap(), own.person().unwrap());
    let me = house.service.me(&session, later(110)).await.unwrap();
    assert_eq!(me.contact, MaskedContact::Phone(String::new()));
    assert_eq!(me.person.unwrap().declarations.len(), 3);
    let lines = house.service.my_log(&own, None, later(110)).await.unwrap();
    let declared = lines.iter().find(|line| line.action_words.en == "Declared");
    assert_eq!(declared.unwrap().by, By::Guardian);
    for action in [Action::Erase, Action::ReadOwnLog, Action::Family] {
        assert!(!action.is_open_to(domain::access::Role::Guardian));
    }
    let _ = (code("330100"), person(&house, &guardian, later(110)).await);
}
