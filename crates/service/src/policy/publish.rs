//! Publishing policies: a new city is one file and one command, on a running service.

use std::collections::BTreeSet;

use domain::declaration::Problem;
use domain::place::DivisionCode;
use domain::policy::{ComposeError, Fault, Policy, PolicyFile, Text, check, position};
use domain::time::{Date, Instant};
use storage::{Batch, PolicyRow, WriteError};

use crate::Service;
use crate::error::Error;
use crate::log::Deed;
use crate::policy::builtin;
use crate::propagate::{Cause, Progress, touched_by};
use crate::shared::Shared;
use crate::what_if::WhatIf;

/// How often it is worked out anew whom it touches, while others publish.
const TRIES: usize = 64;

impl Service {
    /// Publishes the built-in policies where there are none: so every city has one from the start. Others may do
    /// the same at the same instant; one of them does it.
    pub async fn publish_builtin(&self, now: Instant) -> Result<(), Error> {
        if !self.store.policies().await?.rows.is_empty() {
            return Ok(());
        }
        let rows: Vec<PolicyRow> = builtin()
            .iter()
            .map(|(file, text)| row(file, text, now))
            .collect();
        match self.write_policies(&rows, now).await {
            Ok(()) | Err(WriteError::Conflict) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    async fn write_policies(&self, rows: &[PolicyRow], now: Instant) -> Result<(), WriteError> {
        let batch = self.policies_batch(rows, now);
        self.store.write(batch).await
    }

    fn policies_batch(&self, rows: &[PolicyRow], now: Instant) -> Batch {
        let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
        let line = self.note(Deed::operation("publish policy"), &texts.concat(), now);
        self.store.publish_policies(rows, &line)
    }

    /// Publishes a policy file, which is in force from its date, but not before today. It is refused when it does
    /// not parse, has a fault, a test in it fails, or its version is there already. Servers see it within a second; decisions
    /// made with the old policy do not survive, and whoever has facts that the changed rules read is rated again.
    pub async fn publish_policy(
        &self,
        text: &str,
        now: Instant,
        tell: impl FnMut(Progress),
    ) -> Result<(PolicyFile, Progress), Error> {
        let file = PolicyFile::parse(text).map_err(|e| Error::Refused(e.to_string()))?;
        for _try in 0..TRIES {
            let shared = self.shared(now).await?;
            examine(&file, text, now.date(), &shared)?;
            let would_be = shared.with_policy(file.clone(), now);
            let touched = touched_by(&shared, &would_be, &file, now);
            let batch = self.policies_batch(&[row(&file, text, now)], now);
            let begun = self
                .begin(Some(batch), (Cause::Policy, touched), &shared, now)
                .await;
            match begun {
                Ok(begun) => {
                    let progress = self.propagate(&begun, now, tell).await?;
                    return Ok((file, progress));
                }
                // Somebody has published meanwhile, perhaps this version: it is looked at again.
                Err(WriteError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(Error::Busy)
    }

    /// Whom a policy would change, tried on the same people and written nowhere.
    pub async fn what_if_policy(&self, text: &str, now: Instant) -> Result<WhatIf, Error> {
        let file = PolicyFile::parse(text).map_err(|e| Error::Refused(e.to_string()))?;
        let shared = self.shared(now).await?;
        examine(&file, text, now.date(), &shared)?;
        // One that begins later is tried on its first day, by what is known now.
        let at = now.max(file.effective.start());
        let would_be = shared.with_policy(file.clone(), now);
        let touched = touched_by(&shared, &would_be, &file, now);
        self.what_if(touched, (&shared, &would_be), at).await
    }
}

fn row(file: &PolicyFile, text: &str, now: Instant) -> PolicyRow {
    PolicyRow {
        jurisdiction: file.jurisdiction,
        version: file.version.clone(),
        effective: file.effective,
        text: text.to_owned(),
        published: now,
    }
}

/// Whether a file may be published today beside the others.
fn examine(file: &PolicyFile, text: &str, today: Date, shared: &Shared) -> Result<(), Error> {
    if shared
        .policies()
        .any(|other| other.jurisdiction == file.jurisdiction && other.version == file.version)
    {
        return Err(Error::field(
            "version",
            "该版本已经发布，请为新版本另取名称",
            "this version is published already; give the new one another name",
        ));
    }
    let from = file.effective.max(today);
    let policy = with(file, from, shared, file.jurisdiction, from)
        .map_err(|e| Error::Refused(placed(&e, text)))?;
    heirs(file, from, shared)?;
    let faults = check(file, &policy, text);
    if faults.is_empty() {
        return Ok(());
    }
    Err(Error::Invalid(faults.into_iter().map(problem).collect()))
}

/// What keeps a file from inheriting, with its place in the text.
fn placed(error: &ComposeError, text: &str) -> String {
    position(text, error.field()).map_or_else(|| error.to_string(), |at| format!("{at}: {error}"))
}

/// A fault as a problem: its field, and its place in the words.
fn problem(fault: Fault) -> Problem {
    let Text { zh, en } = fault.text;
    let (zh, en) = match fault.at {
        Some(at) => (
            format!("第{}行第{}列：{zh}", at.line, at.column),
            format!("{at}: {en}"),
        ),
        None => (zh, en),
    };
    Problem::new(fault.field, zh, en)
}

/// The policy of a jurisdiction on a date, as it would be with `file` in force from `from`.
fn with(
    file: &PolicyFile,
    from: Date,
    shared: &Shared,
    jurisdiction: DivisionCode,
    on: Date,
) -> Result<Policy, ComposeError> {
    let own = |code: DivisionCode| {
        let later = |other: &PolicyFile| {
            let is_own = other.jurisdiction == file.jurisdiction;
            is_own && from < other.effective && other.effective <= on
        };
        code == file.jurisdiction && !shared.policies().any(later)
    };
    let file_of = |code: DivisionCode| {
        if own(code) {
            Some(file)
        } else {
            shared.file(code, on)
        }
    };
    Policy::of(jurisdiction, file_of)
}

/// Refuses a file of which a published one could no longer inherit, today or on the date of a later version.
fn heirs(file: &PolicyFile, from: Date, shared: &Shared) -> Result<(), Error> {
    let later = shared.policies().map(|other| other.effective);
    let dates: BTreeSet<Date> = later.filter(|date| *date > from).chain([from]).collect();
    let below = shared.policies().map(|other| other.jurisdiction);
    let below: BTreeSet<DivisionCode> = below
        .filter(|code| file.jurisdiction.contains(*code))
        .collect();
    for on in dates {
        for heir in &below {
            with(file, from, shared, *heir, on).map_err(|error| {
                Error::Refused(format!(
                    "from {on} on {heir} could not inherit this: {error}"
                ))
            })?;
        }
    }
    Ok(())
}
