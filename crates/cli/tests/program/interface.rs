//! `docs/API.md` as it stands: its blocks are run from top to bottom in one bash beside a demonstration, and each answer
//! is held against the one that the page shows under the command.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use crate::Place;
use crate::served::Served;

const PAGE: &str = include_str!("../../../../docs/API.md");
/// What a page leaves out.
const LEFT_OUT: &str = "…";

/// Commands of a block, and what the page shows under them.
struct Step {
    line: usize,
    commands: String,
    shown: Vec<String>,
}

/// The steps of all blocks of `sh`. A line that begins with a number sign shows an answer to what stands above it.
fn steps(page: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let (mut is_inside, mut is_begun) = (false, false);
    for (line, text) in page.lines().enumerate() {
        if text.starts_with("```") {
            (is_inside, is_begun) = (text == "```sh", false);
        } else if let Some(shown) = text.strip_prefix("# ").filter(|_| is_inside) {
            let step = steps.last_mut().unwrap();
            step.shown.push(shown.to_owned());
            is_begun = false;
        } else if is_inside {
            if !is_begun {
                steps.push(Step {
                    line: line + 1,
                    commands: String::new(),
                    shown: Vec::new(),
                });
            }
            is_begun = true;
            let step = steps.last_mut().unwrap();
            writeln!(step.commands, "{text}").unwrap();
        }
    }
    steps
}

/// The whole walk as one script, with our program: what a step says goes to a file of its number.
fn script(steps: &[Step], said: &Path) -> String {
    let folder = said.display();
    let program = Path::new(env!("CARGO_BIN_EXE_healthcode"));
    let ours = program.parent().unwrap().display();
    let mut script = format!("set -euo pipefail\nexport PATH='{ours}':\"$PATH\"\n");
    for (number, step) in steps.iter().enumerate() {
        let (commands, said) = (&step.commands, format!("'{folder}/{number}'"));
        writeln!(script, "{{ :\n{commands}}} >{said} 2>{said}.errors").unwrap();
    }
    script
}

/// What a page shows as JSON, where it is JSON: `…` in the place of a value or of further fields is any of them.
fn shown_json(shown: &str) -> Option<Value> {
    let whole = shown
        .replace(",…}", "}")
        .replace(",…]", "]")
        .replace("\":…", "\":\"…\"")
        .replace("{…}", "\"…\"")
        .replace("[…]", "\"…\"");
    serde_json::from_str(&whole).ok()
}

/// Whether a text is the one that is shown, whose `…` stands for anything.
fn is_text(shown: &str, said: &str) -> bool {
    let mut parts = shown.split(LEFT_OUT);
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = said.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        let Some(found) = rest.find(part) else {
            return false;
        };
        rest = rest.get(found + part.len()..).unwrap_or_default();
    }
    rest.ends_with(last)
}

/// Where an answer lacks what is shown; the fields that are not shown are not looked at.
fn difference(at: &str, shown: &Value, said: &Value) -> Option<String> {
    let other = || Some(format!("{at}: {said} where {shown} is shown"));
    match (shown, said) {
        (Value::String(shown), _) if shown == LEFT_OUT => None,
        (Value::String(shown), Value::String(said)) if is_text(shown, said) => None,
        (Value::Object(shown), Value::Object(said)) => shown.iter().find_map(|(field, shown)| {
            let at = format!("{at}.{field}");
            match said.get(field) {
                Some(said) => difference(&at, shown, said),
                None => Some(format!("{at} is missing")),
            }
        }),
        (Value::Array(shown), Value::Array(said)) if shown.len() <= said.len() => {
            let pairs = shown.iter().zip(said).enumerate();
            let mut pairs = pairs
                .filter_map(|(n, (shown, said))| difference(&format!("{at}[{n}]"), shown, said));
            pairs.next()
        }
        _ if shown == said => None,
        _ => other(),
    }
}

/// Where what was said is not what is shown.
fn unlike(shown: &[String], said: &str) -> Option<String> {
    let mut lines = said.lines();
    shown.iter().find_map(|shown| {
        let said = lines.next().unwrap_or_default();
        match (shown_json(shown), serde_json::from_str(said).ok()) {
            (Some(shown), Some(said)) => difference("", &shown, &said),
            (Some(_), None) => Some(format!("{said:?} where {shown} is shown")),
            (None, _) if is_text(shown, said) => None,
            (None, _) => Some(format!("{said:?} where {shown:?} is shown")),
        }
    })
}

#[test]
fn what_a_page_leaves_out_is_anything_and_what_it_shows_must_be_there() {
    let said = r#"{"a":{"b":"hca_1","c":2},"d":[1,2],"e":null,"t":"HCP1:A"}"#;
    let holds = |shown: &str| unlike(&[shown.to_owned()], said);
    for shown in [
        r#"{"a":{"b":"hca_…",…},…}"#,
        r#"{"a":{…},"d":[1,…]}"#,
        r#"{"d":[…],"e":…}"#,
        r#"{"t":"HCP1:…"}"#,
    ] {
        assert_eq!(holds(shown), None, "{shown}");
    }
    for shown in [
        r#"{"a":{"b":"hcb_…",…},…}"#,
        r#"{"f":…}"#,
        r#"{"d":[1,3]}"#,
        r#"{"d":[1,2,…,4]}"#,
        r#"{"e":0}"#,
    ] {
        assert!(holds(shown).is_some(), "{shown}");
    }
    assert!(is_text("a…c", "abc") && !is_text("a…c", "abd") && !is_text("a", "ab"));
}

#[test]
fn s2_9_s1_4_the_walk_of_the_interface_runs_as_it_is_written_from_the_registration_to_the_scan() {
    let place = Place::new();
    let served = Served::demo(&place, &[]);
    let steps = steps(PAGE);
    let said = place.path("said");
    std::fs::create_dir(&said).unwrap();
    let run = place.write("walk.sh", &script(&steps, &said));
    let database = format!("sqlite:{}", place.path("demo/healthcode.db").display());
    let walked = place
        .at_home("bash")
        .arg(run)
        .env("ADDRESS", served.said("resident").trim_end_matches('/'))
        .env("HEALTHCODE_DATABASE", database)
        .env("TMPDIR", place.path("said"))
        .output()
        .unwrap();
    let heard: BTreeMap<usize, String> = (0..steps.len())
        .filter_map(|n| Some((n, std::fs::read_to_string(said.join(n.to_string())).ok()?)))
        .collect();
    for (n, heard) in &heard {
        let step = &steps[*n];
        if let Some(unlike) = unlike(&step.shown, heard) {
            panic!(
                "docs/API.md:{}: {unlike}\n{}{heard}",
                step.line, step.commands
            );
        }
    }
    let last = heard.len().saturating_sub(1);
    let errors = std::fs::read_to_string(said.join(format!("{last}.errors"))).unwrap_or_default();
    let last = &steps[last];
    assert!(
        walked.status.success(),
        "docs/API.md:{}: {}\n{errors}{}",
        last.line,
        last.commands,
        String::from_utf8_lossy(&walked.stderr)
    );
    let answers = steps.iter().filter(|step| !step.shown.is_empty()).count();
    assert!(
        heard.len() == steps.len() && answers > 20,
        "{answers} answers"
    );
}
