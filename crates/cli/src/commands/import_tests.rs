//! `healthcode import tests`: results of laboratories that have no connection, as a file.
//!
//! A line that cannot be used is printed by its number and reason, never with the name; the laboratory has both.

use std::path::Path;

use anyhow::Context;
use serde::Serialize;
use service::{Fate, ImportedLine};

use crate::commands::files;
use crate::edge;
use crate::output::{Answer, Output};

#[derive(Serialize)]
struct Imported {
    file: String,
    taken: u64,
    known: u64,
    held: u64,
    back: Vec<Back>,
}

#[derive(Serialize)]
struct Back {
    line: u64,
    reason: &'static str,
    zh: String,
    en: String,
}

/// The answer is no where a line was not taken.
pub(crate) fn run(database: &str, path: &Path, output: &Output) -> anyhow::Result<Answer> {
    edge::block_on(async {
        let house = edge::open(database).await?;
        let text = files::read(path)?;
        let lines = house.service.import_results(&text, house.clock.now()).await;
        let lines = lines.with_context(|| path.display().to_string())?;
        let imported = imported(path, &lines);
        output.answer(&imported, words);
        Ok(Answer::of(imported.back.is_empty()))
    })
}

fn imported(path: &Path, lines: &[ImportedLine]) -> Imported {
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
        taken: count(Fate::Taken),
        known: count(Fate::Known),
        held: count(Fate::Held),
        back: back.collect(),
    }
}

fn words(i: &Imported) -> String {
    let head = format!(
        "{}: {} taken, {} known already, {} held until somebody registers, {} not taken",
        i.file,
        i.taken,
        i.known,
        i.held,
        i.back.len()
    );
    let lines = i
        .back
        .iter()
        .map(|back| format!("  line {}: {}\n           {}", back.line, back.en, back.zh));
    std::iter::once(head)
        .chain(lines)
        .collect::<Vec<_>>()
        .join("\n")
}
