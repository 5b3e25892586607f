//! `GET /api/staff/organisations/{organisation}/units/{unit}/today`: who has reported, and who may come in. Never a colour, a reason
//! or a place.

use axum::Json;
use axum::extract::State;
use domain::organisation::Entering;
use domain::time::Date;
use serde::Serialize;
use service::{MemberToday, shapes};
use utoipa::ToSchema;

use super::{UnitPath, way};
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::{Bytes, Id};

/// A unit today.
#[derive(Serialize, ToSchema)]
#[schema(as = UnitToday)]
pub(crate) struct UnitTodayBody {
    /// The date for which it is.
    #[schema(value_type = shapes::Date)]
    today: Date,
    /// The organisation's name.
    organisation: String,
    /// What the unit is called.
    unit: String,
    /// Its members: who has not reported first.
    members: Vec<MemberEntry>,
}

/// A member, as the organisation sees them.
#[derive(Serialize, ToSchema)]
struct MemberEntry {
    /// By which one names the member to take them off; it leads to nobody by itself.
    member: Bytes,
    /// The name, as the member agreed.
    name: String,
    /// Whether they reported today.
    reported: bool,
    /// Whether they may come in.
    #[schema(value_type = shapes::Entering)]
    entering: Entering,
    /// Whether they agreed to a card.
    card: bool,
}

impl From<MemberToday> for MemberEntry {
    fn from(member: MemberToday) -> Self {
        Self {
            member: Bytes(member.handle),
            name: member.name,
            reported: member.reported,
            entering: member.entering,
            card: member.card,
        }
    }
}

/// A unit today. Looking is a line a day in the log of everybody on it.
#[utoipa::path(get, path = "/api/staff/organisations/{organisation}/units/{unit}/today", operation_id = "unit_today",
    tag = "staff", params(("organisation" = Id, Path, description = "Whose."), ("unit" = Id, Path, description = "Which.")),
    responses((status = 200, body = UnitTodayBody), Problems))]
pub(crate) async fn today(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(unit): Path<UnitPath>,
) -> Result<Json<UnitTodayBody>, Problem> {
    let today = app.service.unit_today(session.member(), way(unit), now);
    let today = today.await?;
    Ok(Json(UnitTodayBody {
        today: today.today,
        organisation: today.organisation,
        unit: today.unit,
        members: today.members.into_iter().map(Into::into).collect(),
    }))
}
