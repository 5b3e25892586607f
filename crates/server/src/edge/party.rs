//! By whose name the page in front of a member of staff may ask for a passkey.

use axum::extract::FromRequestParts;
use axum::http::header::HOST;
use axum::http::request::Parts;
use service::Party;

use crate::App;
use crate::problem::Problem;

/// The party of the service that was asked.
pub(crate) struct Asked(pub(crate) Party);

impl FromRequestParts<App> for Asked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok());
        Ok(Self(app.service.party(host, app.secure)?))
    }
}
