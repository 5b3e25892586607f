//! Our server with people and gates, on a database of its own.

use std::net::SocketAddr;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::declaration::Declaration;
use domain::time::Instant;
use server::{Clock, Setup};
use service::{KeySource, Nature, Neighbours, Service, Shared, Store};
use simulation::load::{
    Answers, Code, Gate, Phone, SeededChance, gates, import_list, known_phones, phones, strangers,
    willing_neighbours,
};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use crate::people::{Crowd, morning};
use crate::store::{bytes, callers};

/// 2020-07-15 09:00 in Hangzhou, the instant of all requests.
pub(crate) const NOW: Instant = Instant::from_ms(1_594_774_800_000);
/// The city whose codes the phones show.
const CITY: &str = "330100";
/// How many people are signed in at once while the house is set up.
const AT_ONCE: usize = 256;

/// The server and whom it serves.
pub(crate) struct House {
    pub(crate) service: Arc<Service>,
    pub(crate) answers: Arc<Answers>,
    pub(crate) phones: Vec<Phone>,
    pub(crate) gates: Vec<Gate>,
    pub(crate) address: SocketAddr,
    pub(crate) runtime: Runtime,
    folder: PathBuf,
    /// Gone with the house; none where the file is kept for the next run.
    _folder: Option<TempDir>,
}

/// A clock that stands still, so that requests can be written beforehand.
struct Still(Instant);

impl Clock for Still {
    fn now(&self) -> Instant {
        self.0
    }
}

impl House {
    /// So many people with a phone each, who declared at `since`, and so many gates; the server's clock says [`NOW`].
    pub(crate) fn new(
        parent: &Path,
        people: u64,
        gate_count: usize,
        since: Instant,
    ) -> anyhow::Result<Self> {
        Self::among(willing_neighbours()?, parent, (people, gate_count), since)
    }

    /// The same with other neighbours.
    pub(crate) fn among(
        neighbours: Neighbours,
        parent: &Path,
        (people, gate_count): (u64, usize),
        since: Instant,
    ) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir_in(parent)?;
        let runtime = callers::runtime()?;
        let database = folder.path().join("database");
        std::fs::create_dir(&database)?;
        let address = format!("sqlite:{}", database.join("bench.db").display());
        let key = KeySource::file(folder.path().join("key").join("master.key"));
        let made = runtime.block_on(async {
            let service = beside(Store::open(&address, &key).await?, neighbours);
            import_list(&service, since).await?;
            service.ensure_signing_keys(since).await?;
            let answers = Arc::new(Answers::new(1));
            let people = (people, CITY.parse()?);
            let phones = phones(&service, &answers, people, AT_ONCE, since).await?;
            let gates = gates(&service, gate_count, "330106".parse()?, since).await?;
            let address = open_door(&service, NOW).await?;
            anyhow::Ok((service, answers, phones, gates, address))
        });
        let (service, answers, phones, gates, address) = made?;
        Ok(Self {
            service,
            answers,
            phones,
            gates,
            address,
            runtime,
            folder: folder.path().to_owned(),
            _folder: Some(folder),
        })
    }

    /// The server over a province that was loaded, and the phones of so many of its people, who live all over it; the server's
    /// clock says [`morning`].
    pub(crate) fn over(crowd: Crowd, phone_count: u64) -> anyhow::Result<Self> {
        let at = morning();
        let (province, people) = (crowd.province()?, crowd.people);
        let folder = crowd.folder().to_owned();
        // What holds the file open goes first.
        drop(crowd);
        let runtime = callers::runtime()?;
        let every = people.div_ceil(phone_count).max(1);
        let arrivals = (0..people).step_by(usize::try_from(every)?);
        let of = |n| {
            let arrival = province.arrival(n, at);
            (arrival.applicant, arrival.declaration.jurisdiction)
        };
        let whose = arrivals.map(of).collect();
        let made = runtime.block_on(async {
            let (address, key) = crate::people::file_of(&folder);
            let store = Store::open_as(&address, &key, Nature::Demo).await?;
            let service = beside(store, willing_neighbours()?);
            service.ensure_signing_keys(at).await?;
            let phones = known_phones(&service, whose, AT_ONCE, at).await?;
            anyhow::Ok((open_door(&service, at).await?, service, phones))
        });
        let (address, service, phones) = made?;
        Ok(Self {
            service,
            answers: Arc::new(Answers::new(1)),
            phones,
            gates: Vec::new(),
            address,
            runtime,
            folder,
            _folder: None,
        })
    }

    /// A code for each phone, issued at a moment.
    pub(crate) fn codes(&mut self, at: Instant) -> anyhow::Result<Vec<Code>> {
        let phones = std::mem::take(&mut self.phones);
        let service = Arc::clone(&self.service);
        let (phones, codes) = self.runtime.block_on(async move {
            let phones = Arc::new(phones);
            let mut tasks = JoinSet::new();
            for first in 0..AT_ONCE {
                let (phones, service) = (Arc::clone(&phones), Arc::clone(&service));
                tasks.spawn(async move {
                    let mut codes = Vec::new();
                    for n in (first..phones.len()).step_by(AT_ONCE) {
                        codes.push((n, phones[n].fetch(&service, at).await?));
                    }
                    anyhow::Ok(codes)
                });
            }
            let mut codes = Vec::with_capacity(phones.len());
            while let Some(ended) = tasks.join_next().await {
                codes.extend(ended??);
            }
            codes.sort_by_key(|(n, _)| *n);
            let phones = Arc::into_inner(phones).unwrap_or_default();
            anyhow::Ok((phones, codes))
        })?;
        self.phones = phones;
        Ok(codes.into_iter().map(|(_, code)| code).collect())
    }

    /// The phones of people with these numbers, who have signed in and not registered.
    pub(crate) fn strangers(&self, numbers: Range<u64>) -> anyhow::Result<Vec<Phone>> {
        let who = (numbers, CITY.parse()?);
        let phones = strangers(&self.service, &self.answers, who, AT_ONCE, NOW);
        Ok(self.runtime.block_on(phones)?)
    }

    /// What the person with a number says the `k`-th time, for the city.
    pub(crate) fn declares(&self, n: u64, k: u64, shared: &Shared) -> anyhow::Result<Declaration> {
        let declared = self.answers.declaration(n, k, shared.history(), NOW.date());
        Ok(Declaration {
            jurisdiction: CITY.parse()?,
            ..declared
        })
    }

    /// Policies and lists as they are now.
    pub(crate) fn shared(&self) -> anyhow::Result<Arc<Shared>> {
        Ok(self.runtime.block_on(self.service.shared(NOW))?)
    }

    /// The bytes of the rows.
    pub(crate) fn bytes(&self) -> anyhow::Result<bytes::Bytes> {
        bytes::of(&self.folder.join("database").join("bench.db"))
    }
}

/// The service over a store, with these neighbours.
fn beside(store: Store, neighbours: Neighbours) -> Arc<Service> {
    let service = Service::new(store, Arc::new(SeededChance::new(1)))
        .with_neighbours(neighbours)
        .with_address("https://hz.example");
    Arc::new(service)
}

/// Serves, and says where; the clock stands still.
async fn open_door(service: &Arc<Service>, now: Instant) -> anyhow::Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let router = server::router(Setup {
        service: Arc::clone(service),
        clock: Arc::new(Still(now)),
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
    Ok(address)
}
