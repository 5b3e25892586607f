//! `POST /api/sign-in/document`: a phone that has signed in proves by the document whose it is.

use axum::extract::State;
use domain::help::Cause;
use domain::policy::Text;
use serde::Deserialize;
use utoipa::ToSchema;

use super::sign_in::Standing;
use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// The most characters that are taken, with blanks around them.
const LONGEST: usize = 20;

/// What proves the person beside the phone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LastSix {
    /// The last six characters of the document.
    #[schema(max_length = 20)]
    pub(super) document_last6: String,
}

/// Links the device to the person. Three wrong ones a phone a day; then a service counter helps.
#[utoipa::path(post, path = "/api/sign-in/document", tag = "resident", request_body = LastSix,
    responses((status = 200, body = Standing), Problems))]
pub(crate) async fn sign_in_document(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<LastSix>,
) -> Result<axum::Json<Standing>, Problem> {
    let last6 = body.document_last6.trim();
    if body.document_last6.chars().count() > LONGEST {
        return Err(Problem::field(
            "document_last6",
            Text::new(
                "请填写证件号码的后六位",
                "the last six characters of the document",
            ),
        ));
    }
    let standing = app.service.sign_in_document(&session, last6, now).await?;
    if standing == service::Standing::Phone {
        app.service.count_failure(Cause::LastSixWrong);
    }
    Ok(axum::Json(standing.into()))
}
