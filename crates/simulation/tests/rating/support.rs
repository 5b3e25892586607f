//! Cases, and words for whoever reads a failure.

use domain::facts::Facts;
use domain::policy::Policy;
use domain::rating::{Decision, rate};
use domain::time::Date;
use proptest::prelude::*;
use simulation::histories::{self, Day, Draw, Life};
use simulation::plain::PlainDecision;

/// The day around which everything happens.
pub(crate) const START: Date = Date::from_day(18_312);

/// The same cases on every machine and every run.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(20_200_220),
        ..ProptestConfig::default()
    }
}

/// A source of everything that a case draws.
pub(crate) fn draw() -> impl Strategy<Value = Draw> {
    prop::collection::vec(0_u32..1000, 0..600).prop_map(Draw::list)
}

/// A policy, facts in canonical form, and a date.
pub(crate) fn case(draw: &mut Draw) -> (Policy, Facts, Date) {
    let policy = histories::policy(draw, START);
    let today = START + draw.below(14) as i32;
    let facts = histories::facts(draw, &policy, today).canonical();
    (policy, facts, today)
}

/// Lives one day: rates and keeps until nothing opens or changes any more, which must be soon.
pub(crate) fn live(life: &mut Life, policy: &Policy, day: &Day) -> (Decision, Facts) {
    life.begin(day);
    for _ in 0..4 {
        let facts = life.facts();
        let decision = rate(policy, &facts, day.date);
        if decision.opens.is_empty() && decision.changes.is_empty() {
            return (decision, facts);
        }
        life.keep(&decision);
    }
    panic!(
        "on {}: each decision opens or changes something again",
        day.date
    );
}

/// What a person notices of a decision.
pub(crate) fn noticed(decision: &Decision) -> PlainDecision {
    let noticed = PlainDecision::of(decision, &Facts::default());
    PlainDecision {
        orders: Vec::new(),
        ..noticed
    }
}

/// A case in the words of the files.
pub(crate) fn words(policy: &Policy, facts: &Facts, today: Date) -> String {
    let rule = |r: &domain::policy::Rule| {
        let when = serde_json::to_string(&r.when).unwrap();
        let ends = r.ends.map(|d| d.to_string());
        let (days, then) = (r.days, r.then);
        format!(
            "{} since {} when {when} -> {} {days:?} {then:?} ends {ends:?}\n",
            r.id, r.effective, r.colour
        )
    };
    let rules: String = policy.rules.iter().map(rule).collect();
    let facts = serde_json::to_string(facts).unwrap();
    format!("on {today}, grace {}:\n{rules}{facts}", policy.grace_days)
}

/// A life in words.
pub(crate) fn days_in_words(days: &[Day]) -> String {
    let day = |day: &Day| {
        let facts = serde_json::to_value(&day.arrivals).unwrap();
        let arrivals = facts
            .as_object()
            .unwrap()
            .iter()
            .filter(|(_, v)| v.as_array().is_some_and(|v| !v.is_empty()));
        let arrivals: Vec<String> = arrivals.map(|(k, v)| format!("{k} {v}")).collect();
        let check_ins: Vec<String> = day.check_ins.iter().map(ToString::to_string).collect();
        format!(
            "{}: {} check-ins {check_ins:?} withdrawn {:?} decided {:?}\n",
            day.date,
            arrivals.join(" "),
            day.withdrawn,
            day.decided
        )
    };
    days.iter().map(day).collect()
}
