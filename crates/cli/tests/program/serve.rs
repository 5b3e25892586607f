//! `healthcode serve`, from the first start to a code that passes, over HTTP alone.

use std::net::TcpStream;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use serde_json::{Value, json};

use crate::http::Connection;
use crate::served::{DATABASE, Served};
use crate::visitor::{Visitor, enrol, now_ms, scan};
use crate::{Place, shared};

#[test]
fn s1_4_a_ready_identity_becomes_green_and_passes_at_a_ready_checkpoint() {
    let place = Place::new();
    let served = Served::demo(&place, &[]);
    let visitor = Visitor::new(&served, 0);
    let decision = visitor.declare(11, &json!([]));
    assert_eq!(decision["state"], "green", "{decision}");
    let code = visitor.code();
    assert_eq!(code.state, "green");
    let text = code.at(now_ms(&served));
    let shop = enrol(&served, 0);
    let verdict = scan(&served, &shop, 0, &text);
    assert_eq!(
        (&verdict["outcome"], &verdict["state"]),
        (&"pass".into(), &"green".into()),
        "{verdict}"
    );
    let instant = now_ms(&served).to_string();
    let exported = place.run(&[
        "keys",
        "export",
        "--out",
        "keys.cbor",
        "--database",
        DATABASE,
    ]);
    assert_eq!(exported.code, 0, "{}", exported.errors);
    let keys = served.connect().get("/.well-known/healthcode-keys");
    assert_eq!(keys.body, std::fs::read(place.path("keys.cbor")).unwrap());
    let line = [
        "code",
        "verify",
        "--keys",
        "keys.cbor",
        "--now",
        &instant,
        &text,
        "--json",
    ];
    assert_eq!(place.run(&line).json()[0]["outcome"], "believed");
}

#[test]
fn s2_28_a_ticked_area_is_red_with_rule_dates_and_way_out_and_elsewhere_is_green_with_a_notice() {
    let place = Place::new();
    let served = Served::demo(&place, &["--date", "2022-07-14"]);
    lived(&served, "420106", "2022-07-12");
}

#[test]
fn s0_23_real_lists_are_lived_by_hand_while_the_demo_serves() {
    let Some(folder) = shared("risk_samples") else {
        return;
    };
    let place = Place::new();
    let served = Served::demo(&place, &["--date", "2022-07-14"]);
    let areas = "/api/counties/310101/areas?from=2022-07-10";
    let before = served.connect().get(areas).json();
    assert_eq!(before["areas"], json!([]), "no list names Huangpu yet");
    let files = ["2022070810-a439ff79.json", "2022071400-09d6bc4a.json"];
    let files = files.map(|file| folder.join(file).display().to_string());
    let mut line = vec!["import", "risk-areas", "--database", DATABASE];
    line.extend(files.iter().map(String::as_str));
    let said = place.run(&line);
    assert_eq!(said.code, 0, "{}", said.errors);
    lived(&served, "310101", "2022-07-12");
}

/// Two people come back from a county with a high-risk area: one was in it, the other elsewhere.
fn lived(served: &Served, county: &str, day: &str) {
    let listed = format!("/api/counties/{county}/areas?from={day}");
    let listed = served.connect().get(&listed).json();
    let mut areas = listed["areas"].as_array().unwrap().iter();
    let high = areas.find(|area| area["level"] == "high").unwrap();
    let stay = |id: &str, areas: Value| json!([{"id": id, "whereabouts": {"county": county}, "from": day, "to": day, "areas": areas}]);
    let traveller = Visitor::new(served, 1);
    let red = traveller.declare(21, &stay("23", json!({"areas": [high["id"]]})));
    assert_eq!(
        (&red["state"], &red["reasons"][0]["rule"]),
        (&"red".into(), &"stay-high".into()),
        "{red}"
    );
    assert_eq!(
        (&red["since"], &red["until"]),
        (&"2022-07-14".into(), &"2022-07-28".into())
    );
    assert!(
        red["what_to_do"]["zh"]
            .as_str()
            .is_some_and(|words| !words.is_empty())
    );
    let green = Visitor::new(served, 0).declare(31, &stay("33", json!("elsewhere")));
    assert_eq!(green["state"], "green", "{green}");
    assert_eq!(green["pop_ups"].as_array().unwrap().len(), 1, "{green}");
    let shop = enrol(served, 0);
    let code = traveller.code();
    let verdict = scan(served, &shop, 0, &code.at(now_ms(served)));
    assert_eq!(
        (&verdict["outcome"], &verdict["state"]),
        (&"stop".into(), &"red".into()),
        "{verdict}"
    );
}

/// A list of an hour after the demo's own, in which one area of Yuhang is high.
fn later_list(area: &str) -> String {
    json!({"data": {
        "end_update_time": "2022-07-14 7时", "hcount": 1, "mcount": 0,
        "highlist": [{"type": "2", "province": "浙江省", "city": "杭州市", "county": "余杭区",
            "area_name": "浙江省 杭州市 余杭区", "communitys": [area]}],
        "middlelist": [],
    }, "code": 0, "msg": "查询成功"})
    .to_string()
}

#[test]
fn s0_23_a_second_list_reaches_a_phone_without_a_new_sign_in() {
    let place = Place::new();
    let served = Served::demo(&place, &["--date", "2022-07-14"]);
    let listed = "/api/counties/330110/areas?from=2022-07-12";
    let area = served.connect().get(listed).json()["areas"][0].clone();
    assert_eq!(area["level"], "medium");
    let stay = json!([{
        "id": "63", "whereabouts": {"county": "330110"}, "from": "2022-07-12", "to": "2022-07-13",
        "areas": {"areas": [area["id"]]},
    }]);
    let visitor = Visitor::new(&served, 1);
    assert_eq!(visitor.declare(61, &stay)["state"], "yellow");
    let before = visitor.code();
    assert_eq!(before.state, "yellow");
    place.write("later.json", &later_list(area["text"].as_str().unwrap()));
    let said = place.run(&[
        "import",
        "risk-areas",
        "later.json",
        "--database",
        DATABASE,
        "--json",
    ]);
    assert_eq!(said.code, 0, "{}", said.errors);
    assert!(
        said.json()[0]["changed"].as_u64() > Some(0),
        "{:?}",
        said.lines
    );
    let decisions = visitor.get("/api/decisions").json();
    assert_eq!(decisions["decisions"][0]["state"], "red", "{decisions}");
    assert_eq!(visitor.code().state, "red");
    let shop = enrol(&served, 0);
    let verdict = scan(&served, &shop, 0, &before.at(now_ms(&served)));
    assert_ne!(verdict["outcome"], "pass", "{verdict}");
}

#[test]
fn a_demo_goes_on_where_it_stopped_and_its_clock_never_goes_back() {
    let place = Place::new();
    let served = Served::demo(&place, &["--date", "2022-07-14"]);
    let today = |served: &Served| served.connect().get("/api/time").json()["today"].clone();
    assert_eq!(today(&served), "2022-07-14");
    let visitor = Visitor::new(&served, 0);
    assert_eq!(visitor.declare(41, &json!([]))["state"], "green");
    let moved = served.connect().post("/api/demo/day", &json!({})).json();
    assert_eq!(moved["today"], "2022-07-15");
    let codes = served.connect().get("/api/demo").json()["checkpoints"].clone();
    assert_ne!(
        codes[0]["code"], served.ready["checkpoints"][0]["code"],
        "a new day has new codes"
    );
    // Visitors who say nothing hold it up no longer than those who are gone.
    let (mut quiet, _silent) = (served.connect(), served.connect());
    assert_eq!(quiet.get("/api/time").status, 200);
    assert_eq!(served.end().code(), Some(0), "asked to end, it ends well");
    for more in [&["--date", "2022-07-14"][..], &[]] {
        let again = Served::demo(&place, more);
        assert_eq!(today(&again), "2022-07-15");
        let known = again.ready["identities"].clone();
        assert_eq!(known.as_array().unwrap().len(), 8);
    }
    let later = Served::demo(&place, &["--date", "2022-07-20"]);
    assert_eq!(today(&later), "2022-07-20");
}

#[test]
fn a_demo_is_no_real_service_and_a_real_database_no_demo() {
    let place = Place::new();
    drop(Served::demo(&place, &[]));
    let real = [
        "serve",
        "--registry",
        "http://127.0.0.1:9",
        "--sms",
        "http://127.0.0.1:9",
        "--address",
        "https://hz.example",
        "--listen",
        "127.0.0.1:0",
        "--database",
        DATABASE,
    ];
    let said = place.run(&real);
    assert!(
        said.code == 2 && said.errors.contains("demo"),
        "{}",
        said.errors
    );
    assert_eq!(
        place
            .run(&["keys", "list", "--database", "sqlite:healthcode.db"])
            .code,
        0
    );
    let said = place.run(&[
        "serve",
        "--demo",
        "--listen",
        "127.0.0.1:0",
        "--database",
        "sqlite:healthcode.db",
    ]);
    assert!(
        said.code == 2 && said.errors.contains("demo"),
        "{}",
        said.errors
    );
    assert!(
        !place.path("healthcode.clock").exists(),
        "a real database gets no clock"
    );
}

#[test]
fn a_real_service_without_neighbours_does_not_start_and_says_what_is_missing() {
    let place = Place::new();
    let said = place.run(&["serve", "--sms", "https://sms.example"]);
    assert_eq!(said.code, 2);
    assert!(
        said.errors.contains("--registry") && said.errors.contains("--address"),
        "{}",
        said.errors
    );
    assert!(!said.errors.contains("--sms URL"), "{}", said.errors);
    assert!(!place.path("healthcode.db").exists());
    let early = place.run(&[
        "serve",
        "--demo",
        "--date",
        "2020-01-01",
        "--listen",
        "127.0.0.1:0",
    ]);
    assert!(
        early.code == 2 && early.errors.contains("--date"),
        "{}",
        early.errors
    );
}

/// A connection by https that believes one authority alone.
pub(crate) fn secure(
    host: &str,
    authority: &[u8],
) -> Connection<StreamOwned<ClientConnection, TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_slice(authority).unwrap())
        .unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("127.0.0.1").unwrap();
    let client = ClientConnection::new(Arc::new(config), name).unwrap();
    Connection::over(StreamOwned::new(client, TcpStream::connect(host).unwrap()))
}

pub(crate) fn host(url: &str) -> &str {
    url.trim_start_matches("https://").trim_end_matches('/')
}

#[test]
fn real_phones_reach_the_demo_by_https_with_the_certificate_of_its_authority() {
    let place = Place::new();
    let served = Served::demo(&place, &[]);
    let authority = served.connect().get("/demo/authority.crt");
    assert_eq!(authority.status, 200);
    let time = secure(host(served.said("phone")), &authority.body).get("/api/time");
    assert_eq!((time.status, &time.json()["demo"]), (200, &true.into()));
    let page = served.connect().get("/");
    assert_eq!(page.header("server-timing"), Some("demo"), "a page knows");
}

#[test]
fn a_certificate_of_ones_own_is_served_with() {
    let place = Place::new();
    let own = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    place.write("own.pem", &own.cert.pem());
    place.write("own.key", &own.signing_key.serialize_pem());
    let served = Served::demo(&place, &["--tls-cert", "own.pem", "--tls-key", "own.key"]);
    let at = host(served.said("resident"));
    let time = secure(at, own.cert.pem().as_bytes()).get("/api/time");
    assert_eq!(time.status, 200);
    let line = [
        "serve",
        "--demo",
        "--tls-cert",
        "own.key",
        "--tls-key",
        "own.key",
        "--listen",
        "127.0.0.1:0",
    ];
    let said = place.run(&line);
    assert!(
        said.code == 2 && said.errors.contains("--tls-cert"),
        "{}",
        said.errors
    );
}
