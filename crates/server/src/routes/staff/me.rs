//! `GET /api/staff/me`: who is signed in, what they may do, and where else they are signed in.

use axum::Json;
use axum::extract::State;
use domain::access::Role;
use domain::staff::Duty;
use domain::time::Instant;
use serde::Serialize;
use service::{MyPasskey, MyStaffSession, Strength, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};
use crate::wire::{Id, PlaceEntry};

/// A member's own account.
#[derive(Serialize, ToSchema)]
pub(crate) struct StaffMeBody {
    name: String,
    login: String,
    office: OfficeEntry,
    duties: Vec<DutyEntry>,
    /// By what they proved who they are on this device; what is signed needs a passkey.
    #[schema(value_type = shapes::Strength)]
    strength: Strength,
    /// Where they are signed in, the oldest first.
    sessions: Vec<StaffSessionEntry>,
    /// Their passkeys, the oldest first.
    passkeys: Vec<PasskeyEntry>,
}

/// An office.
#[derive(Serialize, ToSchema)]
struct OfficeEntry {
    id: Id,
    /// Its official name, in Chinese.
    name: String,
    /// For which division it works.
    division: PlaceEntry,
}

/// A role, held for a division and what lies in it.
#[derive(Serialize, ToSchema)]
struct DutyEntry {
    #[schema(value_type = shapes::StaffRole)]
    role: Role,
    division: PlaceEntry,
}

/// A session of one's own.
#[derive(Serialize, ToSchema)]
struct StaffSessionEntry {
    /// By which it is ended.
    id: Id,
    /// What the device calls itself.
    device: String,
    #[schema(value_type = shapes::Strength)]
    strength: Strength,
    /// When they signed in.
    #[schema(value_type = i64)]
    made_ms: Instant,
    /// When it was last used, to the minute.
    #[schema(value_type = i64)]
    used_ms: Instant,
    /// When it ends at the latest; half an hour without use ends it too.
    #[schema(value_type = i64)]
    ends_ms: Instant,
    /// Whether it is the one that asks.
    this: bool,
}

/// A passkey of one's own.
#[derive(Serialize, ToSchema)]
struct PasskeyEntry {
    /// What the device was called.
    device: String,
    #[schema(value_type = i64)]
    added_ms: Instant,
}

impl From<MyStaffSession> for StaffSessionEntry {
    fn from(session: MyStaffSession) -> Self {
        Self {
            id: Id(session.id),
            device: session.device,
            strength: session.strength,
            made_ms: session.made,
            used_ms: session.used,
            ends_ms: session.ends,
            this: session.this,
        }
    }
}

impl From<MyPasskey> for PasskeyEntry {
    fn from(passkey: MyPasskey) -> Self {
        Self {
            device: passkey.device,
            added_ms: passkey.added,
        }
    }
}

/// The account of the member who is signed in.
#[utoipa::path(get, path = "/api/staff/me", operation_id = "staff_me", tag = "staff",
    responses((status = 200, body = StaffMeBody), Problems))]
pub(crate) async fn me(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
) -> Result<Json<StaffMeBody>, Problem> {
    let me = app.service.staff_me(&session, now).await?;
    let place = |code| PlaceEntry::of_code(code, now.date().year());
    let duty = |duty: &Duty| DutyEntry {
        role: duty.role(),
        division: place(duty.division()),
    };
    Ok(Json(StaffMeBody {
        name: me.name,
        login: me.login,
        office: OfficeEntry {
            id: Id(me.office.id.0),
            division: place(me.office.division),
            name: me.office.name,
        },
        duties: me.duties.iter().map(duty).collect(),
        strength: me.strength,
        sessions: me.sessions.into_iter().map(Into::into).collect(),
        passkeys: me.passkeys.into_iter().map(Into::into).collect(),
    }))
}
