//! `rate/native`: how many people one thread rates in a second, from parsed facts to state, rule ids, until and
//! `review_on`, under the policy of Zhejiang. The yardstick is the slow, obvious rating of the property tests.

use std::hint::black_box;
use std::time::Duration;

use anyhow::{Context, ensure};
use domain::facts::Facts;
use domain::policy::{Policy, PolicyFile};
use domain::rating::Compiled;
use simulation::plain::{self, PlainDecision};

use super::people::{self, Kind, TODAY};
use crate::measure::{Measured, rate_of, rates};

/// For how long each is measured at a time.
const TIME: Duration = Duration::from_millis(300);

pub(crate) fn measure() -> anyhow::Result<Measured> {
    let policy = Compiled::new(zhejiang()?);
    let people = people::drawn(10_000);
    for (_, facts) in &people {
        let fast = PlainDecision::of(&policy.rate(facts, TODAY), facts);
        ensure!(
            fast == plain::rate(&policy, facts, TODAY),
            "the two ratings differ: {facts:?}"
        );
    }
    let all: Vec<&Facts> = people.iter().map(|(_, facts)| facts).collect();
    let measured = rates(
        "ratings a second, one thread",
        || Ok(rate_of(TIME, || ours(&policy, &all))),
        "the plain rating",
        || Ok(rate_of(TIME, || yardstick(&policy, &all))),
    )?;
    let of_a_kind = |kind: Kind| {
        let own: Vec<&Facts> = people
            .iter()
            .filter(|(k, _)| *k == kind)
            .map(|(_, f)| f)
            .collect();
        let rate = rate_of(TIME, || ours(&policy, &own));
        format!(
            "{:.2} µs {} ({} of them)",
            1e6 / rate,
            kind.words(),
            own.len()
        )
    };
    Ok(Kind::ALL
        .into_iter()
        .fold(measured, |row, kind| row.with_note(of_a_kind(kind))))
}

fn ours(policy: &Compiled, people: &[&Facts]) -> u32 {
    for facts in people {
        black_box(policy.rate_state(black_box(facts), TODAY));
    }
    people.len() as u32
}

fn yardstick(policy: &Policy, people: &[&Facts]) -> u32 {
    for facts in people {
        black_box(plain::rate(policy, black_box(facts), TODAY));
    }
    people.len() as u32
}

fn zhejiang() -> anyhow::Result<Policy> {
    let nation = PolicyFile::parse(include_str!("../../../../policies/000000.toml"))?;
    let province = PolicyFile::parse(include_str!("../../../../policies/330000.toml"))?;
    let files = [&nation, &province];
    let of = |code| files.into_iter().find(|file| file.jurisdiction == code);
    Policy::of(province.jurisdiction, of).context("policies/330000.toml")
}
