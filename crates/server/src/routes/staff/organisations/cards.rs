//! `POST /api/staff/organisations/{organisation}/units/{unit}/cards`: cards for members without a phone who agreed to one.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::time::Instant;
use serde::Serialize;
use utoipa::ToSchema;

use super::{UnitPath, way};
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// The cards of a unit.
#[derive(Serialize, ToSchema)]
pub(crate) struct CardsBody {
    cards: Vec<CardEntry>,
}

/// A card.
#[derive(Serialize, ToSchema)]
struct CardEntry {
    /// The text of its code, for a QR of error correction M.
    text: String,
    /// The full name, to which the member agreed.
    name: String,
    /// The last four of the document's number.
    document_tail: String,
    /// The first instant at which it is no longer good.
    #[schema(value_type = i64)]
    expires_ms: Instant,
}

/// Makes the cards; the sheet that a member had before is good no more.
#[utoipa::path(post, path = "/api/staff/organisations/{organisation}/units/{unit}/cards", operation_id = "print_cards",
    tag = "staff", params(("organisation" = Id, Path, description = "Whose."), ("unit" = Id, Path, description = "Which.")),
    responses((status = 201, body = CardsBody), Problems))]
pub(crate) async fn cards(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(unit): Path<UnitPath>,
) -> Result<(StatusCode, Json<CardsBody>), Problem> {
    let cards = app.service.print_cards(session.member(), way(unit), now);
    let cards = cards.await?.into_iter().map(|card| CardEntry {
        text: card.text,
        name: card.name,
        document_tail: card.document_tail,
        expires_ms: card.expires,
    });
    let body = CardsBody {
        cards: cards.collect(),
    };
    Ok((StatusCode::CREATED, Json(body)))
}
