//! `GET /api/checkpoint`: which checkpoint the device stands at.

use axum::Json;

use super::CheckpointBody;
use crate::edge::access::AtGate;
use crate::edge::extract::Now;
use crate::problem::Problems;

/// The checkpoint of the device.
#[utoipa::path(get, path = "/api/checkpoint", tag = "checkpoint", responses((status = 200, body = CheckpointBody), Problems))]
pub(crate) async fn standing(Now(now): Now, AtGate(checkpoint): AtGate) -> Json<CheckpointBody> {
    Json(CheckpointBody::of(&checkpoint, now.date().year()))
}
