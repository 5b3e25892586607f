//! What the device of a checkpoint does. One of these, the status list of a day, is fetched by recognised services too.

pub(super) mod enrolment;
pub(super) mod purchase_keys;
pub(super) mod purchases;
pub(super) mod rules;
pub(super) mod scans;
pub(super) mod standing;
pub(super) mod status_list;
pub(super) mod their_list;
pub(super) mod trust_list;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::verdict::{Direction, Scene};
use serde::Serialize;
use service::{Checkpoint, Media, shapes};
use utoipa::ToSchema;

use crate::wire::{Id, PlaceEntry};

/// A checkpoint, as its device knows it.
#[derive(Serialize, ToSchema)]
#[schema(as = Checkpoint)]
pub(crate) struct CheckpointBody {
    id: Id,
    /// Its scene.
    #[schema(value_type = shapes::Scene)]
    scene: Scene,
    /// What it is called.
    name: String,
    /// Where it stands.
    division: PlaceEntry,
    /// The directions that it tells apart; one: nothing depends on it.
    #[schema(value_type = Vec<shapes::Direction>)]
    directions: &'static [Direction],
}

impl CheckpointBody {
    fn of(checkpoint: &Checkpoint, year: i16) -> Self {
        Self {
            id: Id(checkpoint.id.0),
            scene: checkpoint.scene,
            name: checkpoint.name.clone(),
            division: PlaceEntry::of_code(checkpoint.division, year),
            directions: checkpoint.directions(),
        }
    }
}

/// Signed bytes, for whoever asked and nobody between.
fn signed(media: Media, bytes: &[u8]) -> Response {
    let headers = [(CONTENT_TYPE, media.word()), (CACHE_CONTROL, "no-store")];
    (headers, bytes.to_vec()).into_response()
}
