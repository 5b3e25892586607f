//! Codes that the server presents, for a device whose runtime cannot sign (kind `channel`). The key lies sealed with the
//! device and goes with it; the credential is noted like any other, so that it is taken back like any other. A gate
//! judges the kind by hand where it asks for an answer, because no server answers a challenge that it does not see.

use credential::{Bearer, Credential, DeviceKind, KeyPair, ShownName, present};
use domain::ids::DeviceId;
use domain::place::DivisionCode;
use domain::rating::Decision;
use domain::state::State;
use domain::time::{Date, Instant};
use storage::{ChannelCode, PersonFacts};
use zeroize::Zeroizing;

use super::ChannelRefusal;
use super::vouch::serves;
use crate::Service;
use crate::change::TRIES;
use crate::error::Error;
use crate::explain::Explained;
use crate::hand_out::{Wanted, ends};
use crate::session::Session;
use crate::shared::Shared;

/// After how many seconds the next presentation is asked for.
pub const PRESENT_S: u32 = 30;
/// For how many dates a credential is good: that of its rating, and the next (P).
const DATES: i32 = 2;

/// A presentation, as it is drawn.
pub struct Presented {
    /// The text of the QR code.
    pub text: Zeroizing<String>,
    /// The state that it claims.
    pub state: State,
    /// When it was made; a gate takes it for 45 seconds.
    pub made: Instant,
    /// Its decision in words.
    pub explained: Explained,
}

/// For whom and what a code is presented.
struct Wish<'a> {
    device: DeviceId,
    decision: &'a Decision,
    facts: &'a PersonFacts,
    shared: &'a Shared,
    ends: Date,
}

impl Service {
    /// A presentation of a city's code for the device of a session, made now.
    #[crate::boxed]
    pub async fn present_for(
        &self,
        session: &Session,
        city: DivisionCode,
        now: Instant,
    ) -> Result<Presented, Error> {
        let person = session.person()?;
        let device = session.device.as_ref().ok_or(Error::NotSignedIn)?;
        let channel = session.channel.as_ref();
        let channel = channel.filter(|_| device.key.is_empty());
        serves(channel.ok_or(ChannelRefusal::SignsItself)?, city)?;
        self.use_city(person, city, now).await?;
        for _try in 0..TRIES {
            let (shared, facts, decisions) = self.current(person, now).await?;
            if facts.devices.iter().all(|own| own.id != device.id) {
                return Err(Error::NotSignedIn);
            }
            let decision = decisions.iter().find(|d| d.jurisdiction == city);
            let decision = decision.ok_or(Error::Busy)?;
            let today = now.date();
            let wish = Wish {
                device: device.id,
                decision,
                facts: &facts,
                shared: &shared,
                ends: ends(decision, &facts, &shared, today, today + DATES)?,
            };
            let Some((credential, key)) = self.channel_credential(&wish, now).await? else {
                continue;
            };
            let text = present(&credential, &key, now, None);
            return Ok(Presented {
                text: Zeroizing::new(text.map_err(|e| Error::Signing(e.to_string()))?),
                state: decision.state,
                made: now,
                explained: self.explain_one(decision, &facts, &shared, now).await?,
            });
        }
        Err(Error::Busy)
    }

    /// The credential that is presented, with its key: the one at hand where it still says what is true, else a new one.
    /// `None` where the person has changed since they were read.
    async fn channel_credential(
        &self,
        wish: &Wish<'_>,
        now: Instant,
    ) -> Result<Option<(Credential, KeyPair)>, Error> {
        let (person, city) = (wish.facts.id, wish.decision.jurisdiction);
        let (kept, alarms) = self.store.channel_code(person, wish.device, city).await?;
        self.raise(&alarms, now).await?;
        if let Some(kept) = kept.and_then(|kept| at_hand(wish, &kept, now)) {
            return Ok(Some(kept));
        }
        self.issue_allowed(person, now).await?;
        let failed = |error: credential::KeyError| Error::Signing(error.to_string());
        let key = KeyPair::generate().map_err(failed)?;
        let wanted = Wanted {
            decision: wish.decision,
            day: now.date(),
            ends: wish.ends,
            bearer: Bearer::Device {
                kind: DeviceKind::Channel,
                key: key.public().clone(),
                name: ShownName::fragment(&self.name_of(person, now).await?),
            },
            holder: wish.device,
        };
        let handed = self.hand_out(wish.facts, wanted, wish.shared, now).await?;
        let Some(credential) = handed else {
            return Ok(None);
        };
        let code = ChannelCode {
            device: wish.device,
            city,
            credential: credential.bytes().to_vec(),
            private: key.to_pkcs8().map_err(failed)?,
            ends: wish.ends,
        };
        self.store
            .write(self.store.put_channel_code(person, &code))
            .await?;
        Ok(Some((credential, key)))
    }
}

/// The code at hand, where it was made today and says what the decision says, no longer than it may.
fn at_hand(wish: &Wish<'_>, kept: &ChannelCode, now: Instant) -> Option<(Credential, KeyPair)> {
    let credential = Credential::parse(&kept.credential).ok()?;
    let claims = credential.unverified();
    let decision = wish.decision;
    let holds = claims.day == now.date()
        && claims.state == decision.state
        && claims.pop_up != decision.pop_ups.is_empty()
        && kept.ends <= wish.ends;
    holds.then_some(())?;
    let key = KeyPair::from_pkcs8(&kept.private).ok()?;
    Some((credential, key))
}
