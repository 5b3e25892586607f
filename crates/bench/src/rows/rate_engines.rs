//! `rate/zen-engine`, `rate/json-rules-engine` and `rate/certlogic-js`: the same rules and facts as ours, rated by engines
//! of the trade, from parsed facts to colour, rule ids, until and `review_on`, one thread each.
//!
//! The rules are the nation's; the people are new to the service, so that nobody has an order yet: the engines know
//! nothing of orders. Each engine runs in Node.js, in a process of its own, measures itself, and its answers must be
//! ours.

use std::hint::black_box;
use std::time::Duration;

use anyhow::ensure;
use domain::facts::Facts;
use domain::policy::{Policy, PolicyFile};
use domain::rating::Compiled;

use super::people::{self, TODAY};
use crate::measure::{Measured, rate_of, rates};
use crate::rate::{Answer, Engine, Task};

/// For how long each is measured at a time.
const TIME: Duration = Duration::from_millis(300);
/// People who are rated.
const PEOPLE: usize = 1_000;

/// zen-engine, through its native binding, all people in one call.
pub(crate) fn zen() -> anyhow::Result<Measured> {
    beside(
        Engine("zen-engine"),
        "zen-engine 0.54.0, a graph with an expression a rule",
    )
}

/// json-rules-engine, in Node.js.
pub(crate) fn json_rules() -> anyhow::Result<Measured> {
    beside(
        Engine("json-rules-engine"),
        "json-rules-engine 7.3.1, a rule for each of ours",
    )
}

/// certlogic-js, in Node.js.
pub(crate) fn certlogic() -> anyhow::Result<Measured> {
    beside(
        Engine("certlogic-js"),
        "certlogic-js 1.2.2, an expression for each rule",
    )
}

fn beside(engine: Engine, yardstick: &'static str) -> anyhow::Result<Measured> {
    let nation = PolicyFile::parse(include_str!("../../../../policies/000000.toml"))?;
    let policy = Compiled::new(Policy::of(nation.jurisdiction, |_| Some(&nation))?);
    let people = people::newcomers(PEOPLE);
    let task = Task::of(&policy, &people, TODAY)?;
    let expected: Vec<Answer> = people
        .iter()
        .map(|facts| Answer::of(&policy.rate_state(facts, TODAY), TODAY))
        .collect();
    let coloured = expected
        .iter()
        .filter(|answer| answer.is_coloured())
        .count();
    Engine::prepare()?;
    let row = rates(
        "ratings a second, one thread",
        || Ok(rate_of(TIME, || ours(&policy, &people))),
        yardstick,
        || {
            let (rate, answers) = engine.rate(&task, TIME)?;
            for (number, (answer, expected)) in answers.iter().zip(&expected).enumerate() {
                ensure!(
                    answer == expected,
                    "person {number}: {answer:?} instead of {expected:?}"
                );
            }
            ensure!(answers.len() == expected.len(), "{} answers", answers.len());
            Ok(rate)
        },
    )?;
    let rules = policy.rules.len() + policy.pop_ups.len();
    Ok(row.with_note(format!(
        "{rules} rules and pop-ups, {PEOPLE} people, {coloured} of them coloured"
    )))
}

fn ours(policy: &Compiled, people: &[Facts]) -> u32 {
    for facts in people {
        black_box(policy.rate_state(black_box(facts), TODAY));
    }
    people.len() as u32
}
