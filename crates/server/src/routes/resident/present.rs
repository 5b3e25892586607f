//! `POST /api/channels/presentations`: the server presents a code for a session whose runtime cannot sign.

use axum::Json as Answer;
use axum::extract::State;
use domain::place::DivisionCode;
use domain::state;
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use service::{Explained, PRESENT_S, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// Which code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PresentBody {
    /// The city whose decision it is to carry.
    #[schema(value_type = shapes::CityCode)]
    city: DivisionCode,
}

/// A presentation, to be drawn as a QR code.
#[derive(Serialize, ToSchema)]
pub(crate) struct PresentedBody {
    /// The text of the QR code. A gate takes it for 45 seconds.
    text: String,
    /// The state that it claims.
    #[schema(value_type = shapes::State)]
    state: state::State,
    /// When it was made.
    #[schema(value_type = i64)]
    made_ms: Instant,
    /// After how many seconds the next one is asked for.
    next_in_s: u32,
    /// Its decision in words.
    decision: Explained,
}

/// Presents a code of the kind `channel`, made now. Ask again every 30 seconds while it is shown.
#[utoipa::path(post, path = "/api/channels/presentations", operation_id = "present_by_server", tag = "channel",
    request_body = PresentBody, responses((status = 200, body = PresentedBody), Problems))]
pub(crate) async fn present(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<PresentBody>,
) -> Result<Answer<PresentedBody>, Problem> {
    let presented = app.service.present_for(&session, body.city, now).await?;
    Ok(Answer(PresentedBody {
        text: presented.text.as_str().to_owned(),
        state: presented.state,
        made_ms: presented.made,
        next_in_s: PRESENT_S,
        decision: presented.explained,
    }))
}
