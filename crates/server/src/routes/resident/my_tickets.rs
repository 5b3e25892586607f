//! `POST /api/me/tickets`: the journeys on one's own tickets, so that nobody types them (S2-15, S2-18).

use axum::Json as Answer;
use axum::extract::State;
use serde::Deserialize;
use service::TicketTold;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// That the person agrees, now and for this once.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TicketsAsked {
    /// Whether they agree that the conveyance services are asked by their document.
    agreed: bool,
}

/// The journeys of the last 14 days on one's own tickets, after one agreed. They declare nothing and are kept nowhere. Five times a
/// day; `503` says that the conveyance services do not answer: journeys can be typed.
#[utoipa::path(post, path = "/api/me/tickets", operation_id = "ask_for_tickets", tag = "resident", request_body = TicketsAsked,
    responses((status = 200, body = Vec<TicketTold>), Problems))]
pub(crate) async fn my_tickets(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<TicketsAsked>,
) -> Result<Answer<Vec<TicketTold>>, Problem> {
    let tickets = app.service.tickets(&session, body.agreed, now);
    Ok(Answer(tickets.await?))
}
