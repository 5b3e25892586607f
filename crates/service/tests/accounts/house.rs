//! A service with its neighbours, who answer over HTTP, and people who do not exist.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::application::ApplicantSaid;
use domain::declaration::{Declaration, DeclaredStay, Residence, Tick};
use domain::identity::{Document, DocumentKind, PersonName, Phone};
use domain::ids::{AreaId, DeclarationId, StayId};
use domain::place::DivisionCode;
use domain::record::{Applicant, Whereabouts};
use domain::time::{Date, Instant};
use gateway::carrier::{CarrierClient, SimulatedCarrier};
use gateway::laboratory::{LaboratoryClient, SimulatedLaboratory};
use gateway::mail::{MailClient, SimulatedMail};
use gateway::registry::{Identity, RegistryClient, SimulatedRegistry};
use gateway::sms::{SimulatedSms, SmsClient};
use gateway::status_lists::StatusLists;
use gateway::{Access, Address, Limits};
use service::{
    Applied, Chance, Error, KeySource, Language, Nature, Neighbours, Purpose, Registered,
    RegistrationForm, Service, Session, Store, TextLimits,
};
use tempfile::TempDir;

use crate::phone::Device;
use crate::roads::Roads;

/// Chance that follows from a seed.
pub(crate) struct Dice(AtomicU64);

impl Chance for Dice {
    fn bits(&self) -> u64 {
        let step = 0x9E37_79B9_7F4A_7C15;
        let mut z = self.0.fetch_add(step, Ordering::Relaxed).wrapping_add(step);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// A service on a database of its own, with the built-in policies, keys and neighbours.
pub(crate) struct House {
    folder: TempDir,
    pub(crate) service: Arc<Service>,
    /// What stands in front of its status lists.
    pub(crate) address: String,
    /// By which it reaches other services.
    pub(crate) roads: Arc<Roads>,
    pub(crate) registry: SimulatedRegistry,
    pub(crate) sms: SimulatedSms,
    pub(crate) mail: SimulatedMail,
    pub(crate) laboratory: SimulatedLaboratory,
    pub(crate) carrier: SimulatedCarrier,
}

impl House {
    pub(crate) async fn new() -> Self {
        Self::of(Nature::Real).await
    }

    pub(crate) async fn of(nature: Nature) -> Self {
        Self::under(nature, "https://hz.example/").await
    }

    /// A service of somebody else, under its own address.
    pub(crate) async fn under(nature: Nature, address: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("data")).unwrap();
        let registry = SimulatedRegistry::start(0, None, (0..20).map(identity));
        let sms = SimulatedSms::start(0, None, now);
        let (registry, sms) = (registry.await.unwrap(), sms.await.unwrap());
        let laboratory = SimulatedLaboratory::start(0, None, "run", Vec::new());
        let laboratory = laboratory.await.unwrap();
        let client = LaboratoryClient::new(&access(laboratory.address()), spread()).unwrap();
        let roads = Arc::new(Roads::default());
        let neighbours = Neighbours {
            registry: Arc::new(RegistryClient::new(&access(registry.address()), spread()).unwrap()),
            sms: Arc::new(SmsClient::new(&access(sms.address()), spread()).unwrap()),
            lists: Arc::clone(&roads) as Arc<dyn StatusLists>,
        };
        let service = open(folder.path(), nature, 1).await;
        let service = service.with_neighbours(neighbours).with_address(address);
        let service = service.with_laboratory(Arc::new(client));
        let mail = SimulatedMail::start(0, None, now).await.unwrap();
        let letters = MailClient::new(&access(mail.address()), spread()).unwrap();
        let service = service.with_mail(Arc::new(letters));
        let carrier = SimulatedCarrier::start(0, None, carriers_day)
            .await
            .unwrap();
        let records = CarrierClient::new(&access(carrier.address()), spread()).unwrap();
        let service = service.with_carrier(Arc::new(records));
        service
            .publish_builtin(at("2020-02-16 00:00"))
            .await
            .unwrap();
        service
            .ensure_signing_keys(at("2020-02-16 00:00"))
            .await
            .unwrap();
        Self {
            folder,
            service: Arc::new(service),
            address: address.trim_end_matches('/').to_owned(),
            roads,
            registry,
            sms,
            mail,
            laboratory,
            carrier,
        }
    }

    /// The same with other limits on short messages.
    pub(crate) fn with_texts(self, limits: TextLimits) -> Self {
        let service = Arc::into_inner(self.service).unwrap();
        Self {
            service: Arc::new(service.with_text_limits(limits)),
            ..self
        }
    }

    /// Another program on the same database.
    pub(crate) async fn another(&self) -> Service {
        open(self.folder.path(), self.service.store().nature(), 2).await
    }

    /// The database as a thief or a clerk with a console sees it.
    pub(crate) fn sql(&self) -> rusqlite::Connection {
        let connection = rusqlite::Connection::open(path(self.folder.path())).unwrap();
        let patience = std::time::Duration::from_secs(10);
        connection.busy_timeout(patience).unwrap();
        connection
    }

    /// How many rows a table has.
    pub(crate) fn count(&self, table: &str) -> i64 {
        let sql = format!("SELECT count(*) FROM {table}");
        self.sql().query_row(&sql, [], |row| row.get(0)).unwrap()
    }

    /// Asks for a code and reads it from the inbox of the simulated phone.
    pub(crate) async fn code(&self, phone: &Phone, now: Instant) -> String {
        self.service
            .send_code(
                &phone.clone().into(),
                Purpose::SignIn,
                Language::English,
                now,
            )
            .await
            .unwrap();
        self.inbox(phone)
    }

    /// The newest code on a phone.
    pub(crate) fn inbox(&self, phone: &Phone) -> String {
        let text = &self.sms.inbox(Some(phone))[0].text;
        let digits = text.split(|c: char| !c.is_ascii_digit());
        digits
            .filter(|part| part.len() == 6)
            .map(str::to_owned)
            .next()
            .unwrap()
    }

    /// Person `n`, signed in and registered on a device of their own.
    pub(crate) async fn resident(&self, n: u64, now: Instant) -> Device {
        let device = Device::sign_in(self, &phone(n), None, now).await;
        let session = device.session(self, now).await;
        self.register(&session, &form(n), now).await.unwrap();
        device
    }

    /// An application that goes through at once.
    pub(crate) async fn register(
        &self,
        session: &Session,
        form: &RegistrationForm,
        now: Instant,
    ) -> Result<Registered, Error> {
        match self.service.apply(session, form, now).await? {
            Applied::Registered(registered) => Ok(registered),
            Applied::UnderReview => panic!("it is under review"),
        }
    }

    /// The same, with a declaration for Hangzhou.
    pub(crate) async fn declared(&self, n: u64, stays: &[DeclaredStay], now: Instant) -> Device {
        let device = self.resident(n, now).await;
        let person = device.session(self, now).await.person().unwrap();
        self.service
            .declare(person, &declaration(n as i64 * 100, stays), now)
            .await
            .unwrap();
        device
    }

    /// A list of an instant that names one area of Wuchang as high, and its id.
    pub(crate) async fn list(&self, as_of: &str, area: &str, now: Instant) -> AreaId {
        let row = serde_json::json!({
            "type": "2", "province": "湖北省", "city": "武汉市", "county": "武昌区",
            "area_name": "湖北省 武汉市 武昌区", "communitys": [area],
        });
        let data = serde_json::json!({
            "end_update_time": as_of, "hcount": 1, "mcount": 0, "lcount": 0,
            "highlist": [row], "middlelist": [], "lowlist": [],
        });
        let text = serde_json::json!({ "data": data, "code": 0, "msg": "" }).to_string();
        let imported = self
            .service
            .import_list("list.json", &text, None, now, |_| {});
        imported.await.unwrap();
        let text = domain::risk::AreaText::parse(area).unwrap();
        domain::risk::area_id(code("420106"), &text)
    }
}

async fn open(folder: &Path, nature: Nature, seed: u64) -> Service {
    let address = format!("sqlite:{}", path(folder).display());
    let key = KeySource::file(folder.join("keys/master.key"));
    let store = Store::open_as(&address, &key, nature).await.unwrap();
    Service::new(store, Arc::new(Dice(AtomicU64::new(seed << 32))))
}

fn path(folder: &Path) -> PathBuf {
    folder.join("data/healthcode.db")
}

/// A neighbour is asked once and not waited for long: tests of its failures wait for nothing.
fn access(address: Address) -> Access {
    let mut access = Access::new(address);
    access.limits = Limits {
        tries: 1,
        failures: 1_000,
        ..Limits::default()
    };
    access
}

fn spread() -> gateway::Chance {
    Arc::new(|| 7)
}

pub(crate) fn at(text: &str) -> Instant {
    let (date, time) = text.split_once(' ').unwrap();
    let date: Date = date.parse().unwrap();
    let (hours, minutes) = time.split_once(':').unwrap();
    let minutes = hours.parse::<i64>().unwrap() * 60 + minutes.parse::<i64>().unwrap();
    date.start().plus_ms(minutes * 60_000)
}

/// The morning of most tests.
pub(crate) fn now() -> Instant {
    at("2020-02-20 10:00")
}

/// The day on which the simulated carriers live: that of the tests of itineraries.
fn carriers_day() -> Instant {
    at("2020-06-20 10:00")
}

pub(crate) fn later(seconds: i64) -> Instant {
    now().plus_ms(seconds * 1_000)
}

pub(crate) fn code(text: &str) -> DivisionCode {
    text.parse().unwrap()
}

pub(crate) fn phone(n: u64) -> Phone {
    Phone::parse(&format!("138{n:08}")).unwrap()
}

pub(crate) fn name(n: u64) -> PersonName {
    let names = ["张小三", "王五", "阿卜杜拉·买买提", "Zoe Miller"];
    PersonName::parse(names[n as usize % names.len()]).unwrap()
}

/// A resident ID that nobody has.
pub(crate) fn document(n: u64) -> Document {
    let digits = format!("330106199001{:02}{:03}", n % 28 + 1, n % 1_000);
    let check = domain::identity::mod_11_2(&digits).unwrap();
    let number = format!("{digits}{check}");
    Document::parse(DocumentKind::ResidentId, &number, now().date()).unwrap()
}

pub(crate) fn last_six(n: u64) -> String {
    let document = document(n);
    document.number()[12..].to_owned()
}

pub(crate) fn identity(n: u64) -> Identity {
    Identity {
        name: name(n),
        document: document(n),
        phone: phone(n),
    }
}

pub(crate) fn form(n: u64) -> RegistrationForm {
    RegistrationForm {
        name: name(n),
        document: document(n),
        born: None,
        street: "330106109".into(),
        door: None,
        said: ApplicantSaid::default(),
    }
}

/// A declaration for Hangzhou by somebody who lives in the west lake district.
pub(crate) fn declaration(id: i64, stays: &[DeclaredStay]) -> Declaration {
    Declaration {
        id: DeclarationId(id),
        jurisdiction: code("330100"),
        applicant: Applicant::Resident,
        residence: Residence {
            id: StayId(id + 1),
            county: code("330106"),
            areas: Tick::Elsewhere,
        },
        stays: stays.to_vec(),
        legs: Vec::new(),
        contact: None,
        symptoms: Vec::new(),
        known_symptoms: Vec::new(),
        temperature: None,
        areas_loaded: None,
    }
}

/// Two days in Wuchang.
pub(crate) fn wuchang(id: i64, areas: Tick) -> DeclaredStay {
    DeclaredStay {
        id: StayId(id),
        whereabouts: Whereabouts::County(code("420106")),
        from: "2020-02-14".parse().unwrap(),
        to: "2020-02-15".parse().unwrap(),
        areas,
    }
}
