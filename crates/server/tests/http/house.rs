//! A server on a database of its own, with neighbours that answer over HTTP, and a clock that a test sets.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use axum::http::{Request, StatusCode};
use domain::identity::{Document, DocumentKind, PersonName, Phone};
use domain::time::Instant;
use domain::verdict::Scene;
use http_body_util::BodyExt;
use serde_json::Value;
use server::{Clock, Setup, router};
use service::gateway::carrier::{CarrierClient, SimulatedCarrier};
use service::gateway::conveyance::{ConveyanceClient, SimulatedConveyances};
use service::gateway::laboratory::{LaboratoryClient, SimulatedLaboratory};
use service::gateway::mail::{MailClient, SimulatedMail};
use service::gateway::registry::{Identity, RegistryClient, SimulatedRegistry};
use service::gateway::sms::{SimulatedSms, SmsClient};
use service::gateway::status_lists::StatusListClient;
use service::gateway::{Access, Address, Authorities, Limits};
use service::{Chance, CheckpointDraft, KeySource, Nature, Neighbours, Service, Store};
use tempfile::TempDir;
use tower::ServiceExt;

/// Chance that follows from a seed.
struct Dice(AtomicU64);

impl Chance for Dice {
    fn bits(&self) -> u64 {
        let step = 0x9E37_79B9_7F4A_7C15;
        let mut z = self.0.fetch_add(step, Ordering::Relaxed).wrapping_add(step);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// A clock that stands until it is moved.
pub(crate) struct Hands(AtomicI64);

impl Clock for Hands {
    fn now(&self) -> Instant {
        Instant::from_ms(self.0.load(Ordering::SeqCst))
    }
}

/// A server with all that it needs.
pub(crate) struct House {
    pub(crate) service: Arc<Service>,
    pub(crate) router: Router,
    pub(crate) registry: SimulatedRegistry,
    pub(crate) laboratory: SimulatedLaboratory,
    sms: SimulatedSms,
    pub(crate) mail: SimulatedMail,
    pub(crate) carrier: SimulatedCarrier,
    pub(crate) conveyances: SimulatedConveyances,
    hands: Arc<Hands>,
    folder: TempDir,
}

/// What was answered.
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answered {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    /// The last word of a problem's type.
    pub(crate) fn problem(&self) -> String {
        let kind = self.headers[CONTENT_TYPE].to_str().unwrap();
        assert_eq!(kind, "application/problem+json");
        let json = self.json();
        assert_eq!(json["status"], self.status.as_u16());
        let way = json["type"].as_str().unwrap();
        way.strip_prefix("/problems/").unwrap().to_owned()
    }

    /// The session that came as a cookie.
    pub(crate) fn cookie(&self) -> Option<String> {
        let cookie = self.headers.get(SET_COOKIE)?.to_str().unwrap();
        Some(cookie.split(';').next().unwrap().to_owned())
    }
}

/// The morning of the tests.
pub(crate) fn morning() -> Instant {
    let date: domain::time::Date = "2020-02-20".parse().unwrap();
    date.start().plus_ms(8 * 3_600_000)
}

impl House {
    pub(crate) async fn new() -> Self {
        Self::at("https://hz.example").await
    }

    /// A server under its own public address.
    pub(crate) async fn at(address: &str) -> Self {
        Self::patient(address, 1_000).await
    }

    /// The same with neighbours that are left alone after so many failures in a row.
    pub(crate) async fn patient(address: &str, failures: u32) -> Self {
        let access = |address| access(address, failures);
        let folder = tempfile::tempdir().unwrap();
        let hands = Arc::new(Hands(AtomicI64::new(morning().ms())));
        let registry = SimulatedRegistry::start(0, None, (0..20).map(identity));
        let clock = Arc::clone(&hands);
        let letters = Arc::clone(&hands);
        let sms = SimulatedSms::start(0, None, move || clock.now());
        let (registry, sms) = (registry.await.unwrap(), sms.await.unwrap());
        let laboratory = SimulatedLaboratory::start(0, None, "run", Vec::new());
        let laboratory = laboratory.await.unwrap();
        let spread: service::gateway::Chance = Arc::new(|| 7);
        let client = LaboratoryClient::new(&access(laboratory.address()), spread.clone());
        let neighbours = Neighbours {
            registry: Arc::new(
                RegistryClient::new(&access(registry.address()), spread.clone()).unwrap(),
            ),
            sms: Arc::new(SmsClient::new(&access(sms.address()), spread.clone()).unwrap()),
            lists: Arc::new(StatusListClient::new(
                Authorities::system(),
                Limits::for_lists(),
                spread,
            )),
        };
        let service = open(folder.path()).await.with_neighbours(neighbours);
        let service = service.with_laboratory(Arc::new(client.unwrap()));
        let mail = SimulatedMail::start(0, None, move || letters.now());
        let mail = mail.await.unwrap();
        let client = MailClient::new(&access(mail.address()), Arc::new(|| 7)).unwrap();
        let service = service.with_mail(Arc::new(client));
        let records = Arc::clone(&hands);
        let carrier = SimulatedCarrier::start(0, None, move || records.now());
        let carrier = carrier.await.unwrap();
        let client = CarrierClient::new(&access(carrier.address()), Arc::new(|| 7)).unwrap();
        let service = service.with_carrier(Arc::new(client));
        let of_tickets = Arc::clone(&hands);
        let conveyances = SimulatedConveyances::start(0, None, move || of_tickets.now());
        let conveyances = conveyances.await.unwrap();
        let client = ConveyanceClient::new(&access(conveyances.address()), Arc::new(|| 7)).unwrap();
        let service = service.with_conveyances(Arc::new(client));
        let service = Arc::new(service.with_address(address));
        service
            .publish_builtin(morning().plus_ms(-86_400_000))
            .await
            .unwrap();
        service.ensure_signing_keys(morning()).await.unwrap();
        let router = router(Setup {
            service: Arc::clone(&service),
            clock: Arc::clone(&hands) as Arc<dyn Clock>,
            web: folder.path().join("web"),
            secure: false,
            demo: None,
        });
        Self {
            service,
            router,
            registry,
            laboratory,
            sms,
            mail,
            carrier,
            conveyances,
            hands,
            folder,
        }
    }

    /// The database as whoever has its file sees it.
    pub(crate) fn sql(&self) -> rusqlite::Connection {
        let path = self.folder.path().join("data/healthcode.db");
        rusqlite::Connection::open(path).unwrap()
    }

    pub(crate) fn now(&self) -> Instant {
        self.hands.now()
    }

    /// The clock goes on.
    pub(crate) fn pass_ms(&self, ms: i64) {
        self.hands.0.fetch_add(ms, Ordering::SeqCst);
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answered {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answered {
            status: parts.status,
            headers: parts.headers,
            bytes: body.collect().await.unwrap().to_bytes().to_vec(),
        }
    }

    pub(crate) async fn get(&self, path: &str, cookie: Option<&str>) -> Answered {
        let mut request = Request::get(path);
        if let Some(cookie) = cookie {
            request = request.header(COOKIE, cookie);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, cookie: Option<&str>, body: &Value) -> Answered {
        let mut request = Request::post(path).header(CONTENT_TYPE, "application/json");
        if let Some(cookie) = cookie {
            request = request.header(COOKIE, cookie);
        }
        self.send(request.body(body.to_string().into()).unwrap())
            .await
    }

    pub(crate) async fn delete(&self, path: &str, cookie: Option<&str>) -> Answered {
        let mut request = Request::delete(path);
        if let Some(cookie) = cookie {
            request = request.header(COOKIE, cookie);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn put(&self, path: &str, cookie: Option<&str>, body: &Value) -> Answered {
        let mut request = Request::put(path).header(CONTENT_TYPE, "application/json");
        if let Some(cookie) = cookie {
            request = request.header(COOKIE, cookie);
        }
        self.send(request.body(body.to_string().into()).unwrap())
            .await
    }

    /// The same from the device of a checkpoint.
    pub(crate) async fn post_at_gate(&self, path: &str, token: &str, body: &Value) -> Answered {
        let request = Request::post(path)
            .header(CONTENT_TYPE, "application/json")
            .header("authorization", format!("Bearer {token}"));
        self.send(request.body(body.to_string().into()).unwrap())
            .await
    }

    /// What a checkpoint's device fetches.
    pub(crate) async fn get_at_gate(&self, path: &str, token: &str) -> Answered {
        let request = Request::get(path).header("authorization", format!("Bearer {token}"));
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// The registry learns that phone `m` is registered to the document of person `n` too.
    pub(crate) fn registry_knows(&self, n: u64, m: u64) {
        let also = Phone::parse(&phone(m)).unwrap();
        self.registry.know_phone(&identity(n).document, &also);
    }

    /// The newest code on a phone.
    pub(crate) fn inbox(&self, phone: &str) -> String {
        let phone = Phone::parse(phone).unwrap();
        let text = &self.sms.inbox(Some(&phone))[0].text;
        let mut digits = text.split(|c: char| !c.is_ascii_digit());
        digits.find(|part| part.len() == 6).unwrap().to_owned()
    }

    /// A mall in the west lake district, and its device's token.
    /// Everything that a phone was sent, the newest first.
    pub(crate) fn texts(&self, phone: &str) -> Vec<String> {
        let phone = Phone::parse(phone).unwrap();
        let received = self.sms.inbox(Some(&phone)).into_iter();
        received.map(|one| one.text).collect()
    }

    pub(crate) async fn gate(&self) -> String {
        let draft = CheckpointDraft {
            scene: Scene::Shop,
            division: "330106".parse().unwrap(),
            name: "东门".into(),
        };
        let code = self
            .service
            .add_checkpoint(&draft, self.now())
            .await
            .unwrap();
        let body = serde_json::json!({ "code": code.text().to_lowercase() });
        let enrolled = self.post("/api/checkpoint/enrolment", None, &body).await;
        assert_eq!(enrolled.status, StatusCode::CREATED);
        enrolled.json()["token"].as_str().unwrap().to_owned()
    }
}

async fn open(folder: &Path) -> Service {
    std::fs::create_dir(folder.join("data")).unwrap();
    let address = format!("sqlite:{}", folder.join("data/healthcode.db").display());
    let key = KeySource::file(folder.join("keys/master.key"));
    let store = Store::open_as(&address, &key, Nature::Real).await.unwrap();
    Service::new(store, Arc::new(Dice(AtomicU64::new(1 << 32))))
}

/// A neighbour is asked once: tests of its failures wait for nothing.
fn access(address: Address, failures: u32) -> Access {
    let mut access = Access::new(address);
    access.limits = Limits {
        tries: 1,
        failures,
        ..Limits::default()
    };
    access
}

pub(crate) fn phone(n: u64) -> String {
    format!("138{n:08}")
}

pub(crate) fn document(n: u64) -> String {
    let digits = format!("330106199001{:02}{:03}", n % 28 + 1, n % 1_000);
    let check = domain::identity::mod_11_2(&digits).unwrap();
    format!("{digits}{check}")
}

pub(crate) fn identity(n: u64) -> Identity {
    let today = morning().date();
    Identity {
        name: PersonName::parse("张小三").unwrap(),
        document: Document::parse(DocumentKind::ResidentId, &document(n), today).unwrap(),
        phone: Phone::parse(&phone(n)).unwrap(),
    }
}
