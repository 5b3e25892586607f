//! `GET /s/{day}`: the status list of a day, whole or from a version on, for enrolled checkpoints.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::time::Date;
use serde::Deserialize;
use service::shapes;

use crate::App;
use crate::edge::extract::{Now, Path, Query};
use crate::problem::{Problem, Problems};

/// A whole list: a Token Status List in its CWT form.
const WHOLE: &str = "application/statuslist+cwt";
/// What has changed since a version; `crates/credential/src/status_difference.rs` has its form.
const DIFFERENCE: &str = "application/vnd.healthcode.status-difference+cwt";

/// The day of a list.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct OfDay {
    /// The last day on which its codes are good.
    #[param(value_type = shapes::Date)]
    day: Date,
}

/// What the device holds already.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Held {
    /// The version of the list that it holds; absent: none.
    #[serde(default)]
    #[param(minimum = 0)]
    since: Option<u64>,
}

/// What has changed in a day's list since a version; the whole list where no version is named, or too much has changed.
#[utoipa::path(get, path = "/s/{day}", tag = "checkpoint", params(OfDay, Held),
    responses((status = 200, description = "signed bytes", content(
        (shapes::Octets = "application/statuslist+cwt"),
        (shapes::Octets = "application/vnd.healthcode.status-difference+cwt"))), Problems),
    security(("checkpoint" = [])))]
pub(crate) async fn status_list(
    State(app): State<App>,
    Now(now): Now,
    Path(OfDay { day }): Path<OfDay>,
    Query(Held { since }): Query<Held>,
) -> Result<Response, Problem> {
    if let Some(since) = since
        && let Some(difference) = app.service.status_difference(day, since, now).await?
    {
        return Ok(signed(DIFFERENCE, difference));
    }
    let whole = app.service.status_list(day, now).await?;
    Ok(signed(WHOLE, whole.to_vec()))
}

fn signed(kind: &'static str, bytes: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store")], bytes).into_response()
}
