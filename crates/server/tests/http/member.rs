//! Members of staff over HTTP: a code that was handed over, a password with its app, an authenticator that signs.

use std::fmt::Write;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::staff::Duty;
use serde_json::{Value, json};
use service::{OfficeDraft, StaffDraft};

use crate::house::{Answered, House};

/// A password that is taken.
pub(crate) const PASSWORD: &str = "三只猫 walk on ice";
const DOMAIN: &str = "hz.example";
const ORIGIN: &str = "https://hz.example";

/// A browser with an authenticator, as the page uses them.
pub(crate) struct Browser(EcdsaKeyPair);

impl Browser {
    pub(crate) fn new() -> Self {
        Self(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap())
    }

    pub(crate) fn id(&self) -> Vec<u8> {
        digest(&SHA256, self.0.public_key().as_ref()).as_ref()[..16].to_vec()
    }

    /// Hash of the domain, flags (present, verified, and whether a key follows), a counter that is not kept.
    fn head(has_key: bool) -> Vec<u8> {
        let mut bytes = digest(&SHA256, DOMAIN.as_bytes()).as_ref().to_vec();
        bytes.push(if has_key { 0x45 } else { 0x05 });
        bytes.extend([0; 4]);
        bytes
    }

    fn client_data(kind: &str, challenge: &Value) -> Vec<u8> {
        let said =
            json!({ "type": kind, "challenge": challenge, "origin": ORIGIN, "crossOrigin": false });
        said.to_string().into_bytes()
    }

    /// What the page sends of `navigator.credentials.create`.
    pub(crate) fn creates(&self, challenge: &Value) -> Value {
        let mut data = Self::head(true);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(self.id());
        // {1: 2, 3: -7, -1: 1, -2: x, -3: y}
        let point = self.0.public_key().as_ref();
        data.extend([0xA5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 32]);
        data.extend(&point[33..]);
        // {"fmt": "none", "attStmt": {}, "authData": data}
        let mut attestation = b"\xA3\x63fmt\x64none\x67attStmt\xA0\x68authData\x58".to_vec();
        attestation.push(u8::try_from(data.len()).unwrap());
        attestation.extend(data);
        json!({
            "challenge": challenge, "attestation": text(&attestation), "device": "办公室的电脑",
            "client_data": text(&Self::client_data("webauthn.create", challenge)),
        })
    }

    /// What the page sends of `navigator.credentials.get`.
    pub(crate) fn answers(&self, challenge: &Value) -> Value {
        let client_data = Self::client_data("webauthn.get", challenge);
        let signed = [
            &Self::head(false)[..],
            digest(&SHA256, &client_data).as_ref(),
        ]
        .concat();
        let signature = self.0.sign(&SystemRandom::new(), &signed).unwrap();
        json!({
            "challenge": challenge, "passkey_id": text(&self.id()), "client_data": text(&client_data),
            "authenticator_data": text(&Self::head(false)), "signature": text(signature.as_ref()),
        })
    }
}

pub(crate) fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The six digits that an app shows for a secret in base32 (RFC 6238).
pub(crate) fn app(secret: &str, house: &House) -> String {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut bits = String::new();
    for letter in secret.chars() {
        write!(bits, "{:05b}", letters.find(letter).unwrap()).unwrap();
    }
    let bytes = bits.as_bytes().chunks_exact(8);
    let bytes: Vec<u8> = bytes
        .map(|eight| u8::from_str_radix(std::str::from_utf8(eight).unwrap(), 2).unwrap())
        .collect();
    let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &bytes);
    let step = house.now().ms() / 30_000;
    let tag = aws_lc_rs::hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let at = usize::from(tag[19] & 15);
    let four: [u8; 4] = tag[at..at + 4].try_into().unwrap();
    format!(
        "{:06}",
        (u32::from_be_bytes(four) & 0x7FFF_FFFF) % 1_000_000
    )
}

impl Answered {
    /// The session of staff that came as a cookie, as it is sent back.
    pub(crate) fn staff_cookie(&self) -> String {
        assert_eq!(
            self.status,
            StatusCode::NO_CONTENT,
            "{}",
            String::from_utf8_lossy(&self.bytes)
        );
        let cookie = self.headers[SET_COOKIE].to_str().unwrap();
        assert!(cookie.starts_with("hc_staff=hct_"));
        for part in ["HttpOnly", "SameSite=Strict", "Max-Age=43200"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        cookie.split(';').next().unwrap().to_owned()
    }
}

impl House {
    /// A member with one duty of an office of Hangzhou, and the code that was handed to them.
    pub(crate) async fn member(&self, login: &str, duty: &str) -> String {
        let name = "杭州市卫生健康委员会";
        let offices = self.service.offices(self.now()).await.unwrap();
        let known = offices.into_iter().find(|office| office.name == name);
        let office = if let Some(office) = known {
            office.id
        } else {
            let draft = OfficeDraft {
                name: name.into(),
                division: "330100".parse().unwrap(),
            };
            let added = self.service.add_office(&draft, self.now()).await;
            added.unwrap().id
        };
        let draft = StaffDraft {
            login: login.into(),
            name: "王敏".into(),
            office,
            duties: vec![duty.parse::<Duty>().unwrap()],
        };
        let code = self.service.add_staff(&draft, self.now()).await.unwrap();
        code.text().to_owned()
    }

    /// The same, with a passkey: the cookie of the session.
    pub(crate) async fn signed_in_member(&self, login: &str, duty: &str) -> String {
        let code = self.member(login, duty).await;
        let begun = self.begin(&code).await;
        let passkey = Browser::new().creates(&begun["challenge"]);
        let body = json!({ "code": code, "passkey": passkey });
        self.post("/api/staff/enrolment", None, &body)
            .await
            .staff_cookie()
    }

    pub(crate) async fn begin(&self, code: &str) -> Value {
        let body = json!({ "code": code });
        let begun = self.post("/api/staff/enrolment/begin", None, &body).await;
        assert_eq!(begun.status, StatusCode::OK, "{}", begun.json());
        begun.json()
    }
}
