//! `GET /api/me/log`: who looked at my data or decided about me, when, and for which purpose (N-7).

use axum::Json;
use axum::extract::State;
use domain::policy::Text;
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use service::{LOG_PAGE, MyLine, SealedAt, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::{Now, Query};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// Which page.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct LogPage {
    /// The last line of the page before; absent: the newest lines.
    #[serde(default)]
    before: Option<Id>,
}

/// A page of the log, newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct MyLog {
    lines: Vec<LineEntry>,
    /// Whether there is an older page.
    more: bool,
}

/// A line.
#[derive(Serialize, ToSchema)]
struct LineEntry {
    id: Id,
    /// When.
    #[schema(value_type = i64)]
    at_ms: Instant,
    /// Who: person, guardian, system or staff.
    by: &'static str,
    /// Who, in words.
    #[schema(value_type = shapes::Text)]
    by_words: Text,
    /// For which purpose.
    purpose: &'static str,
    /// For which purpose, in words.
    #[schema(value_type = shapes::Text)]
    purpose_words: Text,
    /// What was done, in words.
    #[schema(value_type = shapes::Text)]
    action_words: Text,
    /// Where it is sealed; absent while it waits for the end of its hour.
    #[serde(skip_serializing_if = "Option::is_none")]
    sealed: Option<SealedEntry>,
}

/// Where a sealed line stands.
#[derive(Serialize, ToSchema)]
struct SealedEntry {
    /// The start of its hour.
    #[schema(value_type = i64)]
    hour_ms: Instant,
    /// Its number in the hour.
    number: i64,
}

impl LineEntry {
    fn of(line: MyLine) -> Self {
        let sealed = |at: SealedAt| SealedEntry {
            hour_ms: at.hour,
            number: at.number,
        };
        Self {
            id: Id(line.id),
            at_ms: line.at,
            by: line.by.word(),
            by_words: line.by_words,
            purpose: line.purpose.word(),
            purpose_words: line.purpose_words,
            action_words: line.action_words,
            sealed: line.sealed.map(sealed),
        }
    }
}

/// The log of one's own data: who looked or decided, when, and for which purpose. A page has at most 50 lines.
#[utoipa::path(get, path = "/api/me/log", tag = "resident", params(LogPage), responses((status = 200, body = MyLog), Problems))]
pub(crate) async fn my_log(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Query(page): Query<LogPage>,
) -> Result<Json<MyLog>, Problem> {
    let before = page.before.map(|id| id.0);
    let lines = app.service.my_log(&session, before, now).await?;
    Ok(Json(MyLog {
        more: lines.len() == LOG_PAGE as usize,
        lines: lines.into_iter().map(LineEntry::of).collect(),
    }))
}
