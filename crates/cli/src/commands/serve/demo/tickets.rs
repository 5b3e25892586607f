//! Tickets of the ready identities, so that a declaration can be filled in from them: who was in Wuhan went there and came back by
//! train.

use std::sync::Arc;

use anyhow::{Context, anyhow};
use domain::contact::{ConveyanceKind, numbers, seating};
use domain::time::Date;
use gateway::Token;
use gateway::conveyance::{SimulatedConveyances, Ticket};

use super::identities;
use crate::clock::Clock;

/// Number, carriage and seat, from, to, and how many days ago.
const TICKETS: [(&str, &str, &str, &str, i32); 2] = [
    ("G2386", "10车5F", "杭州东", "武汉", 6),
    ("G2387", "4车12A", "武汉", "杭州东", 3),
];

/// The simulated conveyance services of a demonstration.
pub(super) async fn services(
    token: Token,
    clock: &Arc<Clock>,
) -> anyhow::Result<SimulatedConveyances> {
    let shown = Arc::clone(clock);
    let services = SimulatedConveyances::start(0, Some(token), move || shown.now())
        .await
        .context("the simulated conveyance services do not start")?;
    let today = clock.now().date();
    let mut people = identities::ready().into_iter();
    if let Some(second) = people.nth(1).and_then(|ready| ready.identity) {
        services.know(&second.document, tickets(today)?);
    }
    Ok(services)
}

fn tickets(today: Date) -> anyhow::Result<Vec<Ticket>> {
    let one = |(number, seat, board, alight, ago): (&str, &str, &str, &str, i32)| {
        let kind = ConveyanceKind::Train;
        Ok(Ticket {
            conveyance: numbers(kind, number).map_err(|e| anyhow!("{e}"))?,
            date: today - ago,
            seating: seating(kind, seat).map_err(|e| anyhow!("{e}"))?,
            board: board.to_owned(),
            alight: alight.to_owned(),
        })
    };
    TICKETS.into_iter().map(one).collect()
}
