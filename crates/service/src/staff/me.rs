//! What a member of staff sees of their own account.

use domain::staff::{Duty, Office};
use domain::time::Instant;
use storage::Strength;

use super::StaffSession;
use super::session::STAFF_SESSION_MS;
use crate::Service;
use crate::error::Error;

/// A member's own account.
pub struct StaffMe {
    /// The name.
    pub name: String,
    /// The login.
    pub login: String,
    /// Where they work.
    pub office: Office,
    /// What they may do, and where.
    pub duties: Vec<Duty>,
    /// By what they proved who they are on this device.
    pub strength: Strength,
    /// Where they are signed in.
    pub sessions: Vec<MyStaffSession>,
    /// Their passkeys.
    pub passkeys: Vec<MyPasskey>,
}

/// A session of one's own.
pub struct MyStaffSession {
    /// By which it is ended.
    pub id: i64,
    /// What the device calls itself.
    pub device: String,
    /// By what they signed in there.
    pub strength: Strength,
    /// When they signed in.
    pub made: Instant,
    /// When it was last used, to the minute.
    pub used: Instant,
    /// When it ends at the latest.
    pub ends: Instant,
    /// Whether it is the one that asks.
    pub this: bool,
}

/// A passkey of one's own.
pub struct MyPasskey {
    /// What the device was called.
    pub device: String,
    /// When it was added.
    pub added: Instant,
}

impl Service {
    /// The account of the member who is signed in.
    #[crate::boxed]
    pub async fn staff_me(&self, session: &StaffSession, now: Instant) -> Result<StaffMe, Error> {
        let row = &session.row;
        let sessions = self.living_sessions(row, now).await?;
        let sessions = sessions.into_iter().map(|other| MyStaffSession {
            id: other.id,
            strength: other.strength,
            made: other.made,
            used: other.used,
            ends: other.made.plus_ms(STAFF_SESSION_MS),
            this: other.id == session.session.id,
            device: other.device,
        });
        let passkeys = row.passkeys.iter().map(|passkey| MyPasskey {
            device: passkey.device.clone(),
            added: passkey.added,
        });
        Ok(StaffMe {
            name: row.name.as_str().to_owned(),
            login: row.login.as_str().to_owned(),
            office: row.member.office.clone(),
            duties: row.member.duties.clone(),
            strength: session.session.strength,
            sessions: sessions.collect(),
            passkeys: passkeys.collect(),
        })
    }
}
