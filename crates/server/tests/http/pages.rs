//! What goes out beside the interface: pages, public data, and the headers that guard them.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::json;

use crate::house::House;
use crate::person::Person;

#[tokio::test]
async fn s1_11_the_box_on_top_finds_a_city() {
    let house = House::new().await;
    for query in ["%E6%9D%AD%E5%B7%9E", "hangzhou", "hz", "Hangzhou", "330100"] {
        let told = house
            .get(&format!("/api/cities?q={query}&limit=1"), None)
            .await
            .json();
        assert_eq!(told["cities"][0]["code"], "330100", "{query}");
        assert_eq!(told["cities"][0]["province"]["en"], "Zhejiang");
    }
    let all = house.get("/api/cities?limit=400", None).await.json();
    assert!(all["cities"].as_array().unwrap().len() > 330);
    assert_eq!(all["service"], false);
}

#[tokio::test]
async fn s1_11_the_box_on_top_finds_the_service_by_its_names() {
    let house = House::new().await;
    for query in ["%E5%81%A5%E5%BA%B7%E7%A0%81", "jkm", "health%20code"] {
        let path = format!("/api/cities?q={query}&limit=3");
        let told = house.get(&path, None).await.json();
        assert_eq!(told["service"], true, "{query}");
        assert_eq!(told["cities"].as_array().unwrap().len(), 3, "to pick from");
    }
    let told = house.get("/api/cities?q=hzjkm&limit=1", None).await.json();
    assert_eq!(told["service"], true);
    assert_eq!(told["cities"][0]["code"], "330100");
}

#[tokio::test]
async fn s1_11_a_search_gives_as_many_as_are_asked_for_or_says_how_many_it_gives() {
    let house = House::new().await;
    for found in ["cities", "counties", "countries"] {
        for limit in [0, 401] {
            let path = format!("/api/{found}?q=a&limit={limit}");
            let refused = house.get(&path, None).await;
            assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{path}");
            let told = refused.json().to_string();
            assert!(told.contains("1 to 400 entries"), "{told}");
        }
    }
}

#[tokio::test]
async fn s0_5_places_are_found_down_to_the_street_and_abroad() {
    let house = House::new().await;
    let counties = house
        .get("/api/counties?q=xihu&limit=50", None)
        .await
        .json();
    let counties = counties["counties"].as_array().unwrap();
    assert!(
        counties
            .iter()
            .any(|c| c["code"] == "330106" && c["city"]["en"] == "Hangzhou")
    );
    let own = house.get("/api/cities/330100/counties", None).await.json();
    assert!(own["counties"].as_array().unwrap().len() >= 13);
    let streets = house.get("/api/counties/330106/streets", None).await.json();
    assert!(streets["streets"].as_array().unwrap().len() > 5);
    let abroad = house.get("/api/countries?q=namibia", None).await.json();
    assert_eq!(abroad["countries"][0]["code"], "NA");
    assert_eq!(
        house.get("/api/provinces/330000/cities", None).await.json()["cities"]
            .as_array()
            .unwrap()
            .len(),
        11
    );
}

#[tokio::test]
async fn s0_23_a_county_without_a_listed_area_has_nothing_to_tick() {
    let house = House::new().await;
    let told = house
        .get("/api/counties/330106/areas?from=2020-02-10", None)
        .await
        .json();
    assert_eq!(told["areas"], json!([]));
    assert_eq!(told["loaded_ms"], house.now().ms());
}

#[tokio::test]
async fn n_1_anybody_fetches_the_keys_by_which_codes_are_verified() {
    let house = House::new().await;
    let keys = house.get("/.well-known/healthcode-keys", None).await;
    assert_eq!(keys.headers["content-type"], "application/cose-key-set");
    assert_eq!(
        keys.bytes,
        house.service.key_set(house.now()).await.unwrap().to_vec()
    );
}

#[tokio::test]
async fn n_1_what_anybody_reads_travels_compressed_and_what_is_somebodys_own_does_not() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    let asked = |path: &str| {
        let request = Request::get(path).header("accept-encoding", "gzip");
        let request = request.header("cookie", &person.cookie);
        request.body(Body::empty()).unwrap()
    };
    let whole = house.get("/api/cities?limit=400", None).await;
    let packed = house.send(asked("/api/cities?limit=400")).await;
    assert_eq!(packed.headers["content-encoding"], "gzip");
    assert!(packed.bytes.len() * 3 < whole.bytes.len());
    let short = house.send(asked("/api/time")).await;
    let own = house.send(asked("/api/me/data")).await;
    assert!(own.bytes.len() > 1_024, "large enough, were it public");
    for plain in [whole, short, own] {
        assert!(!plain.headers.contains_key("content-encoding"));
    }
}

#[tokio::test]
async fn n_2_anybody_reads_the_rules_that_are_in_force() {
    let house = House::new().await;
    let told = house.get("/api/published", None).await.json();
    let policies = told["policies"].as_array().unwrap();
    assert_eq!(policies[0]["jurisdiction"]["en"], "National");
    let rules = policies[0]["rules"].as_array().unwrap();
    let high = rules.iter().find(|rule| rule["colour"] == "red").unwrap();
    assert!(high["reason"]["zh"].is_string() && high["until"].is_string());
    assert!(told.get("list_as_of_ms").is_none() && told["lists"] == 0);
}

#[tokio::test]
async fn s0_8_anybody_reads_by_which_rules_an_itinerary_is_compared() {
    let house = House::new().await;
    // To the summer of 2020, when Beijing asks.
    house.pass_ms(121 * 24 * 3_600_000);
    let told = house.get("/api/published", None).await.json();
    let policies = told["policies"].as_array().unwrap();
    let rules_of = |name: &str| {
        let policy = policies
            .iter()
            .find(|one| one["jurisdiction"]["en"] == name);
        policy.unwrap()["itinerary"].as_array().unwrap()
    };
    let said = rules_of("Beijing");
    assert!(
        said.len() > 5
            && said
                .iter()
                .all(|rule| rule["zh"].is_string() && rule["en"].is_string())
    );
    assert!(rules_of("National").is_empty());
}

#[tokio::test]
async fn every_answer_carries_its_guards_and_what_is_own_is_kept_by_nobody() {
    let house = House::new().await;
    for path in ["/api/time", "/api/me", "/openapi.json", "/nowhere"] {
        let answered = house.get(path, None).await;
        let policy = answered.headers["content-security-policy"]
            .to_str()
            .unwrap();
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"),
            "{path}"
        );
        assert_eq!(answered.headers["x-content-type-options"], "nosniff");
        if path.starts_with("/api/") {
            assert_eq!(answered.headers["cache-control"], "no-store", "{path}");
        }
    }
}

#[tokio::test]
async fn a_real_service_has_no_demonstration() {
    let house = House::new().await;
    assert_eq!(house.get("/api/demo", None).await.problem(), "not_found");
    assert_eq!(
        house
            .post("/api/demo/day", None, &json!({}))
            .await
            .problem(),
        "not_found"
    );
    assert_eq!(
        house.get("/api/time", None).await.json()["demo"],
        json!(false)
    );
}
