//! Staff of the demonstration: simulated colleagues, and two members whom a visitor may be.

use domain::time::Instant;
use server::DemoStaff;
use service::{Error, Service};
use simulation::colleagues::{self, Waiting};

/// Who waits for a visitor, each with a fresh code where nobody has come.
pub(super) async fn waiting(service: &Service, now: Instant) -> Result<Vec<DemoStaff>, Error> {
    Ok(shown(colleagues::waiting(service, now).await?))
}

/// The same, as the page shows them.
pub(super) fn shown(waiting: Vec<Waiting>) -> Vec<DemoStaff> {
    let member = |waiting: Waiting| DemoStaff {
        name: waiting.standing.name,
        login: waiting.standing.login,
        office: waiting.standing.office.name,
        duties: waiting.standing.duties,
        code: waiting.code,
    };
    waiting.into_iter().map(member).collect()
}
