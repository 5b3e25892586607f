//! A visitor of a demonstration: one of its ready identities, with a phone that has keys.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credential::{Credential, KeyPair, present};
use domain::time::Instant;
use serde_json::{Value, json};

use crate::http::{Connection, Reply};
use crate::served::Served;

/// A city, and a county of it in which no list names an area.
#[derive(Clone, Copy)]
pub(crate) struct City {
    pub(crate) code: &'static str,
    pub(crate) county: &'static str,
}

const HANGZHOU: City = City {
    code: "330100",
    county: "330102",
};

/// Somebody who has signed in and registered.
pub(crate) struct Visitor<'a> {
    served: &'a Served,
    city: City,
    cookie: String,
    device: EcdsaKeyPair,
}

/// A code on a phone: it can be presented at any instant.
pub(crate) struct Code {
    pub(crate) state: String,
    credential: Credential,
    key: KeyPair,
}

impl Code {
    pub(crate) fn at(&self, now_ms: i64) -> String {
        present(&self.credential, &self.key, Instant::from_ms(now_ms), None).unwrap()
    }
}

impl<'a> Visitor<'a> {
    /// Ready identity `n`: signs in by the code in the inbox, and registers.
    pub(crate) fn new(served: &'a Served, n: usize) -> Self {
        let identity = &served.ready["identities"][n];
        let phone = identity["phone"].as_str().unwrap();
        let mut connection = served.connect();
        let asked = connection.post(
            "/api/sign-in/code",
            &json!({"phone": phone, "language": "en"}),
        );
        assert_eq!(asked.status, 200);
        let device = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let signed_in = connection.post(
            "/api/sign-in",
            &json!({
                "phone": phone,
                "code": one_time_code(served, phone),
                "device_key": URL_SAFE_NO_PAD.encode(device.public_key().as_ref()),
            }),
        );
        assert_eq!(signed_in.status, 200);
        let cookie = signed_in.header("set-cookie").unwrap();
        let visitor = Self {
            served,
            city: HANGZHOU,
            cookie: format!("cookie: {}", cookie.split(';').next().unwrap()),
            device,
        };
        let registered = visitor.post(
            "/api/registration",
            &json!({
                "name": identity["name"],
                "document_kind": identity["document_kind"],
                "document_number": identity["document_number"],
                "birth_date": identity["birth_date"],
                "street": "文汇路1号",
            }),
        );
        assert_eq!(registered.status, 201, "{}", registered.json());
        visitor
    }

    /// The same, as somebody who lives in a city.
    pub(crate) fn of(self, city: City) -> Self {
        Self { city, ..self }
    }

    /// Declares for the city as somebody who lives there; answers with the decision.
    pub(crate) fn declare(&self, id: u32, stays: &Value) -> Value {
        let body = json!({
            "id": id.to_string(),
            "city": self.city.code,
            "applicant": "resident",
            "residence": {"id": (id + 1).to_string(), "county": self.city.county, "areas": "elsewhere"},
            "stays": stays,
        });
        let declared = self.post("/api/declarations", &body);
        assert_eq!(declared.status, 201, "{}", declared.json());
        declared.json()["decisions"][0].clone()
    }

    /// A new code.
    pub(crate) fn code(&self) -> Code {
        let key = KeyPair::generate().unwrap();
        let public = URL_SAFE_NO_PAD.encode(key.public().raw());
        let now_ms = now_ms(self.served);
        let city = self.city.code;
        let text = format!("healthcode issue\n{city}\n{public}\n{now_ms}");
        let signature = self
            .device
            .sign(&SystemRandom::new(), text.as_bytes())
            .unwrap();
        let issued = self.post(
            "/api/codes",
            &json!({
                "city": city,
                "code_key": public,
                "instant_ms": now_ms,
                "signature": URL_SAFE_NO_PAD.encode(signature.as_ref()),
            }),
        );
        assert_eq!(issued.status, 201, "{}", issued.json());
        let issued = issued.json();
        let bytes = URL_SAFE_NO_PAD
            .decode(issued["credential"].as_str().unwrap())
            .unwrap();
        Code {
            state: issued["state"].as_str().unwrap().to_owned(),
            credential: Credential::parse(&bytes).unwrap(),
            key,
        }
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        let headers = [self.cookie.clone()];
        self.served
            .connect()
            .ask("GET", path, &headers, None)
            .unwrap()
    }

    fn post(&self, path: &str, body: &Value) -> Reply {
        let headers = [self.cookie.clone()];
        self.served
            .connect()
            .ask("POST", path, &headers, Some(body))
            .unwrap()
    }
}

/// The demonstration's time.
pub(crate) fn now_ms(served: &Served) -> i64 {
    served.connect().get("/api/time").json()["now_ms"]
        .as_i64()
        .unwrap()
}

/// Enrols the device of ready checkpoint `n`; answers with what it shows from then on.
pub(crate) fn enrol(served: &Served, n: usize) -> String {
    let code = &served.ready["checkpoints"][n]["code"];
    let enrolled = served
        .connect()
        .post("/api/checkpoint/enrolment", &json!({"code": code}));
    assert_eq!(enrolled.status, 201, "{}", enrolled.json());
    format!(
        "authorization: Bearer {}",
        enrolled.json()["token"].as_str().unwrap()
    )
}

/// Scans a text at a checkpoint; answers with the verdict.
pub(crate) fn scan(served: &Served, token: &str, number: u64, text: &str) -> Value {
    let scan = json!({"number": number, "text": text, "direction": "in", "at_ms": now_ms(served)});
    let headers = [token.to_owned()];
    let body = json!({"scans": [scan]});
    let mut connection = served.connect();
    let reply = connection.ask("POST", "/api/checkpoint/scans", &headers, Some(&body));
    reply.unwrap().json()["verdicts"][0].clone()
}

/// The newest code on a simulated phone.
fn one_time_code(served: &Served, phone: &str) -> String {
    let inbox = Connection::to(served.said("inbox"))
        .get("/inbox.json")
        .json();
    let messages = inbox["messages"].as_array().unwrap().iter();
    let mut own = messages.filter(|message| message["to"].as_str().unwrap().ends_with(phone));
    let text = own.next().unwrap()["text"].as_str().unwrap();
    let mut figures = text.split(|c: char| !c.is_ascii_digit());
    figures.find(|part| part.len() == 6).unwrap().to_owned()
}
