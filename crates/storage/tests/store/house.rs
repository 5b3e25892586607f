//! A store in folders of its own, and people who do not exist.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};

use domain::community::{Door, HomePlace};
use domain::contact::ConveyanceKind;
use domain::declaration::DeclaredLeg;
use domain::facts::Symptom;
use domain::ids::{AreaId, CheckInId, DeclarationId, DeviceId, LegId, PersonId, StayId, VenueId};
use domain::log::{By, Purpose};
use domain::notice::NoticeKind;
use domain::place::DivisionCode;
use domain::quarantine::Standing;
use domain::rating::Decision;
use domain::record::{
    Applicant, AreaAnswer, CheckIn, DeclarationRecord, LegRecord, StayRecord, Ticked, Use,
    VisitRecord, Whereabouts,
};
use domain::state::State;
use domain::time::{Date, Instant};
use domain::verdict::{Kind, Status};
use rusqlite::Connection;
use storage::{
    Alias, Batch, Device, Field, Generation, Home, IssuedCredential, KeySource, LogLine,
    PersonFacts, Rating, Registration, SessionRow, Store, Word, WriteError,
};
use tempfile::TempDir;

/// A fresh database, its key beside it in another folder.
pub(crate) struct House {
    folder: TempDir,
    pub(crate) store: Store,
    notes: AtomicI64,
}

impl House {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("database")).unwrap();
        let store = open(folder.path()).await;
        Self {
            folder,
            store,
            notes: AtomicI64::new(1),
        }
    }

    /// The directory of the database.
    pub(crate) fn directory(&self) -> PathBuf {
        self.folder.path().join("database")
    }

    /// The folder that holds key and database.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A hand in the database that does not ask the store.
    pub(crate) fn intruder(&self) -> Connection {
        let connection = Connection::open(self.directory().join("healthcode.db")).unwrap();
        connection
            .busy_timeout(std::time::Duration::from_secs(5))
            .unwrap();
        connection
    }

    /// The store after the program has ended and started again.
    pub(crate) async fn again(self) -> Self {
        drop(self.store);
        let store = open(self.folder.path()).await;
        Self { store, ..self }
    }

    /// The generation with which something is tried before it is published.
    pub(crate) async fn tried(&self) -> Generation {
        self.store.generation().await.unwrap()
    }

    /// The line of something that is published.
    pub(crate) fn note(&self) -> LogLine {
        LogLine {
            id: self.notes.fetch_add(1, Ordering::Relaxed),
            server: 1,
            instant: now(),
            alias: None,
            by: By::System,
            purpose: Purpose::Operation,
            action: "publish".into(),
            digest: [9; storage::DIGEST],
        }
    }

    /// Registers and lets declare: one stay from abroad of the city, one residence.
    pub(crate) async fn settle(&self, n: i64) -> PersonId {
        let person = self.register(n).await;
        let declaration = declaration(n * 10);
        let stays = [stay(n * 10, "420106"), residence(n * 10 + 1, "330106")];
        let facts = self.facts(person).await;
        let mut batch = facts.batch(now());
        batch.declare(&declaration, &stays, &[answer(n * 10, 77)]);
        batch.add_leg(&leg(n * 10));
        batch.meet_visit(&facts, &visit(n * 10));
        batch.check_in(&check_in(n * 10));
        batch.stand(code("330106"), &standing());
        batch.tell(NoticeKind::Opened, n * 10, now(), now());
        batch.check_in_words(CheckInId(n * 10), &Word::new(CHECKED_IN.into()));
        batch.log(&line(n * 10, n));
        let session = self.session(n);
        batch.link_device(&device(n, &session), &session);
        let rating = self.rating(State::Green, Some("2020-03-05")).await;
        self.store.write(batch.rate(&rating)).await.unwrap();
        let issued = self.store.issue(&self.facts(person).await, &issued(n));
        self.store.write(issued).await.unwrap();
        person
    }

    /// A session of the phone of person `n`.
    pub(crate) fn session(&self, n: i64) -> SessionRow {
        SessionRow {
            hash: self.store.session_hash(&format!("secret {n}")),
            person: None,
            phone: Word::new(phone(n)),
            device_key: vec![4; 65],
            made: now(),
            ends: date("2020-05-20"),
            channel: None,
        }
    }

    pub(crate) async fn register(&self, n: i64) -> PersonId {
        let registration = registration(n);
        let document = &registration.document;
        let person = self.store.claim(document, PersonId(n), now()).await;
        let person = person.unwrap();
        let mut batch = self.store.register(person, &registration, now());
        batch.use_jurisdiction(Use {
            jurisdiction: code("330100"),
            since: date("2020-02-20"),
        });
        let rating = self.rating(State::None, None).await;
        self.store.write(batch.rate(&rating)).await.unwrap();
        person
    }

    pub(crate) async fn facts(&self, person: PersonId) -> PersonFacts {
        self.store.facts_of(person).await.unwrap().unwrap()
    }

    pub(crate) async fn rating(&self, state: State, review_on: Option<&str>) -> Rating {
        Rating {
            decisions: vec![decision(state)],
            review_on: review_on.map(date),
            generation: self.store.generation().await.unwrap(),
        }
    }

    /// A declaration with one stay, decided with the facts as just read.
    pub(crate) async fn declare(&self, facts: &PersonFacts, id: i64) -> Result<(), WriteError> {
        let rating = self.rating(State::Green, None).await;
        self.store.write(declare(facts, id, &rating)).await
    }
}

pub(crate) fn declare(facts: &PersonFacts, id: i64, rating: &Rating) -> Batch {
    let mut batch = facts.batch(now());
    batch.declare(&declaration(id), &[stay(id, "420106")], &[]);
    batch.rate(rating)
}

pub(crate) async fn open(folder: &Path) -> Store {
    Store::open(&address(folder), &key(folder)).await.unwrap()
}

pub(crate) fn address(folder: &Path) -> String {
    format!("sqlite:{}/database/healthcode.db", folder.display())
}

pub(crate) fn key(folder: &Path) -> KeySource {
    KeySource::file(folder.join("configuration/healthcode/master.key"))
}

pub(crate) fn now() -> Instant {
    date("2020-02-20").start().plus_ms(36_000_000)
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn code(text: &str) -> DivisionCode {
    text.parse().unwrap()
}

pub(crate) fn decision(state: State) -> Decision {
    Decision {
        jurisdiction: code("330100"),
        today: date("2020-02-20"),
        state,
        reasons: Vec::new(),
        holds: Vec::new(),
        pop_ups: Vec::new(),
        since: None,
        until: None,
        review_on: None,
        opens: Vec::new(),
        changes: Vec::new(),
    }
}

pub(crate) const NAMES: [&str; 4] = ["欧阳建国", "阿卜杜拉·买买提", "张三丰", "Müller Zoë"];

pub(crate) fn document(n: i64) -> String {
    format!("10:11010519491231{n:04}")
}

pub(crate) fn phone(n: i64) -> String {
    format!("+86138001{n:05}")
}

pub(crate) fn registration(n: i64) -> Registration {
    Registration {
        name: Word::new(NAMES[n as usize % NAMES.len()].into()),
        document: Word::new(document(n)),
        contact: Some((Field::Phone, Word::new(phone(n)))),
        born: Some(Word::new("1949-12-31".into())),
        street: Word::new("浙江省杭州市西湖区翠苑街道".into()),
        home: Some(Home {
            place: HomePlace::of_county(code("330106")),
            door: Door::parse("3幢", "501").ok(),
        }),
        alias: Alias(1_000_000_007 * (n + 1)),
    }
}

pub(crate) fn declaration(id: i64) -> DeclarationRecord {
    DeclarationRecord {
        id: DeclarationId(id),
        jurisdiction: code("330100"),
        applicant: Applicant::ReturningToWork,
        recorded: now(),
        contact: Some(date("2020-02-18")),
        symptoms: vec![Symptom::DryCough],
        known_symptoms: vec![Symptom::RunnyNose],
        temperature: Some("36.6".parse().unwrap()),
        corrected_by: None,
        taken_by: None,
    }
}

pub(crate) fn visit(id: i64) -> VisitRecord {
    let from = date("2020-02-12").start().plus_ms(12 * 3_600_000);
    VisitRecord {
        id,
        venue: VenueId(4_711),
        from,
        left: None,
        closed: from.plus_ms(10 * 3_600_000),
        met: now(),
        set_aside: None,
    }
}

pub(crate) fn leg(id: i64) -> LegRecord {
    let declared = DeclaredLeg {
        id: LegId(id),
        kind: ConveyanceKind::Train,
        number: format!("G{}", id % 9_000 + 1),
        date: date("2020-02-10"),
        seat: "10车5F".into(),
        board: "武汉".into(),
        alight: "杭州东".into(),
        crew: false,
    };
    LegRecord {
        id: LegId(id),
        declaration: DeclarationId(id),
        leg: declared.parsed().unwrap(),
        recorded: now(),
    }
}

pub(crate) fn stay(id: i64, place: &str) -> StayRecord {
    StayRecord {
        id: StayId(id),
        declaration: DeclarationId(id / 10 * 10),
        whereabouts: Whereabouts::County(code(place)),
        from: date("2020-02-08"),
        to: Some(date("2020-02-09")),
        ticked: Ticked::Areas,
        recorded: now(),
    }
}

pub(crate) fn residence(id: i64, place: &str) -> StayRecord {
    StayRecord {
        to: None,
        ticked: Ticked::Elsewhere,
        ..stay(id, place)
    }
}

pub(crate) fn answer(stay: i64, area: i64) -> AreaAnswer {
    AreaAnswer {
        stay: StayId(stay),
        area: AreaId(area),
        inside: true,
        recorded: now(),
    }
}

/// Where everybody stands in quarantine.
fn standing() -> Standing {
    let on = date("2020-02-20");
    Standing {
        on,
        colour: domain::state::Colour::Red,
        stage: 1,
        day: 1,
        days: 14,
        until: on + 14,
        free: on + 14,
        missed: 0,
        awaited: false,
        in_grace: false,
    }
}

/// What everybody writes beside a check-in.
pub(crate) const CHECKED_IN: &str = "夜里咳醒两次";

pub(crate) fn check_in(id: i64) -> CheckIn {
    CheckIn {
        on: date("2020-02-20"),
        recorded: now().plus_ms(60_000),
        temperature: Some("37.3".parse().unwrap()),
        symptoms: vec![Symptom::Fever],
        known_symptoms: vec![Symptom::DryCough],
        ..CheckIn::new(CheckInId(id), now())
    }
}

pub(crate) fn device(n: i64, session: &SessionRow) -> Device {
    Device {
        id: DeviceId(1_000_000_000_000_000 + n),
        session: session.hash,
        key: session.device_key.clone(),
        linked: now(),
        channel: session.channel,
    }
}

pub(crate) fn issued(n: i64) -> IssuedCredential {
    IssuedCredential {
        list: date("2020-02-21"),
        index: 1_000 + n as u32,
        jurisdiction: code("330100"),
        device: DeviceId(1_000_000_000_000_000 + n),
        kind: Kind::Person,
        on: date("2020-02-20"),
        state: State::Green,
        pop_up: false,
        issued: now(),
        status: Status::AsIssued,
    }
}

pub(crate) fn line(id: i64, n: i64) -> LogLine {
    LogLine {
        id,
        server: 1,
        instant: now(),
        alias: Some(Alias(1_000_000_007 * (n + 1))),
        by: By::Person,
        purpose: Purpose::Own,
        action: "declare".into(),
        digest: [7; storage::DIGEST],
    }
}
