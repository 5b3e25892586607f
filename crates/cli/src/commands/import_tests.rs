//! `healthcode import tests`: results of laboratories that have no connection, as a file.
//!
//! Nothing of it counts before a member of staff has agreed to it in the console. A line that cannot be used is printed by its number
//! and reason, never with the name; the laboratory has both.

use std::path::Path;

use anyhow::Context;
use domain::laboratory::ResultFileState;
use serde::Serialize;
use service::{Fate, ImportedLine, ResultsBrought};

use crate::commands::files;
use crate::edge;
use crate::output::{Answer, Output};

#[derive(Serialize)]
struct Imported {
    file: String,
    id: String,
    sha256: String,
    state: ResultFileState,
    taken: u64,
    known: u64,
    held: u64,
    worse: u64,
    better: u64,
    replaces: u64,
    back: Vec<Back>,
}

#[derive(Serialize)]
struct Back {
    line: u64,
    reason: &'static str,
    zh: String,
    en: String,
}

/// The answer is no where a line cannot be used, or staff refused the file.
pub(crate) fn run(database: &str, path: &Path, output: &Output) -> anyhow::Result<Answer> {
    edge::block_on(async {
        let house = edge::open(database).await?;
        let text = files::read(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let brought = house
            .service
            .bring_results(&name, &text, house.clock.now())
            .await;
        let brought = brought.with_context(|| path.display().to_string())?;
        let imported = imported(path, &brought);
        output.answer(&imported, words);
        let refused = imported.state == ResultFileState::Refused;
        Ok(Answer::of(imported.back.is_empty() && !refused))
    })
}

fn imported(path: &Path, brought: &ResultsBrought) -> Imported {
    let lines: &[ImportedLine] = &brought.lines;
    let count = |fate: Fate| lines.iter().filter(|line| line.fate == fate).count() as u64;
    let back = lines.iter().filter_map(|line| match line.fate {
        Fate::Back(reason) => Some(Back {
            line: line.number,
            reason: reason.word(),
            zh: reason.text().zh,
            en: reason.text().en,
        }),
        Fate::Taken | Fate::Known | Fate::Held => None,
    });
    Imported {
        file: path.display().to_string(),
        id: brought.id.0.to_string(),
        sha256: brought.digest.clone(),
        state: brought.state,
        taken: count(Fate::Taken),
        known: count(Fate::Known),
        held: count(Fate::Held),
        worse: brought.effect.worse,
        better: brought.effect.better,
        replaces: brought.replaces,
        back: back.collect(),
    }
}

fn words(i: &Imported) -> String {
    let head = format!("{}: {}", i.file, standing(i.state));
    let digest = format!("  sha256 {}", i.sha256);
    let counts = format!(
        "  {} taken, {} known already, {} held until somebody registers, {} not taken",
        i.taken,
        i.known,
        i.held,
        i.back.len()
    );
    let effect = format!(
        "  who changes colour: {} worse, {} better; takes the place of {} held results",
        i.worse, i.better, i.replaces
    );
    let lines = i
        .back
        .iter()
        .map(|back| format!("  line {}: {}\n           {}", back.line, back.en, back.zh));
    [head, digest, counts, effect]
        .into_iter()
        .chain(lines)
        .collect::<Vec<_>>()
        .join("\n")
}

const fn standing(state: ResultFileState) -> &'static str {
    match state {
        ResultFileState::Waiting => {
            "waits; nothing of it counts before a reviewer or an epidemiologist agrees in the console. Then:"
        }
        ResultFileState::Agreed => "somebody agreed; it is taken within a minute:",
        ResultFileState::Taken => "was taken; brought again it changes nothing:",
        ResultFileState::Refused => "was refused by staff; nothing of it counts. It would be:",
    }
}
