//! The pictures that README and `docs/` show are in the tree, in both languages, and small enough to be loaded on a phone.

use crate::{none, tree};

const FOLDER: &str = "docs/pictures";
const PAGES: [&str; 2] = ["README.md", "docs/TOUR.md"];
/// The most bytes of a picture.
const MOST_BYTES: u64 = 150_000;

/// The names of the pictures that a page shows.
fn shown(text: &str) -> Vec<&str> {
    let marks = text.split("](").skip(1);
    let targets = marks.filter_map(|rest| rest.split_once(')').map(|(target, _)| target));
    targets
        .filter_map(|target| target.rsplit_once("pictures/").map(|(_, name)| name))
        .collect()
}

/// The same picture in the other language.
fn other(name: &str) -> String {
    match name.strip_suffix("-zh.png") {
        Some(stem) => format!("{stem}-en.png"),
        None => name.replace("-en.png", "-zh.png"),
    }
}

fn findings(page: &str, text: &str) -> Vec<String> {
    let names = shown(text).into_iter();
    names
        .flat_map(|name| [name.to_owned(), other(name)])
        .filter_map(|name| {
            let file = tree::root().join(FOLDER).join(&name);
            match std::fs::metadata(file) {
                Err(_) => Some(format!(
                    "{page}: {FOLDER}/{name} is missing; web/README.md says how it is taken"
                )),
                Ok(file) if file.len() > MOST_BYTES => {
                    Some(format!("{page}: {FOLDER}/{name} has {} bytes", file.len()))
                }
                Ok(_) => None,
            }
        })
        .collect()
}

#[test]
fn s0_24_every_picture_that_is_shown_is_there_in_both_languages() {
    let mut found = Vec::new();
    for page in PAGES {
        let text = tree::read(page).unwrap_or_default();
        assert!(shown(&text).len() > 5, "{page} shows no pictures");
        found.extend(findings(page, &text));
    }
    none(&found, "what is shown is in the tree, and small");
}

#[test]
fn a_picture_that_is_missing_is_noticed() {
    assert_eq!(
        findings("A.md", "![a](pictures/no-such-picture-zh.png)").len(),
        2
    );
}
