//! `healthcode trust`: two services of two provinces that recognise each other.

use credential::{KeySet, TrustList};
use domain::time::Instant;
use serde_json::{Value, json};

use crate::Place;
use crate::served::{DATABASE, Served};
use crate::visitor::{City, Code, Visitor, enrol, now_ms, scan};

const NANJING: City = City {
    code: "320100",
    county: "320102",
};

/// A service's address, as codes carry it.
fn address(served: &Served) -> &str {
    served.said("resident").trim_end_matches('/')
}

/// Exports a place's service for a province, under the address that its codes carry.
fn exported(place: &Place, served: &Served, province: &str) -> String {
    let line = [
        "trust",
        "export",
        "--database",
        DATABASE,
        "--address",
        address(served),
        "--division",
        province,
    ];
    let said = place.run(&line);
    assert_eq!(said.code, 0, "{}", said.errors);
    said.lines.join("\n")
}

fn import(place: &Place, text: &str) -> crate::Said {
    place.write("others.toml", text);
    place.run(&["trust", "import", "others.toml", "--database", DATABASE])
}

/// A gate, and how many scans it has made.
struct Gate<'s> {
    served: &'s Served,
    token: String,
    scans: u64,
}

impl<'s> Gate<'s> {
    fn of(served: &'s Served) -> Self {
        Self {
            served,
            token: enrol(served, 0),
            scans: 0,
        }
    }

    /// Scans a code as it is shown now.
    fn scan(&mut self, code: &Code) -> Value {
        self.scans += 1;
        let text = code.at(now_ms(self.served));
        scan(self.served, &self.token, self.scans, &text)
    }

    /// Scans a code again and again until the service behind the gate has heard what it says of it.
    fn scan_until(&mut self, code: &Code, outcome: &str) -> Value {
        loop {
            let told = self.scan(code);
            if told["outcome"] == outcome {
                return told;
            }
            std::thread::yield_now();
        }
    }

    /// What the device fetches.
    fn get(&self, path: &str) -> crate::http::Reply {
        let headers = [self.token.clone()];
        let mut connection = self.served.connect();
        connection.ask("GET", path, &headers, None).unwrap()
    }
}

#[test]
fn s2_7_two_provinces_recognise_each_other_and_one_may_be_stricter() {
    let (zhejiang, jiangsu) = (Place::new(), Place::new());
    let hangzhou = Served::demo(&zhejiang, &["--date", "2022-07-14"]);
    let nanjing = Served::demo(&jiangsu, &["--date", "2022-07-14"]);
    let visitor = Visitor::new(&nanjing, 0).of(NANJING);
    assert_eq!(visitor.declare(71, &json!([]))["state"], "green");
    let code = visitor.code();
    let mut shop = Gate::of(&hangzhou);
    let stranger = shop.scan(&code);
    assert_eq!(stranger["refusal"], "issuer_unknown", "{stranger}");
    let ours = exported(&zhejiang, &hangzhou, "330000");
    assert_eq!(import(&jiangsu, &ours).code, 0);
    let theirs = exported(&jiangsu, &nanjing, "320000");
    let said = import(&zhejiang, &theirs);
    assert_eq!(said.code, 0, "{}", said.errors);
    // Their status list is fetched without anybody's doing.
    let known = shop.scan_until(&code, "pass");
    assert_eq!(known["state"], "green", "{known}");
    let stricter = format!("{theirs}\n[issuer.states]\ngreen = \"unconfirmed\"\n");
    assert_eq!(import(&zhejiang, &stricter).code, 0);
    let asked = shop.scan(&code);
    assert_eq!(
        (&asked["state"], &asked["outcome"]),
        (&"unconfirmed".into(), &"by_hand".into()),
        "{asked}"
    );
}

#[test]
fn s2_7_what_one_takes_back_is_stopped_at_the_others_gate_after_the_next_fetch() {
    let (zhejiang, jiangsu) = (Place::new(), Place::new());
    let hangzhou = Served::demo(&zhejiang, &["--date", "2022-07-14"]);
    let nanjing = Served::demo(&jiangsu, &["--date", "2022-07-14"]);
    let traveller = Visitor::new(&nanjing, 0).of(NANJING);
    traveller.declare(81, &json!([]));
    let code = traveller.code();
    import(&jiangsu, &exported(&zhejiang, &hangzhou, "330000"));
    import(&zhejiang, &exported(&jiangsu, &nanjing, "320000"));
    let mut shop = Gate::of(&hangzhou);
    shop.scan_until(&code, "pass");
    assert_eq!(traveller.declare(91, &listed(&nanjing))["state"], "red");
    for served in [&nanjing, &hangzhou] {
        let moved = served.connect().post("/api/demo/day", &json!({}));
        assert_eq!(moved.status, 200);
    }
    let changed = shop.scan_until(&code, "stop");
    let words = changed["words"]["en"].as_str().unwrap();
    assert!(words.contains("changed"), "{changed}");
}

/// A stay in the first high-risk area of a county that the demonstration's list names.
fn listed(served: &Served) -> Value {
    let areas = "/api/counties/420106/areas?from=2022-07-10";
    let areas = served.connect().get(areas).json();
    let mut areas = areas["areas"].as_array().unwrap().iter();
    let high = areas.find(|area| area["level"] == "high").unwrap();
    json!([{
        "id": "83", "whereabouts": {"county": "420106"}, "from": "2022-07-12", "to": "2022-07-12",
        "areas": {"areas": [high["id"]]},
    }])
}

#[test]
fn s2_7_a_gate_gets_the_trust_list_and_their_lists_from_its_own_service_and_a_stranger_nothing() {
    let (zhejiang, jiangsu) = (Place::new(), Place::new());
    let hangzhou = Served::demo(&zhejiang, &["--date", "2022-07-14"]);
    let nanjing = Served::demo(&jiangsu, &["--date", "2022-07-14"]);
    let visitor = Visitor::new(&nanjing, 0).of(NANJING);
    visitor.declare(95, &json!([]));
    let code = visitor.code();
    let mut shop = Gate::of(&hangzhou);
    // Recognition by one of the two opens no list.
    import(&zhejiang, &exported(&jiangsu, &nanjing, "320000"));
    let one_sided = shop.scan_until(&code, "by_hand");
    let words = one_sided["words"]["en"].as_str().unwrap();
    assert!(words.contains("status list"), "{one_sided}");
    let list = format!("{}/s/2022-07-15", address(&nanjing));
    let path = format!("/api/checkpoint/status-lists?list={list}");
    assert_eq!(shop.get(&path).status, 404);
    let asked = nanjing.connect().get("/s/2022-07-15");
    assert_eq!(asked.status, 401);
    let keys = hangzhou.connect().get("/.well-known/healthcode-keys");
    let keys = KeySet::decode(&keys.body).unwrap();
    let trust = shop.get("/api/checkpoint/trust-list");
    let now = Instant::from_ms(now_ms(&hangzhou));
    let trust = TrustList::verify(&trust.body, &keys, now).unwrap();
    assert_eq!(trust.issuers[0].address, address(&nanjing));
}

#[test]
fn a_list_that_is_milder_or_has_no_keys_is_refused_and_the_last_one_stays() {
    let (zhejiang, jiangsu) = (Place::new(), Place::new());
    let nanjing = Served::demo(&jiangsu, &[]);
    drop(Served::demo(&zhejiang, &[]));
    assert_eq!(
        zhejiang
            .run(&["trust", "show", "--database", DATABASE])
            .code,
        1
    );
    let theirs = exported(&jiangsu, &nanjing, "320000");
    assert_eq!(import(&zhejiang, &theirs).code, 0);
    let milder = format!("{theirs}\n[issuer.states]\nred = \"green\"\n");
    let own = exported(&zhejiang, &nanjing, "330000");
    for (wrong, field) in [(milder, "states"), (own, "keys")] {
        let said = import(&zhejiang, &wrong);
        assert!(
            said.code == 1 && said.errors.contains(field),
            "{}",
            said.errors
        );
    }
    let shown = zhejiang.run(&["trust", "show", "--database", DATABASE]);
    assert_eq!((shown.code, shown.lines.join("\n")), (0, theirs));
}
