//! Vendors' front ends over HTTP: tokens, phones vouched for, numbers with their channel, codes that the server presents.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::channel::ChannelPage;
use domain::policy::Text;
use serde_json::{Value, json};
use service::ChannelDraft;

use crate::house::{Answered, House, document, phone};
use crate::person::Person;

const ADDRESS: &str = "https://hz.example";
const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// A vendor's server: it signs with a library of its own, and knows nothing of ours.
pub(crate) struct Vendor {
    name: &'static str,
    key: EcdsaKeyPair,
}

impl Vendor {
    /// A vendor that is registered.
    pub(crate) async fn registered(house: &House, name: &'static str) -> Self {
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let title = match name {
            "alipay-hz" => Text::new("支付宝", "Alipay"),
            _ => Text::new("微信", "WeChat"),
        };
        let draft = ChannelDraft {
            page: ChannelPage {
                name: name.to_owned(),
                title,
                cities: vec!["330100".parse().unwrap()],
            },
            key: key.public_key().as_ref().to_vec(),
        };
        house
            .service
            .add_channel(&draft, house.now())
            .await
            .unwrap();
        Self { name, key }
    }

    pub(crate) fn sign(&self, claims: &Value) -> String {
        self.sign_with_head(&json!({ "alg": "ES256", "typ": "JWT" }), claims)
    }

    pub(crate) fn sign_with_head(&self, head: &Value, claims: &Value) -> String {
        let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
        let signed = format!("{}.{}", part(head), part(claims));
        let signature = self.key.sign(&SystemRandom::new(), signed.as_bytes());
        let signature = URL_SAFE_NO_PAD.encode(signature.unwrap().as_ref());
        format!("{signed}.{signature}")
    }

    /// The claims of a token's assertion.
    pub(crate) fn client(&self, house: &House, id: &str) -> Value {
        let now = house.now().ms() / 1_000;
        json!({
            "iss": self.name, "sub": self.name, "aud": format!("{ADDRESS}/api/channels/token"),
            "iat": now, "exp": now + 60, "jti": format!("client-assertion-{id}"),
        })
    }

    /// The claims of a user's assertion.
    pub(crate) fn user(&self, house: &House, phone: &str, id: &str) -> Value {
        let now = house.now().ms() / 1_000;
        json!({
            "iss": self.name, "sub": "2088-opaque", "aud": format!("{ADDRESS}/api/channels/session"),
            "iat": now, "exp": now + 60, "jti": format!("user-assertion-{id}"), "phone": phone,
        })
    }

    pub(crate) async fn token(&self, house: &House, id: &str) -> String {
        let answered = ask_token(house, &self.sign(&self.client(house, id))).await;
        assert_eq!(answered.status, StatusCode::OK, "{}", answered.json());
        let json = answered.json();
        assert_eq!(json["token_type"], "Bearer");
        assert_eq!(json["expires_in"], 600);
        json["access_token"].as_str().unwrap().to_owned()
    }

    /// The secret of a link for the user with this phone.
    pub(crate) async fn vouch(&self, house: &House, token: &str, phone: &str, id: &str) -> String {
        let body =
            json!({ "assertion": self.sign(&self.user(house, phone, id)), "city": "330100" });
        let vouched = house
            .post_at_gate("/api/channels/session", token, &body)
            .await;
        assert_eq!(vouched.status, StatusCode::CREATED, "{}", vouched.json());
        let json = vouched.json();
        let secret = json["secret"].as_str().unwrap().to_owned();
        let link = format!("{ADDRESS}/#channel={secret}&city=330100");
        assert_eq!(json["link"], link);
        secret
    }

    /// A session on this channel: of a runtime that can sign, or cannot.
    pub(crate) async fn session(&self, house: &House, n: u64, signs: bool) -> String {
        let id = format!("{n}-{signs}-{}", house.now().ms());
        let token = self.token(house, &id).await;
        let secret = self.vouch(house, &token, &phone(n), &id).await;
        let mut body = json!({ "secret": secret });
        if signs {
            let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
            body["device_key"] = json!(URL_SAFE_NO_PAD.encode(key.public_key().as_ref()));
        }
        let opened = house.post("/api/channels/open", None, &body).await;
        assert_eq!(opened.status, StatusCode::OK, "{}", opened.json());
        let again = house.post("/api/channels/open", None, &body).await;
        assert_eq!(again.problem(), "refused", "a link opens once");
        opened.cookie().unwrap()
    }
}

pub(crate) async fn ask_token(house: &House, assertion: &str) -> Answered {
    let form = format!(
        "grant_type=client_credentials&client_assertion_type={JWT_BEARER}&client_assertion={assertion}"
    );
    let request = Request::post("/api/channels/token")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form));
    house.send(request.unwrap()).await
}

pub(crate) async fn prove(house: &House, cookie: &str, n: u64) -> Value {
    let body = json!({ "document_last6": document(n)[12..] });
    let proven = house
        .post("/api/sign-in/document", Some(cookie), &body)
        .await;
    proven.json()["standing"].clone()
}

/// Joins with another number that is registered to the same document.
pub(crate) async fn join(house: &House, cookie: &str, n: u64) -> Answered {
    let body = json!({
        "name": "张小三", "document_kind": "resident_id", "document_number": document(n),
    });
    house.post("/api/sign-in/number", Some(cookie), &body).await
}

pub(crate) async fn present(house: &House, cookie: &str) -> Answered {
    let body = json!({ "city": "330100" });
    house
        .post("/api/channels/presentations", Some(cookie), &body)
        .await
}

pub(crate) async fn numbers(house: &House, cookie: &str) -> Vec<Value> {
    let shown = house.get("/api/me/numbers", Some(cookie)).await;
    shown.json().as_array().unwrap().clone()
}

/// What a gate with a network says of a text.
pub(crate) async fn scan(house: &House, token: &str, number: i64, text: &Value) -> Value {
    let scan =
        json!({ "number": number, "text": text, "direction": "in", "at_ms": house.now().ms() });
    let body = json!({ "scans": [scan] });
    let scanned = house
        .post_at_gate("/api/checkpoint/scans", token, &body)
        .await;
    scanned.json()["verdicts"][0].clone()
}

#[tokio::test]
async fn s2_9_an_access_token_is_given_for_a_signed_assertion_once() {
    let house = House::new().await;
    let vendor = Vendor::registered(&house, "alipay-hz").await;
    let assertion = vendor.sign(&vendor.client(&house, "1"));
    let given = ask_token(&house, &assertion).await;
    assert_eq!(given.status, StatusCode::OK);
    assert_eq!(given.headers["cache-control"], "no-store");
    let again = ask_token(&house, &assertion).await;
    assert_eq!(again.status, StatusCode::UNAUTHORIZED);
    assert_eq!(again.json()["error"], "invalid_client");
    assert!(again.json()["text"]["zh"].is_string());
}

/// Assertions that are like a `good` one of our `own` vendor but for one thing, which stands before each.
fn forged(
    house: &House,
    (own, other): (&Vendor, &Vendor),
    good: &Value,
) -> Vec<(&'static str, String)> {
    let with = |field: &str, value: Value| {
        let mut claims = good.clone();
        claims[field] = value;
        claims
    };
    let now = house.now().ms() / 1_000;
    let none = {
        let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
        format!("{}.{}.", part(&json!({ "alg": "none" })), part(good))
    };
    vec![
        ("another's key", other.sign(good)),
        ("no algorithm", none),
        (
            "another algorithm",
            own.sign_with_head(&json!({ "alg": "HS256" }), good),
        ),
        (
            "what must be understood",
            own.sign_with_head(&json!({ "alg": "ES256", "crit": ["exp"] }), good),
        ),
        ("nobody", own.sign(&with("iss", json!("nobody")))),
        (
            "another subject",
            own.sign(&with("sub", json!("wechat-hz"))),
        ),
        (
            "for sessions",
            own.sign(&with(
                "aud",
                json!(format!("{ADDRESS}/api/channels/session")),
            )),
        ),
        ("over", own.sign(&with("exp", json!(now)))),
        ("too long", own.sign(&with("exp", json!(now + 301)))),
        (
            "ahead",
            own.sign(&{
                let mut claims = with("iat", json!(now + 61));
                claims["exp"] = json!(now + 120);
                claims
            }),
        ),
        ("a short id", own.sign(&with("jti", json!("1")))),
        ("no claims", own.sign(&json!({ "iss": "alipay-hz" }))),
        ("nonsense", "a.b.c".to_owned()),
    ]
}

#[tokio::test]
async fn s2_9_a_token_is_refused_for_whatever_is_not_signed_as_it_must_be() {
    let house = House::new().await;
    let vendor = Vendor::registered(&house, "alipay-hz").await;
    let other = Vendor::registered(&house, "wechat-hz").await;
    let good = vendor.client(&house, "good-one");
    let refused = forged(&house, (&vendor, &other), &good);
    for (what, assertion) in refused {
        let answered = ask_token(&house, &assertion).await;
        assert_eq!(answered.status, StatusCode::UNAUTHORIZED, "{what}");
        assert_eq!(answered.json()["error"], "invalid_client", "{what}");
    }
    let kept = ask_token(&house, &vendor.sign(&good)).await;
    assert_eq!(
        kept.status,
        StatusCode::OK,
        "what was refused used nothing up"
    );
    let form = Request::post("/api/channels/token")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(
            "grant_type=password&client_assertion_type=x&client_assertion=y",
        ));
    let other = house.send(form.unwrap()).await;
    assert_eq!(other.status, StatusCode::BAD_REQUEST);
    assert_eq!(other.json()["error"], "unsupported_grant_type");
}

#[tokio::test]
async fn s2_9_a_token_is_good_for_ten_minutes_and_for_its_channel_alone() {
    let house = House::new().await;
    let alipay = Vendor::registered(&house, "alipay-hz").await;
    let wechat = Vendor::registered(&house, "wechat-hz").await;
    let token = alipay.token(&house, "1").await;
    let body = json!({ "assertion": wechat.sign(&wechat.user(&house, &phone(1), "1")) });
    let borrowed = house
        .post_at_gate("/api/channels/session", &token, &body)
        .await;
    assert_eq!(borrowed.problem(), "not_a_channel", "another's user");
    house.pass_ms(599_000);
    alipay.vouch(&house, &token, &phone(1), "2").await;
    house.pass_ms(1_000);
    let body = json!({ "assertion": alipay.sign(&alipay.user(&house, &phone(1), "3")) });
    let late = house
        .post_at_gate("/api/channels/session", &token, &body)
        .await;
    assert_eq!(late.problem(), "not_a_channel");
}

#[tokio::test]
async fn s2_9_a_channel_vouches_for_a_phone_and_never_for_a_person() {
    let house = House::new().await;
    let vendor = Vendor::registered(&house, "alipay-hz").await;
    Person::register(&house, 1).await;
    let cookie = vendor.session(&house, 1, true).await;
    let me = house.get("/api/me", Some(&cookie)).await.json();
    assert!(me["person"].is_null(), "{me}");
    let decisions = house.get("/api/decisions", Some(&cookie)).await;
    assert_eq!(decisions.problem(), "not_registered");
    assert_eq!(
        prove(&house, &cookie, 2).await,
        "phone",
        "another's last six"
    );
    assert_eq!(prove(&house, &cookie, 1).await, "person");
    let decisions = house.get("/api/decisions", Some(&cookie)).await;
    assert_eq!(decisions.status, StatusCode::OK);
}

#[tokio::test]
async fn s2_9_a_user_assertion_counts_once_with_a_phone_of_the_mainland_and_a_city_that_is_served()
{
    let house = House::new().await;
    let vendor = Vendor::registered(&house, "alipay-hz").await;
    let token = vendor.token(&house, "1").await;
    let vouch = async |body: Value| {
        house
            .post_at_gate("/api/channels/session", &token, &body)
            .await
    };
    let once = vendor.sign(&vendor.user(&house, &phone(1), "1"));
    assert_eq!(
        vouch(json!({ "assertion": once })).await.status,
        StatusCode::CREATED
    );
    assert_eq!(
        vouch(json!({ "assertion": once })).await.problem(),
        "not_a_channel"
    );
    let foreign = vendor.sign(&vendor.user(&house, "+447700900123", "2"));
    assert_eq!(
        vouch(json!({ "assertion": foreign })).await.problem(),
        "invalid"
    );
    let elsewhere = vendor.sign(&vendor.user(&house, &phone(1), "3"));
    let elsewhere = vouch(json!({ "assertion": elsewhere, "city": "420100" })).await;
    assert_eq!(elsewhere.json()["fields"][0]["field"], "city");
    let client = vendor.sign(&vendor.client(&house, "4"));
    let mixed = vouch(json!({ "assertion": client })).await;
    assert_eq!(mixed.problem(), "not_a_channel", "an assertion for tokens");
}

#[tokio::test]
async fn s2_9_a_link_waits_two_minutes() {
    let house = House::new().await;
    let vendor = Vendor::registered(&house, "alipay-hz").await;
    let token = vendor.token(&house, "1").await;
    let secret = vendor.vouch(&house, &token, &phone(1), "1").await;
    house.pass_ms(120_000);
    let body = json!({ "secret": secret });
    let late = house.post("/api/channels/open", None, &body).await;
    assert_eq!(late.problem(), "refused");
    let guessed = json!({ "secret": format!("hcl_{}", "0".repeat(64)) });
    let guessed = house.post("/api/channels/open", None, &guessed).await;
    assert_eq!(guessed.problem(), "refused");
}

#[tokio::test]
async fn s2_9_another_key_ends_what_was_signed_with_the_old_one() {
    let house = House::new().await;
    let vendor = Vendor::registered(&house, "alipay-hz").await;
    let token = vendor.token(&house, "1").await;
    let other = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
    let key = other.public_key().as_ref().to_vec();
    let renewed = house
        .service
        .renew_channel_key("alipay-hz", &key, house.now());
    renewed.await.unwrap();
    let body = json!({ "assertion": vendor.sign(&vendor.user(&house, &phone(1), "1")) });
    let vouched = house
        .post_at_gate("/api/channels/session", &token, &body)
        .await;
    assert_eq!(vouched.problem(), "not_a_channel");
    let answered = ask_token(&house, &vendor.sign(&vendor.client(&house, "2"))).await;
    assert_eq!(answered.status, StatusCode::UNAUTHORIZED);
    let renewed = Vendor {
        name: "alipay-hz",
        key: other,
    };
    renewed.token(&house, "3").await;
}
