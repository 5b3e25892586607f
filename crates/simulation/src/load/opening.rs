//! Eight in the morning: many phones open within minutes, while gates go on scanning.
//!
//! A phone that opens shows the code that it has, at once and by itself, and asks for a new one. A server that has no
//! room says so, and the phone asks again at its next opening. Times are counted from the moment at which somebody
//! opened or scanned, so that a queue in front of the server counts as waiting.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Mutex as Turn;
use tokio::task::JoinSet;
use tokio::time::Instant as Moment;

use super::http::{Connection, Request};
use super::run::LoadError;

/// The status of a code that was issued.
const ISSUED: u16 = 201;
/// The status of a scan that was kept.
const KEPT: u16 = 200;
/// The status by which a server says that it has no room.
const SHED: u16 = 503;

/// What happens, all of it within `lasts`.
pub struct Opening {
    /// Each phone's request for a new code.
    pub renewals: Vec<Request>,
    /// Each gate's scans, in order.
    pub scans: Vec<Vec<Request>>,
    /// For how long it lasts: phones and scans are spread evenly over it.
    pub lasts: Duration,
    /// Connections that the phones share, as behind a proxy.
    pub connections: usize,
}

/// What was seen.
#[derive(Debug, Default)]
pub struct Opened {
    /// Phones that got a new code at their first opening.
    pub at_once: usize,
    /// Phones that were told to come again, by their places in the list.
    pub shed: Vec<usize>,
    /// How long each renewal took, in order of length.
    pub renewals: Vec<Duration>,
    /// How long each gate's answer took, in order of length.
    pub gates: Vec<Duration>,
}

impl Opened {
    /// The time within which so many of a thousand came.
    pub fn within(times: &[Duration], per_mille: usize) -> Duration {
        let at = (times.len() * per_mille / 1_000).min(times.len().saturating_sub(1));
        times.get(at).copied().unwrap_or_default()
    }
}

impl Opening {
    /// Lets it happen against the server at `address`.
    pub async fn happen(self, address: SocketAddr) -> Result<Opened, LoadError> {
        let (phones, lasts) = (self.renewals.len(), self.lasts);
        let renewals = Arc::new(self.renewals);
        let seen = Arc::new(Mutex::new(Opened::default()));
        let next = Arc::new(Turn::new(0_usize));
        let begin = Moment::now();
        let mut tasks = JoinSet::new();
        for _ in 0..self.connections {
            let mut connection = Connection::open(address).await?;
            let (renewals, seen, next) = (renewals.clone(), seen.clone(), next.clone());
            tasks.spawn(async move {
                loop {
                    let (n, due) = {
                        let mut next = next.lock().await;
                        let n = *next;
                        let Some(due) = due(begin, lasts, n, phones) else {
                            return Ok(());
                        };
                        *next += 1;
                        tokio::time::sleep_until(due).await;
                        (n, due)
                    };
                    let answer = connection.ask(&renewals[n]).await?;
                    let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                    match answer.status {
                        ISSUED => {
                            seen.at_once += 1;
                            seen.renewals.push(due.elapsed());
                        }
                        SHED => seen.shed.push(n),
                        status => return Err(unexpected(status, &answer.body)),
                    }
                }
            });
        }
        for scans in self.scans {
            let mut connection = Connection::open(address).await?;
            let seen = seen.clone();
            tasks.spawn(async move {
                for (n, scan) in scans.iter().enumerate() {
                    let Some(due) = due(begin, lasts, n, scans.len()) else {
                        break;
                    };
                    tokio::time::sleep_until(due).await;
                    let answer = connection.ask(scan).await?;
                    if answer.status != KEPT {
                        return Err(unexpected(answer.status, &answer.body));
                    }
                    let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                    seen.gates.push(due.elapsed());
                }
                Ok(())
            });
        }
        while let Some(ended) = tasks.join_next().await {
            ended??;
        }
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut seen = std::mem::take(&mut *seen);
        seen.renewals.sort_unstable();
        seen.gates.sort_unstable();
        Ok(seen)
    }
}

/// When the n-th of so many is due; none beyond the last.
fn due(begin: Moment, lasts: Duration, n: usize, of: usize) -> Option<Moment> {
    (n < of).then(|| begin + lasts * n as u32 / of as u32)
}

fn unexpected(status: u16, body: &[u8]) -> LoadError {
    io::Error::other(format!("{status}: {}", String::from_utf8_lossy(body))).into()
}
