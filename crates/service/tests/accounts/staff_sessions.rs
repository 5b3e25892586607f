//! Sessions of staff: by what they were opened, when they end, and what guessing meets.

use credential::totp;
use domain::time::Instant;
use service::{Error, NewPasskey, Strength, TooMany};

use crate::house::{House, later, now};
use crate::member::{Member, PASSWORD, party, try_password};

const HOUR_S: i64 = 3_600;

fn is_wrong<T>(outcome: &Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::WrongSignIn))
}

fn is_too_many<T>(outcome: &Result<T, Error>) -> bool {
    let what = TooMany::StaffSignIns;
    matches!(outcome, Err(Error::TooMany { what: much, .. }) if *much == what)
}

#[tokio::test]
async fn n_3_a_session_ends_after_half_an_hour_without_use_and_after_twelve_hours() {
    let house = House::new().await;
    let member = Member::new(&house, "wang.min", now()).await;
    let secret = &member.secret;
    for minutes in (0..12 * 60).step_by(29) {
        assert!(
            house.works(secret, later(minutes * 60)).await.is_ok(),
            "{minutes}"
        );
    }
    assert!(house.works(secret, later(12 * HOUR_S - 1)).await.is_ok());
    assert!(house.works(secret, later(12 * HOUR_S)).await.is_err());
    let idle = member.by_passkey(&house, later(0)).await.unwrap();
    assert!(
        house
            .works(idle.secret.text(), later(30 * 60))
            .await
            .is_err()
    );
    house.service.sweep(later(12 * HOUR_S)).await.unwrap();
    assert_eq!(house.count("staff_session"), 0);
    assert_eq!(house.count("staff_challenge"), 0);
}

#[tokio::test]
async fn n_3_a_member_sees_where_they_are_signed_in_and_ends_it_there() {
    let house = House::new().await;
    let member = Member::new(&house, "wang.min", now()).await;
    let other = Member::new(&house, "li.na", now()).await;
    let lost = member.by_passkey(&house, later(60)).await.unwrap();
    let session = house.works(&member.secret, later(120)).await.unwrap();
    let me = house.service.staff_me(&session, later(120)).await.unwrap();
    assert_eq!((me.name.as_str(), me.passkeys.len()), ("王敏", 1));
    let this: Vec<bool> = me.sessions.iter().map(|session| session.this).collect();
    assert_eq!(this, [true, false]);
    let lost_id = me.sessions[1].id;
    let of_another = house.works(&other.secret, later(120)).await.unwrap();
    let not_theirs = house
        .service
        .end_staff_session(&of_another, lost_id, later(121))
        .await;
    assert!(matches!(not_theirs, Err(Error::Unknown(_))));
    assert!(house.works(lost.secret.text(), later(121)).await.is_ok());
    house
        .service
        .end_staff_session(&session, lost_id, later(122))
        .await
        .unwrap();
    assert!(house.works(lost.secret.text(), later(122)).await.is_err());
    house
        .service
        .sign_out_staff(&session, later(123))
        .await
        .unwrap();
    assert!(house.works(&member.secret, later(123)).await.is_err());
}

#[tokio::test]
async fn n_3_who_signed_in_by_a_password_cannot_add_a_passkey_and_signs_nothing() {
    let house = House::new().await;
    let member = Member::new(&house, "wang.min", now()).await;
    let opened = member.by_password(&house, later(60)).await.unwrap();
    let weak = house.works(opened.secret.text(), later(60)).await.unwrap();
    assert_eq!(weak.strength(), Strength::Password);
    let begun = house.service.begin_passkey(&weak, later(60)).await;
    assert!(matches!(begun, Err(Error::PasskeyNeeded)));
    let tried = house.count("log_line_other WHERE action = 'refused add_passkey'");
    assert_eq!(tried, 1, "it stands in the log");
    let strong = house.works(&member.secret, later(60)).await.unwrap();
    let challenge = house
        .service
        .begin_passkey(&strong, later(60))
        .await
        .unwrap();
    let second = credential::passkey::Authenticator::generate().unwrap();
    let registration = second.create(&party().relying(), &challenge);
    let new = NewPasskey {
        challenge: &challenge,
        registration: &registration,
        device: "手机",
    };
    let by = async |session| {
        house
            .service
            .add_passkey(session, &new, &party(), later(60))
            .await
    };
    assert!(matches!(by(&weak).await, Err(Error::PasskeyNeeded)));
    assert!(by(&strong).await.is_ok());
    assert!(matches!(by(&strong).await, Err(Error::ChallengeOver)));
    let added = Member {
        authenticator: second,
        ..member
    };
    assert!(added.by_passkey(&house, later(61)).await.is_ok());
}

#[tokio::test]
async fn n_3_a_challenge_lives_five_minutes_and_is_answered_once_and_to_its_own_page() {
    let house = House::new().await;
    let member = Member::new(&house, "wang.min", now()).await;
    let challenge = house.service.begin_passkey_sign_in(now());
    let mut false_page = party();
    false_page.origin = "https://hz.example.evil".into();
    let phished = member.answer(&house, &challenge, &false_page, now()).await;
    assert!(is_wrong(&phished));
    let late = member
        .answer(&house, &challenge, &party(), later(300))
        .await;
    assert!(matches!(late, Err(Error::ChallengeOver)));
    assert!(
        member
            .answer(&house, &challenge, &party(), later(299))
            .await
            .is_ok()
    );
    let again = member
        .answer(&house, &challenge, &party(), later(299))
        .await;
    assert!(matches!(again, Err(Error::ChallengeOver)));
    let own = member.answer(&house, &[7; 40], &party(), now()).await;
    assert!(
        matches!(own, Err(Error::ChallengeOver)),
        "chosen by the attacker"
    );
    let stranger = Member {
        authenticator: credential::passkey::Authenticator::generate().unwrap(),
        ..member
    };
    assert!(is_wrong(&stranger.by_passkey(&house, now()).await));
}

#[tokio::test]
async fn n_3_what_is_wrong_is_not_said() {
    let house = House::new().await;
    let member = Member::new(&house, "wang.min", now()).await;
    let at = later(60);
    let right = totp::shown(&member.app, at);
    let wrong = if right == "000000" {
        "111111"
    } else {
        "000000"
    };
    let tries = [
        ("nobody", PASSWORD, right.as_str()),
        ("no login!", PASSWORD, &right),
        ("wang.min", "三只猫 walk on ica", &right),
        ("wang.min", PASSWORD, wrong),
    ];
    for told in tries {
        assert!(
            is_wrong(&try_password(&house, told, at).await),
            "{}",
            told.0
        );
    }
    assert!(member.by_password(&house, at).await.is_ok());
    let again = try_password(&house, ("wang.min", PASSWORD, &right), at).await;
    assert!(is_wrong(&again), "a one-time password counts once");
    let next = later(90);
    assert!(is_wrong(
        &try_password(&house, ("wang.min", PASSWORD, &right), next).await
    ));
    assert!(member.by_password(&house, next).await.is_ok());
}

#[tokio::test]
async fn n_3_a_login_is_tried_five_times_in_a_quarter_of_an_hour_whether_anybody_has_it() {
    let house = House::new().await;
    let member = Member::new(&house, "wang.min", now()).await;
    for login in ["wang.min", "nobody"] {
        for second in 0..5 {
            let tried =
                try_password(&house, (login, "wrong password", "000000"), later(second)).await;
            assert!(is_wrong(&tried), "{login}");
        }
        let sixth = try_password(&house, (login, PASSWORD, "000000"), later(5)).await;
        let Err(Error::TooMany { retry_after_s, .. }) = sixth else {
            panic!("{login}: the sixth within the quarter");
        };
        assert_eq!(retry_after_s, 15 * 60 - 5 + 1);
    }
    assert!(is_too_many(&member.by_password(&house, later(899)).await));
    assert!(
        member.by_passkey(&house, later(5)).await.is_ok(),
        "a passkey is not kept out"
    );
    assert!(member.by_password(&house, later(900)).await.is_ok());
    for n in 1..8 {
        let right = member.by_password(&house, later(900 + n * 60)).await;
        assert!(right.is_ok() || is_too_many(&right));
        assert!(right.is_ok(), "who is right is not counted");
    }
}

#[tokio::test]
async fn n_3_tried_many_times_at_once_a_login_is_tried_five_times() {
    let house = House::new().await;
    let at: Instant = later(60);
    let tries = (0..24).map(|_| try_password(&house, ("wang.min", "wrong password", "000000"), at));
    let outcomes = futures_util::future::join_all(tries).await;
    assert_eq!(outcomes.iter().filter(|tried| is_wrong(tried)).count(), 5);
    assert_eq!(
        outcomes.iter().filter(|tried| is_too_many(tried)).count(),
        19
    );
}

#[tokio::test]
async fn n_3_a_storm_of_sign_ins_is_turned_away_and_holds_nobody_else_up() {
    let house = House::new().await;
    let member = Member::new(&house, "wang.min", now()).await;
    let logins: Vec<String> = (0..200).map(|n| format!("guess{n}")).collect();
    let tries = logins
        .iter()
        .map(|login| try_password(&house, (login, "wrong password", "000000"), now()));
    let storm = futures_util::future::join_all(tries);
    let passkey = async { member.by_passkey(&house, now()).await.is_ok() };
    let (outcomes, signed_in) = tokio::join!(storm, passkey);
    let crowded = |tried: &&Result<_, Error>| matches!(tried, Err(Error::Crowded { .. }));
    let turned_away = outcomes.iter().filter(crowded).count();
    let looked_at = outcomes.iter().filter(|tried| is_wrong(tried)).count();
    assert_eq!((looked_at, turned_away), (32, 168));
    assert!(signed_in);
    assert_eq!(
        house.count("staff_try"),
        32,
        "who was turned away cost no row"
    );
}
