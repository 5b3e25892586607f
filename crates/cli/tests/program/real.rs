//! `healthcode serve` as an operator starts it: a real database, and neighbours that the line names.

use domain::time::Instant;
use gateway::Token;
use gateway::registry::SimulatedRegistry;
use gateway::sms::SimulatedSms;
use serde_json::json;

use crate::Place;
use crate::served::Served;

#[tokio::test(flavor = "multi_thread")]
async fn s2_18_a_real_service_asks_the_neighbours_that_the_line_names() {
    let place = Place::new();
    let token = || Some(Token::parse("the-token-of-hangzhou").unwrap());
    place.write("token", "the-token-of-hangzhou\n");
    let registry = SimulatedRegistry::start(0, token(), []).await.unwrap();
    let sms = SimulatedSms::start(0, token(), || Instant::from_ms(0))
        .await
        .unwrap();
    let (at_registry, at_sms) = (registry.address().to_string(), sms.address().to_string());
    let served = Served::start(
        &place,
        &[
            "serve",
            "--json",
            "--listen",
            "127.0.0.1:0",
            "--address",
            "https://hz.example",
            "--registry",
            &at_registry,
            "--registry-token",
            "token",
            "--sms",
            &at_sms,
            "--sms-token",
            "token",
        ],
    );
    let time = served.connect().get("/api/time").json();
    assert_eq!(
        (&time["demo"], &time["tickets"]),
        (&json!(false), &json!(false)),
        "nobody is asked for tickets, so no page offers it"
    );
    assert_eq!(served.connect().get("/api/demo").status, 404);
    assert_eq!(served.connect().get("/").header("server-timing"), None);
    let asked = json!({"phone": "13800000011", "language": "en"});
    let sent = served.connect().post("/api/sign-in/code", &asked);
    assert_eq!(sent.status, 200, "{}", sent.json());
    assert_eq!(sms.inbox(None).len(), 1);
    assert_eq!(served.end().code(), Some(0));
}
