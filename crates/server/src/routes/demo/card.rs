//! `GET /api/demo`: ready identities, the inbox of the simulated phones, codes for checkpoints and staff.

use axum::Json;
use axum::extract::State;
use domain::policy::Text;
use domain::staff::Duty;
use domain::time::{Date, Instant};
use domain::verdict::Scene;
use serde::Serialize;
use service::shapes;
use utoipa::ToSchema;

use super::demo;
use crate::App;
use crate::demo::{DemoCard, DemoCheckpoint, DemoIdentity, DemoStaff};
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// What the demonstration offers.
#[derive(Serialize, ToSchema)]
pub(crate) struct DemoBody {
    /// The demonstration's time.
    #[schema(value_type = i64)]
    now_ms: Instant,
    /// Its date.
    #[schema(value_type = shapes::Date)]
    today: Date,
    /// Where the messages of the simulated phones are read.
    inbox_url: String,
    /// Where the letters to the simulated mailboxes are read.
    mail_url: String,
    /// People to be.
    identities: Vec<IdentityEntry>,
    /// Checkpoints to enrol.
    checkpoints: Vec<CheckpointEntry>,
    /// Members of staff to be.
    staff: Vec<StaffEntry>,
    /// A second number of the first of them, for another front end.
    second_phone: String,
    /// Where a real phone on the local network finds the pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    secure_url: Option<String>,
    /// Where the certificate of the demonstration's authority is fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    authority_url: Option<String>,
}

/// Somebody who does not exist, and whom the simulated registry knows.
#[derive(Serialize, ToSchema)]
struct IdentityEntry {
    name: String,
    /// The word of its kind.
    document_kind: String,
    document_number: String,
    /// Absent of who has none of the mainland.
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    /// Absent of who needs none.
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    /// Absent where the number says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<shapes::Date>)]
    birth_date: Option<Date>,
    /// A number that came in the place of this one, where there is one to try.
    #[serde(skip_serializing_if = "Option::is_none")]
    renewed_number: Option<String>,
    /// What to try with them.
    #[schema(value_type = shapes::Text)]
    note: Text,
}

/// A checkpoint that waits for its device.
#[derive(Serialize, ToSchema)]
struct CheckpointEntry {
    #[schema(value_type = shapes::Scene)]
    scene: Scene,
    name: String,
    /// The code that enrols a device, once.
    code: String,
}

/// A member of staff who waits for a visitor.
#[derive(Serialize, ToSchema)]
struct StaffEntry {
    name: String,
    login: String,
    /// The name of the office.
    office: String,
    /// What they may do: `epidemiologist@330100`.
    duties: Vec<String>,
    /// The code that brings the account into use, once; absent where somebody did.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
}

impl DemoBody {
    fn of(card: DemoCard, now: Instant) -> Self {
        let identity = |identity: DemoIdentity| IdentityEntry {
            name: identity.name,
            document_kind: identity.document_kind.word().to_owned(),
            document_number: identity.document_number,
            phone: identity.phone,
            email: identity.email,
            birth_date: identity.birth_date,
            renewed_number: identity.renewed_number,
            note: identity.note,
        };
        let checkpoint = |checkpoint: DemoCheckpoint| CheckpointEntry {
            scene: checkpoint.scene,
            name: checkpoint.name,
            code: checkpoint.code,
        };
        let member = |member: DemoStaff| StaffEntry {
            name: member.name,
            login: member.login,
            office: member.office,
            duties: member.duties.iter().map(Duty::to_string).collect(),
            code: member.code,
        };
        Self {
            now_ms: now,
            today: now.date(),
            inbox_url: card.inbox_url,
            mail_url: card.mail_url,
            identities: card.identities.into_iter().map(identity).collect(),
            checkpoints: card.checkpoints.into_iter().map(checkpoint).collect(),
            staff: card.staff.into_iter().map(member).collect(),
            second_phone: card.second_phone,
            secure_url: card.secure_url,
            authority_url: card.authority_url,
        }
    }
}

/// What the demonstration offers; there is none of it on a real service.
#[utoipa::path(get, path = "/api/demo", tag = "demo", responses((status = 200, body = DemoBody), Problems))]
pub(crate) async fn card(State(app): State<App>, Now(now): Now) -> Result<Json<DemoBody>, Problem> {
    let card = demo(&app)?.card();
    Ok(Json(DemoBody::of(card, now)))
}
