//! `POST /api/checkpoint/scans`: codes are judged, and the scans kept before the answer goes out, exactly once.

use axum::extract::State;
use domain::policy::Text;
use domain::state;
use domain::time::Instant;
use domain::verdict::{Direction, Outcome, Refusal};
use serde::{Deserialize, Serialize};
use service::{ByHand, Scan, ScanVerdict, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::AtGate;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};

/// What a device sends: one scan, or what has queued without a network.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScansBody {
    #[schema(max_items = 500)]
    scans: Vec<ScanBody>,
}

/// A scan.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Scan)]
struct ScanBody {
    /// The device's running number of the day, from 0: the same number again is the same scan.
    #[schema(minimum = 0)]
    number: i64,
    /// The text of the code; absent for the button *no code*.
    #[serde(default)]
    #[schema(max_length = 1000)]
    text: Option<String>,
    /// Which way the person goes.
    #[schema(value_type = shapes::Direction)]
    direction: Direction,
    /// When it was made, by the device's corrected clock.
    #[schema(value_type = i64)]
    at_ms: Instant,
    /// What the guard decided, where that is known already.
    #[serde(default)]
    by_hand: Option<ByHandWord>,
}

/// What a guard decides.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ByHand)]
enum ByHandWord {
    /// The person goes on.
    LetThrough,
    /// The person does not.
    NotLetThrough,
}

/// What the checkpoint does and says, scan by scan.
#[derive(Serialize, ToSchema)]
pub(crate) struct VerdictsBody {
    /// By which the device measures its clock.
    #[schema(value_type = i64)]
    now_ms: Instant,
    verdicts: Vec<VerdictBody>,
}

/// What the checkpoint does and says.
#[derive(Serialize, ToSchema)]
#[schema(as = Verdict)]
struct VerdictBody {
    /// The scan's number.
    number: i64,
    /// What it does.
    #[schema(value_type = shapes::Outcome)]
    outcome: Outcome,
    /// The state that was shown; absent where no code was, or none that is believed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<shapes::State>)]
    state: Option<state::State>,
    /// The name fragment to compare.
    #[serde(skip_serializing_if = "Option::is_none")]
    name_fragment: Option<String>,
    /// In one sentence.
    #[schema(value_type = shapes::Text)]
    words: Text,
    /// At most three things that the guard does.
    #[schema(value_type = Vec<shapes::Text>)]
    steps: Vec<Text>,
    /// What is said besides.
    #[schema(value_type = Vec<shapes::Text>)]
    remarks: Vec<Text>,
    /// Why the code is not believed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<shapes::Refusal>)]
    refusal: Option<Refusal>,
}

impl ScanBody {
    fn scan(&self) -> Scan<'_> {
        Scan {
            number: self.number,
            text: self.text.as_deref(),
            direction: self.direction,
            at: self.at_ms,
            by_hand: self.by_hand.map(|word| match word {
                ByHandWord::LetThrough => ByHand::LetThrough,
                ByHandWord::NotLetThrough => ByHand::NotLetThrough,
            }),
        }
    }
}

impl From<ScanVerdict> for VerdictBody {
    fn from(verdict: ScanVerdict) -> Self {
        Self {
            number: verdict.number,
            outcome: verdict.outcome,
            state: verdict.state,
            name_fragment: verdict.name_fragment,
            words: verdict.words,
            steps: verdict.steps,
            remarks: verdict.remarks,
            refusal: verdict.refusal,
        }
    }
}

/// Judges scans and keeps them.
#[utoipa::path(post, path = "/api/checkpoint/scans", tag = "checkpoint", request_body = ScansBody,
    responses((status = 200, body = VerdictsBody), Problems), security(("checkpoint" = [])))]
pub(crate) async fn scans(
    State(app): State<App>,
    Now(now): Now,
    AtGate(checkpoint): AtGate,
    Json(body): Json<ScansBody>,
) -> Result<axum::Json<VerdictsBody>, Problem> {
    let scans: Vec<Scan<'_>> = body.scans.iter().map(ScanBody::scan).collect();
    let verdicts = app.service.scan(&checkpoint, &scans, now).await?;
    Ok(axum::Json(VerdictsBody {
        now_ms: now,
        verdicts: verdicts.into_iter().map(Into::into).collect(),
    }))
}
