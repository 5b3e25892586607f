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
use storage::{Device, PersonFacts};

use crate::Service;
use crate::change::{Draft, Drafted, TRIES, registered};
use crate::code_says::is_evening;
use crate::error::{Error, TooMany};
use crate::explain::Explained;
use crate::hand_out::{Wanted, ends};
use crate::itinerary::{Entering, enter};
use crate::log::{Deed, Hand};
use crate::session::Session;
use crate::shared::Shared;

/// How far the phone's corrected clock may lie from ours.
const CLOCK_MS: i64 = 5 * 60_000;
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

/// Whom and what a credential is for.
struct Holder<'a> {
    device: DeviceId,
    kind: DeviceKind,
    name: &'a PersonName,
    facts: &'a PersonFacts,
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
        self.issue_allowed(person, now).await?;
        self.use_city(session.hand()?, asked.city, now).await?;
        let name = self.name_of(person, now).await?;
        for _try in 0..TRIES {
            let (shared, facts, decisions) = self.current(person, now).await?;
            let Some((holder, kind)) = holder_of(session, device, &facts) else {
                // The device, or the link to the family member, was cut meanwhile.
                return Err(Error::NotSignedIn);
            };
            let decision = of_city(&decisions, asked.city)?;
            let holder = Holder {
                device: holder,
                kind,
                name: &name,
                facts: &facts,
                shared: &shared,
            };
            let today = now.date();
            let ends = ends(decision, &facts, &shared, today, today + DATES)?;
            let Some(mut issued) = self
                .issue_one(&holder, &keys.0, decision, (today, ends), now)
                .await?
            else {
                continue;
            };
            if let Some(key) = keys
                .1
                .as_ref()
                .filter(|_| ends == today.next() && is_evening(now))
            {
                match self.issue_next(&holder, key, asked.city, now).await? {
                    Some(next) => issued.next = Some(Box::new(next)),
                    None => continue,
                }
            }
            return Ok(issued);
        }
        Err(Error::Busy)
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
        let Holder { facts, shared, .. } = *holder;
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
                .explain_one(decision, facts, shared, now.max(day.start()))
                .await?,
            next: None,
        }))
    }

    /// Refuses where a person was given more credentials today than any page asks for.
    pub(crate) async fn issue_allowed(&self, person: PersonId, now: Instant) -> Result<(), Error> {
        let issued = self.store.issued_on(person, now.date()).await?;
        if issued < MAX_A_DAY {
            return Ok(());
        }
        Err(Error::TooMany {
            what: TooMany::CredentialsToday,
            retry_after_s: crate::code::seconds(now.date().end().ms() - now.ms()),
        })
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

fn of_city(decisions: &[Decision], city: DivisionCode) -> Result<&Decision, Error> {
    let own = decisions.iter().find(|d| d.jurisdiction == city);
    own.ok_or(Error::Busy)
}

/// The keys of the codes, where the device's own key has asked for them just now. No two of them are one.
fn code_keys(
    asked: &IssueAsked<'_>,
    device_key: &[u8],
    now: Instant,
) -> Result<(PublicKey, Option<PublicKey>), Error> {
    let key = code_key("code_key", asked.code_key)?;
    let next = asked.next_key.map(|next| code_key("next_key", next));
    let next = next.transpose()?;
    let apart_ms = asked.instant.ms().saturating_sub(now.ms());
    if !(-CLOCK_MS..=CLOCK_MS).contains(&apart_ms) {
        return Err(Error::field(
            "instant_ms",
            "与服务器时间相差超过五分钟，请重新取得时间后再试",
            "lies more than five minutes from now; ask for the time and sign again",
        ));
    }
    if next.as_ref() == Some(&key) {
        return Err(Error::field(
            "next_key",
            "每个健康码须使用新的密钥，请重新打开页面",
            "is the same as code_key; make a new key for each code",
        ));
    }
    let enrolled = PublicKey::from_raw(device_key).map_err(|_| Error::NotSignedIn)?;
    let own = enrolled == key || next.as_ref() == Some(&enrolled);
    if own || !enrolled.verify(asked.text().as_bytes(), asked.signature) {
        return Err(Error::field(
            "signature",
            "不是本设备的签名，请在本设备上重新登录",
            "is not that of this device; sign in on this device again",
        ));
    }
    Ok((key, next))
}

fn code_key(field: &str, raw: &[u8]) -> Result<PublicKey, Error> {
    PublicKey::from_raw(raw).map_err(|_| {
        Error::field(
            field,
            "不是65字节的P-256公钥，请重新打开页面",
            "is no P-256 public key of 65 bytes; load the page again",
        )
    })
}
