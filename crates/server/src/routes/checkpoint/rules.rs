//! `GET /api/checkpoint/rules`: what a gate judges by without a network.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use domain::time::Instant;
use domain::verdict::{Gate, Outcome, Row, VerdictPolicy};
use serde::Serialize;
use service::shapes;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::AtGate;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// What a gate does with each state. Green passes everywhere.
#[derive(Serialize, ToSchema)]
struct GateRow {
    /// Green with a pop-up.
    #[schema(value_type = shapes::Outcome)]
    pop_up: Outcome,
    /// Unconfirmed (blue).
    #[schema(value_type = shapes::Outcome)]
    unconfirmed: Outcome,
    /// None (grey).
    #[schema(value_type = shapes::Outcome)]
    none: Outcome,
    /// Yellow.
    #[schema(value_type = shapes::Outcome)]
    yellow: Outcome,
    /// Red.
    #[schema(value_type = shapes::Outcome)]
    red: Outcome,
}

/// The values of the verdict table where the checkpoint stands.
#[derive(Serialize, ToSchema)]
struct VerdictValues {
    /// A row a gate: `community_in`, `shop` and so on.
    rows: BTreeMap<&'static str, GateRow>,
    /// A code that was replaced.
    #[schema(value_type = shapes::Outcome)]
    replaced: Outcome,
    /// A green code whose decision has changed.
    #[schema(value_type = shapes::Outcome)]
    changed_green: Outcome,
    /// A code that speaks of deception.
    #[schema(value_type = shapes::Outcome)]
    deception: Outcome,
    /// A status list older than this many hours is said.
    #[schema(minimum = 0)]
    list_said_hours: u16,
    /// With one older than this many hours green is by hand.
    #[schema(minimum = 0)]
    list_by_hand_hours: u16,
    /// For so many minutes a gate remembers that it saw a code.
    #[schema(minimum = 0)]
    seen_minutes: u16,
}

/// What a gate judges by.
#[derive(Serialize, ToSchema)]
pub(crate) struct RulesBody {
    /// By which the device measures its clock.
    #[schema(value_type = i64)]
    now_ms: Instant,
    /// Whether codes of a demonstration are what passes here.
    demo: bool,
    verdicts: VerdictValues,
    /// The greatest age of a presentation, in milliseconds.
    max_age_ms: i64,
    /// How far ahead of the gate's corrected clock it may lie, in milliseconds.
    ahead_ms: i64,
}

impl From<Row> for GateRow {
    fn from(row: Row) -> Self {
        Self {
            pop_up: row.pop_up,
            unconfirmed: row.unconfirmed,
            none: row.none,
            yellow: row.yellow,
            red: row.red,
        }
    }
}

impl From<&VerdictPolicy> for VerdictValues {
    fn from(policy: &VerdictPolicy) -> Self {
        let row = |gate: &Gate| (gate.word(), policy.row(*gate).into());
        Self {
            rows: Gate::ALL.iter().map(row).collect(),
            replaced: policy.replaced,
            changed_green: policy.changed_green,
            deception: policy.deception,
            list_said_hours: policy.list_said_hours,
            list_by_hand_hours: policy.list_by_hand_hours,
            seen_minutes: policy.seen_minutes,
        }
    }
}

/// What the checkpoint judges by.
#[utoipa::path(get, path = "/api/checkpoint/rules", tag = "checkpoint", responses((status = 200, body = RulesBody), Problems))]
pub(crate) async fn rules(
    State(app): State<App>,
    Now(now): Now,
    AtGate(checkpoint): AtGate,
) -> Result<Json<RulesBody>, Problem> {
    let rules = app.service.gate_rules(&checkpoint, now).await?;
    Ok(Json(RulesBody {
        now_ms: now,
        demo: app.service.is_demo(),
        verdicts: (&rules.verdicts).into(),
        max_age_ms: rules.presentation.max_age_ms,
        ahead_ms: rules.presentation.ahead_ms,
    }))
}
