//! `POST /api/staff/organisations/{organisation}/venues/{venue}/number/code`: a one-time code to a number, by which its holder agrees
//! to get a venue's figures.

use axum::Json as Answer;
use axum::extract::State;
use domain::identity::Phone;

use super::{VenuePath, way};
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::routes::resident::send_code::CodeSent;
use crate::routes::resident::send_number_code::SendNumberCode;
use crate::wire::Id;

/// Sends a one-time code whose text says that whoever is told has a venue's figures sent there.
#[utoipa::path(post, path = "/api/staff/organisations/{organisation}/venues/{venue}/number/code", operation_id = "send_venue_code",
    tag = "staff", params(("organisation" = Id, Path, description = "Whose."), ("venue" = Id, Path, description = "Which.")),
    request_body = SendNumberCode, responses((status = 200, body = CodeSent), Problems))]
pub(crate) async fn send_number_code(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(venue): Path<VenuePath>,
    Json(body): Json<SendNumberCode>,
) -> Result<Answer<CodeSent>, Problem> {
    let phone = Phone::parse(&body.phone).map_err(|e| Problem::field("phone", e.text()))?;
    let to = (&phone, body.language.into());
    let service = &app.service;
    let sent = service
        .send_venue_code(session.member(), way(venue), to, now)
        .await?;
    Ok(Answer(sent.into()))
}
