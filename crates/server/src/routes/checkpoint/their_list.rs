//! `GET /api/checkpoint/status-lists`: a status list of a service that is recognised here, as this service fetched it. A
//! device believes the signature of the other service, whose keys stand in the trust list.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use service::{Media, TheirList, shapes};

use super::signed;
use crate::App;
use crate::edge::extract::{Now, Query};
use crate::problem::{Problem, Problems};

/// Which list.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// Its address, as codes name it.
    #[param(max_length = 48, example = "https://js.example/s/2022-07-15")]
    list: String,
    /// The version of the whole list that the device holds; absent: none.
    #[serde(default)]
    #[param(minimum = 0)]
    since: Option<u64>,
}

/// A whole list of others, or what has changed since the whole list of that version; nothing (204) where nothing has.
#[utoipa::path(get, path = "/api/checkpoint/status-lists", tag = "checkpoint", params(Asked),
    responses((status = 200, description = "signed bytes", content(
        (shapes::Octets = "application/statuslist+cwt"),
        (shapes::Octets = "application/vnd.healthcode.status-difference+cwt"))),
        (status = 204, description = "the device holds the newest"), Problems))]
pub(crate) async fn their_list(
    State(app): State<App>,
    Now(now): Now,
    Query(Asked { list, since }): Query<Asked>,
) -> Result<Response, Problem> {
    Ok(match app.service.their_list(&list, since, now)? {
        TheirList::Whole(bytes) => signed(Media::StatusList, &bytes),
        TheirList::Difference(bytes) => signed(Media::StatusDifference, &bytes),
        TheirList::Known => StatusCode::NO_CONTENT.into_response(),
    })
}
