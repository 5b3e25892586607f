//! The conveyance services' record: the legs of one document, for a holder who agreed, and nothing else.

use domain::contact::{ConveyanceKind, numbers, seating};
use domain::identity::Document;
use domain::time::{Date, Instant};
use gateway::conveyance::{
    CONSENT_MS, Consent, ConveyanceClient, Conveyances, SimulatedConveyances, Ticket,
};
use gateway::simulator::Behaviour;
use gateway::{Error, Limits, Neighbour, Token};

use crate::{BOUNDS, NOW, access, chance, is_given_up_and_asked_again, person, wang};

/// 14 July 2022 and the 14 days before.
const WINDOW: (Date, Date) = (Date::from_day(19_173), Date::from_day(19_187));

fn ticket(kind: ConveyanceKind, number: &str, day: i32, seat: &str) -> Ticket {
    Ticket {
        conveyance: numbers(kind, number).unwrap(),
        date: WINDOW.0 + day,
        seating: seating(kind, seat).unwrap(),
        board: "武昌".into(),
        alight: "杭州东".into(),
    }
}

fn train() -> Ticket {
    ticket(ConveyanceKind::Train, "G2035", 3, "10车5F")
}

async fn simulated(tickets: Vec<Ticket>) -> SimulatedConveyances {
    let simulated = SimulatedConveyances::start(0, None, || NOW).await.unwrap();
    simulated.know(&wang().document, tickets);
    simulated
}

fn client(simulated: &SimulatedConveyances, limits: Limits) -> ConveyanceClient {
    ConveyanceClient::new(&access(simulated.address(), limits), chance()).unwrap()
}

async fn of(
    client: &ConveyanceClient,
    document: &Document,
    agreed: Instant,
    now: Instant,
) -> Result<Vec<Ticket>, Error> {
    let consent = Consent { at: agreed };
    client.legs(document, WINDOW, consent, now).await
}

async fn ask(client: &ConveyanceClient, now: Instant) -> Result<Vec<Ticket>, Error> {
    of(client, &wang().document, NOW, now).await
}

#[tokio::test]
async fn s2_15_legs_name_conveyance_number_date_carriage_seat_and_stations() {
    use ConveyanceKind::{Coach, Flight, Ship, Train};
    let tickets = vec![
        ticket(Train, "K458", 0, "软卧13车7号下铺"),
        ticket(Train, "K1227", 1, "加1车无座"),
        ticket(Train, "K1276/K1277", 2, ""),
        train(),
        ticket(Flight, "ZH4751(CA8215)", 4, "12A"),
        ticket(Coach, "豫A12345", 5, "12号"),
        ticket(Ship, "长江之星", 14, "3012舱"),
    ];
    let mut known = tickets.clone();
    known.extend([
        ticket(Train, "G1", -1, "1车1A"),
        ticket(Train, "G1", 15, "1车1A"),
        train(),
    ]);
    let simulated = simulated(known).await;
    let conveyances = client(&simulated, BOUNDS);
    let answered = ask(&conveyances, NOW).await.ok().unwrap();
    assert!(
        answered == tickets,
        "those of the days that were asked for, in their order, each once"
    );
}

#[tokio::test]
async fn s2_15_whoever_has_no_ticket_and_whoever_is_not_known_are_answered_alike() {
    let simulated = simulated(Vec::new()).await;
    let conveyances = client(&simulated, BOUNDS);
    let stranger = person("李四", "440524188001010014", "13900139000");
    let answers = [
        ask(&conveyances, NOW).await,
        of(&conveyances, &stranger.document, NOW, NOW).await,
    ];
    assert!(answers.into_iter().all(|said| said == Ok(Vec::new())));
}

#[tokio::test]
async fn s2_15_without_an_agreement_of_these_minutes_nothing_is_answered() {
    let simulated = simulated(vec![train()]).await;
    let conveyances = client(&simulated, BOUNDS);
    let document = wang().document;
    for agreed in [NOW.plus_ms(-CONSENT_MS - 1), NOW.plus_ms(1)] {
        let refused = of(&conveyances, &document, agreed, NOW).await.err();
        let neighbour = Neighbour::Conveyance;
        assert!(
            refused
                == Some(Error::Refused {
                    neighbour,
                    status: 403
                }),
            "{agreed}"
        );
    }
    let last = of(&conveyances, &document, NOW.plus_ms(-CONSENT_MS), NOW).await;
    assert!(last.is_ok_and(|legs| legs.len() == 1));
}

#[tokio::test]
async fn s2_18_conveyances_that_are_slow_down_or_silent_are_given_up_and_asked_again_later() {
    let simulated = simulated(vec![train()]).await;
    is_given_up_and_asked_again(
        Neighbour::Conveyance,
        simulated.conduct(),
        |limits| client(&simulated, limits),
        async |conveyances, now| ask(conveyances, now).await.err(),
        ConveyanceClient::rests,
    )
    .await;
}

#[tokio::test]
async fn s2_15_what_conveyances_say_beyond_the_question_is_nonsense() {
    let simulated = simulated(Vec::new()).await;
    let conveyances = client(&simulated, BOUNDS);
    let leg =
        |more: &str| format!(r#"{{"kind":"train","number":"G2035","date":"2022-07-03"{more}}}"#);
    let said = |legs: &str| format!(r#"{{"legs":[{legs}]}}"#);
    let many = vec![leg(""); 101].join(",");
    let long = "站".repeat(65);
    let answers = [
        "<html></html>".to_owned(),
        "{}".into(),
        r#"{"legs":[],"name":"王小明"}"#.into(),
        said(&leg(r#","name":"王小明""#)),
        said(&leg(r#","seat":"七号""#)),
        said(&leg(r#","seat":"7号""#)),
        said(&leg(r#","carriage":"3、4""#)),
        said(&leg(r#","carriage":"餐车""#)),
        said(&leg(&format!(r#","from":"{long}""#))),
        said(&leg(r#","from":"武\n昌""#)),
        said(&leg("").replace("G2035", "Q2035")),
        said(&leg("").replace("train", "balloon")),
        said(&leg("").replace("2022-07-03", "2022-06-29")),
        said(&leg("").replace("2022-07-03", "2022-07-15")),
        said(
            &leg(r#","carriage":"3""#)
                .replace("train", "flight")
                .replace("G2035", "CA8215"),
        ),
        said(&many),
    ];
    for body in answers {
        simulated.conduct().behave(Behaviour::Answers {
            status: 200,
            body: body.clone(),
        });
        let error = ask(&conveyances, NOW).await.err().unwrap();
        let neighbour = Neighbour::Conveyance;
        assert!(
            matches!(error, Error::Nonsense { neighbour: n, .. } if n == neighbour),
            "{body}: {error}"
        );
        assert!(!error.to_string().contains("王小明"));
    }
    simulated.conduct().behave(Behaviour::Answers {
        status: 200,
        body: said(&leg(r#","carriage":"10","seat":"二等座5F""#)),
    });
    let legs = ask(&conveyances, NOW).await.ok().unwrap();
    assert_eq!(legs[0].seating.to_string(), "二等座10车5F");
}

#[tokio::test]
async fn conveyances_that_ask_for_a_token_answer_who_shows_it() {
    let token = || Token::parse("hc_conveyance_1").unwrap();
    let simulated = SimulatedConveyances::start(0, Some(token()), || NOW)
        .await
        .unwrap();
    let mut access = access(simulated.address(), BOUNDS);
    let refused = ConveyanceClient::new(&access, chance()).unwrap();
    let neighbour = Neighbour::Conveyance;
    let status = Error::Refused {
        neighbour,
        status: 401,
    };
    assert!(ask(&refused, NOW).await.err() == Some(status));
    access.token = Some(token());
    let known = ConveyanceClient::new(&access, chance()).unwrap();
    assert!(ask(&known, NOW).await == Ok(Vec::new()));
}
