//! Issuing a credential: the decision of this moment, signed for one key of one device.
//!
//! The device asks with its enrolment key, which cannot be copied out of it, so that a stolen cookie alone gets no
//! code. The decision is made again from facts whose MACs hold; what is stored is never the source. A holder who
//! gets their own code leaves no line in the log: nobody looked at them.
//!
//! Where the state ends at midnight and what follows is decided already, tomorrow's credential comes in the evening with
//! today's: who is released that midnight shows green in the morning, whether the service is there or not.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credential::{Bearer, DeviceKind, PublicKey, ShownName};
use domain::identity::PersonName;
use domain::ids::{DeviceId, PersonId};
use domain::place::{DivisionCode, city};
use domain::rating::Decision;
use domain::record::Use;
use domain::state::State;
use domain::time::{Date, Instant};
use storage::{AppealRow, Device, Issuing, PersonFacts};

use crate::Service;
use crate::change::{Draft, Drafted, TRIES, registered};
use crate::code_keys::code_keys;
use crate::code_says::is_evening;
use crate::error::{Error, TooMany};
use crate::explain::Explained;
use crate::hand_out::{Wanted, ends};
use crate::itinerary::{Entering, enter};
use crate::log::{Deed, Hand};
use crate::session::Session;
use crate::shared::Shared;

/// The most credentials that a person gets on a day.
const MAX_A_DAY: usize = 200;
/// The most cities that a person uses.
const MAX_CITIES: usize = 20;
/// For how many dates a credential is good: that of its rating, and the next (P).
const DATES: i32 = 2;

/// What a device asks for.
pub struct IssueAsked<'a> {
    /// The city whose decision it is to carry.
    pub city: DivisionCode,
    /// The public key to which it is bound, made for it: an uncompressed point of P-256, 65 bytes.
    pub code_key: &'a [u8],
    /// A second one, for tomorrow's credential, where the device can take one.
    pub next_key: Option<&'a [u8]>,
    /// When the device asked.
    pub instant: Instant,
    /// ES256 (r and s, 64 bytes) by the enrolment key over [`IssueAsked::text`].
    pub signature: &'a [u8],
}

impl IssueAsked<'_> {
    /// What the device signs: a line each for what it asks, the city, the key and the instant, and one for the second
    /// key where it sends one.
    pub fn text(&self) -> String {
        let key = URL_SAFE_NO_PAD.encode(self.code_key);
        let next = self.next_key.map(|key| URL_SAFE_NO_PAD.encode(key));
        let next = next.map(|key| format!("\n{key}")).unwrap_or_default();
        let (city, ms) = (self.city, self.instant.ms());
        format!("healthcode issue\n{city}\n{key}\n{ms}{next}")
    }
}

/// A credential that was issued.
#[derive(Debug)]
pub struct Issued {
    /// Its bytes: a `COSE_Sign1`.
    pub credential: Vec<u8>,
    /// The state that it claims.
    pub state: State,
    /// The first instant at which it is good.
    pub begins: Instant,
    /// The first instant at which it is no longer good.
    pub expires: Instant,
    /// Its decision in words.
    pub explained: Explained,
    /// Tomorrow's, in the evening before a midnight at which the state changes.
    pub next: Option<Box<Issued>>,
}

/// Who asks, and for what: it stays the same however often the person is read again.
struct Asking<'a> {
    session: &'a Session,
    device: &'a Device,
    name: PersonName,
    city: DivisionCode,
    keys: (PublicKey, Option<PublicKey>),
}

/// Whom and what a credential is for.
struct Holder<'a> {
    device: DeviceId,
    kind: DeviceKind,
    name: &'a PersonName,
    facts: &'a PersonFacts,
    appeals: &'a [AppealRow],
    shared: &'a Shared,
}

impl Service {
    /// Issues a credential to the device of a session. A city that was not used before is used from today on, with
    /// what was declared for others.
    #[crate::boxed]
    pub async fn issue(
        &self,
        session: &Session,
        asked: &IssueAsked<'_>,
        now: Instant,
    ) -> Result<Issued, Error> {
        let person = session.person()?;
        let device = session.device.as_ref().ok_or(Error::NotSignedIn)?;
        let keys = code_keys(asked, &device.key, now)?;
        let mut read = self.read_to_issue(person, now).await?;
        allowed(read.issued, now)?;
        if city(asked.city).is_none() || !is_rated(&read, asked.city) {
            self.use_city(session.hand()?, asked.city, now).await?;
            read = self.read_to_issue(person, now).await?;
        }
        let name = read.name.as_deref();
        let name = name.and_then(|name| PersonName::parse(name).ok());
        let asking = Asking {
            session,
            device,
            name: name.ok_or(Error::Damaged)?,
            city: asked.city,
            keys,
        };
        for _try in 0..TRIES {
            if let Some(issued) = self.issue_as_read(read, &asking, now).await? {
                return Ok(issued);
            }
            read = self.read_to_issue(person, now).await?;
        }
        Err(Error::Busy)
    }

    /// What a code of a person is issued from, of one moment; what does not hold about them is raised.
    async fn read_to_issue(&self, person: PersonId, now: Instant) -> Result<Issuing, Error> {
        let read = self.store.issuing(person, now.date()).await?;
        self.raise(&read.alarms, now).await?;
        Ok(read)
    }

    /// A credential from what was read, and tomorrow's with it where it is time; nothing where something was written since,
    /// so that the person is read again.
    async fn issue_as_read(
        &self,
        read: Issuing,
        asking: &Asking<'_>,
        now: Instant,
    ) -> Result<Option<Issued>, Error> {
        let shared = self.shared_at(read.generation, now).await?;
        let facts = self.prove_person(read.facts, now).await?;
        let Some(decisions) = self.current_of(&facts, &shared, now).await? else {
            return Ok(None);
        };
        let held = holder_of(asking.session, asking.device, &facts);
        // Else the device, or the link to the family member, was cut meanwhile.
        let (device, kind) = held.ok_or(Error::NotSignedIn)?;
        let decision = of_city(&decisions, asking.city)?;
        let holder = Holder {
            device,
            kind,
            name: &asking.name,
            facts: &facts,
            appeals: &read.appeals,
            shared: &shared,
        };
        let today = now.date();
        let ends = ends(decision, &facts, &shared, today, today + DATES)?;
        let (key, next_key) = &asking.keys;
        let issued = self.issue_one(&holder, key, decision, (today, ends), now);
        let Some(mut issued) = issued.await? else {
            return Ok(None);
        };
        let next_key = next_key.as_ref();
        if let Some(key) = next_key.filter(|_| ends == today.next() && is_evening(now)) {
            let Some(next) = self.issue_next(&holder, key, asking.city, now).await? else {
                return Ok(None);
            };
            issued.next = Some(Box::new(next));
        }
        Ok(Some(issued))
    }

    /// Tomorrow's credential, with the decision that follows from the facts of today. It ends with today's would-be
    /// successor, at the end of tomorrow: what was decided a day ahead is good for that day alone.
    async fn issue_next(
        &self,
        holder: &Holder<'_>,
        key: &PublicKey,
        city: DivisionCode,
        now: Instant,
    ) -> Result<Option<Issued>, Error> {
        let tomorrow = now.date().next();
        let midnight = tomorrow.start();
        let facts = holder.facts;
        let decided = self.decide(facts, &facts.record, holder.shared, midnight)?;
        let decision = of_city(&decided.decisions, city)?;
        let dates = (tomorrow, tomorrow.next());
        self.issue_one(holder, key, decision, dates, now).await
    }

    /// One credential, made for `day` and good until `ends`.
    async fn issue_one(
        &self,
        holder: &Holder<'_>,
        key: &PublicKey,
        decision: &Decision,
        (day, ends): (Date, Date),
        now: Instant,
    ) -> Result<Option<Issued>, Error> {
        let Holder {
            facts,
            appeals,
            shared,
            ..
        } = *holder;
        let wanted = Wanted {
            decision,
            day,
            ends,
            bearer: Bearer::Device {
                kind: holder.kind,
                key: key.clone(),
                name: ShownName::fragment(holder.name),
            },
            holder: holder.device,
        };
        let Some(credential) = self.hand_out(facts, wanted, shared, now).await? else {
            return Ok(None);
        };
        let validity = credential.unverified().validity;
        Ok(Some(Issued {
            credential: credential.bytes().to_vec(),
            state: decision.state,
            begins: validity.begins().start(),
            expires: validity.expires().start(),
            explained: self
                .explain_beside(decision, (facts, appeals), shared, now.max(day.start()))
                .await?,
            next: None,
        }))
    }

    /// Refuses where a person was given more credentials today than any page asks for.
    pub(crate) async fn issue_allowed(&self, person: PersonId, now: Instant) -> Result<(), Error> {
        allowed(self.store.issued_on(person, now.date()).await?, now)
    }

    /// The city is among those that the person uses, from today where it was not.
    pub(crate) async fn use_city(
        &self,
        by: impl Into<Hand>,
        wanted: DivisionCode,
        now: Instant,
    ) -> Result<(), Error> {
        let by = by.into();
        self.use_city_by(by.person, wanted, by.deed("use city"), now)
            .await
    }

    /// The same, by whoever does it for the person.
    pub(crate) async fn use_city_by(
        &self,
        person: PersonId,
        wanted: DivisionCode,
        deed: Deed,
        now: Instant,
    ) -> Result<(), Error> {
        if city(wanted).is_none() {
            let (zh, en) = (
                "不是可以选择的城市，请搜索后选择",
                "is not a city that can be picked; search for the city and pick it",
            );
            return Err(Error::field("city", zh, en));
        }
        let rating = self.store.rating_of(person).await?;
        let rated = rating.is_some_and(|r| r.decisions.iter().any(|d| d.jurisdiction == wanted));
        if rated {
            return Ok(());
        }
        let checks = self.checks_of(person, now).await?;
        let entering = Entering {
            city: wanted,
            declaration: None,
            checks: &checks,
        };
        let add = |facts: &PersonFacts, shared: &Shared, draft: &mut Draft| {
            registered(facts)?;
            let uses = &facts.record.uses;
            if uses.iter().any(|u| u.jurisdiction == wanted) {
                return Ok(Drafted::Leave(()));
            }
            if uses.len() >= MAX_CITIES {
                let (zh, en) = (
                    "已使用二十个城市，请出示其中一个城市的健康码",
                    "twenty cities are in use; show the code of one of them",
                );
                return Err(Error::field("city", zh, en));
            }
            draft.use_jurisdiction(Use {
                jurisdiction: wanted,
                since: now.date(),
            });
            enter(draft, shared, &entering, now)?;
            Ok(Drafted::Write(()))
        };
        self.change(person, deed, now, add).await?;
        Ok(())
    }
}

/// Under which number a session holds what is issued, and of which kind that is: a device of the person's own, or the link of who
/// holds them. Nothing where it was cut.
fn holder_of(
    session: &Session,
    device: &Device,
    facts: &PersonFacts,
) -> Option<(DeviceId, DeviceKind)> {
    if let Some(acting) = session.acting {
        acting.link_among(facts)?;
        return Some((acting.holder(), DeviceKind::Member));
    }
    let own = facts.devices.iter().find(|own| own.id == device.id)?;
    Some((own.id, DeviceKind::Person))
}

/// Whether a person who was given so many today may be given one more.
fn allowed(issued: usize, now: Instant) -> Result<(), Error> {
    if issued < MAX_A_DAY {
        return Ok(());
    }
    Err(Error::TooMany {
        what: TooMany::CredentialsToday,
        retry_after_s: crate::code::seconds(now.date().end().ms() - now.ms()),
    })
}

/// Whether a city is among those for which the person is rated: they use it already.
fn is_rated(read: &Issuing, city: DivisionCode) -> bool {
    let facts = read.facts.as_ref();
    let rating = facts.and_then(|facts| facts.rating.as_ref());
    rating.is_some_and(|r| r.decisions.iter().any(|d| d.jurisdiction == city))
}

fn of_city(decisions: &[Decision], city: DivisionCode) -> Result<&Decision, Error> {
    let own = decisions.iter().find(|d| d.jurisdiction == city);
    own.ok_or(Error::Busy)
}
