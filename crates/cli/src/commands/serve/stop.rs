//! Being asked to end: by Ctrl-C, or by whoever looks after services on the machine.

use anyhow::Context;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

/// Known to all who run: whether they are asked to end.
#[derive(Clone)]
pub(super) struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Asked by SIGINT or SIGTERM. A second one ends the program at once, as if nobody listened.
    pub(super) fn on_signals() -> anyhow::Result<Self> {
        let interrupt = signal(SignalKind::interrupt()).context("signals cannot be heard")?;
        let terminate = signal(SignalKind::terminate()).context("signals cannot be heard")?;
        let (ask, asked) = watch::channel(false);
        tokio::spawn(wait(interrupt, terminate, ask));
        Ok(Self(asked))
    }

    /// Waits until it is asked.
    pub(super) async fn asked(mut self) {
        // Where nobody can ask any more, it ends too.
        let _gone = self.0.wait_for(|asked| *asked).await;
    }
}

async fn wait(mut interrupt: Signal, mut terminate: Signal, ask: watch::Sender<bool>) {
    for again in [false, true] {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        if again {
            std::process::exit(1);
        }
        ask.send_replace(true);
    }
}
