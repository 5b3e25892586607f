//! Policies that could be published, with every field of a condition, short windows and short orders.

use domain::facts::{EvidenceKind, ExposureClass, Temperature, TestOutcome};
use domain::level::Level;
use domain::place::DivisionCode;
use domain::policy::{Condition, DivisionList, LevelFrom, Policy, PopUpRule, Rule, RuleId, Text};
use domain::quarantine::Stage;
use domain::state::Colour;
use domain::time::Date;

use super::Draw;

/// A policy whose rules are in force on `start`, for lives of two weeks from there.
pub fn policy(draw: &mut Draw, start: Date) -> Policy {
    let rules = 1 + draw.below(5);
    let pop_ups = draw.below(3);
    Policy {
        jurisdiction: DivisionCode::NATION,
        versions: Vec::new(),
        look_back_days: 14,
        level_from: LevelFrom::Stay,
        grace_days: draw.pick(&[1, 1, 0, 2]),
        declaration_days: None,
        appeal_days: 14,
        review_hours: 24,
        verify_on_entry: draw.chance(30),
        verify_hours_before: 24,
        verdicts: domain::verdict::VerdictPolicy::default(),
        purchase_classes: domain::purchase::PurchaseClass::first(),
        rules: (0..rules)
            .filter_map(|number| rule(draw, number, start))
            .collect(),
        pop_ups: (0..pop_ups)
            .filter_map(|number| pop_up(draw, number, start))
            .collect(),
    }
}

fn rule(draw: &mut Draw, number: u32, start: Date) -> Option<Rule> {
    let when = condition(draw);
    let colour = when
        .official_order
        .unwrap_or_else(|| draw.pick(&[Colour::Red, Colour::Yellow]));
    // What a negative result or a discharge ends follows its facts.
    let follows = when.ends_by_test() || when.in_hospital.is_some();
    let days = (!draw.chance(25) && !follows).then(|| draw.count(5));
    let second = days.is_some() && colour == Colour::Red && draw.chance(30);
    let then = second.then(|| Stage {
        colour: Colour::Yellow,
        days: draw.count(4),
    });
    Some(Rule {
        id: name("r", number)?,
        effective: if draw.chance(10) {
            draw.date(start - 4, start)
        } else {
            start - 30
        },
        when,
        colour,
        days,
        then,
        ends: end(draw, start),
        reason: text(),
    })
}

fn pop_up(draw: &mut Draw, number: u32, start: Date) -> Option<PopUpRule> {
    Some(PopUpRule {
        id: name("p", number)?,
        when: if draw.chance(20) {
            quarantine(draw)
        } else {
            condition(draw)
        },
        text: text(),
        contact: text(),
        ends: end(draw, start),
    })
}

fn end(draw: &mut Draw, start: Date) -> Option<Date> {
    draw.chance(10).then(|| draw.date(start + 1, start + 14))
}

/// A condition of one field, now and then of two or three.
pub(super) fn condition(draw: &mut Draw) -> Condition {
    let mut when = Condition {
        within_days: Some(draw.count(6)),
        ..Condition::default()
    };
    ask(draw, &mut when);
    if draw.chance(25) {
        ask(draw, &mut when);
    }
    if draw.chance(5) {
        ask(draw, &mut when);
    }
    let can_end = when.test != Some(TestOutcome::Negative) && when.official_order.is_none();
    when.until_negative = (can_end && draw.chance(25)).then_some(true);
    when
}

/// The condition of a pop-up that stands beside a quarantine.
fn quarantine(draw: &mut Draw) -> Condition {
    Condition {
        quarantine: Some(draw.pick(&[EvidenceKind::Entry, EvidenceKind::Stay])),
        within_days: Some(14),
        ..Condition::default()
    }
}

fn ask(draw: &mut Draw, when: &mut Condition) {
    let level = draw.pick(&[Level::High, Level::Medium, Level::Low]);
    match draw.below(14) {
        0 => when.stay_in = Some(level),
        1 => when.contact = Some(true),
        2 => {
            when.exposure = Some(draw.pick(&[
                ExposureClass::Close,
                ExposureClass::Case,
                ExposureClass::Secondary,
            ]));
        }
        3 => when.stay_near = Some(level),
        4 => when.symptoms = Some(draw.count(2)),
        5 => when.temperature = Temperature::from_tenths(373).ok(),
        6 => when.entry = Some(true),
        7 => when.test = Some(draw.pick(&[TestOutcome::Positive, TestOutcome::Negative])),
        8 => when.residence_in = Some(level),
        9 => when.stay_at = county(draw),
        10 => when.test_due = Some(true),
        11 => when.in_hospital = Some(true),
        12 => when.discharged = Some(true),
        _ => when.official_order = Some(draw.pick(&[Colour::Red, Colour::Yellow])),
    }
}

/// One county, or the province that holds it.
fn county(draw: &mut Draw) -> Option<DivisionList> {
    let code = DivisionCode::from_number(draw.pick(&[420_106, 420_000]))?;
    DivisionList::new(vec![code]).ok()
}

/// The name of the rule or pop-up with this number.
pub(super) fn name(prefix: &str, number: u32) -> Option<RuleId> {
    format!("{prefix}{number}").parse().ok()
}

fn text() -> Text {
    Text {
        zh: "理由".to_owned(),
        en: "reason".to_owned(),
    }
}
