//! `healthcode policy check` and `publish`.

use std::path::{Path, PathBuf};

use anyhow::Context;
use domain::pending::{Origin, PendingState};
use domain::place::DivisionCode;
use domain::policy::{Fault as Found, Position, Text, check as examine};
use domain::time::Date;
use serde::Serialize;
use service::{Arrived, Counted};

use crate::commands::{files, progress, waiting};
use crate::edge::{self, House};
use crate::output::{Answer, Output};

#[derive(Serialize)]
struct Checked {
    file: String,
    valid: bool,
    rules: usize,
    tests: usize,
    faults: Vec<Fault>,
}

#[derive(Serialize)]
struct Fault {
    field: String,
    line: Option<usize>,
    column: Option<usize>,
    text: Text,
}

impl Fault {
    fn of(found: Found) -> Self {
        Self {
            field: found.field,
            line: found.at.map(|at| at.line),
            column: found.at.map(|at| at.column),
            text: found.text,
        }
    }

    fn place(&self) -> String {
        let at = self.line.zip(self.column);
        let at = at.map(|(line, column)| format!("{}: ", Position { line, column }));
        at.unwrap_or_default()
    }
}

/// Examines each file; a file that cannot be read ends the command, a fault makes the answer no.
pub(crate) fn check(paths: &[PathBuf], output: &Output) -> anyhow::Result<Answer> {
    let mut answer = Answer::Yes;
    for path in paths {
        let (file, policy, text) = files::policy_with_text(path)?;
        let faults: Vec<Fault> = examine(&file, &policy, &text)
            .into_iter()
            .map(Fault::of)
            .collect();
        answer = answer.and(Answer::of(faults.is_empty()));
        let checked = Checked {
            file: path.display().to_string(),
            valid: faults.is_empty(),
            rules: file.rules.len(),
            tests: file.all_tests().count(),
            faults,
        };
        output.answer(&checked, words);
    }
    Ok(answer)
}

fn words(checked: &Checked) -> String {
    let head = format!(
        "{}: {} rules, {} tests",
        checked.file, checked.rules, checked.tests
    );
    if checked.valid {
        return format!("{head}: may be published");
    }
    let faults = checked.faults.iter().map(|f| {
        format!(
            "\n  {}{}: {}\n    {}",
            f.place(),
            f.field,
            f.text.en,
            f.text.zh
        )
    });
    format!(
        "{head}: {} faults{}",
        checked.faults.len(),
        faults.collect::<String>()
    )
}

#[derive(Serialize)]
struct PublishedPolicy {
    jurisdiction: DivisionCode,
    version: String,
    effective: Date,
    standing: PendingState,
    rated: u64,
    changed: u64,
    /// Whom it changes, where it was tried.
    #[serde(skip_serializing_if = "Option::is_none")]
    counted: Option<Counted>,
}

/// Publishes a policy. One that has a fault makes the answer no, and nothing is published; one that worsens many waits for two
/// members of staff.
pub(crate) fn publish(database: &str, path: &Path, output: &Output) -> anyhow::Result<Answer> {
    let text = files::read(path)?;
    let name = path.file_name().map(|name| name.to_string_lossy());
    let arrived = Arrived {
        name: &name.unwrap_or_default(),
        text: &text,
        saved: None,
        origin: Origin::Command,
    };
    edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        let bar = progress::bar();
        let published = service
            .bring_policy(&arrived, clock.now(), |p| progress::show(&bar, p))
            .await;
        bar.finish_and_clear();
        let import = match published {
            Err(service::Error::Invalid(problems)) => {
                for problem in &problems {
                    output.note(&format!("{}: {problem}", path.display()));
                }
                output.note("not published");
                return Ok(Answer::No);
            }
            other => other.with_context(|| path.display().to_string())?,
        };
        let published = PublishedPolicy {
            jurisdiction: import.file.jurisdiction,
            effective: import.file.effective.max(clock.now().date()),
            version: import.file.version,
            standing: import.standing,
            rated: import.progress.looked_at,
            changed: import.progress.changed,
            counted: import.counted,
        };
        output.answer(&published, said);
        let Some(why) = waiting::policy(published.standing) else {
            return Ok(Answer::Yes);
        };
        waiting::say(path, why, published.counted.as_ref(), output);
        Ok(Answer::No)
    })
}

fn said(policy: &PublishedPolicy) -> String {
    let head = format!("{} version {}", policy.jurisdiction, policy.version);
    if policy.standing == PendingState::InForce {
        return format!(
            "{head} is in force from {}; {} people rated, {} changed",
            policy.effective, policy.rated, policy.changed
        );
    }
    format!("{head} is not in force: {}", policy.standing)
}
