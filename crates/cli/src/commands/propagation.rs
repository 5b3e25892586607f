//! `healthcode propagation list` and `resume`: the people who are rated again because something was published.

use clap::Subcommand;
use domain::time::Instant;
use serde::Serialize;

use crate::commands::progress;
use crate::edge;
use crate::output::{Answer, Output};

#[derive(Subcommand)]
pub(crate) enum PropagationCommand {
    /// The latest ones, the newest first
    List,
    /// Go on with those that were cut off; a running server does so by itself
    Resume,
}

#[derive(Serialize)]
struct Standing {
    id: i64,
    cause: String,
    begun: Instant,
    share_permille: u16,
    looked_at: u64,
    changed: u64,
    damaged: u64,
    done: bool,
}

#[derive(Serialize)]
#[expect(
    clippy::struct_field_names,
    reason = "the word of the command's answer"
)]
struct Resumed {
    resumed: usize,
    looked_at: u64,
    changed: u64,
    damaged: u64,
}

pub(crate) fn list(database: &str, output: &Output) -> anyhow::Result<Answer> {
    let standings = edge::block_on(async {
        let house = edge::open(database).await?;
        Ok(house.service.propagations(house.clock.now()).await?)
    })?;
    for standing in standings {
        let answer = Standing {
            id: standing.id,
            cause: standing.cause,
            begun: standing.begun,
            share_permille: standing.share,
            looked_at: standing.looked_at,
            changed: standing.changed,
            damaged: standing.damaged,
            done: standing.done,
        };
        output.answer(&answer, |a| {
            let state = if a.done { "done" } else { "not done" };
            let percent = f64::from(a.share_permille) / 10.0;
            format!(
                "{}  {}  {state}, {percent:.1} % looked through, {} people rated, {} changed, {} damaged",
                a.begun, a.cause, a.looked_at, a.changed, a.damaged
            )
        });
    }
    Ok(Answer::Yes)
}

pub(crate) fn resume(database: &str, output: &Output) -> anyhow::Result<Answer> {
    edge::block_on(async {
        let house = edge::open(database).await?;
        let bar = progress::bar();
        let now = house.clock.now();
        let tell = |p| progress::show(&bar, p);
        let outcome = house.service.resume_propagations(now, tell).await;
        bar.finish_and_clear();
        let (resumed, progress) = outcome?;
        let answer = Resumed {
            resumed,
            looked_at: progress.looked_at,
            changed: progress.changed,
            damaged: progress.damaged,
        };
        output.answer(&answer, |a| {
            format!(
                "{} propagations went on; all in all {} people rated, {} changed, {} damaged",
                a.resumed, a.looked_at, a.changed, a.damaged
            )
        });
        Ok(Answer::Yes)
    })
}
