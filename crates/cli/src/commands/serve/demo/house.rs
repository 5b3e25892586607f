//! The folder of a demonstration, and what is brought into it before the first visitor comes: policies, keys, the
//! list of the day, the town. Each step is done where it has not been done, so a start that was cut off is finished
//! by the next.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use domain::laboratory::{Finding, Said};
use domain::time::{Date, Instant};
use gateway::carrier::SimulatedCarrier;
use gateway::conveyance::SimulatedConveyances;
use gateway::laboratory::SimulatedLaboratory;
use gateway::mail::SimulatedMail;
use gateway::registry::{Identity, SimulatedRegistry};
use gateway::sms::SimulatedSms;
use gateway::{Access, Authorities, Token};
use service::{Chance, Service};
use simulation::Town;
use simulation::town::{EARLIEST_DAYS, reported};

use super::super::Serve;
use super::super::neighbours::{Ways, carrier as named_carrier};
use super::super::watched;
use super::{carriers, identities, list, tickets};
use crate::clock::Clock;
use crate::demo_database;
use crate::edge;
use crate::output::Output;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// Who lives there, and how many.
const SEED: u64 = 20_200_211;
const PEOPLE: u64 = 300;

/// A demonstration that is ready.
pub(super) struct House {
    pub(super) database: String,
    pub(super) folder: PathBuf,
    pub(super) service: Arc<Service>,
    pub(super) clock: Arc<Clock>,
    pub(super) registry: SimulatedRegistry,
    pub(super) sms: SimulatedSms,
    pub(super) mail: SimulatedMail,
    pub(super) laboratory: SimulatedLaboratory,
    pub(super) carrier: SimulatedCarrier,
    pub(super) conveyances: SimulatedConveyances,
}

impl House {
    pub(super) async fn open(
        database: Option<&str>,
        options: &Serve,
        address: &str,
        output: &Output,
    ) -> anyhow::Result<Self> {
        let database = database.map_or_else(|| own_folder(options.date), str::to_owned);
        let folder = demo_database::folder_of(&database)?;
        let (store, clock) = demo_database::begin(&database, options.date).await?;
        let clock = Arc::new(clock);
        if let Some(date) = options.date {
            clock.reach(date)?;
            if clock.now().date() > date {
                output.note(&format!(
                    "this demo has come to {} already, and its clock never goes back; to begin again remove {}",
                    clock.now().date(),
                    folder.display()
                ));
            }
        }
        let chance = edge::chance()?;
        let town = Arc::new(Town::new(SEED, PEOPLE, list::counties()));
        let (simulated, ways) = neighbours(&chance, &clock, &town).await?;
        let ways = Ways {
            carrier: named_carrier(&options.neighbours)?.or(ways.carrier),
            ..ways
        };
        let service = ways
            .joined(Service::new(store, Arc::clone(&chance)), &chance)?
            .with_list_sources(watched::sources(&options.watch, &chance)?)
            .with_address(options.address.as_deref().unwrap_or(address));
        let house = Self {
            database,
            folder,
            service: Arc::new(service),
            clock,
            registry: simulated.registry,
            sms: simulated.sms,
            mail: simulated.mail,
            laboratory: simulated.laboratory,
            carrier: simulated.carrier,
            conveyances: simulated.conveyances,
        };
        house.furnish(&town).await?;
        Ok(house)
    }

    /// Brings in what is not there yet.
    async fn furnish(&self, town: &Arc<Town>) -> anyhow::Result<()> {
        let now = self.clock.now();
        // The first of the town declared some days ago, by the rules of that day.
        let before = now.plus_ms(-i64::from(EARLIEST_DAYS + 1) * DAY_MS);
        self.service.publish_builtin(before).await?;
        self.service.ensure_signing_keys(now).await?;
        list::bring(&self.service, &self.folder, now).await?;
        town.settle(&self.service, now).await?;
        self.service.review(now, |_| {}).await?;
        Ok(())
    }
}

/// Where a demonstration lives when nobody says where: each first day has a folder of its own.
fn own_folder(date: Option<Date>) -> String {
    let day = date.map(|date| format!("-{date}")).unwrap_or_default();
    format!("sqlite:healthcode-demo{day}/healthcode.db")
}

/// The simulated neighbours; they end with this.
struct Simulated {
    registry: SimulatedRegistry,
    sms: SimulatedSms,
    mail: SimulatedMail,
    laboratory: SimulatedLaboratory,
    carrier: SimulatedCarrier,
    conveyances: SimulatedConveyances,
}

/// The simulated neighbours and the ways to them, each with a token as a real one would want it.
async fn neighbours(
    chance: &Arc<dyn Chance>,
    clock: &Arc<Clock>,
    town: &Town,
) -> anyhow::Result<(Simulated, Ways)> {
    let token = || {
        Token::parse(&format!(
            "demo_{:016x}{:016x}",
            chance.bits(),
            chance.bits()
        ))
    };
    let (for_registry, for_sms, for_laboratory) = (token()?, token()?, token()?);
    let (for_mail, for_carrier, for_conveyances) = (token()?, token()?, token()?);
    let registry = registry(for_registry.clone()).await?;
    let shown = Arc::clone(clock);
    let mail = SimulatedMail::start(0, Some(for_mail.clone()), move || shown.now())
        .await
        .context("the simulated sender of letters does not start")?;
    let shown = Arc::clone(clock);
    let sms = SimulatedSms::start(0, Some(for_sms.clone()), move || shown.now())
        .await
        .context("the simulated sender of messages does not start")?;
    let now = clock.now();
    let run = now.date().to_string();
    let laboratory =
        SimulatedLaboratory::start(0, Some(for_laboratory.clone()), &run, results(town, now));
    let laboratory = laboratory
        .await
        .context("the simulated laboratories' service does not start")?;
    let shown = Arc::clone(clock);
    let carrier = SimulatedCarrier::start(0, Some(for_carrier.clone()), move || shown.now())
        .await
        .context("the simulated carriers do not start")?;
    for known in carriers::records(now.date()) {
        carrier.know(&known.document, &known.phone, known.life);
    }
    let conveyances = tickets::services(for_conveyances.clone(), clock).await?;
    let way = |address, token| Access {
        token: Some(token),
        ..Access::new(address)
    };
    let ways = Ways {
        registry: way(registry.address(), for_registry),
        sms: way(sms.address(), for_sms),
        recognised: Authorities::system(),
        laboratory: Some(way(laboratory.address(), for_laboratory)),
        carrier: Some(way(carrier.address(), for_carrier)),
        conveyance: Some(way(conveyances.address(), for_conveyances)),
        mail: Some(way(mail.address(), for_mail)),
        texts: service::TextLimits::default(),
    };
    let simulated = Simulated {
        registry,
        sms,
        mail,
        laboratory,
        carrier,
        conveyances,
    };
    Ok((simulated, ways))
}

/// The registry, which knows the ready identities, their families and their documents.
async fn registry(token: Token) -> anyhow::Result<SimulatedRegistry> {
    let people = identities::ready().into_iter();
    let people = people.filter_map(|ready| ready.identity);
    let registry = SimulatedRegistry::start(0, Some(token), people)
        .await
        .context("the simulated registry does not start")?;
    for dependant in identities::family() {
        registry.know_dependant(dependant);
    }
    for known in identities::known() {
        registry.know_born(known.name, &known.document, known.born);
    }
    for (document, former) in identities::renewed() {
        registry.know_renewed(&document, &former);
    }
    Ok(registry)
}

/// What the laboratories report on the first day: of the town, and of the first of the ready identities, for whom it is held
/// until they register.
fn results(town: &Town, now: Instant) -> Vec<Said> {
    let mut results = town.results(now);
    let first = identities::ready().into_iter().next();
    results.extend(first.and_then(|ready| ready.identity).map(|identity| {
        let yesterday = now.date().start().plus_ms(-8 * HOUR_MS);
        let Identity { name, document, .. } = &identity;
        reported(name, document, yesterday, Finding::Negative)
    }));
    results
}
