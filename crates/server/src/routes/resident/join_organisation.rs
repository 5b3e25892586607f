//! `POST /api/me/organisations`: a person agrees that an organisation sees whether they reported and may come in (S1-8).

use axum::extract::State;
use axum::http::StatusCode;
use domain::organisation::NameShown;
use serde::Deserialize;
use service::{Agreement, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::Bytes;

/// To what one agrees.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Agreement)]
pub(crate) struct AgreementBody {
    /// What the QR code of the unit carries.
    token: Bytes,
    /// Which text was read out, as the offer names it.
    #[schema(max_length = 20)]
    terms: String,
    /// By which name one is seen.
    #[schema(value_type = shapes::NameShown)]
    name: NameShown,
    /// Whether the organisation may print a card with one's code.
    card: bool,
}

/// Agrees; again it takes the place of the earlier agreement with the same organisation.
#[utoipa::path(post, path = "/api/me/organisations", operation_id = "join_organisation", tag = "resident",
    request_body = AgreementBody, responses((status = 201), Problems))]
pub(crate) async fn join_organisation(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<AgreementBody>,
) -> Result<StatusCode, Problem> {
    let agreement = Agreement {
        token: &body.token.0,
        terms: &body.terms,
        name: body.name,
        card: body.card,
    };
    app.service
        .join_organisation(&session, &agreement, now)
        .await?;
    Ok(StatusCode::CREATED)
}
