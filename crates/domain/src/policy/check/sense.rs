//! Whether each rule makes sense: fields that contradict each other, amounts that nothing reaches, and colours that no
//! rule may give.

use crate::facts::{ExposureClass, Symptom, TestOutcome};
use crate::policy::check::Faults;
use crate::policy::check::shape::MAX_DAYS;
use crate::policy::{Condition, Policy, PolicyFile, RuleEntry};

/// Looks at the conditions of the file, and at what its rules make of them.
pub(super) fn examine(file: &PolicyFile, policy: &Policy, faults: &mut Faults) {
    for rule in &file.rules {
        let field = format!("rule[{}]", rule.id);
        condition(&format!("{field}.when"), &rule.when, faults);
        days(&field, rule, policy.look_back_days, faults);
        colour(&field, rule, faults);
    }
    for pop_up in &file.pop_ups {
        let field = format!("popup[{}].when", pop_up.id);
        condition(&field, &pop_up.when, faults);
        let alone = Condition {
            quarantine: pop_up.when.quarantine,
            within_days: pop_up.when.within_days,
            ..Condition::default()
        };
        if pop_up.when.quarantine.is_some() && pop_up.when != alone {
            faults.add(
                format!("{field}.quarantine"),
                "隔离期间的弹窗不能与其他条件并用，请另写一条",
                "it stands alone; write another pop-up for the other fields",
            );
        }
    }
    for (field, text) in policy.verdicts.faults() {
        faults.add(field, text.zh, text.en);
    }
}

fn condition(field: &str, when: &Condition, faults: &mut Faults) {
    if when.is_empty() {
        faults.add(
            field,
            "请至少写一个条件：对所有人都适用的规则不是规则",
            "set at least one condition: a rule for everybody is no rule",
        );
    }
    if let Some(absent) = when.asks_for_absence() {
        faults.add(
            format!("{field}.{absent}"),
            "规则只看有什么，不看缺什么；请删去",
            "a rule reads what is there, not what is missing; take it out",
        );
    }
    if when.within_days.is_some_and(|d| d > MAX_DAYS) {
        faults.add(
            format!("{field}.within_days"),
            format!("最多{MAX_DAYS}天"),
            format!("at most {MAX_DAYS} days"),
        );
    }
    let most = Symptom::ALL.len() as u16;
    if when.symptoms.is_some_and(|least| least > most) {
        faults.add(
            format!("{field}.symptoms"),
            format!("永远不会适用：申报的症状最多{most}种"),
            format!("it can never apply: a report names at most {most} symptoms"),
        );
    }
    if when.ends_by_test() {
        ended_by_test(field, when, faults);
    }
}

/// What a negative result may end.
fn ended_by_test(field: &str, when: &Condition, faults: &mut Faults) {
    if when.test == Some(TestOutcome::Negative) {
        faults.add(
            format!("{field}.until_negative"),
            "永远不会适用：阴性结果一出即告结束；请删去其一",
            "it can never apply: the negative result that it asks for ends it; take one of the two out",
        );
    }
    if when.official_order.is_some() {
        faults.add(
            format!("{field}.until_negative"),
            "与official_order矛盾：依法作出的决定只在其期限届满时结束；请删去其一",
            "it contradicts official_order: an order by officials ends by its own date; take one of the two out",
        );
    }
}

fn days(field: &str, rule: &RuleEntry, look_back_days: u16, faults: &mut Faults) {
    let when = &rule.when;
    if rule.days.is_some_and(|d| d == 0 || d > MAX_DAYS) {
        faults.add(
            format!("{field}.days"),
            format!("请写1至{MAX_DAYS}；不需要隔离的规则不写days"),
            format!("1 to {MAX_DAYS}; leave it out for a rule without quarantine"),
        );
    }
    if rule.then.is_some() && rule.days.is_none() {
        faults.add(
            format!("{field}.then"),
            "有第二阶段就要写第一阶段的days",
            "a second stage needs days for the first",
        );
    }
    if rule
        .then
        .is_some_and(|then| then.colour >= rule.colour || then.days == 0 || then.days > MAX_DAYS)
    {
        faults.add(
            format!("{field}.then"),
            format!("第二阶段的颜色须更轻，天数为1至{MAX_DAYS}"),
            format!("a milder colour and 1 to {MAX_DAYS} days"),
        );
    }
    if rule.days.is_some() && when.within_days.unwrap_or(look_back_days) == 0 {
        faults.add(
            format!("{field}.when.within_days"),
            "需要隔离的规则至少写1天",
            "at least 1 day for a rule that opens an order",
        );
    }
    let follows = [
        ("until_negative", when.ends_by_test()),
        ("in_hospital", when.in_hospital.is_some()),
    ];
    for (condition, _) in follows
        .iter()
        .filter(|(_, set)| *set && rule.days.is_some())
    {
        faults.add(
            format!("{field}.days"),
            format!("与{condition}矛盾：隔离只按天数和打卡结束；请删去其一"),
            format!(
                "it contradicts {condition}: an order ends by its days and check-ins alone; take one of the two out"
            ),
        );
    }
}

fn colour(field: &str, rule: &RuleEntry, faults: &mut Faults) {
    let when = &rule.when;
    for condition in when.coarse().filter(|_| !rule.coarse) {
        faults.add(
            format!("{field}.when.{condition}"),
            "只到过有风险区域的县（市、区）不赋码；请用stay_in、改为弹窗，或写明coarse = true",
            "a county that merely holds a listed area colours nobody; use stay_in, make it a popup, or say \
             coarse = true",
        );
    }
    if when
        .official_order
        .is_some_and(|colour| colour != rule.colour)
    {
        faults.add(
            format!("{field}.colour"),
            "与official_order矛盾：依法作出的决定只给出其本身的颜色；请删去其一",
            "it contradicts official_order: an order by officials gives its own colour and no other; take one of the two out",
        );
    }
    if when.quarantine.is_some() {
        faults.add(
            format!("{field}.when.quarantine"),
            "隔离本身已有颜色；请改为弹窗",
            "a quarantine has its own colour; make it a popup",
        );
    }
    let general = Condition {
        exposure: Some(ExposureClass::General),
        within_days: when.within_days,
        until_negative: when.until_negative,
        ..Condition::default()
    };
    if *when == general {
        faults.add(
            format!("{field}.when.exposure"),
            "一般接触本身不赋码；请再写一个条件，或改为弹窗",
            "a general contact colours nobody by itself; ask for something more, or make it a popup",
        );
    }
}
