//! `healthcode contacts`: who was near a case, on files alone.

mod list;
mod matching;
mod read;
mod report;

use std::path::Path;

use anyhow::{anyhow, bail};
use domain::contact::{ContactRules, ContactRulesError, RulesFault};
use serde::Serialize;

use crate::arguments::ContactsCommand;
use crate::commands::files;
use crate::output::{Answer, Output};

pub(crate) fn run(command: &ContactsCommand, output: &Output) -> anyhow::Result<Answer> {
    match command {
        ContactsCommand::Match(asked) => matching::run(asked, output),
        ContactsCommand::List(asked) => list::run(asked, output),
        ContactsCommand::Rules { file: None } => {
            Output::bytes(ContactRules::built_in_text().as_bytes())?;
            Ok(Answer::Yes)
        }
        ContactsCommand::Rules { file: Some(file) } => {
            let file_name = file.display().to_string();
            let examined = match ContactRules::parse(&files::read(file)?) {
                Ok(rules) => Examined {
                    file: file_name,
                    valid: true,
                    version: Some(rules.version),
                    rules: Some(rules.rules.len()),
                    faults: Vec::new(),
                },
                Err(ContactRulesError::Faults(faults)) => Examined {
                    file: file_name,
                    valid: false,
                    version: None,
                    rules: None,
                    faults,
                },
                Err(error) => bail!("{file_name}: {error}"),
            };
            output.answer(&examined, words);
            Ok(Answer::of(examined.valid))
        }
    }
}

/// A file of rules, and what makes no sense in it.
#[derive(Serialize)]
struct Examined {
    file: String,
    valid: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rules: Option<usize>,
    faults: Vec<RulesFault>,
}

fn words(examined: &Examined) -> String {
    let file = &examined.file;
    if let (Some(version), Some(rules)) = (&examined.version, examined.rules) {
        return format!("{file}: version {version}, {rules} rules: may be published");
    }
    let mut lines = vec![format!("{file}: may not be published")];
    lines.extend(examined.faults.iter().map(|fault| format!("  {fault}")));
    lines.join("\n")
}

/// The rules of a file.
fn rules(path: &Path) -> anyhow::Result<ContactRules> {
    let text = files::read(path)?;
    ContactRules::parse(&text).map_err(|e| anyhow!("{}: {e}", path.display()))
}
