//! `POST /api/appeals`: the person objects to what colours them in a city.

use axum::extract::State;
use axum::http::StatusCode;
use domain::appeal::Contested;
use domain::declaration::Problem as FieldFault;
use domain::ids::{AppealId, ProposalId};
use domain::place::DivisionCode;
use serde::Deserialize;
use service::{AppealAsked, AppealTold, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// What the person objects to, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AppealBody {
    /// Made on the page: the same id twice is one appeal.
    id: Id,
    /// The city whose decision it is.
    #[schema(value_type = shapes::CityCode)]
    city: DivisionCode,
    /// Why it is wrong.
    #[schema(min_length = 1, max_length = 1_000, pattern = r"\S")]
    reason: String,
    /// What shows it.
    #[serde(default)]
    #[schema(max_length = 1_000)]
    evidence: String,
    /// The visit that was not so, as *Am I a contact?* numbers it; left out where it is about more.
    #[serde(default)]
    visit: Option<Id>,
    /// The proposal that named the person a case or a contact, where it is about that alone.
    #[serde(default)]
    named_by: Option<Id>,
}

impl AppealBody {
    /// What it asks; refused where it is about a visit and a naming at once.
    fn asked(self) -> Result<AppealAsked, Problem> {
        let about = match (self.visit, self.named_by) {
            (Some(_), Some(_)) => return Err(Problem::invalid(about_two())),
            (Some(visit), None) => Some(Contested::Visit(visit.0)),
            (None, Some(proposal)) => Some(Contested::Naming(ProposalId(proposal.0))),
            (None, None) => None,
        };
        Ok(AppealAsked {
            id: AppealId(self.id.0),
            jurisdiction: self.city,
            reason: self.reason,
            evidence: self.evidence,
            about,
        })
    }
}

fn about_two() -> Vec<FieldFault> {
    let fault = |field| {
        FieldFault::new(
            field,
            "到访和认定请分别提出申诉，visit与named_by只填一个",
            "one appeal is about a visit or about being named; give visit or named_by, not both",
        )
    };
    ["visit", "named_by"].map(fault).into()
}

/// Takes an appeal against a yellow or red code, or against one exposure whatever it colours, and answers with all of the person's.
/// Somebody who had no part in the decision answers within 24 hours; what officials ordered or said is suspended where nobody does.
#[utoipa::path(post, path = "/api/appeals", tag = "resident", request_body = AppealBody,
    responses((status = 201, body = Vec<AppealTold>), Problems))]
pub(crate) async fn appeal(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<AppealBody>,
) -> Result<(StatusCode, axum::Json<Vec<AppealTold>>), Problem> {
    let (person, asked) = (session.hand()?, body.asked()?);
    let told = app.service.appeal(person, &asked, now).await?;
    Ok((StatusCode::CREATED, axum::Json(told)))
}
