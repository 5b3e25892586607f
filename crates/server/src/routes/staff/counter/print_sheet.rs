//! `POST /api/staff/counter/sheets`: the person's sheet is printed for them (S1-9, S2-16).

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::BeforeCounter;
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::routes::resident::print_sheet::SheetBody;

/// Who is before the counter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SheetAtCounter {
    /// Whose document it is.
    who: BeforeCounter,
}

/// Makes the sheet of the person before the counter; the one before is good no more.
#[utoipa::path(post, path = "/api/staff/counter/sheets", operation_id = "print_sheet_at_counter", tag = "staff",
    request_body = SheetAtCounter, responses((status = 201, body = SheetBody), Problems))]
pub(crate) async fn print_sheet(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Json(body): Json<SheetAtCounter>,
) -> Result<(StatusCode, axum::Json<SheetBody>), Problem> {
    let at = body.who.read(now.date())?;
    let sheet = app
        .service
        .print_sheet_at_counter(session.member(), &at, now)
        .await?;
    Ok((StatusCode::CREATED, axum::Json(sheet.into())))
}
