//! `GET /s/{day}`: the status list of a day, whole or from a version on, for enrolled checkpoints and for services that are
//! recognised here.

use axum::extract::State;
use axum::response::Response;
use domain::time::Date;
use serde::Deserialize;
use service::{Media, shapes};

use super::signed;
use crate::App;
use crate::edge::extract::{Now, Path, Query};
use crate::problem::{Problem, Problems};

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
///
/// Another service that is recognised here shows `Authorization: HealthcodeService` and, in base64url, a request for this
/// very list that it has signed at most five minutes ago (`crates/credential/src/list_request.rs`).
#[utoipa::path(get, path = "/s/{day}", tag = "checkpoint", params(OfDay, Held),
    responses((status = 200, description = "signed bytes", content(
        (shapes::Octets = "application/statuslist+cwt"),
        (shapes::Octets = "application/vnd.healthcode.status-difference+cwt"))), Problems))]
pub(crate) async fn status_list(
    State(app): State<App>,
    Now(now): Now,
    Path(OfDay { day }): Path<OfDay>,
    Query(Held { since }): Query<Held>,
) -> Result<Response, Problem> {
    if let Some(since) = since
        && let Some(difference) = app.service.status_difference(day, since, now).await?
    {
        return Ok(signed(Media::StatusDifference, &difference));
    }
    let whole = app.service.status_list(day, now).await?;
    Ok(signed(Media::StatusList, &whole))
}
