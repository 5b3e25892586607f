//! What goes: with its day, with the device, with the person.

use domain::declaration::Tick;
use domain::time::Instant;
use domain::verdict::Outcome;
use service::{Erased, Error, SCAN_DAYS, Swept};

use crate::house::{House, at, last_six, later, now, phone, wuchang};
use crate::phone::Device;
use crate::scanning::{gate, scan};

#[tokio::test]
async fn n_8_everything_that_has_expired_is_swept_and_nothing_else() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let alone = Device::sign_in(&house, &phone(5), None, now()).await;
    let session = alone.session(&house, now()).await;
    let wrong = house
        .service
        .sign_in_document(&session, "123456", now())
        .await;
    wrong.unwrap();
    let code = device.fetch(&house, now()).await;
    scan(&house, &gate(&house).await, 1, &code.text(now()), now()).await;
    assert_eq!(
        house.service.sweep(later(60)).await.unwrap(),
        Swept::default()
    );
    let swept = house.service.sweep(at("2020-02-22 00:00")).await.unwrap();
    let expected = Swept {
        codes: 2,
        credentials: 1,
        ..Swept::default()
    };
    assert_eq!(swept, expected);
    for table in [
        "one_time_code",
        "document_try",
        "credential_status",
        "issued_credential",
        "status_list",
    ] {
        assert_eq!(house.count(table), 0, "{table}");
    }
    let scans_end: Instant = (now().date() + SCAN_DAYS + 1).start();
    assert_eq!(house.service.sweep(scans_end).await.unwrap().scans, 1);
    let sessions_end: Instant = (now().date() + service::SESSION_DAYS).start();
    assert_eq!(house.service.sweep(sessions_end).await.unwrap().sessions, 2);
    for table in ["session", "device", "scan"] {
        assert_eq!(house.count(table), 0, "{table}");
    }
    assert_eq!(
        house.service.sweep(sessions_end).await.unwrap(),
        Swept::default()
    );
    assert_eq!(
        house.count("person"),
        1,
        "whose devices went is still registered"
    );
    let back = Device::sign_in(&house, &phone(0), Some(&last_six(0)), sessions_end).await;
    let session = back.session(&house, sessions_end).await;
    let me = house.service.me(&session, sessions_end).await.unwrap();
    assert_eq!(me.person.unwrap().declarations.len(), 1);
}

#[tokio::test]
async fn n_8_who_is_erased_has_no_session_no_device_and_no_code() {
    let house = House::new().await;
    let first = house.declared(0, &[], now()).await;
    let device = Device::sign_in(&house, &phone(0), Some(&last_six(0)), later(60)).await;
    let code = device.fetch(&house, later(65)).await;
    let session = device.session(&house, later(70)).await;
    let wrong = house.service.erase_own(&session, "123456", later(70)).await;
    assert!(matches!(wrong, Err(Error::Invalid(p)) if p[0].field == "document_last6"));
    let erased = house
        .service
        .erase_own(&session, &last_six(0), later(71))
        .await;
    assert_eq!(erased.unwrap(), Erased::Whole);
    for secret in [&first.secret, &device.secret] {
        let gone = house.service.session_of(secret, later(72)).await;
        assert!(matches!(gone, Err(Error::NotSignedIn)));
    }
    for table in [
        "session",
        "device",
        "credential_status",
        "issued_credential",
        "person",
        "person_sealed",
    ] {
        assert_eq!(house.count(table), 0, "{table}");
    }
    let verdict = scan(
        &house,
        &gate(&house).await,
        1,
        &code.text(later(80)),
        later(80),
    )
    .await;
    assert_eq!(verdict.outcome, Outcome::Stop);
}

#[tokio::test]
async fn n_8_of_who_must_wait_for_an_orders_end_the_devices_go_at_once() {
    let house = House::new().await;
    let area = house
        .list("2020-02-19 08时", "粮道街", at("2020-02-19 08:30"))
        .await;
    let device = house
        .declared(0, &[wuchang(50, Tick::Areas(vec![area]))], now())
        .await;
    device.fetch(&house, now()).await;
    let session = device.session(&house, later(70)).await;
    let erased = house
        .service
        .erase_own(&session, &last_six(0), later(71))
        .await;
    assert!(matches!(erased.unwrap(), Erased::But(_)));
    for table in [
        "session",
        "device",
        "credential_status",
        "issued_credential",
    ] {
        assert_eq!(house.count(table), 0, "{table}");
    }
    // Who comes back by the same document meets the order.
    let back = house.resident(0, later(120)).await;
    let red = back.fetch(&house, later(121)).await;
    assert_eq!(red.issued.state, domain::state::State::Red);
}

#[tokio::test]
async fn three_wrong_last_six_erase_nobody_that_day() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let session = device.session(&house, now()).await;
    for _try in 0..3 {
        assert!(
            house
                .service
                .erase_own(&session, "123456", now())
                .await
                .is_err()
        );
    }
    let refused = house.service.erase_own(&session, &last_six(0), now()).await;
    assert!(matches!(refused, Err(Error::TooMany { .. })));
    assert_eq!(house.count("person"), 1);
}
