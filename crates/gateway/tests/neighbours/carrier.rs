//! The carriers' record: where a number was, for its holder, and nothing else.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::identity::{Document, Phone};
use domain::itinerary::{Place, RecordedStay};
use domain::place::touches;
use domain::time::{Date, Instant};
use gateway::carrier::{Carrier, CarrierClient, Life, Record, Recording, SimulatedCarrier};
use gateway::simulator::Behaviour;
use gateway::{Error, Limits, Neighbour, Token};

use crate::{BOUNDS, NOW, access, chance, is_given_up_and_asked_again, person, wang};

/// 14 July 2022 and the 14 days before.
const WINDOW: (Date, Date) = (Date::from_day(19_173), Date::from_day(19_187));

fn xihu() -> Life {
    Life::at_home("330106".parse().unwrap())
}

async fn simulated(life: Life) -> SimulatedCarrier {
    let simulated = SimulatedCarrier::start(0, None, || NOW).await.unwrap();
    simulated.know(&wang().document, &wang().phone, life);
    simulated
}

fn client(simulated: &SimulatedCarrier, limits: Limits) -> CarrierClient {
    CarrierClient::new(&access(simulated.address(), limits), chance()).unwrap()
}

async fn ask(client: &CarrierClient, now: Instant) -> Result<Record, Error> {
    of(client, &wang().document, &wang().phone, now).await
}

async fn of(
    client: &CarrierClient,
    document: &Document,
    phone: &Phone,
    now: Instant,
) -> Result<Record, Error> {
    client.record(document, phone, WINDOW, now).await
}

fn stays(record: Record) -> Vec<RecordedStay> {
    match record {
        Record::Stays { stays, .. } => stays,
        Record::NotHolder => panic!("the number is registered to the document"),
    }
}

fn stay(place: &str, from: i32, to: i32) -> RecordedStay {
    let place = match place.parse() {
        Ok(county) => Place::County(county),
        Err(_) => Place::Abroad(place.parse().unwrap()),
    };
    RecordedStay {
        place,
        from: WINDOW.0 + from,
        to: WINDOW.0 + to,
    }
}

#[tokio::test]
async fn s0_8_a_record_names_counties_and_countries_with_their_days_and_is_a_day_late() {
    assert_eq!(NOW.date(), WINDOW.1);
    let life = Life {
        trips: vec![
            stay("420106", 3, 5),
            stay("MM", 8, 9),
            stay("310115", -9, 0),
        ],
        ..xihu()
    };
    let simulated = simulated(life).await;
    let carrier = client(&simulated, BOUNDS);
    let Ok(Record::Stays { stays, until }) = ask(&carrier, NOW).await else {
        panic!("no record")
    };
    assert_eq!(until, WINDOW.1 - 1);
    let expected = [
        stay("310115", 0, 0),
        stay("330106", 0, 3),
        stay("420106", 3, 5),
        stay("330106", 5, 13),
        stay("MM", 8, 9),
    ];
    assert_eq!(stays, expected);
}

#[tokio::test]
async fn s0_13_who_is_not_the_holder_hears_that_and_nothing_else() {
    let simulated = simulated(xihu()).await;
    let carrier = client(&simulated, BOUNDS);
    let stranger = person("李四", "440524188001010014", "13900139000");
    let answers = [
        of(&carrier, &stranger.document, &wang().phone, NOW).await,
        of(&carrier, &wang().document, &stranger.phone, NOW).await,
    ];
    assert!(
        answers
            .into_iter()
            .all(|said| said == Ok(Record::NotHolder))
    );
    simulated.know(&stranger.document, &wang().phone, xihu());
    assert!(
        ask(&carrier, NOW).await == Ok(Record::NotHolder),
        "given to somebody else"
    );
    assert!(
        of(&carrier, &stranger.document, &wang().phone, NOW)
            .await
            .is_ok_and(|said| said != Record::NotHolder)
    );
    simulated.forget(&wang().phone);
    assert!(of(&carrier, &stranger.document, &wang().phone, NOW).await == Ok(Record::NotHolder));
}

#[tokio::test]
async fn s0_8_a_record_can_drift_for_one_day_have_gaps_and_be_late_and_is_always_the_same() {
    let home = xihu().home;
    let life = Life {
        recording: Recording {
            drift: true,
            gaps: true,
            late_days: 1,
        },
        ..xihu()
    };
    let simulated = simulated(life).await;
    let carrier = client(&simulated, BOUNDS);
    let Ok(Record::Stays {
        stays: first,
        until,
    }) = ask(&carrier, NOW).await
    else {
        panic!("no record")
    };
    assert_eq!(until, WINDOW.1 - 2);
    let beside = |stay: &&RecordedStay| matches!(stay.place, Place::County(at) if at != home);
    let drift: Vec<&RecordedStay> = first.iter().filter(beside).collect();
    assert!(drift.len() <= 1);
    for stay in drift {
        let Place::County(at) = stay.place else {
            continue;
        };
        assert!(touches(home, at) && stay.from == stay.to);
    }
    let days = |stays: &[RecordedStay]| -> i32 {
        let own = stays.iter().filter(|s| s.place == Place::County(home));
        own.map(|s| s.to - s.from + 1).sum()
    };
    assert!(
        (9..=11).contains(&days(&first)),
        "13 days, two or three of them gaps: {first:?}"
    );
    assert!(stays(ask(&carrier, NOW).await.ok().unwrap()) == first);
}

#[tokio::test]
async fn s0_8_a_phone_with_drift_is_seen_beside_its_county_on_one_day_of_fifteen() {
    let clock = Arc::new(AtomicI64::new(NOW.ms()));
    let now = Arc::clone(&clock);
    let simulated = SimulatedCarrier::start(0, None, move || {
        Instant::from_ms(now.load(Ordering::SeqCst))
    })
    .await
    .unwrap();
    clock.fetch_add(30 * 86_400_000, Ordering::SeqCst);
    let carrier = client(&simulated, BOUNDS);
    for number in 0..20 {
        let phone = Phone::parse(&format!("138001380{number:02}")).unwrap();
        let life = Life {
            recording: Recording {
                drift: true,
                ..Recording::default()
            },
            ..xihu()
        };
        simulated.know(&wang().document, &phone, life);
        let record = of(&carrier, &wang().document, &phone, NOW)
            .await
            .ok()
            .unwrap();
        let stays = stays(record);
        let beside = stays
            .iter()
            .filter(|s| s.place != Place::County(xihu().home));
        assert_eq!(beside.count(), 1, "{stays:?}");
    }
}

#[tokio::test]
async fn a_carrier_that_is_slow_down_or_silent_is_given_up_and_asked_again_later() {
    let simulated = simulated(xihu()).await;
    is_given_up_and_asked_again(
        Neighbour::Carrier,
        simulated.conduct(),
        |limits| client(&simulated, limits),
        async |carrier, now| ask(carrier, now).await.err(),
        CarrierClient::rests,
    )
    .await;
}

#[tokio::test]
async fn what_a_carrier_says_beyond_the_question_is_nonsense() {
    let simulated = simulated(xihu()).await;
    let carrier = client(&simulated, BOUNDS);
    let said = |stays: &str| format!(r#"{{"holder":true,"until":"2022-07-13","stays":[{stays}]}}"#);
    let stay = |place: &str, from: &str, to: &str| {
        said(&format!(r#"{{{place},"from":"{from}","to":"{to}"}}"#))
    };
    let (from, to) = ("2022-07-02", "2022-07-03");
    let many = vec![r#"{"county":"330106","from":"2022-07-02","to":"2022-07-03"}"#; 201].join(",");
    let answers = [
        "<html></html>".to_owned(),
        "{}".into(),
        r#"{"holder":true}"#.into(),
        r#"{"holder":true,"stays":[]}"#.into(),
        r#"{"holder":false,"stays":[]}"#.into(),
        r#"{"holder":false,"until":"2022-07-13"}"#.into(),
        r#"{"holder":false,"name":"王小明"}"#.into(),
        stay(r#""county":"999999""#, from, to),
        stay(r#""county":"330000""#, from, to),
        stay(r#""county":"810000""#, from, to),
        stay(r#""county":"西湖区""#, from, to),
        stay(r#""country":"XX""#, from, to),
        stay(r#""country":"CN""#, from, to),
        stay(r#""county":"330106","country":"MM""#, from, to),
        stay(r#""county":"330106","street":"001""#, from, to),
        stay(r#""county":"330106""#, to, from),
        stay(r#""county":"330106""#, "2022-06-29", to),
        stay(r#""county":"330106""#, from, "2022-07-14"),
        said(&many),
    ];
    for body in answers {
        simulated.conduct().behave(Behaviour::Answers {
            status: 200,
            body: body.clone(),
        });
        let error = ask(&carrier, NOW).await.err().unwrap();
        let neighbour = Neighbour::Carrier;
        assert!(
            matches!(error, Error::Nonsense { neighbour: n, .. } if n == neighbour),
            "{body}: {error}"
        );
        assert!(!error.to_string().contains("王小明"));
    }
    for body in [
        stay(r#""country":"HK""#, from, to),
        stay(r#""county":"441900""#, from, to),
        said(""),
        r#"{"holder":false}"#.into(),
    ] {
        simulated.conduct().behave(Behaviour::Answers {
            status: 200,
            body: body.clone(),
        });
        assert!(ask(&carrier, NOW).await.is_ok(), "{body}");
    }
}

#[tokio::test]
async fn a_carrier_that_asks_for_a_token_answers_who_shows_it() {
    let token = || Token::parse("hc_carrier_1").unwrap();
    let simulated = SimulatedCarrier::start(0, Some(token()), || NOW)
        .await
        .unwrap();
    let mut access = access(simulated.address(), BOUNDS);
    let refused = CarrierClient::new(&access, chance()).unwrap();
    let status = Error::Refused {
        neighbour: Neighbour::Carrier,
        status: 401,
    };
    assert!(ask(&refused, NOW).await.err() == Some(status));
    access.token = Some(token());
    let known = CarrierClient::new(&access, chance()).unwrap();
    assert!(ask(&known, NOW).await == Ok(Record::NotHolder));
}
