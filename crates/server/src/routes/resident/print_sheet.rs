//! `POST /api/sheets`: a printable code for people without a phone at hand.

use axum::extract::State;
use axum::http::StatusCode;
use domain::place::DivisionCode;
use domain::state;
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use service::{Explained, Sheet, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// The sheet that is asked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrintSheet {
    /// The city whose decision the sheet is to carry.
    #[schema(value_type = shapes::CityCode)]
    city: DivisionCode,
}

/// A sheet of paper.
#[derive(Serialize, ToSchema)]
#[schema(as = Sheet)]
pub(crate) struct SheetBody {
    /// The text of its code, for a QR of error correction M.
    text: String,
    /// The full name that it shows; the holder agrees to it by printing.
    name: String,
    /// The last four of the document's number that it shows.
    document_tail: String,
    /// The state that it claims.
    #[schema(value_type = shapes::State)]
    state: state::State,
    /// The first instant at which it is no longer good.
    #[schema(value_type = i64)]
    expires_ms: Instant,
    /// Its decision in words.
    decision: Explained,
}

impl From<Sheet> for SheetBody {
    fn from(sheet: Sheet) -> Self {
        Self {
            text: sheet.text,
            name: sheet.name,
            document_tail: sheet.document_tail,
            state: sheet.state,
            expires_ms: sheet.expires,
            decision: sheet.explained,
        }
    }
}

/// Makes the person's sheet; the one before is good no more.
#[utoipa::path(post, path = "/api/sheets", tag = "resident", request_body = PrintSheet,
    responses((status = 201, body = SheetBody), Problems))]
pub(crate) async fn print_sheet(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<PrintSheet>,
) -> Result<(StatusCode, axum::Json<SheetBody>), Problem> {
    let sheet = app.service.print_sheet(&session, body.city, now).await?;
    Ok((StatusCode::CREATED, axum::Json(sheet.into())))
}
