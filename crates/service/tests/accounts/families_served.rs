//! What a guardian does for a member beside showing the code: a sheet of paper for who has no phone, and results of tests.

use domain::access::Action;
use domain::ids::LinkId;
use domain::laboratory::Said;
use domain::time::Instant;
use domain::verdict::Outcome;
use gateway::registry::Identity;
use service::{Error, JoinForm, SeeAsked, Session, Sheet, Standing};

use crate::house::{House, code, later, now, phone};
use crate::phone::Device;
use crate::relatives::{ask, cut, dependant, field, pair, typed, worker};
use crate::results::{said, take};
use crate::scanning::{gate, scan};

async fn asking(
    house: &House,
    (device, link): (&Device, LinkId),
    action: Action,
    now: Instant,
) -> Result<Session, Error> {
    let session = device.session(house, now).await;
    house.service.session_for(session, link, action, now).await
}

async fn print(house: &House, held: (&Device, LinkId), now: Instant) -> Sheet {
    let session = asking(house, held, Action::PrintSheet, now).await.unwrap();
    let sheet = house.service.print_sheet(&session, code("330100"), now);
    sheet.await.unwrap()
}

#[tokio::test]
async fn s1_21_a_guardian_prints_a_members_sheet_and_it_ends_with_the_link() {
    let house = House::new().await;
    let (guardian, member, link) = pair(&house).await;
    let sheet = print(&house, (&guardian, link), later(70)).await;
    assert_eq!(sheet.name, "王五", "the member's own name to compare");
    let gate = gate(&house).await;
    let outcome = async |id, seconds| {
        let verdict = scan(&house, &gate, id, &sheet.text, later(seconds)).await;
        verdict.outcome
    };
    assert_eq!(outcome(1, 75).await, Outcome::Pass);
    let session = member.session(&house, later(76)).await;
    let log = house.service.my_log(&session, None, later(76)).await;
    let printed = "A relative printed your sheet";
    assert!(log.unwrap().iter().any(|l| l.action_words.en == printed));
    // The phone of the guardian is signed out; the paper is with the member.
    let of_guardian = guardian.session(&house, later(77)).await;
    house
        .service
        .sign_out(&of_guardian, later(77))
        .await
        .unwrap();
    assert_eq!(outcome(2, 78).await, Outcome::Pass);
    cut(&house, &member, link, later(80)).await;
    assert_eq!(outcome(3, 85).await, Outcome::Stop);
}

#[tokio::test]
async fn s1_21_a_guardian_makes_a_members_sheet_good_no_more() {
    let house = House::new().await;
    let (guardian, _, link) = pair(&house).await;
    let held = (&guardian, link);
    let sheet = print(&house, held, later(70)).await;
    let session = asking(&house, held, Action::PrintSheet, later(75)).await;
    let revoked = session.unwrap();
    house
        .service
        .revoke_sheet(&revoked, later(75))
        .await
        .unwrap();
    let gate = gate(&house).await;
    let verdict = scan(&house, &gate, 1, &sheet.text, later(80)).await;
    assert_eq!(verdict.outcome, Outcome::Stop);
}

#[tokio::test]
async fn s1_21_a_guardian_reads_the_tests_of_a_child_and_of_no_adult_with_a_phone() {
    let house = House::new().await;
    let (guardian, _, link) = pair(&house).await;
    let refused = asking(&house, (&guardian, link), Action::ReadOwnTests, later(70)).await;
    assert_eq!(field(refused.map(|_| ())), "member");
    let (name, document) = dependant(&house, 2012, &[0]);
    let child = typed(12, (name.clone(), document.clone()), None, &[]);
    ask(&house, &guardian, &child, later(75)).await.unwrap();
    house.laboratory.report(Said {
        document: document.number().into(),
        name: name.full().into(),
        ..said(1, "a", "negative")
    });
    take(&house, later(80)).await;
    let held = (&guardian, child.id);
    let session = asking(&house, held, Action::ReadOwnTests, later(85)).await;
    let session = session.unwrap();
    let results = house.service.my_results(&session, later(85));
    assert_eq!(results.await.unwrap().len(), 1);
}

#[tokio::test]
async fn n_5_a_guardian_says_of_a_child_that_they_are_a_contact_and_of_no_adult_with_a_phone() {
    let house = House::new().await;
    let (guardian, _, link) = pair(&house).await;
    let action = Action::AnswerContact;
    let refused = asking(&house, (&guardian, link), action, later(70)).await;
    assert_eq!(field(refused.map(|_| ())), "member");
    let child = typed(12, dependant(&house, 2012, &[0]), None, &[]);
    ask(&house, &guardian, &child, later(75)).await.unwrap();
    let session = asking(&house, (&guardian, child.id), action, later(80)).await;
    assert!(session.unwrap().is_for_member());
}

#[tokio::test]
async fn s1_21_an_elder_who_has_a_number_of_their_own_by_now_reads_their_tests_on_it_alone() {
    let house = House::new().await;
    let guardian = house.declared(0, &[], now()).await;
    let (name, document) = dependant(&house, 1935, &[]);
    let elder = typed(11, (name.clone(), document.clone()), None, &[]);
    let told = ask(&house, &guardian, &elder, later(5)).await.unwrap();
    let staff = worker(&house, "li.na", &["community_worker@330106"]).await;
    let seen = SeeAsked {
        reference: told.reference.as_deref().unwrap(),
        document_last6: &document.number()[12..],
        purpose: Some("review"),
    };
    let confirmed = house.service.confirm_member(&staff, &seen, true, later(10));
    confirmed.await.unwrap();
    let held = (&guardian, elder.id);
    let reads = asking(&house, held, Action::ReadOwnTests, later(20)).await;
    assert!(reads.is_ok(), "without a phone nobody else could");
    house.registry.know(Identity {
        name: name.clone(),
        document: document.clone(),
        phone: phone(7),
    });
    let own = Device::sign_in(&house, &phone(7), None, later(30)).await;
    let session = own.session(&house, later(30)).await;
    let form = JoinForm { name, document };
    let joined = house.service.join_by_number(&session, &form, later(35));
    assert_eq!(joined.await.unwrap(), Standing::Person);
    let refused = asking(&house, held, Action::ReadOwnTests, later(40)).await;
    assert_eq!(field(refused.map(|_| ())), "member");
    let declares = asking(&house, held, Action::Declare, later(40)).await;
    assert!(declares.is_ok(), "what they saw to stays");
}

#[tokio::test]
async fn s1_21_nothing_is_printed_for_whom_nobody_has_seen() {
    let house = House::new().await;
    let guardian = house.declared(0, &[], now()).await;
    let unseen = typed(11, dependant(&house, 1935, &[]), None, &[]);
    ask(&house, &guardian, &unseen, later(5)).await.unwrap();
    for action in [Action::PrintSheet, Action::ReadOwnTests] {
        let refused = asking(&house, (&guardian, unseen.id), action, later(10)).await;
        assert_eq!(field(refused.map(|_| ())), "member");
    }
}
