//! Publishing policies: a new city is one file and one command, on a running service.

use domain::place::DivisionCode;
use domain::policy::{Policy, PolicyFile, check};
use domain::time::{Date, Instant};
use storage::{PolicyRow, WriteError};

use crate::Service;
use crate::error::Error;
use crate::policy::builtin;
use crate::review::Progress;

/// People of one page.
const PAGE: u32 = 1_000;

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
        match self.store.write(self.store.publish_policies(&rows)).await {
            Ok(()) | Err(WriteError::Conflict) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Publishes a policy file, which is in force from its date, but not before today. It is refused when it does
    /// not parse, has a fault, a test in it fails, or its version is there already. Servers see it within a second; decisions
    /// made with the old policy do not survive, and everyone whom it concerns is rated again.
    pub async fn publish_policy(
        &self,
        text: &str,
        now: Instant,
        mut tell: impl FnMut(Progress),
    ) -> Result<(PolicyFile, Progress), Error> {
        let file = PolicyFile::parse(text).map_err(|e| Error::Refused(e.to_string()))?;
        let shared = self.shared(now).await?;
        examine(&file, now.date(), &shared)?;
        match self
            .store
            .write(self.store.publish_policies(&[row(&file, text, now)]))
            .await
        {
            Ok(()) => {}
            Err(WriteError::Conflict) => {
                return Err(Error::field(
                    "version",
                    "this version is published already; give the new one another name",
                ));
            }
            Err(error) => return Err(error.into()),
        }
        let progress = self.rate_users(file.jurisdiction, now, &mut tell).await?;
        Ok((file, progress))
    }

    /// Rates everyone who was rated before the publication: those who use the jurisdiction change, the others say
    /// the same as before.
    async fn rate_users(
        &self,
        jurisdiction: DivisionCode,
        now: Instant,
        tell: &mut impl FnMut(Progress),
    ) -> Result<Progress, Error> {
        let generation = self.shared(now).await?.generation();
        let mut progress = Progress::default();
        let mut after = None;
        loop {
            let people = self.store.rated_before(generation, after, PAGE).await?;
            let Some(last) = people.last().copied() else {
                return Ok(progress);
            };
            let mut users = Vec::with_capacity(people.len());
            for person in people {
                if self.uses(person, jurisdiction, now).await? {
                    users.push(person);
                }
            }
            progress.rate(self, &users, now).await?;
            tell(progress);
            after = Some(last);
        }
    }

    /// Whether a person uses a jurisdiction in which the policy of `above` holds.
    async fn uses(
        &self,
        person: domain::ids::PersonId,
        above: DivisionCode,
        now: Instant,
    ) -> Result<bool, Error> {
        match self.read_person(person, now).await {
            Ok(facts) => Ok(facts
                .record
                .uses
                .iter()
                .any(|u| above.contains(u.jurisdiction))),
            Err(Error::NotRegistered) => Ok(false),
            Err(error) => Err(error),
        }
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
fn examine(file: &PolicyFile, today: Date, shared: &crate::Shared) -> Result<(), Error> {
    if shared
        .policies()
        .any(|other| other.jurisdiction == file.jurisdiction && other.version == file.version)
    {
        return Err(Error::field(
            "version",
            "this version is published already; give the new one another name",
        ));
    }
    let file_of = |code: DivisionCode| {
        if code == file.jurisdiction {
            Some(file)
        } else {
            shared.file(code, file.effective.max(today))
        }
    };
    let policy =
        Policy::of(file.jurisdiction, file_of).map_err(|e| Error::Refused(e.to_string()))?;
    let faults = check(file, &policy);
    if faults.is_empty() {
        return Ok(());
    }
    let problems = faults.into_iter().map(|f| domain::declaration::Problem {
        field: f.field,
        text: f.text,
    });
    Err(Error::Invalid(problems.collect()))
}
