//! `POST /api/release-certificates`: a printable page that says that a quarantine has ended. It opens no gate.

use axum::extract::State;
use axum::http::StatusCode;
use domain::time::Date;
use serde::Serialize;
use service::{Place, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// A certificate of release.
#[derive(Serialize, ToSchema)]
#[schema(as = ReleaseCertificate)]
pub(crate) struct ReleaseBody {
    /// The text of its QR code.
    text: String,
    /// The full name that it shows; the holder agrees to it by asking.
    name: String,
    /// The last four of the document's number that it shows.
    document_tail: String,
    /// The jurisdiction whose rule had opened the quarantine.
    issuer: Place,
    /// Day 1 of the quarantine.
    #[schema(value_type = shapes::Date)]
    first_day: Date,
    /// The first date after it.
    #[schema(value_type = shapes::Date)]
    free: Date,
}

/// Makes the certificate of the person's last quarantine that ended after all its days.
#[utoipa::path(post, path = "/api/release-certificates", tag = "resident",
    responses((status = 201, body = ReleaseBody), Problems))]
pub(crate) async fn release_certificate(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<(StatusCode, axum::Json<ReleaseBody>), Problem> {
    let hand = session.hand()?;
    let made = app.service.release_certificate(hand, now).await?;
    let body = ReleaseBody {
        text: made.text,
        name: made.name,
        document_tail: made.document_tail,
        issuer: made.issuer,
        first_day: made.first_day,
        free: made.free,
    };
    Ok((StatusCode::CREATED, axum::Json(body)))
}
