//! One word for one thing, in Chinese as well: what once stood beside the house's own word does not come back.

use crate::{none, tree};

/// Each word that is not ours, with the one that is; apart, so that this file does not hold it.
const OURS: [(&str, &str); 2] = [
    (concat!("核验", "点"), "检查点"),
    (concat!("审批", "事项"), "提议"),
];
/// Where people's words stand.
const FOLDERS: [&str; 3] = ["crates", "docs", "web"];

/// The lines of a text that say a thing by another word than ours.
fn findings(path: &str, text: &str) -> Vec<String> {
    let mut findings = Vec::new();
    for (at, line) in text.lines().enumerate() {
        for (other, ours) in OURS {
            if line.contains(other) {
                findings.push(format!("{path}:{}: {other} is called {ours}", at + 1));
            }
        }
    }
    findings
}

#[test]
fn a_thing_has_one_chinese_word_in_code_screens_walks_and_documents() {
    let mut files: Vec<String> = FOLDERS
        .iter()
        .flat_map(|folder| tree::files(folder, ""))
        .collect();
    files.push("README.md".into());
    assert!(files.len() > 500, "the files were not found");
    // What is no text is a picture.
    let texts = files
        .iter()
        .filter_map(|path| Some((path, tree::read(path)?)));
    let findings: Vec<String> = texts
        .flat_map(|(path, text)| findings(path, &text))
        .collect();
    none(&findings, "one word for one thing");
}

#[test]
fn a_state_is_called_on_every_screen_what_the_service_calls_it() {
    let service = tree::read("crates/service/src/explain/words.rs").unwrap();
    let screens = tree::read("web/src/shared/words/states.ts").unwrap();
    // Lines such as `State::Green => ("绿码", "Green"),`.
    let said: Vec<Vec<&str>> = service
        .lines()
        .filter(|line| line.trim_start().starts_with("State::") && line.contains("=> (\""))
        .map(|line| line.split('"').skip(1).step_by(2).collect())
        .collect();
    assert_eq!(said.len(), 5, "the states were not found");
    for word in said.concat() {
        assert!(screens.contains(&format!("'{word}'")), "{word}");
    }
}

#[test]
fn another_word_for_a_thing_is_noticed_with_its_line() {
    for (other, ours) in OURS {
        let text = format!("一\n在{other}出示");
        let found = findings("a.ts", &text);
        assert_eq!(found, [format!("a.ts:2: {other} is called {ours}")]);
    }
    assert!(findings("a.ts", "在检查点出示一份提议").is_empty());
}
