//! `GET /api/staff/log`: what was done, by whom, when and for which purpose (N-7). Never about whom.

use axum::Json;
use axum::extract::State;
use domain::ids::OfficeId;
use domain::policy::Text;
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use service::{FoundLine, LinePlace, LogChoices, LogQuestion, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Query};
use crate::problem::{Problem, Problems};
use crate::wire::Id;

/// What is looked for.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct LogSearch {
    /// The first instant; lines count by the hour in which they are sealed.
    from_ms: i64,
    /// The first instant that is no longer asked for, at most 31 days later.
    to_ms: i64,
    /// One of the actions that an answer offers; absent: whatever was done.
    #[serde(default)]
    action: Option<String>,
    /// What members of one office did; absent: whoever it was.
    #[serde(default)]
    office: Option<Id>,
    /// What an answer gave as `older`; absent: the newest lines.
    #[serde(default)]
    before: Option<String>,
}

/// A page of the log, newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct LogFoundBody {
    lines: Vec<FoundEntry>,
    /// From where an older page goes on, as `before`; absent where all that was asked for was looked through. There may be
    /// one behind a page without lines: a question looks through 20,000 lines at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    older: Option<String>,
    /// What can be asked for.
    choices: ChoicesEntry,
}

/// What a question can name.
#[derive(Serialize, ToSchema)]
struct ChoicesEntry {
    actions: Vec<ActionEntry>,
    offices: Vec<OfficeChoice>,
}

/// An action.
#[derive(Serialize, ToSchema)]
struct ActionEntry {
    /// Its word in the log.
    action: &'static str,
    /// What it means.
    #[schema(value_type = shapes::Text)]
    words: Text,
}

/// An office.
#[derive(Serialize, ToSchema)]
struct OfficeChoice {
    id: Id,
    /// Its official name, in Chinese.
    name: String,
}

/// A line.
#[derive(Serialize, ToSchema)]
struct FoundEntry {
    /// When.
    #[schema(value_type = i64)]
    at_ms: Instant,
    /// Who, in words: of staff the office.
    #[schema(value_type = shapes::Text)]
    by_words: Text,
    /// For which purpose, in words.
    #[schema(value_type = shapes::Text)]
    purpose_words: Text,
    /// What was done, in words.
    #[schema(value_type = shapes::Text)]
    action_words: Text,
    /// The start of the hour in which it is sealed.
    #[schema(value_type = i64)]
    hour_ms: Instant,
    /// The server that wrote it.
    server: i64,
    /// Its number in the hour and of the server.
    number: i64,
}

impl From<FoundLine> for FoundEntry {
    fn from(line: FoundLine) -> Self {
        Self {
            at_ms: line.at,
            by_words: line.by_words,
            purpose_words: line.purpose_words,
            action_words: line.action_words,
            hour_ms: line.sealed.hour,
            server: line.server,
            number: line.sealed.number,
        }
    }
}

impl From<LogChoices> for ChoicesEntry {
    fn from(choices: LogChoices) -> Self {
        let actions = choices.actions.into_iter();
        let offices = choices.offices.into_iter();
        Self {
            actions: actions
                .map(|(action, words)| ActionEntry { action, words })
                .collect(),
            offices: offices
                .map(|office| OfficeChoice {
                    id: Id(office.id.0),
                    name: office.name,
                })
                .collect(),
        }
    }
}

/// The sealed lines of a time, whole or of one action or office: who did what, when and for which purpose, and never about
/// whom. The log is not kept by division: an inspector or auditor of any sees all of it. Each question is a line itself. A
/// page has at most 50 lines.
#[utoipa::path(get, path = "/api/staff/log", operation_id = "staff_log", tag = "staff", params(LogSearch),
    responses((status = 200, body = LogFoundBody), Problems))]
pub(crate) async fn log(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Query(search): Query<LogSearch>,
) -> Result<Json<LogFoundBody>, Problem> {
    let asked = search.asked()?;
    let found = app
        .service
        .search_log(session.member(), &asked, now)
        .await?;
    let choices = app.service.log_choices(now).await?;
    Ok(Json(LogFoundBody {
        lines: found.lines.into_iter().map(Into::into).collect(),
        older: found.older.map(written),
        choices: choices.into(),
    }))
}

impl LogSearch {
    fn asked(self) -> Result<LogQuestion, Problem> {
        let place = |text: String| {
            read(&text).ok_or_else(|| {
                let text = Text {
                    zh: "请使用上一页给出的 older".into(),
                    en: "is no place in the log; send what the page before gave as older".into(),
                };
                Problem::field("before", text)
            })
        };
        Ok(LogQuestion {
            from: Instant::from_ms(self.from_ms),
            to: Instant::from_ms(self.to_ms),
            action: self.action,
            office: self.office.map(|id| OfficeId(id.0)),
            before: self.before.map(place).transpose()?,
        })
    }
}

/// A place as text: hour, server and number.
fn written(place: LinePlace) -> String {
    format!("{}-{}-{}", place.hour, place.server, place.number)
}

fn read(text: &str) -> Option<LinePlace> {
    let mut parts = text.split('-').map(str::parse);
    let place = LinePlace {
        hour: parts.next()?.ok()?,
        server: parts.next()?.ok()?,
        number: parts.next()?.ok()?,
    };
    (parts.next().is_none() && written(place) == text).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_one_form() {
        let place = LinePlace {
            hour: 439_512,
            server: 1,
            number: 17,
        };
        assert_eq!(read(&written(place)), Some(place));
        for other in ["", "1-2", "1-2-3-4", "01-2-3", "+1-2-3", "1-2-x", "1-2- 3"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
