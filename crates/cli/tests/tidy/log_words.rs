//! What the service writes into its log has words for whoever reads it, and each word is written by something.
//!
//! An action is a text that two files spell alike: where it is done, and where its words stand. Found are the places in which a
//! text becomes an action; one of another shape is missed together with its text, so its word is then one that nothing writes.

use std::collections::BTreeMap;

use crate::source::Source;
use crate::{none, tree};

const ROOM: &str = "crates/service/src";
/// By which every try of a member of staff is found that their duties do not open; what they tried follows it.
const REFUSED: &str = "refused";
/// Calls whose texts are actions.
const CALLS: [&str; 5] = [
    "Deed::own(",
    "Deed::automatic(",
    "Deed::operation(",
    "deed(",
    "WriteAs(",
];
/// What takes an action, up to the end of the statement.
const TAKES: [&str; 2] = ["action = ", "action) = "];
/// What goes to somebody who looks: an action and what is shown, or for which purpose.
const PAIRS: [&str; 2] = ["shown = (", "looked = ("];
/// Functions that answer an action.
const ANSWERS: [&str; 2] = [
    "fn action(&self) -> &'static str {",
    "Option<(Appeal, &'static str)>, Error> {",
];

/// A file up to its tests, and the same with blanks for its comments and texts.
struct File {
    path: String,
    text: String,
    code: String,
}

impl File {
    fn read(path: String) -> Self {
        let text = tree::read(&path).unwrap();
        Self::of(path, text)
    }

    fn of(path: String, mut text: String) -> Self {
        let mut code = Source::parse(&text).code;
        let live = code.find("#[cfg(test)]\nmod tests {").unwrap_or(code.len());
        text.truncate(live);
        code.truncate(live);
        Self { path, text, code }
    }

    /// The places behind `begin`, where it is no end of a longer name.
    fn behind(&self, begin: &str) -> Vec<usize> {
        let named = begin.starts_with(|c: char| c.is_ascii_alphabetic());
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let found = self.code.match_indices(begin);
        found
            .filter(|(at, _)| !(named && self.code[..*at].ends_with(is_part)))
            .map(|(at, _)| at + begin.len())
            .collect()
    }

    /// The texts from a place to the bracket that closes it, or before that to one of these characters.
    fn texts(&self, from: usize, until: &[char]) -> Vec<String> {
        let end = end_of(&self.code, from, until);
        let inside = Source::parse(&self.text[from..end]).texts;
        inside.into_iter().map(|(_, text)| text).collect()
    }

    /// The functions here that take an action from whoever calls them.
    fn helpers(&self) -> Vec<String> {
        let mut helpers = Vec::new();
        for from in self.behind("fn ") {
            let Some(open) = self.code[from..].find('(').map(|at| from + at) else {
                continue;
            };
            let name = self.code[from..open].split('<').next().unwrap_or_default();
            let takes = &self.code[open + 1..end_of(&self.code, open + 1, &[])];
            if takes.contains("action") && takes.contains("&'static str") {
                helpers.push(format!("{name}("));
            }
        }
        helpers
    }

    /// The actions that are written here.
    fn actions(&self, helpers: &[String]) -> Vec<String> {
        let mut texts = Vec::new();
        let mut add = |begins: &[&str], until: &[char]| {
            for from in begins.iter().flat_map(|begin| self.behind(begin)) {
                texts.extend(self.texts(from, until));
            }
        };
        let helpers: Vec<&str> = helpers.iter().map(String::as_str).collect();
        add(&CALLS, &[]);
        add(&helpers, &[]);
        add(&["action: "], &[',', ';', '|']);
        add(&TAKES, &[';']);
        add(&PAIRS, &[]);
        add(&ANSWERS, &[]);
        texts.iter().filter_map(|text| action(text)).collect()
    }
}

/// Where what begins at `from` ends.
fn end_of(code: &str, from: usize, until: &[char]) -> usize {
    let mut depth = 0_usize;
    for (at, c) in code[from..].char_indices() {
        match c {
            _ if depth == 0 && until.contains(&c) => return from + at,
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => return from + at,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// A text as an action: small words and nothing else.
fn action(text: &str) -> Option<String> {
    if text.starts_with("refused {") {
        return Some(REFUSED.to_owned());
    }
    let is_word = |c: char| c.is_ascii_lowercase() || c == ' ' || c == '-';
    (!text.is_empty() && text.chars().all(is_word)).then(|| text.to_owned())
}

fn is_of_words(path: &str) -> bool {
    path.starts_with(&format!("{ROOM}/log/")) && path.ends_with("words.rs")
}

/// Each word of the log with the file in which its words stand, and each that stands twice.
fn words(files: &[File]) -> (BTreeMap<String, String>, Vec<String>) {
    let mut words = BTreeMap::from([(REFUSED.to_owned(), String::new())]);
    let mut findings = Vec::new();
    for file in files {
        for from in ["same(", "apart("]
            .iter()
            .flat_map(|call| file.behind(call))
        {
            for word in file.texts(from, &[',']) {
                if let Some(first) = words.insert(word.clone(), file.path.clone()) {
                    findings.push(format!("{}: {word:?} stands in {first} too", file.path));
                }
            }
        }
    }
    (words, findings)
}

fn findings(files: Vec<File>) -> Vec<String> {
    let (of_words, others): (Vec<File>, Vec<File>) =
        files.into_iter().partition(|file| is_of_words(&file.path));
    let (words, mut findings) = words(&of_words);
    let helpers: Vec<String> = others.iter().flat_map(File::helpers).collect();
    let mut written = BTreeMap::new();
    for file in &others {
        for action in file.actions(&helpers) {
            written.entry(action).or_insert(&file.path);
        }
    }
    for (action, path) in &written {
        if !words.contains_key(action) {
            findings.push(format!("{path}: {action:?} has no words in {ROOM}/log"));
        }
    }
    for (word, path) in &words {
        if !written.contains_key(word) {
            findings.push(format!("{path}: nothing writes {word:?}"));
        }
    }
    findings
}

#[test]
fn n_7_every_action_of_the_log_has_words_and_every_word_is_written_by_something() {
    let files = tree::files(ROOM, ".rs").into_iter().map(File::read);
    none(
        &findings(files.collect()),
        "what stands in the log is read in words, and each word has its use",
    );
}

#[test]
fn an_action_without_words_and_a_word_without_use_are_noticed() {
    let of = |code: &str| {
        let words = "static A: [Action; 3] = [same(REFUSED, \"x\", \"y\"), same(\n\"rate\", \"x\", \"y\"), apart(\"read it\", [\"a\", \"b\"], [\"c\", \"d\"])];";
        let refused = "fn r() { Line { action: format!(\"refused {action}\") } }";
        findings(vec![
            File::of(format!("{ROOM}/log/words.rs"), words.into()),
            File::of(format!("{ROOM}/a.rs"), format!("{refused}{code}")),
        ])
    };
    let known = "fn of(action: &'static str) {} fn f() { a(Deed::own(\"rate\"), \"more words\"); of(\"read it\") }";
    assert_eq!(of(known), Vec::<String>::new());
    assert_eq!(
        of(&format!("{known} fn g() {{ hand.deed(\"rates\") }}")),
        [format!("{ROOM}/a.rs: \"rates\" has no words in {ROOM}/log")]
    );
    assert_eq!(
        of("fn f() { let action = if a { \"rate\" } else { \"rate\" }; }"),
        [format!("{ROOM}/log/words.rs: nothing writes \"read it\"")]
    );
}
