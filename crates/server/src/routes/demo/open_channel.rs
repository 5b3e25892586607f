//! `POST /api/demo/channel`: what a sample mini-program does: asks its vendor's server for a link.

use axum::extract::State;
use domain::identity::Phone;
use domain::place::DivisionCode;
use serde::{Deserialize, Serialize};
use service::shapes;
use utoipa::ToSchema;

use super::demo;
use crate::App;
use crate::edge::extract::Json;
use crate::problem::{Problem, Problems};

/// Which sample channel, and whose phone is bound there.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpenSample {
    /// The channel's name, as the demonstration's card says it.
    #[schema(max_length = 32, example = "sample-a")]
    channel: String,
    /// The phone that is bound there.
    #[schema(value_type = shapes::MobileNumber)]
    phone: String,
    /// The city with which the page is to open.
    #[schema(value_type = shapes::CityCode)]
    city: DivisionCode,
}

/// The link that the vendor's server was given.
#[derive(Serialize, ToSchema)]
pub(crate) struct SampleLink {
    /// For the web view.
    link: String,
    /// The secret behind it, for a runtime without one.
    secret: String,
}

/// A sample vendor's server vouches for a phone; there is none of it on a real service.
#[utoipa::path(post, path = "/api/demo/channel", tag = "demo", request_body = OpenSample,
    responses((status = 200, body = SampleLink), Problems))]
pub(crate) async fn open_channel(
    State(app): State<App>,
    Json(body): Json<OpenSample>,
) -> Result<axum::Json<SampleLink>, Problem> {
    let phone = Phone::parse(&body.phone).map_err(|error| Problem::field("phone", error.text()))?;
    let city = body.city.to_string();
    let (link, secret) = demo(&app)?
        .open_channel(&body.channel, phone.number(), &city)
        .await?;
    Ok(axum::Json(SampleLink { link, secret }))
}
