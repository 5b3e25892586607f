//! The whole table as text, for people to read and for the checkpoint's page to be tested against.

use std::fmt::Write as _;
use std::path::Path;

use domain::state::State;
use domain::verdict::{
    Challenge, CodeAge, Direction, Gate, Kind, ListAge, Presented, Refusal, Scene, Shown, Status,
    Verdict,
};

use crate::support::{GREEN, ask, shown};

/// A way to one gate of each row.
fn gates() -> Vec<(Gate, Scene, Direction)> {
    let all = crate::support::places()
        .map(|(scene, direction)| (Gate::of(scene, direction), scene, direction));
    let mut gates: Vec<_> = all.collect();
    gates.sort_by_key(|(gate, ..)| *gate);
    gates.dedup_by_key(|(gate, ..)| *gate);
    gates
}

/// What is varied, in columns; each value by its word.
type Column = (&'static str, Vec<String>);

fn words<T: std::fmt::Display>(values: &[T]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}

/// The lines of a table: values that lead to the same answers share a line, `a|b`; all of them are `*`.
fn lines(
    columns: &[Column],
    at: &mut Vec<usize>,
    answer: &dyn Fn(&[usize]) -> String,
) -> Vec<String> {
    let Some((_, values)) = columns.get(at.len()) else {
        return vec![answer(at)];
    };
    let mut groups: Vec<(Vec<usize>, Vec<String>)> = Vec::new();
    for value in 0..values.len() {
        at.push(value);
        let below = lines(columns, at, answer);
        at.pop();
        match groups.iter_mut().find(|(_, known)| *known == below) {
            Some((members, _)) => members.push(value),
            None => groups.push((vec![value], below)),
        }
    }
    let mut text = Vec::new();
    for (members, below) in groups {
        let names: Vec<&str> = members
            .iter()
            .map(|value| values[*value].as_str())
            .collect();
        let name = if members.len() == values.len() {
            "*".to_owned()
        } else {
            names.join("|")
        };
        text.extend(below.into_iter().map(|line| format!("{name}\t{line}")));
    }
    text
}

fn table(
    out: &mut String,
    title: &str,
    columns: &[Column],
    answers: &str,
    answer: &dyn Fn(&[usize]) -> String,
) {
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    writeln!(out, "# {title}\n{}\t{answers}", names.join("\t")).unwrap();
    for line in lines(columns, &mut Vec::new(), answer) {
        writeln!(out, "{line}").unwrap();
    }
    out.push('\n');
}

fn answer(verdict: &Verdict) -> String {
    let steps = if verdict.steps.is_empty() {
        vec!["-".into()]
    } else {
        words(&verdict.steps)
    };
    format!(
        "{}\t{}\t{}",
        verdict.outcome,
        verdict.words,
        steps.join(" ")
    )
}

fn remarks(verdict: &Verdict) -> String {
    let remarks = words(&verdict.remarks);
    if remarks.is_empty() {
        "-".into()
    } else {
        remarks.join(" ")
    }
}

const ANSWERS: &str = "outcome\twords\tsteps";

fn no_yes() -> Vec<String> {
    vec!["no".into(), "yes".into()]
}

fn gate_column() -> Column {
    let names = gates().iter().map(|(gate, ..)| gate.to_string()).collect();
    ("gate", names)
}

fn believed(out: &mut String) {
    let gates = gates();
    let columns = [
        gate_column(),
        ("status", words(Status::ALL)),
        ("state", words(&State::ALL)),
        ("pop_up", no_yes()),
        ("challenge", words(Challenge::ALL)),
        ("kind", words(Kind::ALL)),
        ("list_age", words(ListAge::ALL)),
    ];
    table(out, "A code that is believed", &columns, ANSWERS, &|at| {
        let (_, scene, direction) = gates[at[0]];
        let code = Shown {
            status: Status::ALL[at[1]],
            state: State::ALL[at[2]],
            pop_up: at[3] == 1,
            challenge: Challenge::ALL[at[4]],
            kind: Kind::ALL[at[5]],
            list_age: ListAge::ALL[at[6]],
            ..GREEN
        };
        answer(&shown(scene, direction, code))
    });
}

fn refused(out: &mut String) {
    let gates = gates();
    let none = ["no_code".to_owned()].into_iter();
    let columns = [
        ("refusal", none.chain(words(Refusal::ALL)).collect()),
        gate_column(),
    ];
    table(
        out,
        "No code, or one that is refused",
        &columns,
        ANSWERS,
        &|at| {
            let (_, scene, direction) = gates[at[1]];
            let presented = match at[0].checked_sub(1) {
                None => Presented::NoCode,
                Some(refusal) => Presented::Refused(Refusal::ALL[refusal]),
            };
            answer(&ask(scene, direction, presented))
        },
    );
}

fn remarked(out: &mut String) {
    let columns = [
        ("pop_up", no_yes()),
        ("seen", no_yes()),
        ("list_age", words(ListAge::ALL)),
        ("code_age", words(CodeAge::ALL)),
    ];
    let title =
        "Remarks on a green code where its pop-up passes; a pop-up is remarked upon only then";
    table(out, title, &columns, "remarks", &|at| {
        let code = Shown {
            pop_up: at[0] == 1,
            seen: at[1] == 1,
            list_age: ListAge::ALL[at[2]],
            code_age: CodeAge::ALL[at[3]],
            ..GREEN
        };
        remarks(&shown(Scene::Hospital, Direction::In, code))
    });
}

fn whole() -> String {
    let mut out = String::from(
        "# Every verdict of the first values, tab-separated. `a|b`: either; `*`: any; `-`: nothing. A question has\n\
         # exactly one line. Outcome, words and steps do not depend on seen and code_age; these are remarks.\n\n",
    );
    believed(&mut out);
    refused(&mut out);
    remarked(&mut out);
    out
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a test is asked by its environment to rewrite golden files"
)]
fn s1_7_the_whole_table_is_the_golden_file() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/verdicts.txt");
    let text = whole();
    if std::env::var("UPDATE_GOLDEN").is_ok_and(|value| value == "1") {
        std::fs::write(&path, &text).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = text.lines().zip(kept.lines()).find(|(new, old)| new != old);
    assert!(
        text == kept,
        "verdicts.txt differs (run with UPDATE_GOLDEN=1 and read the difference): {differs:?}"
    );
}
