//! Two servers of two provinces: one fetches the status lists of the other over HTTP, and its gates get them.

use axum::body::Body;
use axum::http::header::{ETAG, IF_NONE_MATCH};
use axum::http::{Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use service::ListsFetched;
use tokio::net::TcpListener;

use crate::house::House;
use crate::person::Person;

/// A server that listens on this machine, under the address at which it does.
async fn listening() -> (House, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let house = House::at(&address).await;
    let serving = server::serve(listener, house.router.clone(), None, std::future::pending());
    tokio::spawn(serving);
    (house, address)
}

/// One recognises the other's codes of a province.
async fn recognise(house: &House, other: &House, address: &str, province: &str) {
    let keys = other.service.key_set(other.now()).await.unwrap();
    let keys = URL_SAFE_NO_PAD.encode(keys);
    let file = format!(
        "expires = 2020-12-31\n[[issuer]]\nname = {{ zh = \"那边\", en = \"There\" }}\naddress = \"{address}\"\n\
         divisions = [\"{province}\"]\nkeys = \"{keys}\"\n"
    );
    let published = house
        .service
        .trust_list_publish(file.as_bytes(), house.now());
    assert_eq!(published.await.unwrap(), 1);
}

async fn fetch(house: &House) -> ListsFetched {
    let fetched = house.service.fetch_trusted_lists(house.now()).await;
    fetched.unwrap()
}

#[tokio::test]
async fn s2_7_a_recognised_service_fetches_the_lists_over_http_and_its_gates_get_them() {
    let ours = House::new().await;
    let (theirs, address) = listening().await;
    let (gate, list) = (ours.gate().await, format!("{address}/s/2020-02-21"));
    let path = format!("/api/checkpoint/status-lists?list={list}");
    recognise(&ours, &theirs, &address, "320000").await;
    assert_eq!(
        fetch(&ours).await,
        ListsFetched {
            lists: 0,
            failed: 1
        }
    );
    assert_eq!(ours.get_at_gate(&path, &gate).await.problem(), "unknown");
    recognise(&theirs, &ours, "https://hz.example", "330000").await;
    assert_eq!(
        fetch(&ours).await,
        ListsFetched {
            lists: 8,
            failed: 0
        }
    );

    let whole = ours.get_at_gate(&path, &gate).await;
    assert_eq!(whole.status, StatusCode::OK);
    assert_eq!(whole.headers["content-type"], "application/statuslist+cwt");
    let newer = ours.get_at_gate(&format!("{path}&since=0"), &gate).await;
    assert_eq!(
        newer.headers["content-type"],
        "application/vnd.healthcode.status-difference+cwt"
    );
    assert!(newer.bytes.len() < 300, "{}", newer.bytes.len());
    let asked = ours.get(&path, None).await;
    assert_eq!(asked.problem(), "not_a_checkpoint");
}

#[tokio::test]
async fn s2_7_a_status_list_is_refused_to_a_service_that_is_not_recognised() {
    let house = House::new().await;
    for shown in [
        "HealthcodeService",
        "HealthcodeService 0oRY",
        "HealthcodeService !",
    ] {
        let request = Request::get("/s/2020-02-21").header("authorization", shown);
        let answered = house.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answered.status, StatusCode::UNAUTHORIZED, "{shown}");
        let named = ["not_recognised", "not_a_checkpoint"];
        assert!(named.contains(&&*answered.problem()), "{shown}");
    }
}

#[tokio::test]
async fn s2_5_a_gate_fetches_whom_it_recognises_once_and_again_when_that_has_changed() {
    let house = House::new().await;
    let (theirs, address) = listening().await;
    let gate = house.gate().await;
    let ask = async |known: Option<&str>| {
        let mut request = Request::get("/api/checkpoint/trust-list")
            .header("authorization", format!("Bearer {gate}"));
        if let Some(known) = known {
            request = request.header(IF_NONE_MATCH, known);
        }
        house.send(request.body(Body::empty()).unwrap()).await
    };
    let nobody = ask(None).await;
    let kind = "application/vnd.healthcode.trust-list+cwt";
    assert_eq!(nobody.headers["content-type"], kind);
    let tag = nobody.headers[ETAG].to_str().unwrap().to_owned();
    house.pass_ms(60_000);
    let same = ask(Some(&tag)).await;
    assert_eq!(same.status, StatusCode::NOT_MODIFIED);
    assert!(same.bytes.is_empty());
    recognise(&house, &theirs, &address, "320000").await;
    let somebody = ask(Some(&tag)).await;
    assert_eq!(somebody.status, StatusCode::OK);
    assert!(somebody.bytes.len() > nobody.bytes.len() + 1_000);
    let person = Person::register(&house, 1).await;
    person.declare(&house, &json!([])).await;
    let path = "/api/checkpoint/trust-list";
    let refused = house.get(path, Some(&person.cookie)).await;
    assert_eq!(refused.problem(), "not_a_checkpoint");
}
