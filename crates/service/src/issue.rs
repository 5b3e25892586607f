//! Issuing a credential: the decision of this moment, signed for one key of one device.
//!
//! The device asks with its enrolment key, which cannot be copied out of it, so that a stolen cookie alone gets no
//! code. The decision is made again from facts whose MACs hold; what is stored is never the source. A holder who
//! gets their own code leaves no line in the log: nobody looked at them.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credential::{
    Bearer, Claims, Credential, DeviceKind, PublicKey, ShownName, StatusRef, Validity,
};
use domain::facts::assemble;
use domain::identity::PersonName;
use domain::ids::{DeviceId, PersonId};
use domain::place::{DivisionCode, city};
use domain::rating::{Decision, state_until};
use domain::record::Use;
use domain::state::State;
use domain::time::{Date, Instant};
use storage::{Field, IssuedCredential, PersonFacts, WriteError};

use crate::Service;
use crate::change::{Draft, Drafted, registered};
use crate::error::{Error, TooMany};
use crate::explain::{Explained, explain};
use crate::me::word;
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
    /// When the device asked.
    pub instant: Instant,
    /// ES256 (r and s, 64 bytes) by the enrolment key over [`IssueAsked::text`].
    pub signature: &'a [u8],
}

impl IssueAsked<'_> {
    /// What the device signs.
    pub fn text(&self) -> String {
        let key = URL_SAFE_NO_PAD.encode(self.code_key);
        let (city, ms) = (self.city, self.instant.ms());
        format!("healthcode issue\n{city}\n{key}\n{ms}")
    }
}

/// A credential that was issued.
#[derive(Debug)]
pub struct Issued {
    /// Its bytes: a `COSE_Sign1`.
    pub credential: Vec<u8>,
    /// The state that it claims.
    pub state: State,
    /// The first instant at which it is no longer good.
    pub expires: Instant,
    /// Its decision in words.
    pub explained: Explained,
}

impl Service {
    /// Issues a credential to the device of a session. A city that was not used before is used from today on, with
    /// what was declared for others.
    pub async fn issue(
        &self,
        session: &Session,
        asked: &IssueAsked<'_>,
        now: Instant,
    ) -> Result<Issued, Error> {
        let person = session.person()?;
        let device = session.device.as_ref().ok_or(Error::NotSignedIn)?;
        let code_key = code_key(asked, &device.key, now)?;
        self.issue_allowed(person, now).await?;
        let (shared, facts, decisions) = self.current_in(person, asked.city, now).await?;
        let decision = decisions
            .iter()
            .find(|d| d.jurisdiction == asked.city)
            .ok_or(Error::Busy)?;
        let ends = ends(decision, &facts, &shared, now.date())?;
        let bearer = Bearer::Device {
            kind: DeviceKind::Person,
            key: code_key,
            name: self.name_fragment(person, now).await?,
        };
        let list = ends - 1;
        let index = self.next_place(list).await?;
        let claims = Claims {
            issuer: asked.city,
            day: now.date(),
            validity: Validity::new(now, now.date(), ends).ok_or(Error::Busy)?,
            status: self.status_ref(list, index)?,
            state: decision.state,
            pop_up: !decision.pop_ups.is_empty(),
            bearer,
            demo: self.is_demo(),
        };
        let key = shared.keys().signing(asked.city, now).ok_or_else(no_key)?;
        let credential =
            Credential::sign(&claims, key).map_err(|e| Error::Signing(e.to_string()))?;
        self.note_issued(person, device.id, &claims, list, now)
            .await?;
        Ok(Issued {
            credential: credential.bytes().to_vec(),
            state: decision.state,
            expires: claims.validity.expires().start(),
            explained: explain(decision, &facts, &shared, now)?,
        })
    }

    async fn issue_allowed(&self, person: PersonId, now: Instant) -> Result<(), Error> {
        let issued = self.store.issued_to(person).await?;
        let today = issued.iter().filter(|i| i.issued.date() == now.date());
        if today.count() < MAX_A_DAY {
            return Ok(());
        }
        Err(Error::TooMany {
            what: TooMany::CredentialsToday,
            retry_after_s: crate::code::seconds(now.date().end().ms() - now.ms()),
        })
    }

    /// What is known of the person and decided by now, for a city too that was not used before: it is from today on.
    async fn current_in(
        &self,
        person: PersonId,
        wanted: DivisionCode,
        now: Instant,
    ) -> Result<(Arc<Shared>, PersonFacts, Vec<Decision>), Error> {
        if city(wanted).is_none() {
            let (zh, en) = (
                "不是可以选择的城市，请搜索后选择",
                "is not a city that can be picked; search for the city and pick it",
            );
            return Err(Error::field("city", zh, en));
        }
        let current = self.current(person, now).await?;
        if current.2.iter().any(|d| d.jurisdiction == wanted) {
            return Ok(current);
        }
        self.use_city(person, wanted, now).await?;
        self.current(person, now).await
    }

    /// The city is among those that the person uses, from today where it was not.
    async fn use_city(
        &self,
        person: PersonId,
        wanted: DivisionCode,
        now: Instant,
    ) -> Result<(), Error> {
        let add = |facts: &PersonFacts, _: &_, draft: &mut Draft| {
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
            Ok(Drafted::Write(()))
        };
        self.change(person, "use city", now, add).await?;
        Ok(())
    }

    async fn name_fragment(&self, person: PersonId, now: Instant) -> Result<ShownName, Error> {
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let name = word(&words, Field::Name).and_then(|name| PersonName::parse(name).ok());
        Ok(ShownName::fragment(&name.ok_or(Error::Damaged)?))
    }

    fn status_ref(&self, list: Date, index: u32) -> Result<StatusRef, Error> {
        let address = format!("{}/s/{list}", self.address);
        StatusRef::new(&address, index).map_err(|e| Error::Signing(e.to_string()))
    }

    /// Notes what is handed out, before it is: where nothing is known of a code, no gate takes it.
    async fn note_issued(
        &self,
        person: PersonId,
        device: DeviceId,
        claims: &Claims,
        list: Date,
        now: Instant,
    ) -> Result<(), Error> {
        let issued = IssuedCredential {
            list,
            index: claims.status.index(),
            jurisdiction: claims.issuer,
            device,
            state: claims.state,
            issued: now,
        };
        match self.store.write(self.store.issue(person, &issued)).await {
            Ok(()) => Ok(()),
            // The device was cut meanwhile.
            Err(WriteError::Conflict) => Err(Error::NotSignedIn),
            Err(error) => Err(error.into()),
        }
    }
}

/// The key of the code, where the device's own key has asked for it just now.
fn code_key(asked: &IssueAsked<'_>, device_key: &[u8], now: Instant) -> Result<PublicKey, Error> {
    let key = PublicKey::from_raw(asked.code_key).map_err(|_| {
        let (zh, en) = (
            "不是65字节的P-256公钥，请重新打开页面",
            "is no P-256 public key of 65 bytes; load the page again",
        );
        Error::field("code_key", zh, en)
    })?;
    let apart_ms = asked.instant.ms().saturating_sub(now.ms());
    if !(-CLOCK_MS..=CLOCK_MS).contains(&apart_ms) {
        let (zh, en) = (
            "与服务器时间相差超过五分钟，请重新取得时间后再试",
            "lies more than five minutes from now; ask for the time and sign again",
        );
        return Err(Error::field("instant_ms", zh, en));
    }
    let enrolled = PublicKey::from_raw(device_key).map_err(|_| Error::NotSignedIn)?;
    if enrolled == key || !enrolled.verify(asked.text().as_bytes(), asked.signature) {
        let (zh, en) = (
            "不是本设备的签名，请在本设备上重新登录",
            "is not that of this device; sign in on this device again",
        );
        return Err(Error::field("signature", zh, en));
    }
    Ok(key)
}

/// The first date on which the credential is no longer good: the day after tomorrow, or the first on which with no
/// new fact the state could be another.
fn ends(
    decision: &Decision,
    facts: &PersonFacts,
    shared: &Shared,
    today: Date,
) -> Result<Date, Error> {
    let policy = shared.policy(decision.jurisdiction, today)?;
    let assembled = assemble(&facts.record, shared.history(), &policy, today);
    let by_facts = state_until(&policy, &assembled, today);
    let by_policy = shared.next_version(decision.jurisdiction, today);
    let last = today + DATES;
    Ok(by_facts.into_iter().chain(by_policy).fold(last, Date::min))
}

fn no_key() -> Error {
    Error::Signing("the city has no key for this hour".to_owned())
}
