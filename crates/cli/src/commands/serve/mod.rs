//! `healthcode serve`: pages and interface over one database, until it is asked to end.
//!
//! A real service asks its neighbours, and does not start without them; a demonstration brings simulated ones. What
//! is served is the same.

mod arguments;
mod demo;
mod door;
mod neighbours;
mod real;
mod stop;
mod watched;

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use server::Setup;
use service::Service;
use tokio::task::JoinSet;

pub(crate) use arguments::Serve;

use crate::clock::Clock;
use crate::edge;
use crate::output::{Answer, Output};
use door::Door;
use stop::Stop;

/// Serves until a signal comes. `database` is none where the line names none.
pub(crate) fn run(
    database: Option<&str>,
    options: &Serve,
    output: &Output,
) -> anyhow::Result<Answer> {
    edge::block_on_all(async {
        let stop = Stop::on_signals()?;
        if options.demo {
            demo::serve(database, options, output, stop).await?;
        } else {
            real::serve(database, options, output, stop).await?;
        }
        Ok(Answer::Yes)
    })
}

/// What stands behind the doors.
struct Behind {
    service: Arc<Service>,
    clock: Arc<Clock>,
    demo: Option<Arc<dyn server::Demo>>,
}

impl Behind {
    fn setup(&self, web: &Path, secure: bool) -> Setup {
        Setup {
            service: Arc::clone(&self.service),
            clock: Arc::clone(&self.clock) as Arc<dyn server::Clock>,
            web: web.to_owned(),
            secure,
            demo: self.demo.clone(),
        }
    }

    /// Serves at every door and does what time brings, until it is asked to end; what is being answered is answered
    /// first.
    async fn serve(self, doors: Vec<Door>, web: &Path, stop: Stop) -> anyhow::Result<()> {
        let mut tasks = JoinSet::new();
        for door in doors {
            let router = server::router(self.setup(web, door.secure));
            let until = stop.clone().asked();
            tasks.spawn(async move {
                let served = server::serve(door.listener, router, door.tls, until).await;
                served.context("the listener ended")
            });
        }
        let jobs = server::jobs(
            Arc::clone(&self.service),
            Arc::clone(&self.clock) as Arc<dyn server::Clock>,
            stop.asked(),
        );
        tasks.spawn(async move {
            jobs.await;
            Ok(())
        });
        while let Some(ended) = tasks.join_next().await {
            ended.context("a task ended")??;
        }
        Ok(())
    }
}
