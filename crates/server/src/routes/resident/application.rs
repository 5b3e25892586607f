//! `GET /api/application`: where one's application stands, and as what one applied (S1-1..3).

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use service::{ApplicantTold, ApplicationTold};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// An application.
#[derive(Serialize, ToSchema)]
#[schema(as = MyApplication)]
pub(crate) struct ApplicationBody {
    /// Where it stands; absent where none waits and none was decided in the last days.
    application: Option<ApplicationTold>,
    /// As what one applied; absent for a phone alone, and of who registered before it was asked.
    applicant: Option<ApplicantTold>,
}

/// Where the application of the phone stands.
#[utoipa::path(get, path = "/api/application", operation_id = "my_application", tag = "resident",
    responses((status = 200, body = ApplicationBody), Problems))]
pub(crate) async fn application(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<Json<ApplicationBody>, Problem> {
    let application = app.service.application_told(&session, now).await?;
    let applicant = match session.person() {
        Ok(_) => app.service.applicant_told(&session, now).await?,
        Err(_) => None,
    };
    Ok(Json(ApplicationBody {
        application,
        applicant,
    }))
}
