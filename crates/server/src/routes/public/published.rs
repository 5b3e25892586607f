//! `GET /api/published`: what is in force today, for anybody to read: the rules of each jurisdiction, and the last list.

use axum::Json;
use axum::extract::State;
use domain::itinerary::rules;
use domain::policy::{Policy, PolicyFile, Text};
use domain::state;
use domain::time::{Date, Instant};
use serde::Serialize;
use service::shapes;
use utoipa::ToSchema;

use crate::App;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};
use crate::wire::PlaceEntry;

/// What is in force.
#[derive(Serialize, ToSchema)]
pub(crate) struct Published {
    /// The last list of risk areas, by the instant from which it is in force; absent: there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<i64>)]
    list_as_of_ms: Option<Instant>,
    /// Lists that are kept, each for its time.
    #[schema(minimum = 0)]
    lists: usize,
    /// The policies, the nation's first. Where a city has none, its province's or the nation's holds.
    policies: Vec<PolicyEntry>,
}

/// A policy in force.
#[derive(Serialize, ToSchema)]
#[schema(as = Policy)]
struct PolicyEntry {
    /// Whose it is.
    jurisdiction: PlaceEntry,
    /// The name of its version.
    version: String,
    /// Since when.
    #[schema(value_type = shapes::Date)]
    effective: Date,
    /// Its own rules; those that it inherits stand with whoever wrote them.
    rules: Vec<RuleLine>,
    /// By which rules the itinerary of who enters is compared with the carriers' record; empty where it is not verified.
    #[schema(value_type = Vec<shapes::Text>)]
    itinerary: Vec<Text>,
}

/// A rule that colours.
#[derive(Serialize, ToSchema)]
struct RuleLine {
    /// Its name.
    id: String,
    /// The colour that it gives.
    #[schema(value_type = shapes::Colour)]
    colour: state::Colour,
    /// Days of quarantine; absent: it follows its facts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1)]
    days: Option<u16>,
    /// Why, in words for the person.
    #[schema(value_type = shapes::Text)]
    reason: Text,
    /// When it ends, or is looked at again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<shapes::Date>)]
    until: Option<Date>,
}

impl PolicyEntry {
    fn of(file: &PolicyFile, policy: &Policy, year: i16) -> Self {
        let own = file.rules.iter().map(|rule| RuleLine {
            id: rule.id.to_string(),
            colour: rule.colour,
            days: rule.days,
            reason: rule.reason.clone(),
            until: rule.ends.or(rule.review),
        });
        Self {
            jurisdiction: PlaceEntry::of_code(file.jurisdiction, year),
            version: file.version.clone(),
            effective: file.effective,
            rules: own.collect(),
            itinerary: if policy.verify_on_entry {
                rules(policy.look_back_days)
            } else {
                Vec::new()
            },
        }
    }
}

/// The rules and the list that are in force.
#[utoipa::path(get, path = "/api/published", tag = "public", responses((status = 200, body = Published), Problems))]
pub(crate) async fn published(
    State(app): State<App>,
    Now(now): Now,
) -> Result<Json<Published>, Problem> {
    let shared = app.service.shared(now).await?;
    let today = now.date();
    let in_force = |file: &&PolicyFile| {
        let current = shared.file(file.jurisdiction, today);
        current.is_some_and(|current| current.version == file.version)
    };
    let policies = shared.policies().filter(in_force).map(|file| {
        let policy = shared.policy(file.jurisdiction, today)?;
        Ok::<_, service::Error>(PolicyEntry::of(file, &policy, today.year()))
    });
    let lists: Vec<Instant> = shared.history().lists().map(|(as_of, ..)| as_of).collect();
    Ok(Json(Published {
        lists: lists.len(),
        list_as_of_ms: lists.into_iter().rfind(|as_of| *as_of <= now),
        policies: policies.collect::<Result<_, _>>()?,
    }))
}
