//! `POST /api/checkpoint/scans`: codes are judged, and the scans kept before the answer goes out, exactly once.

use axum::extract::State;
use domain::policy::Text;
use domain::state;
use domain::time::Instant;
use domain::verdict::{Direction, Kind, Outcome, Refusal, Words};
use serde::{Deserialize, Serialize};
use service::{ByHand, JudgedThere, Scan, ScanVerdict, Scanned, shapes};
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
    /// The text of the code; absent for the button *no code*, and with `judged`.
    #[serde(default)]
    #[schema(max_length = 1000)]
    text: Option<String>,
    /// What the device has judged itself, without a network; the code stays there.
    #[serde(default)]
    judged: Option<JudgedBody>,
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

/// A verdict that the device has given already, in the words of the one table.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = JudgedThere)]
struct JudgedBody {
    /// What it did.
    #[schema(value_type = shapes::Outcome)]
    outcome: Outcome,
    /// The id of its sentence: `pass`, `refused.too_old`.
    #[schema(max_length = 60)]
    reason: String,
    /// The state that was shown; absent where no code was, or none that is believed.
    #[serde(default)]
    #[schema(value_type = Option<shapes::State>)]
    state: Option<state::State>,
    /// The kind of the code; absent where the state is.
    #[serde(default)]
    #[schema(value_type = Option<shapes::CodeKind>)]
    kind: Option<Kind>,
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
    /// The scan at its place in the list, which a refusal names.
    fn scan(&self, place: usize) -> Result<Scan<'_>, Problem> {
        let what = match (&self.text, &self.judged) {
            (Some(_), Some(_)) => {
                return Err(Problem::field(
                    &format!("scans[{place}].judged"),
                    Text {
                        zh: "已由设备判定的扫码不再附带码的内容，请只发送其中之一".to_owned(),
                        en:
                            "a scan that the device has judged carries no text; send one of the two"
                                .to_owned(),
                    },
                ));
            }
            (Some(text), None) => Scanned::Text(text),
            (None, Some(judged)) => Scanned::Judged(judged.there(place)?),
            (None, None) => Scanned::NoCode,
        };
        Ok(Scan {
            number: self.number,
            what,
            direction: self.direction,
            at: self.at_ms,
            by_hand: self.by_hand.map(|word| match word {
                ByHandWord::LetThrough => ByHand::LetThrough,
                ByHandWord::NotLetThrough => ByHand::NotLetThrough,
            }),
        })
    }
}

impl JudgedBody {
    fn there(&self, place: usize) -> Result<JudgedThere, Problem> {
        let words = Words::from_id(&self.reason).ok_or_else(|| {
            Problem::field(
                &format!("scans[{place}].judged.reason"),
                Text {
                    zh: "不是检查点使用的词，请更新本设备的页面".to_owned(),
                    en: "is no word of a checkpoint; load the page of this device again".to_owned(),
                },
            )
        })?;
        Ok(JudgedThere {
            outcome: self.outcome,
            words,
            state: self.state,
            kind: self.kind,
        })
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
    responses((status = 200, body = VerdictsBody), Problems))]
pub(crate) async fn scans(
    State(app): State<App>,
    Now(now): Now,
    AtGate(checkpoint): AtGate,
    Json(body): Json<ScansBody>,
) -> Result<axum::Json<VerdictsBody>, Problem> {
    let scans = body.scans.iter().enumerate();
    let scans = scans.map(|(place, scan)| scan.scan(place));
    let scans = scans.collect::<Result<Vec<_>, _>>()?;
    let verdicts = app.service.scan(&checkpoint, &scans, now).await?;
    Ok(axum::Json(VerdictsBody {
        now_ms: now,
        verdicts: verdicts.into_iter().map(Into::into).collect(),
    }))
}
