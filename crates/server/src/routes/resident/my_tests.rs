//! `GET /api/me/tests`: the results of laboratories about oneself, and what each means for the code (S2-18, N-2).

use axum::Json;
use axum::extract::State;
use domain::laboratory::{Finding, Source};
use domain::policy::Text;
use domain::state::Colour;
use domain::time::Instant;
use serde::Serialize;
use service::{MyResult, Place, RuleOfResult, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// One's own results, the newest sample first.
#[derive(Serialize, ToSchema)]
pub(crate) struct MyTests {
    tests: Vec<TestEntry>,
}

/// A result.
#[derive(Serialize, ToSchema)]
struct TestEntry {
    /// When the sample was taken.
    #[schema(value_type = i64)]
    sampled_ms: Instant,
    /// What was found.
    #[schema(value_type = shapes::Finding)]
    outcome: Finding,
    /// The laboratory.
    laboratory: String,
    /// When the result came.
    #[schema(value_type = i64)]
    received_ms: Instant,
    /// By which way it came.
    #[schema(value_type = shapes::ResultSource)]
    source: Source,
    /// What it means for the code.
    #[schema(value_type = shapes::Text)]
    meaning: Text,
    /// The rules that give a colour because of it.
    rules: Vec<TestRule>,
}

/// A rule that gives a colour because of a result.
#[derive(Serialize, ToSchema)]
struct TestRule {
    /// Whose code it is.
    city: Place,
    /// The colour.
    #[schema(value_type = shapes::Colour)]
    colour: Colour,
    /// The rule's own words.
    #[schema(value_type = shapes::Text)]
    text: Text,
}

impl TestEntry {
    fn of(result: MyResult) -> Self {
        let rule = |rule: RuleOfResult| TestRule {
            city: rule.city,
            colour: rule.colour,
            text: rule.text,
        };
        Self {
            sampled_ms: result.sampled,
            outcome: result.finding,
            laboratory: result.laboratory,
            received_ms: result.received,
            source: result.source,
            meaning: result.meaning,
            rules: result.rules.into_iter().map(rule).collect(),
        }
    }
}

/// One's own results of tests, each with what it means for the code. They are kept for 90 days.
#[utoipa::path(get, path = "/api/me/tests", tag = "resident", responses((status = 200, body = MyTests), Problems))]
pub(crate) async fn my_tests(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<Json<MyTests>, Problem> {
    let results = app.service.my_results(&session, now).await?;
    Ok(Json(MyTests {
        tests: results.into_iter().map(TestEntry::of).collect(),
    }))
}
