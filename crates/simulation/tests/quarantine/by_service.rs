//! Hundreds of people through the real service on real SQLite, which ends and starts again in between.

use std::path::PathBuf;
use std::sync::Arc;

use domain::check_in::{CheckIn, CheckInBy};
use domain::declaration::{Declaration, Residence, Tick};
use domain::facts::Temperature;
use domain::identity::{Document, DocumentKind, PersonName, Phone, mod_11_2};
use domain::ids::{CheckInId, DeclarationId, PersonId, StayId};
use domain::quarantine::OrderState;
use domain::record::Applicant as ApplicantKind;
use domain::time::{Date, Instant};
use rusqlite::OptionalExtension;
use service::{Applicant, KeySource, Service, Store};
use simulation::load::SeededChance;
use tempfile::TempDir;

use crate::history::{DAYS, Event, History};
use crate::model::{Model, Said};
use crate::rules::{CITIES, file, start};

const PEOPLE: u64 = 200;

/// A database that outlives the programs that open it.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("data")).unwrap();
        Self { folder }
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("data/quarantine.db")
    }

    async fn open(&self, seed: u64) -> Service {
        let address = format!("sqlite:{}", self.database().display());
        let key = KeySource::file(self.folder.path().join("key/master.key"));
        let store = Store::open(&address, &key).await.unwrap();
        Service::new(store, Arc::new(SeededChance::new(seed)))
    }

    /// Where a person stands for reports and reminders: until, free, and on which date.
    fn standing(&self, person: PersonId) -> Option<(Date, Date, Date)> {
        let connection = rusqlite::Connection::open(self.database()).unwrap();
        let select =
            "SELECT until_day, free_day, on_day FROM quarantine_standing WHERE person_id = ?1";
        let days = connection.query_row(select, [person.0], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        });
        let days: Option<(i32, i32, i32)> = days.optional().unwrap();
        days.map(|(a, b, c)| (Date::from_day(a), Date::from_day(b), Date::from_day(c)))
    }
}

struct Somebody {
    id: PersonId,
    history: History,
    model: Model,
}

fn applicant(n: u64) -> Applicant {
    let body = format!("33010619{:02}0101{:03}", 40 + n / 900, 1 + n % 900);
    let number = format!("{body}{}", mod_11_2(&body).unwrap());
    Applicant {
        name: PersonName::parse("测试人").unwrap(),
        document: Document::parse(DocumentKind::ResidentId, &number, start()).unwrap(),
        contact: Some(Phone::parse(&format!("138{n:08}")).unwrap().into()),
        born: None,
        street: "330106109".to_owned(),
    }
}

fn noon(date: Date) -> Instant {
    date.start().plus_ms(12 * 3_600_000)
}

async fn happens(service: &Service, who: &Somebody, event: &Event, today: Date) {
    let (person, now) = (who.id, noon(today));
    let fever = Temperature::from_tenths(378).unwrap();
    match *event {
        Event::Declare { id, city, contact } => {
            let declaration = Declaration {
                id: DeclarationId(id),
                jurisdiction: CITIES[city].parse().unwrap(),
                applicant: ApplicantKind::Resident,
                residence: Residence {
                    id: StayId(id),
                    county: "330106".parse().unwrap(),
                    areas: Tick::Elsewhere,
                },
                stays: Vec::new(),
                legs: Vec::new(),
                contact,
                symptoms: Vec::new(),
                known_symptoms: Vec::new(),
                temperature: None,
                areas_loaded: None,
            };
            service.declare(person, &declaration, now).await.unwrap();
        }
        Event::CheckIn { id, on, fever: ill } => {
            let check_in = CheckIn {
                temperature: ill.then_some(fever),
                ..CheckIn::new(CheckInId(id), on.start().plus_ms(9 * 3_600_000))
            };
            service.check_in(person, &check_in, now).await.unwrap();
        }
        Event::Again { id, on } => {
            let check_in = CheckIn::new(CheckInId(id), on.start().plus_ms(9 * 3_600_000));
            service.check_in(person, &check_in, now).await.unwrap();
        }
        Event::AtTheDoor { id } => {
            let check_in = CheckIn {
                temperature: Some(fever),
                by: CheckInBy::Staff,
                ..CheckIn::new(CheckInId(id), now)
            };
            service.check_in(person, &check_in, now).await.unwrap();
        }
        Event::Confirm { .. } | Event::TakeBack { .. } | Event::Lift { .. } => {
            decided(service, who, event, today).await;
        }
    }
}

/// What people decide by verbs of their own, as the batch that those write; what follows is rated behind.
async fn decided(service: &Service, who: &Somebody, event: &Event, today: Date) {
    let (person, now) = (who.id, noon(today));
    let facts = service.store().facts_of(person).await.unwrap().unwrap();
    let mut batch = facts.batch(now);
    match *event {
        Event::Confirm { id } => {
            let mut check_ins = facts.record.check_ins.iter();
            let entered = check_ins.find(|c| c.id.0 == id).unwrap();
            let confirmed = CheckIn {
                confirmed: Some(now),
                ..entered.clone()
            };
            batch.confirm_check_in(entered, &confirmed);
        }
        Event::TakeBack { declaration } => {
            let mut declarations = facts.record.declarations.iter();
            let wrong = declarations.find(|d| d.id.0 == declaration).unwrap();
            batch.correct(wrong, DeclarationId(1));
        }
        Event::Lift { nth } => {
            let Some((city, rule, first)) = who.model.lift_nth(nth, today) else {
                return;
            };
            let city = CITIES[city].parse().unwrap();
            let mut orders = facts.orders.iter();
            let row = orders.find(|row| {
                let order = &row.order;
                let same = order.jurisdiction == city && order.first_day == first;
                same && order.rule.as_str() == rule
            });
            let lifted = OrderState::Lifted(today);
            batch.change_order(row.unwrap(), lifted);
        }
        _ => {}
    }
    let rating = facts.rating.unwrap();
    service.store().write(batch.rate(&rating)).await.unwrap();
    service.rate(person, now).await.unwrap();
}

/// Decision, stored decision, screen and index say what the model says.
async fn agree(place: &Place, service: &Service, who: &Somebody, today: Date) {
    let now = noon(today);
    let said = who.model.says(today);
    let decisions = service.rate(who.id, now).await.unwrap();
    let stored = service.store().rating_of(who.id).await.unwrap().unwrap();
    for decision in decisions.iter().chain(&stored.decisions) {
        let told = (decision.state, decision.until);
        assert_eq!(
            told,
            (said.state, said.until),
            "{today}: {:#?}",
            who.history
        );
    }
    let Said { until, free, .. } = said;
    for explained in service.explain(who.id, &decisions, now).await.unwrap() {
        let shown = explained.orders.first().map(|order| order.until);
        assert_eq!(shown, until, "{today}: {:#?}", who.history);
        assert_eq!(explained.orders.iter().map(|order| order.free).max(), free);
    }
    let standing = place.standing(who.id);
    assert_eq!(
        standing.map(|(until, ..)| until),
        until,
        "{today}: {:#?}",
        who.history
    );
    assert_eq!(standing.map(|(_, free, _)| free), free);
    assert!(standing.is_none_or(|(.., on)| on == today));
}

async fn live(place: &Place) {
    let mut service = place.open(1).await;
    let before = (start() - 10).start();
    for city in 0..CITIES.len() {
        let text = file(city, false);
        service.publish_policy(&text, before, |_| {}).await.unwrap();
    }
    let mut people = Vec::new();
    for n in 0..PEOPLE {
        let registered = service
            .register(&applicant(n), start().start())
            .await
            .unwrap();
        people.push(Somebody {
            id: registered.person,
            history: History::of(1_000_000 + n),
            model: Model::default(),
        });
    }
    for n in 0..DAYS {
        let today = start() + n;
        if n == 9 {
            let text = file(0, true);
            service
                .publish_policy(&text, today.start(), |_| {})
                .await
                .unwrap();
        }
        if n % 5 == 4 {
            service = place.open(1 + n as u64).await;
        }
        // On some nights nobody reviews: the next who asks is told the same.
        if n % 7 != 3 {
            service.review(today.start(), |_| {}).await.unwrap();
        }
        for who in &mut people {
            for event in who.history.days[n as usize].clone() {
                service.rate(who.id, noon(today)).await.unwrap();
                happens(&service, who, &event, today).await;
                who.model.happens(&event, today);
            }
            if !who.history.down[n as usize] {
                agree(place, &service, who, today).await;
            }
        }
    }
}

#[test]
fn s2_29_two_hundred_people_of_a_service_that_restarts_agree_with_the_model_everywhere() {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(live(&Place::new()));
}
