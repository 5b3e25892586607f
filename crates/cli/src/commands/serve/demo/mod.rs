//! A demonstration: a city of invented people behind the same doors, with simulated neighbours that are asked over
//! HTTP like real ones, and a clock of its own.
//!
//! It lives in a folder: database, clock, the list of its first day, the authority of its certificate. A second start
//! goes on where the first one stopped.

mod announce;
mod authority;
mod carriers;
mod channels;
mod checkpoints;
mod events;
mod house;
mod identities;
mod list;
mod own_door;
mod phone_door;
mod staff;
mod story;
mod tickets;

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use domain::time::{Date, Instant};
use gateway::carrier::SimulatedCarrier;
use gateway::conveyance::SimulatedConveyances;
use gateway::laboratory::SimulatedLaboratory;
use gateway::mail::SimulatedMail;
use gateway::registry::SimulatedRegistry;
use gateway::sms::SimulatedSms;
use server::{Demo, DemoCard, DemoCheckpoint, DemoStaff, Opening, Telling};
use service::{Error, Missing, Party, Service};
use simulation::colleagues::{self, Colleague, Staffing};
use tokio::sync::Mutex;

use super::door::Door;
use super::stop::Stop;
use super::{Behind, Serve};
use crate::clock::Clock;
use crate::output::Output;
use house::House;
use phone_door::PhoneDoor;
use story::StoryTeller;

/// How often it is looked whether a new day has come.
const LOOK: Duration = Duration::from_mins(1);
/// How often simulated colleagues look at what they are asked.
const ANSWER: Duration = Duration::from_secs(1);

/// A demonstration that runs. Its neighbours end with it.
struct Running {
    service: Arc<Service>,
    clock: Arc<Clock>,
    card: RwLock<DemoCard>,
    /// The day of the codes of checkpoints and staff; held while it is made another.
    day: Mutex<Date>,
    /// Simulated members of staff; their keys live as long as this.
    colleagues: Vec<Colleague>,
    /// How long they read before they agree.
    reading_ms: i64,
    /// In whose name they sign.
    party: Party,
    /// The sample channels, each with its vendor's server.
    channels: Vec<channels::Channel>,
    /// The story of a morning.
    story: StoryTeller,
    _registry: SimulatedRegistry,
    _sms: SimulatedSms,
    _mail: SimulatedMail,
    _laboratory: SimulatedLaboratory,
    _carrier: SimulatedCarrier,
    _conveyances: SimulatedConveyances,
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
    let today = house.clock.now();
    let checkpoints = checkpoints::waiting(&house.service, today).await?;
    let own = own_door::beside(&door).await?;
    let channels = channels::start(&house, own.at).await?;
    let story = StoryTeller::of(&house.folder, own.at)?;
    let party = house
        .service
        .party(Some(&door.local_name()?), door.secure)?;
    let Staffing {
        colleagues,
        waiting,
    } = colleagues::settle(&house.service, &party, today).await?;
    if let Err(error) = events::bring(&house.service, &colleagues, &party, today).await {
        tracing::warn!(%error, "the demonstration begins without events of cases");
    }
    let card = card(
        &house,
        phones.as_ref(),
        (checkpoints, staff::shown(waiting)),
    );
    announce::say((&at, &party), &card, &house, output);
    let running = Arc::new(Running {
        service: house.service,
        clock: house.clock,
        card: RwLock::new(card),
        day: Mutex::new(today.date()),
        colleagues,
        reading_ms: options.colleagues_read * 1_000,
        party,
        channels,
        story,
        _registry: house.registry,
        _sms: house.sms,
        _mail: house.mail,
        _laboratory: house.laboratory,
        _carrier: house.carrier,
        _conveyances: house.conveyances,
    });
    let renewing = tokio::spawn(Arc::clone(&running).keep_codes_fresh());
    let answering = tokio::spawn(Arc::clone(&running).answer_for_colleagues());
    let behind = Behind {
        service: Arc::clone(&running.service),
        clock: Arc::clone(&running.clock),
        demo: Some(running),
    };
    let doors = [Some(door), phones.map(|phones| phones.door), own.door];
    let doors = doors.into_iter().flatten().collect();
    let served = behind.serve(doors, &options.web, stop).await;
    renewing.abort();
    answering.abort();
    served
}

fn card(
    house: &House,
    phones: Option<&PhoneDoor>,
    (checkpoints, staff): (Vec<DemoCheckpoint>, Vec<DemoStaff>),
) -> DemoCard {
    let ready = identities::ready().into_iter();
    DemoCard {
        inbox_url: format!("{}/", house.sms.address()),
        mail_url: format!("{}/", house.mail.address()),
        identities: ready.map(|ready| ready.shown).collect(),
        checkpoints,
        staff,
        second_phone: channels::SECOND_PHONE.to_owned(),
        secure_url: phones.map(|phones| phones.url.clone()),
        authority_url: phones.map(|phones| format!("{}{}", phones.base, server::AUTHORITY_PATH)),
        authority_pem: phones.map(|phones| phones.authority.clone()),
    }
}

impl Running {
    /// Simulated colleagues read what they are asked for a moment, and agree. One who has left answers nothing.
    async fn answer_for_colleagues(self: Arc<Self>) {
        let mut look = tokio::time::interval(ANSWER);
        loop {
            look.tick().await;
            let now = self.clock.now();
            let read = now.plus_ms(-self.reading_ms);
            for colleague in &self.colleagues {
                let agreed = colleague.agree(&self.service, &self.party, read, now).await;
                if let Err(error) = agreed {
                    tracing::warn!(%error, "a simulated colleague did not answer");
                }
            }
        }
    }

    /// A code to enrol lives for 24 hours: each day has its own.
    async fn keep_codes_fresh(self: Arc<Self>) {
        let mut look = tokio::time::interval(LOOK);
        loop {
            look.tick().await;
            let mut day = self.day.lock().await;
            let today = self.clock.now().date();
            if *day < today
                && let Err(error) = self.renew(&mut day, today).await
            {
                tracing::error!(%error, "the codes of checkpoints and staff stay those of yesterday; it is tried again");
            }
        }
    }

    /// Moves the clock on to an instant, where it has not come so far, and does what a new day brings.
    async fn come_to(&self, instant: Instant) -> Result<(), Error> {
        let mut day = self.day.lock().await;
        let moved = self.clock.reach_instant(instant);
        moved.map_err(|e| Error::Refused(format!("{e:#}")))?;
        let now = self.clock.now();
        if *day < now.date() {
            self.service.review(now, |_| {}).await?;
            self.renew(&mut day, now.date()).await?;
        }
        Ok(())
    }

    async fn renew(&self, day: &mut Date, today: Date) -> Result<(), Error> {
        let now = self.clock.now();
        let checkpoints = checkpoints::waiting(&self.service, now).await?;
        let staff = staff::waiting(&self.service, now).await?;
        let mut card = self.card.write().unwrap_or_else(PoisonError::into_inner);
        card.checkpoints = checkpoints;
        card.staff = staff;
        *day = today;
        Ok(())
    }
}

impl Demo for Running {
    fn card(&self) -> DemoCard {
        self.card
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn open_channel<'a>(&'a self, channel: &'a str, phone: &'a str, city: &'a str) -> Opening<'a> {
        Box::pin(async move {
            let mut channels = self.channels.iter();
            let own = channels.find(|own| own.name == channel);
            let own = own.ok_or(Error::Unknown(Missing::Channel))?;
            let opened = own.vendor.open(phone, city).await;
            let opened = opened.map_err(|e| Error::Refused(format!("the sample vendor: {e}")))?;
            Ok((opened.link, opened.secret))
        })
    }

    fn next_day(&self) -> Pin<Box<dyn Future<Output = Result<Date, Error>> + Send + '_>> {
        Box::pin(async {
            let mut day = self.day.lock().await;
            self.clock
                .advance(1)
                .map_err(|e| Error::Refused(format!("{e:#}")))?;
            let now = self.clock.now();
            self.service.review(now, |_| {}).await?;
            self.renew(&mut day, now.date()).await?;
            Ok(now.date())
        })
    }

    fn story(&self) -> Telling<'_> {
        Box::pin(async { Ok(self.story.so_far()) })
    }

    fn tell(self: Arc<Self>, read: usize) -> Telling<'static> {
        Box::pin(async move { Ok(self.tell_next(read).await) })
    }
}
