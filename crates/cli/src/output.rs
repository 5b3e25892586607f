//! What the program says: words for people, or one JSON object a line.

use std::io::Write;

use anyhow::Context;
use serde::Serialize;

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Answer {
    /// Exit 0.
    Yes,
    /// Exit 1: the answer is no.
    No,
}

impl Answer {
    /// Yes where `yes` holds.
    pub(crate) const fn of(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }

    /// No where either is no.
    pub(crate) const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::No,
        }
    }
}

/// Where answers go.
pub(crate) struct Output {
    json: bool,
}

impl Output {
    pub(crate) const fn new(json: bool) -> Self {
        Self { json }
    }

    /// Prints one answer: as JSON, or in the words that `words` gives.
    pub(crate) fn answer<T: Serialize>(&self, answer: &T, words: impl FnOnce(&T) -> String) {
        let line = if self.json {
            serde_json::to_string(answer).unwrap_or_else(|e| format!("{{\"error\":\"{e}\"}}"))
        } else {
            words(answer)
        };
        // Nobody reads on: the pipe was closed.
        let _closed = writeln!(std::io::stdout(), "{line}");
    }

    /// Writes bytes as they are.
    pub(crate) fn bytes(bytes: &[u8]) -> anyhow::Result<()> {
        let mut out = std::io::stdout();
        out.write_all(bytes)
            .and_then(|()| out.flush())
            .context("the standard output takes no more")
    }

    /// Says on the error channel what people should know beside the answer.
    #[expect(
        clippy::unused_self,
        reason = "who prints asks the output, wherever it goes"
    )]
    pub(crate) fn note(&self, text: &str) {
        let _closed = writeln!(std::io::stderr(), "{text}");
    }

    /// Says why a command could not answer.
    pub(crate) fn failure(&self, failure: &anyhow::Error) {
        self.note(&format!("healthcode: {failure:#}"));
    }
}
