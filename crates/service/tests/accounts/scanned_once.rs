//! Exactly once: what a gate sends again, at once or late is one row, which holds nothing of the person.

use domain::verdict::Outcome;
use service::{ByHand, Error, MAX_SCANS, Scan, Scanned};

use crate::house::{House, at, later, now};
use crate::scanning::{gate, scan, shown};

#[tokio::test]
async fn s2_19_the_same_number_again_is_the_same_row_and_answer() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let text = device.fetch(&house, now()).await.text(now());
    let gate = gate(&house).await;
    let first = scan(&house, &gate, 7, &text, now()).await;
    for seconds in [1, 30, 300] {
        let sent = [shown(7, &text, now())];
        let again = house.service.scan(&gate, &sent, later(seconds)).await;
        assert_eq!(again.unwrap(), std::slice::from_ref(&first));
    }
    // Whatever comes under the number later, the row is the first.
    let other = scan(&house, &gate, 7, "https://pay.example", now()).await;
    assert_eq!((other.outcome, other.state), (first.outcome, first.state));
    assert_eq!(house.count("scan"), 1);
}

#[tokio::test]
async fn s2_19_sent_many_times_at_once_a_scan_is_one_row_and_one_answer() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let text = device.fetch(&house, now()).await.text(now());
    let gate = gate(&house).await;
    let other = house.another().await;
    let sent = (0..20).map(|n| {
        let service = if n % 2 == 0 { &*house.service } else { &other };
        // Half of them come with something else under the same number.
        let text = if n % 3 == 0 {
            "https://pay.example"
        } else {
            text.as_str()
        };
        let gate = &gate;
        async move {
            service
                .scan(gate, &[shown(1, text, now())], now())
                .await
                .unwrap()
        }
    });
    let answers = futures_util::future::join_all(sent).await;
    let outcomes: Vec<Outcome> = answers.iter().map(|answer| answer[0].outcome).collect();
    assert!(outcomes.iter().all(|outcome| *outcome == outcomes[0]));
    assert_eq!(house.count("scan"), 1);
}

#[tokio::test]
async fn s1_10_what_queued_without_a_network_is_kept_once_and_in_order() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let code = device.fetch(&house, now()).await;
    let texts: Vec<String> = (0..MAX_SCANS as i64)
        .map(|n| code.text(later(n * 5)))
        .collect();
    let scans: Vec<Scan<'_>> = (0..)
        .zip(&texts)
        .map(|(n, text)| shown(n, text, later(n * 5)))
        .collect();
    let gate = gate(&house).await;
    let evening = at("2020-02-20 22:00");
    for _again in 0..2 {
        let verdicts = house.service.scan(&gate, &scans, evening).await.unwrap();
        let numbers: Vec<i64> = verdicts.iter().map(|v| v.number).collect();
        assert_eq!(numbers, (0..MAX_SCANS as i64).collect::<Vec<_>>());
        assert!(
            verdicts.iter().all(|v| v.outcome == Outcome::Pass),
            "judged by its own moment"
        );
    }
    assert_eq!(house.count("scan"), MAX_SCANS as i64);
    let more = vec![scans[0]; MAX_SCANS + 1];
    let refused = house.service.scan(&gate, &more, evening).await;
    assert!(matches!(refused, Err(Error::Invalid(p)) if p[0].field == "scans"));
}

#[tokio::test]
async fn s2_19_no_code_is_by_hand_and_the_guards_button_is_kept_once() {
    let house = House::new().await;
    let gate = gate(&house).await;
    let mut none = Scan {
        what: Scanned::NoCode,
        ..shown(1, "", now())
    };
    let asked = house.service.scan(&gate, &[none], now()).await.unwrap();
    assert_eq!((asked[0].outcome, asked[0].state), (Outcome::ByHand, None));
    assert!(!asked[0].steps.is_empty());
    for button in [ByHand::LetThrough, ByHand::NotLetThrough] {
        none.by_hand = Some(button);
        let pressed = house.service.scan(&gate, &[none], later(5)).await.unwrap();
        assert_eq!(pressed, asked);
    }
    let kept = "SELECT outcome || ' ' || reason || ' ' || by_hand FROM scan";
    let kept: String = house.sql().query_row(kept, [], |r| r.get(0)).unwrap();
    assert_eq!(kept, "by_hand no_code let_through");
}

#[tokio::test]
async fn s2_19_two_of_one_number_in_one_call_are_one_row() {
    let house = House::new().await;
    let gate = gate(&house).await;
    let none = Scan {
        what: Scanned::NoCode,
        ..shown(1, "", now())
    };
    let pressed = Scan {
        by_hand: Some(ByHand::NotLetThrough),
        ..none
    };
    let verdicts = house.service.scan(&gate, &[none, pressed], now()).await;
    assert_eq!(verdicts.unwrap().len(), 2);
    let kept = "SELECT count(*) || by_hand FROM scan";
    let kept: String = house.sql().query_row(kept, [], |r| r.get(0)).unwrap();
    assert_eq!(kept, "1not_let_through");
}

#[tokio::test]
async fn s2_4_the_row_of_a_scan_holds_nothing_of_the_person() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let person = device.session(&house, now()).await.person().unwrap();
    let code = device.fetch(&house, now()).await;
    scan(&house, &gate(&house).await, 1, &code.text(now()), now()).await;
    let row = "SELECT on_day || ' ' || number || ' ' || minute || ' ' || outcome || ' ' || reason || ' ' || state
        || ' ' || kind FROM scan";
    let row: String = house.sql().query_row(row, [], |r| r.get(0)).unwrap();
    let minute = now().ms() / 60_000;
    assert_eq!(
        row,
        format!("{} 1 {minute} pass pass green person", now().date().day())
    );
    let index = code.credential().unverified().status.index();
    for trace in [person.0.to_string(), index.to_string(), "张".into()] {
        assert!(!row.contains(&trace), "{trace}");
    }
}

#[tokio::test]
async fn s2_19_the_code_of_a_device_that_signed_out_was_replaced() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let code = device.fetch(&house, now()).await;
    let session = device.session(&house, now()).await;
    house.service.sign_out(&session, later(1)).await.unwrap();
    let gate = gate(&house).await;
    let verdict = scan(&house, &gate, 1, &code.text(later(5)), later(5)).await;
    assert_eq!(verdict.outcome, Outcome::Stop);
    assert_eq!(verdict.words.en, "This code was replaced");
}
