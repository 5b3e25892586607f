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
use crate::proposals::red;

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

    fn sign(&self, claims: &Value) -> String {
        self.sign_with_head(&json!({ "alg": "ES256", "typ": "JWT" }), claims)
    }

    fn sign_with_head(&self, head: &Value, claims: &Value) -> String {
        let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
        let signed = format!("{}.{}", part(head), part(claims));
        let signature = self.key.sign(&SystemRandom::new(), signed.as_bytes());
        let signature = URL_SAFE_NO_PAD.encode(signature.unwrap().as_ref());
        format!("{signed}.{signature}")
    }

    /// The claims of a token's assertion.
    fn client(&self, house: &House, id: &str) -> Value {
        let now = house.now().ms() / 1_000;
        json!({
            "iss": self.name, "sub": self.name, "aud": format!("{ADDRESS}/api/channels/token"),
            "iat": now, "exp": now + 60, "jti": format!("client-assertion-{id}"),
        })
    }

    /// The claims of a user's assertion.
    fn user(&self, house: &House, phone: &str, id: &str) -> Value {
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
    async fn vouch(&self, house: &House, token: &str, phone: &str, id: &str) -> String {
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
    async fn session(&self, house: &House, n: u64, signs: bool) -> String {
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

async fn ask_token(house: &House, assertion: &str) -> Answered {
    let form = format!(
        "grant_type=client_credentials&client_assertion_type={JWT_BEARER}&client_assertion={assertion}"
    );
    let request = Request::post("/api/channels/token")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form));
    house.send(request.unwrap()).await
}

async fn prove(house: &House, cookie: &str, n: u64) -> Value {
    let body = json!({ "document_last6": document(n)[12..] });
    let proven = house
        .post("/api/sign-in/document", Some(cookie), &body)
        .await;
    proven.json()["standing"].clone()
}

/// Joins with another number that is registered to the same document.
async fn join(house: &House, cookie: &str, n: u64) -> Answered {
    let body = json!({
        "name": "张小三", "document_kind": "resident_id", "document_number": document(n),
    });
    house.post("/api/sign-in/number", Some(cookie), &body).await
}

async fn present(house: &House, cookie: &str) -> Answered {
    let body = json!({ "city": "330100" });
    house
        .post("/api/channels/presentations", Some(cookie), &body)
        .await
}

async fn numbers(house: &House, cookie: &str) -> Vec<Value> {
    let shown = house.get("/api/me/numbers", Some(cookie)).await;
    shown.json().as_array().unwrap().clone()
}

/// What a gate with a network says of a text.
async fn scan(house: &House, token: &str, number: i64, text: &Value) -> Value {
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

#[tokio::test]
async fn s2_9_a_token_is_refused_for_whatever_is_not_signed_as_it_must_be() {
    let house = House::new().await;
    let vendor = Vendor::registered(&house, "alipay-hz").await;
    let other = Vendor::registered(&house, "wechat-hz").await;
    let good = vendor.client(&house, "good-one");
    let with = |field: &str, value: Value| {
        let mut claims = good.clone();
        claims[field] = value;
        claims
    };
    let now = house.now().ms() / 1_000;
    let none = {
        let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
        format!("{}.{}.", part(&json!({ "alg": "none" })), part(&good))
    };
    let refused = [
        ("another's key", other.sign(&good)),
        ("no algorithm", none),
        (
            "another algorithm",
            vendor.sign_with_head(&json!({ "alg": "HS256" }), &good),
        ),
        (
            "what must be understood",
            vendor.sign_with_head(&json!({ "alg": "ES256", "crit": ["exp"] }), &good),
        ),
        ("nobody", vendor.sign(&with("iss", json!("nobody")))),
        (
            "another subject",
            vendor.sign(&with("sub", json!("wechat-hz"))),
        ),
        (
            "for sessions",
            vendor.sign(&with(
                "aud",
                json!(format!("{ADDRESS}/api/channels/session")),
            )),
        ),
        ("over", vendor.sign(&with("exp", json!(now)))),
        ("too long", vendor.sign(&with("exp", json!(now + 301)))),
        (
            "ahead",
            vendor.sign(&{
                let mut claims = with("iat", json!(now + 61));
                claims["exp"] = json!(now + 120);
                claims
            }),
        ),
        ("a short id", vendor.sign(&with("jti", json!("1")))),
        ("no claims", vendor.sign(&json!({ "iss": "alipay-hz" }))),
        ("nonsense", "a.b.c".to_owned()),
    ];
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
async fn s2_9_a_page_that_has_its_person_by_this_channel_and_phone_keeps_them_when_it_is_opened_again()
 {
    let house = House::new().await;
    let vendor = Vendor::registered(&house, "wechat-hz").await;
    Person::register(&house, 1).await;
    let cookie = vendor.session(&house, 1, false).await;
    assert_eq!(prove(&house, &cookie, 1).await, "person");
    let open = async |n: u64, id: &str| {
        let token = vendor.token(&house, id).await;
        let secret = vendor.vouch(&house, &token, &phone(n), id).await;
        house
            .post(
                "/api/channels/open",
                Some(&cookie),
                &json!({ "secret": secret }),
            )
            .await
    };
    let again = open(1, "again").await;
    assert_eq!(again.json()["standing"], "person");
    assert_eq!(again.cookie(), None);
    let other = open(2, "other").await;
    assert_eq!(
        other.json()["standing"],
        "phone",
        "another number is another user"
    );
    assert!(other.cookie().is_some_and(|other| other != cookie));
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
async fn s2_9_a_channel_that_is_switched_off_opens_nothing_from_that_moment_on() {
    let house = House::new().await;
    let vendor = Vendor::registered(&house, "alipay-hz").await;
    let own = Person::register(&house, 1).await;
    own.declare(&house, &json!([])).await;
    let cookie = vendor.session(&house, 1, false).await;
    assert_eq!(prove(&house, &cookie, 1).await, "person");
    assert_eq!(present(&house, &cookie).await.status, StatusCode::OK);
    let token = vendor.token(&house, "token").await;
    let waiting = vendor.vouch(&house, &token, &phone(1), "waiting").await;
    let off = house
        .service
        .switch_channel("alipay-hz", false, house.now());
    off.await.unwrap();
    let body = json!({ "assertion": vendor.sign(&vendor.user(&house, &phone(1), "later")) });
    let vouched = house
        .post_at_gate("/api/channels/session", &token, &body)
        .await;
    assert_eq!(vouched.problem(), "not_a_channel");
    let answered = ask_token(&house, &vendor.sign(&vendor.client(&house, "off"))).await;
    assert_eq!(answered.json()["error"], "invalid_client");
    let opened = house
        .post("/api/channels/open", None, &json!({ "secret": waiting }))
        .await;
    assert_eq!(opened.problem(), "refused", "a link that waited");
    assert_eq!(present(&house, &cookie).await.problem(), "forbidden");
    let listed = house.get("/api/channels", None).await.json();
    assert_eq!(listed[0]["is_on"], false);
    let own_page = house.get("/api/decisions", Some(&own.cookie)).await;
    assert_eq!(own_page.status, StatusCode::OK, "our own page goes on");
    house
        .service
        .switch_channel("alipay-hz", true, house.now())
        .await
        .unwrap();
    assert_eq!(present(&house, &cookie).await.status, StatusCode::OK);
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

#[tokio::test]
async fn s2_9_s2_30_two_channels_in_one_city_with_two_numbers_are_one_person_and_one_code() {
    let house = House::new().await;
    let gate = house.gate().await;
    let alipay = Vendor::registered(&house, "alipay-hz").await;
    let wechat = Vendor::registered(&house, "wechat-hz").await;
    house.registry_knows(1, 31);
    // They register in the one.
    let first = alipay.session(&house, 1, false).await;
    let form = crate::person::form(1);
    let registered = house.post("/api/registration", Some(&first), &form).await;
    assert_eq!(registered.status, StatusCode::CREATED);
    let declared = crate::person::declaration(1_001, &json!([]));
    let declared = house
        .post("/api/declarations", Some(&first), &declared)
        .await;
    assert_eq!(declared.status, StatusCode::CREATED);
    // With another number, they come to the same code in the other.
    let second = wechat.session(&house, 31, false).await;
    assert_eq!(
        prove(&house, &second, 1).await,
        "phone",
        "a new number leads to nobody"
    );
    let joined = join(&house, &second, 1).await;
    assert_eq!(joined.status, StatusCode::OK, "{}", joined.json());
    assert_eq!(joined.json()["standing"], "person");
    // One decision, word for word.
    let decision = async |cookie: &str| house.get("/api/decisions", Some(cookie)).await.bytes;
    assert_eq!(decision(&first).await, decision(&second).await);
    // Both front ends show a code that passes, of one person.
    let (a, b) = (
        present(&house, &first).await,
        present(&house, &second).await,
    );
    assert_eq!((a.status, b.status), (StatusCode::OK, StatusCode::OK));
    for (number, shown) in [(0, &a), (1, &b)] {
        let verdict = scan(&house, &gate, number, &shown.json()["text"]).await;
        assert_eq!(verdict["outcome"], "pass", "{verdict}");
    }
    // Their numbers stand with their channels, masked.
    let shown = numbers(&house, &first).await;
    assert_eq!(shown.len(), 2);
    assert_eq!(shown[0]["channel"]["zh"], "支付宝");
    assert_eq!(shown[1]["channel"]["en"], "WeChat");
    let text = shown.iter().map(Value::to_string).collect::<String>();
    assert!(
        !text.contains(&phone(1)) && !text.contains(&phone(31)),
        "{text}"
    );
    // What officials decide is in both at once.
    red(&house, 1).await;
    house.pass_ms(60_000);
    for (number, cookie) in [(2, &first), (3, &second)] {
        let shown = present(&house, cookie).await.json();
        assert_eq!(shown["state"], "red");
        let verdict = scan(&house, &gate, number, &shown["text"]).await;
        assert_eq!(verdict["outcome"], "stop", "{verdict}");
    }
    let old = scan(&house, &gate, 4, &b.json()["text"]).await;
    assert_ne!(old["outcome"], "pass");
    // Either of them reads who was added, and when.
    let log = house.get("/api/me/log", Some(&first)).await.json();
    assert!(log.to_string().contains("signed in") || log.to_string().contains("Signed in"));
}

#[tokio::test]
async fn s2_9_who_joins_is_told_the_same_whatever_is_wrong_three_times_a_day() {
    let house = House::new().await;
    let vendor = Vendor::registered(&house, "wechat-hz").await;
    Person::register(&house, 1).await;
    let stranger = vendor.session(&house, 2, false).await;
    let known = join(&house, &stranger, 1).await;
    let unknown = join(&house, &stranger, 3).await;
    assert_eq!(known.problem(), "invalid");
    assert_eq!(known.bytes, unknown.bytes, "a code or none: the same words");
    let own = join(&house, &stranger, 2).await;
    assert_eq!(
        own.bytes, known.bytes,
        "their own document, with which nobody has a code"
    );
    let more = join(&house, &stranger, 1).await;
    assert_eq!(more.problem(), "too_many");
}

#[tokio::test]
async fn s0_14_a_number_is_added_by_the_registry_or_by_its_holders_code_which_says_what_it_opens() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    house.registry_knows(1, 31);
    let add = async |id: u64, number: String, code: Option<String>| {
        let body = json!({ "id": id.to_string(), "phone": number, "code": code });
        house
            .post("/api/me/numbers", Some(&person.cookie), &body)
            .await
    };
    let own = add(7, phone(31), None).await;
    assert_eq!(own.status, StatusCode::CREATED, "{}", own.json());
    assert_eq!(own.json()[1]["ground"], "registered");
    let again = add(7, phone(31), None).await;
    assert_eq!(again.bytes, own.bytes, "twice is one");
    let others = add(8, phone(2), None).await;
    assert_eq!(others.json()["fields"][0]["field"], "code");
    // A code for signing in adds nothing.
    let asked = json!({ "phone": phone(2), "language": "en" });
    house.post("/api/sign-in/code", None, &asked).await;
    let for_signing_in = add(8, phone(2), Some(house.inbox(&phone(2)))).await;
    assert_eq!(for_signing_in.json()["fields"][0]["field"], "code");
    house.pass_ms(60_000);
    let sent = house
        .post("/api/me/numbers/code", Some(&person.cookie), &asked)
        .await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.json());
    let code = house.inbox(&phone(2));
    let agreed = add(8, phone(2), Some(code.clone())).await;
    assert_eq!(agreed.status, StatusCode::CREATED, "{}", agreed.json());
    assert_eq!(agreed.json()[2]["ground"], "agreed");
    // And a code for a number signs nobody in.
    let key = URL_SAFE_NO_PAD.encode([4; 65]);
    let body = json!({ "phone": phone(2), "code": code, "device_key": key });
    let signed_in = house.post("/api/sign-in", None, &body).await;
    assert_eq!(signed_in.problem(), "invalid");
}

#[tokio::test]
async fn s0_15_a_number_that_was_given_back_is_shown_no_more_leads_to_nobody_and_is_kept_14_days() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    house.registry_knows(1, 31);
    let give_back = async |id: &str| {
        let path = format!("/api/me/numbers/{id}/give-back");
        house.post(&path, Some(&person.cookie), &json!({})).await
    };
    let only = give_back("0").await;
    assert_eq!(
        only.json()["fields"][0]["field"],
        "id",
        "the only number stays"
    );
    let body = json!({ "id": "7", "phone": phone(31) });
    house
        .post("/api/me/numbers", Some(&person.cookie), &body)
        .await;
    let given = give_back("0").await;
    assert_eq!(given.status, StatusCode::OK, "{}", given.json());
    let left = given.json();
    assert_eq!(left.as_array().unwrap().len(), 1);
    assert_eq!(left[0]["is_main"], true, "messages go on to the other");
    assert_eq!(give_back("0").await.bytes, given.bytes, "twice is one");
    let kept = || -> i64 {
        let sql = "SELECT count(*) FROM person_number WHERE given_back_ms IS NOT NULL";
        house.sql().query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(kept(), 1, "compared still");
    // Whoever has the number now comes to nobody by it.
    house.pass_ms(120_000);
    let (_, standing) = Person::sign_in(&house, 1, Some(&document(1)[12..])).await;
    assert_eq!(standing, "phone");
    house.pass_ms(13 * 86_400_000);
    house.service.sweep(house.now()).await.unwrap();
    assert_eq!(kept(), 1);
    house.pass_ms(86_400_000);
    house.service.sweep(house.now()).await.unwrap();
    assert_eq!(kept(), 0);
}

#[tokio::test]
async fn s2_9_the_server_presents_anew_and_a_picture_dies_within_a_minute() {
    let house = House::new().await;
    let gate = house.gate().await;
    let vendor = Vendor::registered(&house, "wechat-hz").await;
    let own = Person::register(&house, 1).await;
    own.declare(&house, &json!([])).await;
    let cookie = vendor.session(&house, 1, false).await;
    assert_eq!(prove(&house, &cookie, 1).await, "person");
    let first = present(&house, &cookie).await.json();
    assert_eq!(first["next_in_s"], 30);
    house.pass_ms(30_000);
    let second = present(&house, &cookie).await.json();
    assert_ne!(first["text"], second["text"]);
    let issued = || -> i64 {
        let sql = "SELECT count(*) FROM issued_credential WHERE kind = 'channel'";
        house.sql().query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(issued(), 1, "one credential, presented twice");
    house.pass_ms(30_000);
    let picture = scan(&house, &gate, 0, &first["text"]).await;
    assert_eq!(picture["refusal"], "too_old", "{picture}");
    let shown = scan(&house, &gate, 1, &second["text"]).await;
    assert_eq!(shown["outcome"], "pass", "{shown}");
    let kind: String = {
        let sql = "SELECT kind FROM scan WHERE number = 1";
        house.sql().query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(kind, "channel");
    // The key goes with the session, and the code with it.
    let keys = || -> i64 {
        let sql = "SELECT count(*) FROM channel_code";
        house.sql().query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(keys(), 1);
    let third = present(&house, &cookie).await.json();
    let request = Request::delete("/api/session").header("cookie", &cookie);
    house.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(keys(), 0);
    let dead = scan(&house, &gate, 2, &third["text"]).await;
    assert_eq!(dead["outcome"], "stop", "{dead}");
}

#[tokio::test]
async fn s2_9_a_device_that_signs_by_itself_gets_nothing_presented_and_one_that_cannot_gets_no_credential()
 {
    let house = House::new().await;
    let vendor = Vendor::registered(&house, "wechat-hz").await;
    let own = Person::register(&house, 1).await;
    own.declare(&house, &json!([])).await;
    assert_eq!(present(&house, &own.cookie).await.problem(), "forbidden");
    let signs = vendor.session(&house, 1, true).await;
    assert_eq!(prove(&house, &signs, 1).await, "person");
    assert_eq!(present(&house, &signs).await.problem(), "forbidden");
    let cannot = vendor.session(&house, 1, false).await;
    assert_eq!(prove(&house, &cannot, 1).await, "person");
    let asked = house
        .post("/api/codes", Some(&cannot), &own.asks(&house))
        .await;
    assert_eq!(asked.problem(), "not_signed_in");
    // A person has one living device a channel: our own page goes on, the first one of this channel does not.
    let old = house.get("/api/me", Some(&signs)).await;
    assert_eq!(old.problem(), "not_signed_in");
    let page = house.get("/api/me", Some(&own.cookie)).await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn n_3_erasing_a_person_leaves_none_of_their_numbers_and_no_way_from_them() {
    let house = House::new().await;
    let vendor = Vendor::registered(&house, "wechat-hz").await;
    let person = Person::register(&house, 1).await;
    house.registry_knows(1, 31);
    let second = vendor.session(&house, 31, false).await;
    assert_eq!(join(&house, &second, 1).await.status, StatusCode::OK);
    let erased = house
        .post(
            "/api/me/erasure",
            Some(&person.cookie),
            &json!({ "document_last6": document(1)[12..] }),
        )
        .await;
    assert_eq!(erased.status, StatusCode::OK, "{}", erased.json());
    for table in ["person_number", "phone_claim", "channel_code", "device"] {
        let sql = format!("SELECT count(*) FROM {table}");
        let rows: i64 = house.sql().query_row(&sql, [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 0, "{table}");
    }
}
