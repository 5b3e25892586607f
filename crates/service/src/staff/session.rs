//! Sessions of staff: they end twelve hours after the sign-in, after half an hour without use, when their holder says
//! so, and when the member leaves.

use domain::ids::StaffId;
use domain::staff::Member;
use domain::time::Instant;
use storage::{SignedInStaff, StaffRow, StaffSessionRow, Strength};
use zeroize::Zeroizing;

use super::guard::of_staff;
use crate::Service;
use crate::chance::{random_id, secret, secret_length};
use crate::error::{Error, Missing};

/// For how long a session lasts at most.
pub const STAFF_SESSION_MS: i64 = 12 * 3_600_000;
/// For how long a session lasts that is not used.
const IDLE_MS: i64 = 30 * 60_000;
/// A use is noted when the last noted one is so old.
const NOTED_MS: i64 = 60_000;
/// By which a session's secret is recognised as one.
const PREFIX: &str = "hct_";
/// The longest name of a device, in characters.
const MAX_DEVICE: usize = 60;

/// The secret of a session of staff. No `Debug`, no `Display`; wiped when dropped, and kept nowhere.
pub struct StaffSecret(Zeroizing<String>);

impl StaffSecret {
    /// The text, for the device and nobody else.
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// A device on which a member has signed in.
pub struct StaffSignedIn {
    /// The secret of its session.
    pub secret: StaffSecret,
}

/// A session that holds.
pub struct StaffSession {
    pub(super) row: StaffRow,
    pub(super) session: StaffSessionRow,
}

impl StaffSession {
    /// Who is signed in.
    pub const fn member(&self) -> &Member {
        &self.row.member
    }

    /// The member as kept, with their passkeys.
    pub const fn row(&self) -> &StaffRow {
        &self.row
    }

    /// By what they proved who they are.
    pub const fn strength(&self) -> Strength {
        self.session.strength
    }
}

impl Service {
    /// The session of a secret.
    #[crate::boxed]
    pub async fn staff_session_of(
        &self,
        secret: &str,
        now: Instant,
    ) -> Result<StaffSession, Error> {
        if !secret.starts_with(PREFIX) || secret.len() != secret_length(PREFIX) {
            return Err(Error::NotSignedIn);
        }
        let hash = self.store.staff_session_hash(secret);
        let (found, alarms) = self.store.staff_session(hash).await?;
        self.raise(&alarms, now).await?;
        let SignedInStaff { row, session } = found
            .filter(|found| lives(&found.session, now))
            .ok_or(Error::NotSignedIn)?;
        if now >= session.used.plus_ms(NOTED_MS) {
            let batch = self.store.use_staff_session(&row, &session, now);
            self.store.write(batch).await?;
        }
        Ok(StaffSession { row, session })
    }

    /// Ends the session itself.
    #[crate::boxed]
    pub async fn sign_out_staff(&self, session: &StaffSession, now: Instant) -> Result<(), Error> {
        self.end_own(session.member().id, session.session.id, now)
            .await
    }

    /// Ends a session of the member who is signed in, on whatever device.
    #[crate::boxed]
    pub async fn end_staff_session(
        &self,
        session: &StaffSession,
        id: i64,
        now: Instant,
    ) -> Result<(), Error> {
        let own = self.living_sessions(&session.row, now).await?;
        if own.iter().all(|other| other.id != id) {
            return Err(Error::Unknown(Missing::StaffSession));
        }
        self.end_own(session.member().id, id, now).await
    }

    async fn end_own(&self, staff: StaffId, session: i64, now: Instant) -> Result<(), Error> {
        let line = self.note(of_staff(staff, "end session"), &session.to_string(), now);
        let batch = self.store.end_staff_session(staff, session, &line);
        Ok(self.store.write(batch).await?)
    }

    /// The sessions of a member that have not ended.
    pub(super) async fn living_sessions(
        &self,
        row: &StaffRow,
        now: Instant,
    ) -> Result<Vec<StaffSessionRow>, Error> {
        let (mut sessions, alarms) = self.store.staff_sessions(row).await?;
        self.raise(&alarms, now).await?;
        sessions.retain(|session| lives(session, now));
        Ok(sessions)
    }

    /// A session that is to be opened, and its secret.
    pub(super) fn new_session(
        &self,
        strength: Strength,
        device: &str,
        now: Instant,
    ) -> (StaffSecret, StaffSessionRow) {
        let secret = StaffSecret(secret(&*self.chance, PREFIX));
        let row = StaffSessionRow {
            id: random_id(&*self.chance),
            hash: self.store.staff_session_hash(secret.text()),
            strength,
            device: device_name(device),
            made: now,
            used: now,
        };
        (secret, row)
    }
}

fn lives(session: &StaffSessionRow, now: Instant) -> bool {
    now < session.made.plus_ms(STAFF_SESSION_MS) && now < session.used.plus_ms(IDLE_MS)
}

/// What a device calls itself, as far as it can be shown.
pub(super) fn device_name(text: &str) -> String {
    let shown = text.trim().chars().filter(|c| !c.is_control());
    shown.take(MAX_DEVICE).collect()
}
