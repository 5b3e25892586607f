//! A service on a fresh database, and the calls of a story without their waiting.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use domain::facts::{Symptom, Temperature};
use domain::ids::{AreaId, CheckInId, CorrectionId, PersonId, StayId};
use domain::quarantine::OrderState;
use domain::rating::Decision;
use domain::record::{CheckIn, Record};
use domain::time::{Date, Instant};
use rusqlite::Connection;
use service::{
    Applicant, Chance, Corrected, CorrectionAsked, Erased, Error, ListImport, Progress, Service,
};
use storage::{AlarmKind, KeySource, PersonFacts, Rating, Store};
use tempfile::TempDir;

use super::{List, Words, applicant, at, id, morning};

/// Waits for an answer on this thread.
pub(crate) fn wait<T>(answer: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(answer)
}

/// Chance that follows from a seed.
pub(crate) struct Dice(AtomicU64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed.wrapping_mul(0xD1B5_4A32_D192_ED03)))
    }
}

impl Chance for Dice {
    fn bits(&self) -> u64 {
        let mut z = self
            .0
            .fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed)
            .wrapping_add(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// Chance in whose drawing something happens: what a use case has read by then is old when it writes.
struct Interrupted {
    dice: Dice,
    left: AtomicU64,
    act: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

impl Chance for Interrupted {
    fn bits(&self) -> u64 {
        if self.left.fetch_sub(1, Ordering::SeqCst) == 1
            && let Some(act) = self.act.lock().unwrap().take()
        {
            // On a thread of its own, where waiting is allowed.
            std::thread::scope(|scope| scope.spawn(act).join().unwrap());
        }
        self.dice.bits()
    }
}

/// A service on a database of its own, with the built-in policies; the key lies in a folder beside.
pub(crate) struct World {
    folder: TempDir,
    pub(crate) service: Service,
}

impl World {
    pub(crate) fn new() -> Self {
        let world = Self::without_policies();
        wait(world.service.publish_builtin(at("2020-02-16 00:00"))).unwrap();
        world
    }

    pub(crate) fn without_policies() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("data")).unwrap();
        let service = open(&folder, 1);
        Self { folder, service }
    }

    /// Another program on the same database.
    pub(crate) fn another(&self, seed: u64) -> Service {
        open(&self.folder, seed)
    }

    /// Another program on the same database, to which something happens while it draws its `nth` number.
    pub(crate) fn interrupted(&self, nth: u64, act: impl FnOnce() + Send + 'static) -> Service {
        let chance = Interrupted {
            dice: Dice::new(77),
            left: AtomicU64::new(nth),
            act: Mutex::new(Some(Box::new(act))),
        };
        Service::new(open_store(&self.folder), Arc::new(chance))
    }

    /// The file of the database.
    fn path(&self) -> PathBuf {
        path(&self.folder)
    }

    /// The database as a thief or a clerk with a console sees it.
    pub(crate) fn sql(&self) -> Connection {
        let connection = Connection::open(self.path()).unwrap();
        connection
            .busy_timeout(std::time::Duration::from_secs(10))
            .unwrap();
        connection
    }

    /// Runs one statement as such a clerk; it must change `rows` rows.
    pub(crate) fn tamper(&self, rows: usize, statement: &str, values: impl rusqlite::Params) {
        let changed = self.sql().execute(statement, values).unwrap();
        assert_eq!(changed, rows, "{statement}");
    }

    pub(crate) fn register(&self, applicant: &Applicant, now: Instant) -> PersonId {
        wait(self.service.register(applicant, now)).unwrap().person
    }

    /// Somebody new who is registered.
    pub(crate) fn somebody(&self, now: Instant) -> PersonId {
        self.register(&applicant(), now)
    }

    /// Somebody new who has declared.
    pub(crate) fn who(&self, says: &Words, now: Instant) -> PersonId {
        let person = self.somebody(now);
        self.declare(person, says, now);
        person
    }

    pub(crate) fn declare(&self, person: PersonId, says: &Words, now: Instant) -> Decision {
        let decisions = wait(self.service.declare(person, &says.0, now)).unwrap();
        of_city(decisions, says.0.jurisdiction)
    }

    pub(crate) fn declare_badly(&self, person: PersonId, says: &Words, now: Instant) -> Error {
        wait(self.service.declare(person, &says.0, now)).unwrap_err()
    }

    pub(crate) fn import(&self, list: &List, now: Instant) -> ListImport {
        self.import_saved(list, None, now)
    }

    pub(crate) fn import_saved(
        &self,
        list: &List,
        saved: Option<Instant>,
        now: Instant,
    ) -> ListImport {
        let told = |_: Progress| {};
        wait(
            self.service
                .import_list("list.json", &list.text(), saved, now, told),
        )
        .unwrap()
    }

    /// The decision of the only city, or of the first.
    pub(crate) fn rate(&self, person: PersonId, now: Instant) -> Decision {
        self.rate_all(person, now).remove(0)
    }

    pub(crate) fn rate_in(&self, person: PersonId, city: &str, now: Instant) -> Decision {
        of_city(self.rate_all(person, now), super::code(city))
    }

    pub(crate) fn rate_all(&self, person: PersonId, now: Instant) -> Vec<Decision> {
        wait(self.service.rate(person, now)).unwrap()
    }

    /// What is stored, without asking anew.
    pub(crate) fn stored(&self, person: PersonId) -> Rating {
        wait(self.service.store().rating_of(person))
            .unwrap()
            .unwrap()
    }

    pub(crate) fn review(&self, now: Instant) -> Progress {
        wait(self.service.review(now, |_| {})).unwrap()
    }

    pub(crate) fn facts(&self, person: PersonId) -> Option<PersonFacts> {
        wait(self.service.store().facts_of(person)).unwrap()
    }

    pub(crate) fn record(&self, person: PersonId) -> Record {
        self.facts(person).unwrap().record
    }

    /// The states of the person's orders, in the order of their opening.
    pub(crate) fn orders(&self, person: PersonId) -> Vec<OrderState> {
        let orders = self.record(person).orders;
        orders.iter().map(|order| order.state).collect()
    }

    pub(crate) fn check_in(&self, person: PersonId, now: Instant) -> Decision {
        self.check_in_late(person, now, now)
    }

    /// A check-in made at one instant that arrives at another.
    pub(crate) fn check_in_late(&self, person: PersonId, made: Instant, now: Instant) -> Decision {
        wait(self.service.check_in(person, &check_in(made), now))
            .unwrap()
            .remove(0)
    }

    /// A check-in every morning from one date to another, both included; the job of the night runs before each.
    pub(crate) fn check_in_daily(&self, person: PersonId, from: Date, to: Date) {
        let mut date = from;
        while date <= to {
            self.review(date.start());
            self.check_in(person, morning(date));
            date = date.next();
        }
    }

    pub(crate) fn answer(
        &self,
        person: PersonId,
        stay: StayId,
        inside: &[AreaId],
        now: Instant,
    ) -> Result<Vec<Decision>, Error> {
        wait(self.service.answer(person, stay, inside, now))
    }

    /// How many stays the person is asked about.
    pub(crate) fn questions(&self, person: PersonId, now: Instant) -> usize {
        wait(self.service.questions(person, now)).unwrap().len()
    }

    pub(crate) fn correct(
        &self,
        person: PersonId,
        wrong: &Words,
        right: &Words,
        now: Instant,
    ) -> Result<(Corrected, Decision), Error> {
        let asked = correction(wrong, right, Some("写错了"));
        let (corrected, mut decisions) = wait(self.service.correct(person, &asked, now))?;
        Ok((corrected, decisions.remove(0)))
    }

    pub(crate) fn erase(&self, person: PersonId, now: Instant) -> Erased {
        wait(self.service.erase(person, now)).unwrap()
    }

    /// The alarms that are kept: what is wrong, and in which table.
    pub(crate) fn alarms(&self) -> Vec<(AlarmKind, String)> {
        let rows = wait(self.service.store().alarms(None, 1_000)).unwrap();
        rows.into_iter()
            .map(|row| (row.alarm.kind, row.alarm.table))
            .collect()
    }
}

/// A check-in of somebody who is well.
pub(crate) fn check_in(made: Instant) -> CheckIn {
    CheckIn::new(CheckInId(id()), made)
}

/// A check-in of somebody who is ill.
pub(crate) fn ill(made: Instant) -> CheckIn {
    let temperature: Temperature = "37.8".parse().unwrap();
    CheckIn {
        temperature: Some(temperature),
        symptoms: vec![Symptom::Fever],
        ..check_in(made)
    }
}

/// The wish to take a declaration back in favour of another.
pub(crate) fn correction(wrong: &Words, right: &Words, reason: Option<&str>) -> CorrectionAsked {
    CorrectionAsked {
        id: CorrectionId(id()),
        declaration: wrong.0.id,
        instead: right.0.clone(),
        reason: reason.map(str::to_owned),
    }
}

fn of_city(decisions: Vec<Decision>, city: domain::place::DivisionCode) -> Decision {
    let mut of_city = decisions.into_iter().filter(|d| d.jurisdiction == city);
    of_city.next().unwrap()
}

fn path(folder: &TempDir) -> PathBuf {
    folder.path().join("data").join("healthcode.db")
}

fn open_store(folder: &TempDir) -> Store {
    let address = format!("sqlite:{}", path(folder).display());
    let key = KeySource::file(folder.path().join("master.key"));
    wait(Store::open(&address, &key)).unwrap()
}

fn open(folder: &TempDir, seed: u64) -> Service {
    Service::new(open_store(folder), Arc::new(Dice::new(seed)))
}
