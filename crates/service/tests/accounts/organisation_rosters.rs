//! A roster invites and finds nobody out.

use domain::notice::NoticeKind;
use domain::organisation::{NameShown, TERMS};
use domain::time::Instant;
use service::{Agreement, Error, RosterRow, RosterWho};

use crate::house::{House, at, document, name, now, phone};
use crate::organisations::Class;
use crate::phone::Device;

fn by_document(n: u64) -> RosterRow {
    RosterRow {
        name: name(n),
        who: RosterWho::Document(document(n)),
    }
}

async fn import(house: &House, class: &Class, rows: &[RosterRow], now: Instant) {
    let invited = house
        .service
        .invite_roster(&class.teacher, class.way, rows, now);
    invited.await.unwrap();
}

/// Whether somebody was invited, by their page and by a notice.
async fn is_invited(house: &House, device: &Device, invited: usize) {
    let session = device.session(house, now()).await;
    let mine = house.service.my_organisations(&session, now());
    assert_eq!(mine.await.unwrap().invitations.len(), invited);
    let person = session.person().unwrap();
    let notices = house.service.notices(person, now()).await.unwrap();
    let told = notices.iter().filter(|n| n.kind == NoticeKind::Invited);
    assert_eq!(told.count(), invited);
}

#[tokio::test]
async fn s1_8_who_is_registered_under_that_name_is_invited_and_agrees_or_does_not() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    let first = house.declared(0, &[], now()).await;
    let second = house.declared(1, &[], now()).await;
    let third = house.declared(2, &[], now()).await;
    let rows = [
        by_document(0),
        RosterRow {
            name: name(1),
            who: RosterWho::Phone(phone(1)),
        },
        // The right document with another name, and somebody who is not registered.
        RosterRow {
            name: name(3),
            who: RosterWho::Document(document(2)),
        },
        by_document(7),
    ];
    for _again in 0..2 {
        import(&house, &class, &rows, now()).await;
    }
    assert_eq!(house.count("invitation"), 2);
    assert_eq!(
        house.count("roster_row"),
        4,
        "each row leaves the same, known or not"
    );
    assert!(
        class.members(&house, now()).await.is_empty(),
        "an invitation shows nobody"
    );
    for (device, invited) in [(&first, 1), (&second, 1), (&third, 0)] {
        is_invited(&house, device, invited).await;
    }
    let session = first.session(&house, now()).await;
    let mine = house
        .service
        .my_organisations(&session, now())
        .await
        .unwrap();
    let agreement = Agreement {
        token: &mine.invitations[0].token,
        terms: TERMS,
        name: NameShown::Full,
        card: false,
    };
    let joined = house.service.join_organisation(&session, &agreement, now());
    joined.await.unwrap();
    assert_eq!(class.members(&house, now()).await.len(), 1);
    let session = second.session(&house, now()).await;
    let declined = house
        .service
        .leave_organisation(&session, class.way.0, now());
    declined.await.unwrap();
    assert_eq!(house.count("invitation"), 0);
    // Whoever agreed is not asked again.
    import(&house, &class, &[by_document(0)], now()).await;
    assert_eq!(house.count("invitation"), 0);
}

#[tokio::test]
async fn s1_8_an_invitation_stands_for_two_weeks_and_a_day_has_its_most_rows() {
    let house = House::new().await;
    let class = Class::new(&house).await;
    house.declared(0, &[], now()).await;
    import(&house, &class, &[by_document(0)], now()).await;
    house.service.sweep(at("2020-03-05 09:59")).await.unwrap();
    assert_eq!(
        (house.count("invitation"), house.count("roster_row")),
        (1, 0)
    );
    house.service.sweep(at("2020-03-05 10:01")).await.unwrap();
    assert_eq!(house.count("invitation"), 0);
    let many: Vec<RosterRow> = (0..501).map(|_| by_document(9)).collect();
    let refused = house
        .service
        .invite_roster(&class.teacher, class.way, &many, now());
    assert!(matches!(refused.await, Err(Error::Invalid(p)) if p[0].field == "rows"));
    for part in 0..6 {
        let rows: Vec<RosterRow> = (0..500)
            .map(|n| RosterRow {
                name: name(0),
                who: RosterWho::Phone(phone(10_000 + part * 500 + n)),
            })
            .collect();
        import(&house, &class, &rows, now()).await;
    }
    let one = [by_document(1)];
    let refused = house
        .service
        .invite_roster(&class.teacher, class.way, &one, now());
    assert!(matches!(refused.await, Err(Error::Invalid(_))));
    import(&house, &class, &one, at("2020-02-21 08:00")).await;
}
