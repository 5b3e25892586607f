//! Publishing policies: a new city is one file and one command, on a running service.

use std::collections::BTreeSet;

use domain::declaration::Problem;
use domain::pending::PendingState;
use domain::place::DivisionCode;
use domain::policy::{ComposeError, Fault, Policy, PolicyFile, Text, check, position};
use domain::time::{Date, Instant};
use storage::{Batch, Generation, PolicyRow, WriteError};

use crate::Service;
use crate::error::Error;
use crate::log::Deed;
use crate::pending::{Counted, Leave};
use crate::policy::builtin;
use crate::propagate::{Cause, Progress, changes_later, touched_by};
use crate::shared::Shared;
use crate::what_if::{Looked, UNHEARD, WhatIf};

/// How often what others publish meanwhile makes a policy be tried anew.
const TRIES: usize = 16;

/// What became of a policy.
#[derive(Clone, PartialEq, Debug)]
pub struct PolicyImport {
    /// The policy.
    pub file: PolicyFile,
    /// Whether it is in force from its date, or waits, was refused or overtaken.
    pub standing: PendingState,
    /// How many people were looked at, and whose decision changed.
    pub progress: Progress,
    /// Whom it changes, as it was tried before; none where it was not.
    pub counted: Option<Counted>,
}

impl Service {
    /// Publishes the built-in policies where there are none: so every city has one from the start. Others may do
    /// the same at the same instant; one of them does it.
    #[crate::boxed]
    pub async fn publish_builtin(&self, now: Instant) -> Result<(), Error> {
        if !self.store.policies().await?.rows.is_empty() {
            return Ok(());
        }
        let rows: Vec<PolicyRow> = builtin()
            .iter()
            .map(|(file, text)| row(file, text, now))
            .collect();
        let before = self.store.generation().await?;
        match self
            .store
            .write(self.policies_batch(&rows, before, now))
            .await
        {
            Ok(()) | Err(WriteError::Conflict) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn policies_batch(&self, rows: &[PolicyRow], tried: Generation, now: Instant) -> Batch {
        let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
        let line = self.note(Deed::operation("publish policy"), &texts.concat(), now);
        self.store.publish_policies(rows, tried, &line)
    }

    /// Publishes a policy file whatever it does, which is in force from its date, but not before today: what a demonstration's
    /// operator does. It is refused when it does not parse, has a fault, a test in it fails, or its version is there already.
    /// Servers see it within a second; decisions made with the old policy do not survive, and whoever has facts that
    /// the changed rules read is rated again.
    pub async fn publish_policy(
        &self,
        text: &str,
        now: Instant,
        tell: impl FnMut(Progress),
    ) -> Result<PolicyImport, Error> {
        self.take_policy(text, &Leave::Untried, now, tell).await
    }

    /// Takes a policy as far as it may come into force: it is tried, and published only with the shared data with which it was
    /// tried.
    pub(crate) async fn take_policy(
        &self,
        text: &str,
        leave: &Leave<'_>,
        now: Instant,
        tell: impl FnMut(Progress),
    ) -> Result<PolicyImport, Error> {
        let file = PolicyFile::parse(text).map_err(|e| Error::Refused(e.to_string()))?;
        for _ in 0..TRIES {
            let shared = self.shared(now).await?;
            examine(&file, text, now.date(), &shared)?;
            let counted = self.count_policy(leave, &file, &shared, now).await?;
            if let Some(counted) = &counted
                && !self.may_come(leave, counted, now).await?
            {
                return Ok(PolicyImport {
                    file,
                    standing: PendingState::Pending,
                    progress: Progress::default(),
                    counted: Some(counted.clone()),
                });
            }
            let noted = self.noted_alone(leave, counted.as_ref(), now).await?;
            let rows = [row(&file, text, now)];
            let batch = self.policies_batch(&rows, shared.generation(), now);
            let batch = noted.into_iter().fold(batch, Batch::with);
            let would_be = shared.with_policy(file.clone(), now);
            let what = (Cause::Policy, touched_by(&shared, &would_be, &file, now));
            let begun = match self.begin(Some(batch), what, &shared, now).await {
                Ok(begun) => begun,
                // Others have published; where it was this version, it is refused now.
                Err(WriteError::Conflict) => continue,
                Err(error) => return Err(error.into()),
            };
            let progress = self.propagate(&begun, now, tell).await?;
            return Ok(PolicyImport {
                file,
                standing: PendingState::InForce,
                progress,
                counted,
            });
        }
        Err(Error::Busy)
    }

    /// Whom a policy would change, tried on the same people and written nowhere.
    pub async fn what_if_policy(
        &self,
        text: &str,
        now: Instant,
        looked: Looked<'_>,
    ) -> Result<WhatIf, Error> {
        let file = PolicyFile::parse(text).map_err(|e| Error::Refused(e.to_string()))?;
        let shared = self.shared(now).await?;
        examine(&file, text, now.date(), &shared)?;
        self.try_policy(&file, &shared, now, looked).await
    }

    /// Tries a policy where that is asked for. What it does on later days cannot be counted today: it is counted as more than may
    /// come by itself.
    async fn count_policy(
        &self,
        leave: &Leave<'_>,
        file: &PolicyFile,
        shared: &Shared,
        now: Instant,
    ) -> Result<Option<Counted>, Error> {
        if matches!(leave, Leave::Untried) {
            return Ok(None);
        }
        let what_if = self.try_policy(file, shared, now, UNHEARD).await?;
        let mut counted = self.counted(what_if, now).await?;
        let would_be = shared.with_policy(file.clone(), now);
        counted.uncertain = changes_later(shared, &would_be, file, now.date());
        Ok(Some(counted))
    }

    async fn try_policy(
        &self,
        file: &PolicyFile,
        shared: &Shared,
        now: Instant,
        looked: Looked<'_>,
    ) -> Result<WhatIf, Error> {
        // One that begins later is tried on its first day, by what is known now.
        let at = now.max(file.effective.start());
        let would_be = shared.with_policy(file.clone(), now);
        let touched = touched_by(shared, &would_be, file, now);
        self.what_if(touched, (shared, &would_be), at, looked).await
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
