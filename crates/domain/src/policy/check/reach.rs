//! Rules beside each other: two that answer one question otherwise, and one that another always outdoes.
//!
//! Only what holds for every person is refused. Of two rules that open orders the one may run when the other has
//! ended, so they are compared where the same facts meet both on the same date; rules that follow their facts, also
//! where the one asks for more.

use crate::policy::check::Faults;
use crate::policy::{Condition, Policy, PolicyFile, PopUpRule, Rule, RuleId};
use crate::state::Colour;

/// Looks at the rules of `file` among all of the policy.
pub(super) fn examine(file: &PolicyFile, policy: &Policy, faults: &mut Faults) {
    let own_rule = |rule: &Rule| file.rules.iter().any(|entry| entry.id == rule.id);
    for (position, rule) in policy.rules.iter().enumerate().filter(|(_, r)| own_rule(r)) {
        let others = policy.rules.iter().enumerate();
        for (other_position, other) in others.filter(|(_, other)| other.id != rule.id) {
            // Of two that say the same the later one is told.
            let first = other_position < position || !own_rule(other);
            compare(rule, other, first, faults);
        }
    }
    let own_pop_up = |pop_up: &PopUpRule| file.pop_ups.iter().any(|entry| entry.id == pop_up.id);
    for (position, pop_up) in policy
        .pop_ups
        .iter()
        .enumerate()
        .filter(|(_, p)| own_pop_up(p))
    {
        let mut before = policy.pop_ups[..position].iter();
        if let Some(other) = before.find(|other| other.when == pop_up.when) {
            twice(&format!("popup[{}].when", pop_up.id), &other.id, faults);
        }
    }
}

fn compare(rule: &Rule, other: &Rule, other_is_first: bool, faults: &mut Faults) {
    let field = format!("rule[{}].when", rule.id);
    let same_answer = (rule.colour, rule.days, rule.then) == (other.colour, other.days, other.then);
    if rule.when == other.when {
        if other_is_first && same_answer {
            twice(&field, &other.id, faults);
        } else if other_is_first {
            faults.add(
                field,
                format!(
                    "与规则{}矛盾：条件相同，结果不同；请沿用它的id以取代它，或用without删去它",
                    other.id
                ),
                format!(
                    "it contradicts {}, which asks the same and answers otherwise; give it that id to take its place, or \
                     leave the other out by without",
                    other.id
                ),
            );
        }
    } else if outdoes(other, rule) && (other_is_first || !outdoes(rule, other)) {
        faults.add(
            field,
            format!("永远不会起作用：凡适用它的人，规则{}都给出同样或更重的结果", other.id),
            format!(
                "it is never reached: whoever it applies to, {} gives as much or more; ask for something else, or take \
                 it out",
                other.id
            ),
        );
    }
}

fn twice(field: &str, other: &RuleId, faults: &mut Faults) {
    faults.add(
        field,
        format!("与{other}重复：条件和结果都相同；请删去其一"),
        format!("it says what {other} says already; take one of the two out"),
    );
}

/// Whether a rule gives at least as much as another whenever that one applies.
fn outdoes(rule: &Rule, other: &Rule) -> bool {
    let lasts = rule
        .ends
        .is_none_or(|ends| other.ends.is_some_and(|other| other <= ends));
    let follow = rule.days.is_none() && other.days.is_none();
    let same_day = fields(&rule.when) == fields(&other.when);
    let as_strict = match (rule.days, other.days) {
        (None, None) => rule.colour >= other.colour,
        (Some(_), Some(_)) => is_as_strict(rule, other),
        _ => false,
    };
    lasts && as_strict && (follow || same_day) && is_implied(&rule.when, &other.when)
}

/// Whether the order of a rule is as strict as that of another on each of its days.
fn is_as_strict(rule: &Rule, other: &Rule) -> bool {
    let red = |rule: &Rule| match rule.colour {
        Colour::Red => rule.days.unwrap_or_default(),
        Colour::Yellow => 0,
    };
    let all = |rule: &Rule| rule.days.unwrap_or_default() + rule.then.map_or(0, |then| then.days);
    red(rule) >= red(other) && all(rule) >= all(other)
}

/// How many facts a condition asks for.
fn fields(when: &Condition) -> usize {
    let asked = [
        when.stay_in.is_some(),
        when.stay_near.is_some(),
        when.residence_in.is_some(),
        when.stay_at.is_some(),
        when.exposure.is_some(),
        when.contact.is_some(),
        when.symptoms.is_some() || when.temperature.is_some(),
        when.entry.is_some(),
        when.test.is_some(),
        when.test_due.is_some(),
        when.in_hospital.is_some(),
        when.discharged.is_some(),
        when.official_order.is_some(),
        when.quarantine.is_some(),
    ];
    asked.into_iter().filter(|is_set| *is_set).count()
}

/// Whether facts that meet `other` meet `when` too, from the same date on and at least as long.
fn is_implied(when: &Condition, other: &Condition) -> bool {
    let in_area = [other.stay_in, other.residence_in];
    let same = [
        asks(when.exposure, other.exposure),
        asks(when.contact, other.contact),
        asks(when.entry, other.entry),
        asks(when.test, other.test),
        asks(when.test_due, other.test_due),
        asks(when.in_hospital, other.in_hospital),
        asks(when.discharged, other.discharged),
        asks(when.official_order, other.official_order),
        asks(when.quarantine, other.quarantine),
        asks(when.residence_in, other.residence_in),
    ];
    let stays = when.stay_in.is_none() || in_area.contains(&when.stay_in);
    let near = when.stay_near.is_none()
        || when.stay_near == other.stay_near
        || in_area.contains(&when.stay_near);
    let at = match (&when.stay_at, &other.stay_at) {
        (None, _) => true,
        (Some(at), Some(other)) => other.codes().iter().all(|code| at.hold(*code)),
        (Some(_), None) => false,
    };
    let symptoms = when.symptoms.is_none() || when.symptoms <= other.symptoms;
    let temperature = when.temperature.is_none() || when.temperature <= other.temperature;
    let test = !when.ends_by_test() || other.ends_by_test() && fields(when) == fields(other);
    same.into_iter().all(|holds| holds)
        && stays
        && near
        && at
        && symptoms
        && temperature
        && test
        && when.within_days >= other.within_days
}

/// Whether a field asks nothing, or the same as the other.
fn asks<T: PartialEq + Copy>(when: Option<T>, other: Option<T>) -> bool {
    when.is_none() || when == other
}
