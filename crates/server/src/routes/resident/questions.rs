//! `GET /api/questions`: what a later list makes us ask ("were you in one of these?").

use axum::Json;
use axum::extract::State;
use domain::record::Whereabouts;
use domain::time::Date;
use serde::Serialize;
use service::{AreaQuestion, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};
use crate::wire::{AreaChoice, Id, PlaceEntry};

/// What the person is asked, stay by stay; empty where nothing is.
#[derive(Serialize, ToSchema)]
pub(crate) struct Questions {
    questions: Vec<Question>,
}

/// A stay and the areas to tick from.
#[derive(Serialize, ToSchema)]
struct Question {
    stay: StayAsked,
    areas: Vec<AreaChoice>,
}

/// A stay that is asked about.
#[derive(Serialize, ToSchema)]
struct StayAsked {
    id: Id,
    /// Its county.
    place: PlaceEntry,
    /// The first day.
    #[schema(value_type = shapes::Date)]
    from: Date,
    /// The last day; absent for the residence.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<shapes::Date>)]
    to: Option<Date>,
}

impl Question {
    fn of(question: AreaQuestion) -> Option<Self> {
        // The lists name areas of the mainland only.
        let Whereabouts::County(county) = question.stay.whereabouts else {
            return None;
        };
        let stay = question.stay;
        Some(Self {
            stay: StayAsked {
                id: Id(stay.id.0),
                place: PlaceEntry::of_code(county, stay.from.year()),
                from: stay.from,
                to: stay.to,
            },
            areas: question.areas.into_iter().map(Into::into).collect(),
        })
    }
}

/// What the person is asked.
#[utoipa::path(get, path = "/api/questions", tag = "resident", responses((status = 200, body = Questions), Problems))]
pub(crate) async fn questions(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<Json<Questions>, Problem> {
    let asked = app.service.questions(session.person()?, now).await?;
    Ok(Json(Questions {
        questions: asked.into_iter().filter_map(Question::of).collect(),
    }))
}
