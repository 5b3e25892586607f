//! Simulated gates: a device that is enrolled and sends what it scans.

use domain::place::DivisionCode;
use domain::time::Instant;
use domain::verdict::Scene;
use service::{CheckpointDraft, Service};

use super::http::Request;
use super::run::LoadError;

/// A gate, and the number of its next scan.
pub struct Gate {
    token: String,
    next: i64,
}

impl Gate {
    /// Sends one scan: the request. Each has the next number of the day.
    pub fn scans(&mut self, text: &str, at: Instant) -> Request {
        let (number, ms) = (self.next, at.ms());
        self.next += 1;
        // A text of a code is alphanumeric as QR codes have it: nothing in it is escaped in JSON.
        let json = format!(
            r#"{{"scans":[{{"number":{number},"text":"{text}","direction":"in","at_ms":{ms}}}]}}"#
        );
        let who = format!("authorization: Bearer {}", self.token);
        Request::post("/api/checkpoint/scans", &who, &json)
    }

    /// How many scans it has made.
    pub const fn made(&self) -> i64 {
        self.next
    }
}

/// Adds and enrols gates of shops in a division.
pub async fn gates(
    service: &Service,
    count: usize,
    division: DivisionCode,
    now: Instant,
) -> Result<Vec<Gate>, LoadError> {
    let mut gates = Vec::with_capacity(count);
    for n in 0..count {
        let draft = CheckpointDraft {
            scene: Scene::Shop,
            division,
            name: format!("{n}号门"),
        };
        let code = service.add_checkpoint(&draft, now).await?;
        let enrolled = service.enrol(code.text(), now).await?;
        let token = enrolled.token.text().to_owned();
        gates.push(Gate { token, next: 0 });
    }
    Ok(gates)
}
