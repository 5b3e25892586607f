//! Eight in the morning, in small: many phones open while gates go on scanning, against the whole server over HTTP.
//! `make bench` has it with 100,000 phones (`opening/gates`).
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use credential::{KeySet, Rules, verify_presentation};
use domain::time::Instant;
use server::{Clock, Setup};
use service::{KeySource, Service, Store};
use simulation::load::http::{Connection, Request};
use simulation::load::{
    Answers, Opened, Opening, SeededChance, gates, import_list, phones, willing_neighbours,
};
use tokio::net::TcpListener;

/// 2020-07-15 08:00 in Hangzhou.
const MORNING: Instant = Instant::from_ms(1_594_771_200_000);
const DAY_MS: i64 = 86_400_000;
const PHONES: u64 = 200;
const GATES: usize = 4;
const SCANS: usize = 25;
/// What gates may wait.
const SOON: Duration = Duration::from_millis(100);

struct Still(Instant);

impl Clock for Still {
    fn now(&self) -> Instant {
        self.0
    }
}

async fn serve(service: &Arc<Service>) -> std::net::SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = server::router(Setup {
        service: Arc::clone(service),
        clock: Arc::new(Still(MORNING)),
        web: PathBuf::from("web/dist"),
        secure: false,
        demo: None,
    });
    tokio::spawn(server::serve(
        listener,
        router,
        None,
        std::future::pending(),
    ));
    address
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn n_1_phones_that_open_together_show_their_code_at_once_and_gates_are_answered_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("data")).unwrap();
    let key = KeySource::file(folder.path().join("key/master.key"));
    let database = folder.path().join("data/healthcode.db");
    let store = Store::open(&format!("sqlite:{}", database.display()), &key).await;
    let service = Service::new(store.unwrap(), Arc::new(SeededChance::new(1)))
        .with_neighbours(willing_neighbours().unwrap())
        .with_address("https://hz.example");
    let service = Arc::new(service);

    // Yesterday they got their codes.
    let yesterday = MORNING.plus_ms(-DAY_MS);
    import_list(&service, yesterday).await.unwrap();
    service.ensure_signing_keys(yesterday).await.unwrap();
    let answers = Arc::new(Answers::new(1));
    let people = (PHONES, "330100".parse().unwrap());
    let phones = phones(&service, &answers, people, 32, yesterday)
        .await
        .unwrap();
    let mut gates = gates(&service, GATES, "330106".parse().unwrap(), yesterday)
        .await
        .unwrap();
    let mut texts = Vec::new();
    for phone in &phones {
        let code = phone.fetch(&service, yesterday).await.unwrap();
        texts.push(code.text(MORNING).unwrap());
    }

    // Nobody has asked the server for anything this morning: each shows a code that a gate believes.
    let keys = KeySet::decode(&service.key_set(MORNING).await.unwrap()).unwrap();
    for text in &texts {
        let code = verify_presentation(text, &keys, MORNING, &Rules::default());
        assert_eq!(code.unwrap().claims.day, yesterday.date());
    }

    let address = serve(&service).await;
    let renewals: Vec<Request> = phones
        .iter()
        .map(|phone| phone.asks(MORNING).unwrap().0)
        .collect();
    let scans = gates.iter_mut().enumerate().map(|(n, gate)| {
        let own = texts[n * SCANS..].iter().take(SCANS);
        own.map(|text| gate.scans(text, MORNING)).collect()
    });
    let opening = Opening {
        renewals: renewals.clone(),
        scans: scans.collect(),
        lasts: Duration::from_secs(2),
        connections: 32,
    };
    let opened = opening.happen(address).await.unwrap();
    assert_eq!(opened.gates.len(), GATES * SCANS);
    let usual = Opened::within(&opened.gates, 500);
    assert!(usual < SOON, "gates waited {usual:?}");

    // Who was told to come again comes again, and gets today's code.
    let mut connection = Connection::open(address).await.unwrap();
    for n in &opened.shed {
        let answer = connection.ask(&renewals[*n]).await.unwrap();
        assert_eq!(answer.status, 201);
    }
    assert_eq!(opened.at_once + opened.shed.len(), phones.len());
    for (n, gate) in gates.iter().enumerate() {
        assert_eq!(gate.made(), SCANS as i64, "gate {n}");
    }
}
