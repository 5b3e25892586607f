//! The use cases, called as a server calls them.

use std::path::Path;
use std::sync::Arc;

use domain::ids::PersonId;
use service::{Applicant, KeySource, Service, Store};
use simulation::load::{Answers, SeededChance, import_list};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::{bytes, callers, now};

/// What was measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept {
    /// Calls a second.
    pub(crate) per_second: f64,
    /// Bytes of the rows that one call writes, on average.
    pub(crate) bytes: usize,
}

/// A fresh database with the built-in policies and a list.
struct House {
    folder: TempDir,
    runtime: Runtime,
    service: Arc<Service>,
    answers: Answers,
}

impl House {
    fn new(parent: &Path) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir_in(parent)?;
        let runtime = callers::runtime()?;
        let database = folder.path().join("database");
        std::fs::create_dir(&database)?;
        let address = format!("sqlite:{}", database.join("bench.db").display());
        let key = KeySource::file(folder.path().join("key").join("master.key"));
        let store = runtime.block_on(Store::open(&address, &key))?;
        let service = Arc::new(Service::new(store, Arc::new(SeededChance::new(1))));
        runtime.block_on(import_list(&service, now()))?;
        Ok(Self {
            folder,
            runtime,
            service,
            answers: Answers::new(1),
        })
    }

    fn register(&self, callers: usize, calls: u64) -> anyhow::Result<f64> {
        let applicants: Vec<Applicant> = (0..calls).map(|n| self.answers.applicant(n)).collect();
        let service = Arc::clone(&self.service);
        callers::rate(&self.runtime, callers, applicants, move |applicants, at| {
            let service = Arc::clone(&service);
            async move {
                service.register(&applicants[at], now()).await?;
                Ok(())
            }
        })
    }

    fn bytes(&self) -> anyhow::Result<bytes::Bytes> {
        bytes::of(&self.folder.path().join("database").join("bench.db"))
    }
}

/// Registers `calls` people in a fresh database.
pub(crate) fn register(parent: &Path, callers: usize, calls: u64) -> anyhow::Result<Kept> {
    let house = House::new(parent)?;
    let before = house.bytes()?;
    let per_second = house.register(callers, calls)?;
    let written = house.bytes()?.all - before.all;
    Ok(Kept {
        per_second,
        bytes: written / calls as usize,
    })
}

/// Lets `calls` registered people declare, one declaration each.
pub(crate) fn declare(parent: &Path, callers: usize, calls: u64) -> anyhow::Result<Kept> {
    let house = House::new(parent)?;
    house.register(callers, calls)?;
    let shared = house.runtime.block_on(house.service.shared(now()))?;
    let declared = |n: u64| {
        let document = document(&house, n);
        let person = house.runtime.block_on(house.service.holder_of(&document))?;
        let person = person.unwrap_or(PersonId(0));
        let declaration = house
            .answers
            .declaration(n, 0, shared.history(), now().date());
        anyhow::Ok((person, declaration))
    };
    let declarations = (0..calls)
        .map(declared)
        .collect::<anyhow::Result<Vec<_>>>()?;
    let before = house.bytes()?;
    let service = Arc::clone(&house.service);
    let call = move |declarations: Arc<Vec<(PersonId, _)>>, at: usize| {
        let service = Arc::clone(&service);
        async move {
            let (person, declaration) = &declarations[at];
            service.declare(*person, declaration, now()).await?;
            Ok(())
        }
    };
    let per_second = callers::rate(&house.runtime, callers, declarations, call)?;
    let after = house.bytes()?;
    // The rating row is written over: its new bytes are written whole.
    let written = after.all - after.rating - (before.all - before.rating) + after.rating;
    Ok(Kept {
        per_second,
        bytes: written / calls as usize,
    })
}

fn document(house: &House, n: u64) -> domain::identity::Document {
    house.answers.applicant(n).document
}
