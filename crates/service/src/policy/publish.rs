//! Publishing policies: a new city is one file and one command, on a running service.

use std::collections::BTreeSet;

use domain::declaration::Problem;
use domain::pending::PendingState;
use domain::place::DivisionCode;
use domain::policy::{ComposeError, Fault, Policy, PolicyFile, Text, check, position};
use domain::time::{Date, Instant};
use storage::{Batch, Generation, PersonFacts, PolicyRow, WriteError};

use crate::Service;
use crate::error::Error;
use crate::log::Deed;
use crate::pending::{Counted, Leave};
use crate::policy::builtin;
use crate::propagate::{Progress, Propagation};
use crate::shared::Shared;
use crate::what_if::{Looked, Tally, UNHEARD, WhatIf};

/// How often what others publish meanwhile makes a policy be tried anew.
const TRIES: usize = 16;
/// People of one page.
const PAGE: u32 = 10_000;

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
    /// Servers see it within a second; decisions made with the old policy do not survive, and everyone whom it concerns is
    /// rated again.
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
        mut tell: impl FnMut(Progress),
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
            match self.store.write(batch).await {
                Ok(()) => {}
                // Others have published; where it was this version, it is refused now.
                Err(WriteError::Conflict) => continue,
                Err(error) => return Err(error.into()),
            }
            let progress = self.rate_users(file.jurisdiction, now, &mut tell).await?;
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

    /// Tries a policy where that is asked for.
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
        Ok(Some(self.counted(what_if).await?))
    }

    async fn try_policy(
        &self,
        file: &PolicyFile,
        shared: &Shared,
        now: Instant,
        looked: Looked<'_>,
    ) -> Result<WhatIf, Error> {
        let (jurisdiction, effective) = (file.jurisdiction, file.effective);
        // One that begins later is tried on its first day, by what is known now.
        let at = now.max(effective.start());
        let would_be = shared.with_policy(file.clone(), now);
        let mut tally = Tally::default();
        let mut after = None;
        loop {
            let everybody = shared.generation().next();
            let people = self.store.rated_before(everybody, after, PAGE).await?;
            after = people.last().copied();
            if after.is_none() {
                return Ok(tally.what_if());
            }
            let concerns = |facts: &PersonFacts| uses(facts, jurisdiction);
            self.try_on(&people, concerns, (shared, &would_be), &mut tally, at)
                .await?;
            looked(tally.looked_at());
        }
    }

    /// Rates everyone who was rated before the publication: those who use the jurisdiction change, the others say
    /// the same as before.
    pub(crate) async fn rate_users(
        &self,
        jurisdiction: DivisionCode,
        now: Instant,
        tell: &mut impl FnMut(Progress),
    ) -> Result<Progress, Error> {
        let generation = self.shared(now).await?.generation();
        let mut propagation = Propagation::new(self, now);
        let mut after = None;
        loop {
            let people = self.store.rated_before(generation, after, PAGE).await?;
            let Some(last) = people.last().copied() else {
                return propagation.end().await;
            };
            propagation
                .rate(&people, |facts| uses(facts, jurisdiction))
                .await?;
            tell(propagation.progress());
            after = Some(last);
        }
    }
}

/// Whether a person uses a jurisdiction in which the policy of `above` holds.
fn uses(facts: &PersonFacts, above: DivisionCode) -> bool {
    let mut used = facts.record.uses.iter();
    used.any(|used| above.contains(used.jurisdiction))
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
