//! The load tool: connections that send their next request as soon as the last one is answered.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::ensure;
use simulation::load::http::{Answer, Connection, Request};
use tokio::task::JoinSet;

/// What was measured.
pub(crate) struct Driven {
    /// Answers a second.
    pub(crate) per_second: f64,
    /// How long each answer took, in order of length.
    latencies: Vec<Duration>,
    /// The answer that came last.
    pub(crate) last: Answer,
}

impl Driven {
    /// The time within which so many of a thousand answers came, in milliseconds.
    pub(crate) fn within_ms(&self, per_mille: usize) -> f64 {
        let at = (self.latencies.len() * per_mille / 1_000).min(self.latencies.len() - 1);
        self.latencies[at].as_secs_f64() * 1e3
    }
}

/// Sends all requests, spread over so many connections; each must be answered with `status`.
///
/// The tool has a thread of its own, as it would have a machine of its own.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
pub(crate) fn drive(
    address: SocketAddr,
    connections: usize,
    requests: Vec<Request>,
    status: u16,
) -> anyhow::Result<Driven> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    let count = u32::try_from(requests.len())?;
    let mut shares: Vec<Vec<Request>> = vec![Vec::new(); connections];
    for (n, request) in requests.into_iter().enumerate() {
        shares[n % connections].push(request);
    }
    runtime.block_on(async {
        let mut open = Vec::with_capacity(connections);
        for share in shares {
            open.push((Connection::open(address).await?, share));
        }
        let begin = std::time::Instant::now();
        let mut tasks = JoinSet::new();
        for (connection, share) in open {
            tasks.spawn(one(connection, share, status));
        }
        let (mut latencies, mut last) = (Vec::with_capacity(count as usize), None);
        while let Some(ended) = tasks.join_next().await {
            let (own, answer) = ended??;
            latencies.extend(own);
            last = answer.or(last);
        }
        let elapsed = begin.elapsed();
        latencies.sort_unstable();
        let last = last.ok_or_else(|| anyhow::anyhow!("nothing was asked"))?;
        Ok(Driven {
            per_second: f64::from(count) / elapsed.as_secs_f64(),
            latencies,
            last,
        })
    })
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
async fn one(
    mut connection: Connection,
    requests: Vec<Request>,
    status: u16,
) -> anyhow::Result<(Vec<Duration>, Option<Answer>)> {
    let (mut latencies, mut last) = (Vec::with_capacity(requests.len()), None);
    for request in &requests {
        let sent = std::time::Instant::now();
        let answer = connection.ask(request).await?;
        latencies.push(sent.elapsed());
        ensure!(
            answer.status == status,
            "{}: {}",
            answer.status,
            String::from_utf8_lossy(&answer.body)
        );
        last = Some(answer);
    }
    Ok((latencies, last))
}
