//! `healthcode contacts`: who was near a case, on files alone.

mod list;
mod matching;
mod read;
mod report;

use std::path::Path;

use anyhow::anyhow;
use domain::contact::ContactRules;
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
            let rules = rules(file)?;
            let examined = Examined {
                file: file.display().to_string(),
                version: rules.version.clone(),
                rules: rules.rules.len(),
            };
            output.answer(&examined, |e| {
                format!(
                    "{}: version {}, {} rules: may be published",
                    e.file, e.version, e.rules
                )
            });
            Ok(Answer::Yes)
        }
    }
}

#[derive(Serialize)]
struct Examined {
    file: String,
    version: String,
    rules: usize,
}

/// The rules of a file.
fn rules(path: &Path) -> anyhow::Result<ContactRules> {
    let text = files::read(path)?;
    ContactRules::parse(&text).map_err(|e| anyhow!("{}: {e}", path.display()))
}
