//! A person with a phone: keys, a session, a declaration, a code.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::house::{House, document, phone};

/// A person, signed in on a device of theirs.
pub(crate) struct Person {
    pub(crate) n: u64,
    pub(crate) cookie: String,
    key: EcdsaKeyPair,
}

fn new_key() -> EcdsaKeyPair {
    EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap()
}

fn public(key: &EcdsaKeyPair) -> String {
    URL_SAFE_NO_PAD.encode(key.public_key().as_ref())
}

impl Person {
    /// Signs in with a one-time code; with the last six where they are given.
    pub(crate) async fn sign_in(house: &House, n: u64, last6: Option<&str>) -> (Self, String) {
        let asked = json!({ "phone": phone(n), "language": "en" });
        let sent = house.post("/api/sign-in/code", None, &asked).await;
        assert_eq!(
            sent.status,
            StatusCode::OK,
            "{}",
            String::from_utf8_lossy(&sent.bytes)
        );
        let key = new_key();
        let body = json!({
            "phone": phone(n), "code": house.inbox(&phone(n)), "document_last6": last6, "device_key": public(&key),
        });
        let signed_in = house.post("/api/sign-in", None, &body).await;
        assert_eq!(signed_in.status, StatusCode::OK);
        let standing = signed_in.json()["standing"].as_str().unwrap().to_owned();
        let cookie = signed_in.cookie().unwrap();
        (Self { n, cookie, key }, standing)
    }

    /// Signs in with the code of a letter; the cookie.
    pub(crate) async fn by_letter(house: &House, email: &str, code: &str) -> String {
        let body = json!({ "email": email, "code": code, "device_key": public(&new_key()) });
        let signed_in = house.post("/api/sign-in", None, &body).await;
        assert_eq!(signed_in.status, StatusCode::OK, "{}", signed_in.json());
        signed_in.cookie().unwrap()
    }

    /// The same, and registers.
    pub(crate) async fn register(house: &House, n: u64) -> Self {
        let (person, _) = Self::sign_in(house, n, None).await;
        let registered = person.post(house, "/api/registration", &form(n)).await;
        assert_eq!(registered, StatusCode::CREATED);
        person
    }

    async fn post(&self, house: &House, path: &str, body: &Value) -> StatusCode {
        house.post(path, Some(&self.cookie), body).await.status
    }

    /// Declares for Hangzhou.
    pub(crate) async fn declare(&self, house: &House, stays: &Value) -> Value {
        let body = declaration(self.n * 1_000 + 1, stays);
        let declared = house
            .post("/api/declarations", Some(&self.cookie), &body)
            .await;
        assert_eq!(declared.status, StatusCode::CREATED, "{}", declared.json());
        declared.json()["decisions"][0].clone()
    }

    /// What the device sends to get a code.
    pub(crate) fn asks(&self, house: &House) -> Value {
        let code_key = public(&new_key());
        let instant_ms = house.now().ms();
        let text = format!("healthcode issue\n330100\n{code_key}\n{instant_ms}");
        let signature = self
            .key
            .sign(&SystemRandom::new(), text.as_bytes())
            .unwrap();
        json!({
            "city": "330100", "code_key": code_key, "instant_ms": instant_ms,
            "signature": URL_SAFE_NO_PAD.encode(signature.as_ref()),
        })
    }
}

pub(crate) fn form(n: u64) -> Value {
    json!({
        "name": "张小三", "document_kind": "resident_id", "document_number": document(n), "street": "330106109",
    })
}

pub(crate) fn declaration(id: u64, stays: &Value) -> Value {
    json!({
        "id": id.to_string(), "city": "330100", "applicant": "resident",
        "residence": { "id": (id + 1).to_string(), "county": "330106", "areas": "elsewhere" },
        "stays": stays, "contact": null, "symptoms": [], "known_symptoms": [], "temperature": 36.5,
    })
}
