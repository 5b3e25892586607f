//! Where the engines are, how they come there, and how one is asked.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, ensure};
use serde::Deserialize;

use crate::rate::{Answer, Task};

/// An engine beside ours.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Zen,
    JsonRules,
    CertLogic,
}

/// What an engine prints.
#[derive(Deserialize)]
struct Printed {
    rate: f64,
    answers: Vec<Answer>,
}

impl Engine {
    /// Builds or installs it, where it is not there yet (`scripts/yardsticks`).
    pub(crate) fn prepare(self) -> anyhow::Result<()> {
        let which = if self == Self::Zen { "zen" } else { "node" };
        let done = Command::new(root().join("scripts/yardsticks"))
            .arg(which)
            .status()?;
        ensure!(done.success(), "scripts/yardsticks {which}: {done}");
        Ok(())
    }

    /// Lets it rate everybody of a task again and again for some time: how many a second, and its answers.
    pub(crate) fn rate(self, task: &Task, time: Duration) -> anyhow::Result<(f64, Vec<Answer>)> {
        let file = tempfile::NamedTempFile::new()?;
        serde_json::to_writer(&file, task)?;
        let output = self
            .command()
            .arg(file.path())
            .arg(time.as_millis().to_string())
            .output()?;
        let errors = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{}: {errors}", output.status);
        let printed: Printed = serde_json::from_slice(&output.stdout).context("its answers")?;
        let answers = printed.answers.into_iter().map(Answer::in_order);
        Ok((printed.rate, answers.collect()))
    }

    fn command(self) -> Command {
        let script = match self {
            Self::Zen => return Command::new(root().join("target/yardsticks/release/zen")),
            Self::JsonRules => "json-rules-engine",
            Self::CertLogic => "certlogic",
        };
        let mut node = Command::new("node");
        node.arg(root().join("crates/bench/peers/node/rate.mjs"))
            .arg(script);
        node
    }
}

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
