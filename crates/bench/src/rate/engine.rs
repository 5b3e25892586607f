//! Where the engines are, how they come there, and how one is asked.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, ensure};
use serde::Deserialize;

use crate::rate::{Answer, Task};

/// An engine beside ours, by the name of its module in `peers/`.
#[derive(Clone, Copy)]
pub(crate) struct Engine(pub(crate) &'static str);

/// What an engine prints.
#[derive(Deserialize)]
struct Printed {
    rate: f64,
    answers: Vec<Answer>,
}

impl Engine {
    /// Installs the engines, where they are not there yet.
    pub(crate) fn prepare() -> anyhow::Result<()> {
        let done = Command::new(root().join("scripts/yardsticks")).status()?;
        ensure!(done.success(), "scripts/yardsticks: {done}");
        Ok(())
    }

    /// Lets it rate everybody of a task again and again for some time: how many a second, and its answers.
    pub(crate) fn rate(self, task: &Task, time: Duration) -> anyhow::Result<(f64, Vec<Answer>)> {
        let file = tempfile::NamedTempFile::new()?;
        serde_json::to_writer(&file, task)?;
        let output = Command::new("node")
            .arg(root().join("crates/bench/peers/rate.mjs"))
            .arg(self.0)
            .arg(file.path())
            .arg(time.as_millis().to_string())
            .output()
            .context("node is needed")?;
        let errors = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{}: {errors}", output.status);
        let printed: Printed = serde_json::from_slice(&output.stdout).context("its answers")?;
        let answers = printed.answers.into_iter().map(Answer::in_order);
        Ok((printed.rate, answers.collect()))
    }
}

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
