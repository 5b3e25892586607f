//! `POST /api/staff/counter/last-declaration`: which declaration a correction would be about. By POST, so that nobody's document
//! stands in a list of addresses.

use axum::extract::State;
use domain::time::{Date, Instant};
use serde::{Deserialize, Serialize};
use service::{MyDeclaration, shapes};
use utoipa::ToSchema;

use super::BeforeCounter;
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// Who is before the counter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LastAsked {
    /// Whose document it is.
    who: BeforeCounter,
}

/// The newest declaration for the city, where one stands.
#[derive(Serialize, ToSchema)]
pub(crate) struct LastDeclaration {
    /// Absent where none stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    declaration: Option<LastEntry>,
}

/// A declaration, without what was said in it.
#[derive(Serialize, ToSchema)]
struct LastEntry {
    id: Id,
    /// When it was received.
    #[schema(value_type = i64)]
    recorded_ms: Instant,
    /// The day of which it says how the person felt: the one on which it was first said, where it corrects another.
    #[schema(value_type = shapes::Date)]
    speaks_of: Date,
    /// Until when it can be taken back without a reason; absent where it cannot.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<i64>)]
    correctable_free_until_ms: Option<Instant>,
}

impl From<MyDeclaration> for LastEntry {
    fn from(last: MyDeclaration) -> Self {
        Self {
            id: Id(last.id.0),
            recorded_ms: last.recorded,
            speaks_of: last.speaks_of,
            correctable_free_until_ms: last.correctable_free_until,
        }
    }
}

/// Which declaration a correction would be about. Looking is a line in the person's log.
#[utoipa::path(post, path = "/api/staff/counter/last-declaration", operation_id = "last_declaration_at_counter", tag = "staff",
    request_body = LastAsked, responses((status = 200, body = LastDeclaration), Problems))]
pub(crate) async fn last_declaration(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Json(body): Json<LastAsked>,
) -> Result<axum::Json<LastDeclaration>, Problem> {
    let at = body.who.read(now.date())?;
    let last = app
        .service
        .last_declaration_at_counter(session.member(), &at, now)
        .await?;
    Ok(axum::Json(LastDeclaration {
        declaration: last.map(Into::into),
    }))
}
