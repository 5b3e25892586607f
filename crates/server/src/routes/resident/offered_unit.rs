//! `POST /api/organisations/offer`: what a unit's QR code offers, before anybody agrees. By POST, so that the token stands in no
//! list of addresses.

use axum::extract::State;
use domain::organisation::OrganisationKind;
use serde::{Deserialize, Serialize};
use service::shapes;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::{Bytes, Id};

/// What was scanned.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfferAsked {
    /// What the QR code of the unit carries.
    token: Bytes,
}

/// A unit that one may join.
#[derive(Serialize, ToSchema)]
pub(crate) struct UnitOffer {
    /// Whose it is.
    organisation: Id,
    /// What that is.
    #[schema(value_type = shapes::OrganisationKind)]
    kind: OrganisationKind,
    /// Its name.
    name: String,
    /// What the unit is called.
    unit: String,
    /// Which text is agreed to; it is sent back.
    terms: &'static str,
    /// One's name in stars.
    masked: String,
    /// One's whole name.
    full: String,
}

/// What a unit offers. Nothing is kept of the question.
#[utoipa::path(post, path = "/api/organisations/offer", operation_id = "offered_unit", tag = "resident",
    request_body = OfferAsked, responses((status = 200, body = UnitOffer), Problems))]
pub(crate) async fn offered_unit(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<OfferAsked>,
) -> Result<axum::Json<UnitOffer>, Problem> {
    let offer = app.service.offered_unit(&session, &body.token.0, now);
    let offer = offer.await?;
    Ok(axum::Json(UnitOffer {
        organisation: Id(offer.organisation.0),
        kind: offer.kind,
        name: offer.name,
        unit: offer.unit,
        terms: offer.terms,
        masked: offer.masked,
        full: offer.full,
    }))
}
