//! `POST /api/staff/family/see`: what a guardian's number leads to.

use axum::extract::State;
use serde::Deserialize;
use service::{MemberToSee, SeeAsked};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// Whom the worker has before them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MemberBefore)]
pub(crate) struct SeeBody {
    /// The number that the guardian shows.
    #[schema(max_length = 20, example = "12345678")]
    reference: String,
    /// The last six of the document that lies before the worker.
    #[schema(max_length = 6)]
    document_last6: String,
    /// Why they look, by its word.
    #[schema(max_length = 40, example = "review")]
    purpose: String,
}

impl SeeBody {
    pub(crate) fn asked(&self) -> SeeAsked<'_> {
        SeeAsked {
            reference: &self.reference,
            document_last6: &self.document_last6,
            purpose: Some(&self.purpose),
        }
    }
}

/// What to compare with the person and the document. Member and guardian read that it was looked at.
#[utoipa::path(post, path = "/api/staff/family/see", operation_id = "see_member", tag = "staff", request_body = SeeBody,
    responses((status = 200, body = MemberToSee), Problems))]
pub(crate) async fn see(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Json(body): Json<SeeBody>,
) -> Result<axum::Json<MemberToSee>, Problem> {
    let asked = body.asked();
    let seen = app.service.member_to_see(session.member(), &asked, now);
    Ok(axum::Json(seen.await?))
}
