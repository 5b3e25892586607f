//! A demonstration: a city of invented people behind the same doors, with simulated neighbours that are asked over
//! HTTP like real ones, and a clock of its own.
//!
//! It lives in a folder: database, clock, the list of its first day, the authority of its certificate. A second start
//! goes on where the first one stopped.

mod announce;
mod authority;
mod checkpoints;
mod house;
mod identities;
mod list;
mod phone_door;

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, PoisonError, RwLock};

use domain::time::Date;
use gateway::registry::SimulatedRegistry;
use gateway::sms::SimulatedSms;
use server::{Demo, DemoCard};
use service::{Error, Service};
use tokio::sync::Mutex;

use super::door::Door;
use super::stop::Stop;
use super::{Behind, Serve};
use crate::clock::Clock;
use crate::output::Output;
use house::House;

/// A demonstration that runs. Its neighbours end with it.
struct Running {
    service: Arc<Service>,
    clock: Arc<Clock>,
    card: RwLock<DemoCard>,
    moving: Mutex<()>,
    _registry: SimulatedRegistry,
    _sms: SimulatedSms,
}

pub(super) async fn serve(
    database: Option<&str>,
    options: &Serve,
    output: &Output,
    stop: Stop,
) -> anyhow::Result<()> {
    let door = Door::of(options).await?;
    let at = door.address()?;
    let house = House::open(database, options, &at, output).await?;
    let phones = phone_door::open(options, &house, output).await?;
    let card = DemoCard {
        inbox_url: format!("{}/", house.sms.address()),
        identities: identities::ready()
            .into_iter()
            .map(|ready| ready.shown)
            .collect(),
        checkpoints: checkpoints::add(&house.service, house.clock.now()).await?,
        secure_url: phones.as_ref().map(|phones| phones.url.clone()),
        authority_url: phones
            .as_ref()
            .map(|phones| format!("{}{}", phones.base, server::AUTHORITY_PATH)),
        authority_pem: phones.as_ref().map(|phones| phones.authority.clone()),
    };
    announce::say(&at, &card, &house, output);
    let House {
        service,
        clock,
        registry,
        sms,
        ..
    } = house;
    let behind = Behind {
        service: Arc::clone(&service),
        clock: Arc::clone(&clock),
        demo: Some(Arc::new(Running {
            service,
            clock,
            card: RwLock::new(card),
            moving: Mutex::default(),
            _registry: registry,
            _sms: sms,
        })),
    };
    let doors = std::iter::once(door).chain(phones.map(|phones| phones.door));
    behind.serve(doors.collect(), &options.web, stop).await
}

impl Demo for Running {
    fn card(&self) -> DemoCard {
        self.card
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn next_day(&self) -> Pin<Box<dyn Future<Output = Result<Date, Error>> + Send + '_>> {
        Box::pin(async {
            let _alone = self.moving.lock().await;
            self.clock
                .advance(1)
                .map_err(|e| Error::Refused(format!("{e:#}")))?;
            let now = self.clock.now();
            self.service.review(now, |_| {}).await?;
            // A code to enrol lives for a day.
            let checkpoints = checkpoints::add(&self.service, now).await?;
            self.card
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .checkpoints = checkpoints;
            Ok(now.date())
        })
    }
}
