//! `GET /api/channels`: by which front ends of vendors one may come, for anybody to read.

use axum::Json;
use axum::extract::State;
use domain::policy::Text;
use serde::Serialize;
use service::shapes;
use utoipa::ToSchema;

use crate::App;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};
use crate::wire::{Bytes, PlaceEntry};

/// A channel.
#[derive(Serialize, ToSchema)]
#[schema(as = Channel)]
pub(crate) struct ChannelEntry {
    /// By which it signs.
    name: String,
    /// What people call it.
    #[schema(value_type = shapes::Text)]
    title: Text,
    /// The cities that it serves; none: all.
    cities: Vec<PlaceEntry>,
    /// The public key of its assertions: an uncompressed point of P-256, 65 bytes.
    public_key: Bytes,
    /// Whether it is on.
    is_on: bool,
}

/// All channels that are registered here.
#[utoipa::path(get, path = "/api/channels", tag = "public",
    responses((status = 200, body = Vec<ChannelEntry>), Problems))]
pub(crate) async fn channels(
    State(app): State<App>,
    Now(now): Now,
) -> Result<Json<Vec<ChannelEntry>>, Problem> {
    let year = now.date().year();
    let channels = app.service.channels(now).await?.into_iter();
    let entries = channels.map(|channel| ChannelEntry {
        name: channel.page.name,
        title: channel.page.title,
        cities: channel
            .page
            .cities
            .iter()
            .map(|code| PlaceEntry::of_code(*code, year))
            .collect(),
        public_key: Bytes(channel.key),
        is_on: channel.is_on,
    });
    Ok(Json(entries.collect()))
}
