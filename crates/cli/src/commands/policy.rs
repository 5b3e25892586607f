//! `healthcode policy check` and `publish`.

use std::path::PathBuf;

use domain::policy::check as examine;
use serde::Serialize;

use crate::commands::files;
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
    text: String,
}

/// Examines each file; a file that cannot be read ends the command, a fault makes the answer no.
pub(crate) fn check(paths: &[PathBuf], output: &Output) -> anyhow::Result<Answer> {
    let mut answer = Answer::Yes;
    for path in paths {
        let (file, policy) = files::policy(path)?;
        let faults: Vec<Fault> = examine(&file, &policy)
            .into_iter()
            .map(|f| Fault {
                field: f.field,
                text: f.text,
            })
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
    let faults = checked
        .faults
        .iter()
        .map(|f| format!("\n  {}: {}", f.field, f.text));
    format!(
        "{head}: {} faults{}",
        checked.faults.len(),
        faults.collect::<String>()
    )
}
