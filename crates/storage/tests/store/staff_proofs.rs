//! What members of staff prove themselves by: a challenge, a one-time password and a try count once.

use crate::house::{House, now};
use crate::staff::ends;

#[tokio::test]
async fn a_challenge_is_ours_for_one_purpose_and_is_answered_once() {
    let house = House::new().await;
    house.office().await;
    let row = house.enrolled(1).await;
    let asked = house.store.challenge("sign in", [5; 16], ends());
    assert_eq!(house.store.challenge_ends("sign in", &asked), Some(ends()));
    assert_eq!(house.store.challenge_ends("add", &asked), None);
    let mut other = asked.clone();
    other[20] ^= 1;
    assert_eq!(house.store.challenge_ends("sign in", &other), None);
    assert_eq!(house.store.challenge_ends("sign in", &[]), None);
    let key = &row.passkeys[0];
    for (n, holds) in [(7, true), (8, false)] {
        let batch = house.store.sign_in_by_passkey(
            &row,
            (key, 0),
            (&asked, ends()),
            &house.opened(n),
            &house.note(),
        );
        assert_eq!(house.store.write(batch).await.is_ok(), holds);
        assert_eq!(house.signed_in(n).await, holds);
    }
}

#[tokio::test]
async fn a_step_of_a_one_time_password_is_used_once() {
    let house = House::new().await;
    house.office().await;
    let row = house.enrolled(1).await;
    let before = house.store.password_of(&row).await.unwrap().0.unwrap();
    for (n, holds) in [(7, true), (8, false)] {
        let batch =
            house
                .store
                .sign_in_by_password(&row, (&before, 11), &house.opened(n), &house.note());
        assert_eq!(house.store.write(batch).await.is_ok(), holds);
    }
    let after = house.store.password_of(&row).await.unwrap().0.unwrap();
    assert_eq!(after.used_step, 11);
}

#[tokio::test]
async fn tries_at_one_moment_are_counted_one_after_the_other() {
    let house = House::new().await;
    for n in 0..3_i64 {
        let before = house.store.staff_tries("nobody").await.unwrap();
        assert_eq!(before.at.len() as i64, n);
        let mut at = before.at.clone();
        at.push(now().plus_ms(n));
        let one = house.store.keep_staff_tries(&before, &at, now());
        let other = house.store.keep_staff_tries(&before, &at, now());
        let both = tokio::join!(house.store.write(one), house.store.write(other));
        assert!(both.0.is_ok() != both.1.is_ok());
    }
    house
        .store
        .write(house.store.drop_staff_tries(now()))
        .await
        .unwrap();
    assert!(
        house
            .store
            .staff_tries("nobody")
            .await
            .unwrap()
            .at
            .is_empty()
    );
}

#[tokio::test]
async fn a_session_or_password_of_another_hand_opens_nothing() {
    let house = House::new().await;
    house.office().await;
    let row = house.enrolled(1).await;
    house.enrolled(2).await;
    let moved = "UPDATE staff_session SET staff_id = 2 WHERE staff_id = 1";
    house.intruder().execute(moved, []).unwrap();
    let (found, alarms) = house
        .store
        .staff_session(house.opened(1).hash)
        .await
        .unwrap();
    assert!(found.is_none() && alarms[0].table == "staff_session");
    let swapped = "UPDATE staff_password SET sealed_hash = (SELECT sealed_hash FROM staff_password WHERE staff_id = 2)
        WHERE staff_id = 1";
    house.intruder().execute(swapped, []).unwrap();
    let (found, alarms) = house.store.password_of(&row).await.unwrap();
    assert!(found.is_none() && alarms[0].table == "staff_password");
    let login = "UPDATE staff_login SET staff_id = 2 WHERE staff_id = 1";
    house.intruder().execute(login, []).unwrap();
    let led = house.store.staff_with_login("wang.min1").await.unwrap().0;
    assert!(
        led.is_none(),
        "a login leads to nobody who does not have it"
    );
}
