//! Rules and people as every engine can read them: lists of flat facts, and for each rule the list that it reads, what a
//! fact must be, and for how many days it counts.

use anyhow::bail;
use domain::facts::{Facts, Temperature};
use domain::policy::{Condition, Policy};
use domain::time::Date;
use serde::Serialize;
use serde_json::{Value, json};

/// What the engines are given.
#[derive(Serialize)]
pub(crate) struct Task {
    rules: Vec<TaskRule>,
    people: Vec<Value>,
}

/// A rule, or a pop-up, which has no colour.
#[derive(Serialize)]
struct TaskRule {
    id: String,
    colour: Option<String>,
    days: Option<u16>,
    list: &'static str,
    window: Option<u16>,
    asks: Vec<Ask>,
}

/// What must hold of a field of a fact: it is this, or at least that.
#[derive(Serialize)]
struct Ask {
    field: &'static str,
    is: Option<Value>,
    least: Option<Value>,
}

impl Task {
    /// The rules of a policy whose conditions have one field each, and the facts of people on a date.
    pub(crate) fn of(policy: &Policy, people: &[Facts], today: Date) -> anyhow::Result<Self> {
        let mut rules = Vec::new();
        for rule in &policy.rules {
            let colour = Some(rule.colour.to_string());
            rules.push(TaskRule::of(
                rule.id.as_str(),
                &rule.when,
                colour,
                rule.days,
            )?);
        }
        for pop_up in &policy.pop_ups {
            rules.push(TaskRule::of(pop_up.id.as_str(), &pop_up.when, None, None)?);
        }
        let people = people.iter().map(|facts| person(facts, today)).collect();
        Ok(Self { rules, people })
    }
}

impl TaskRule {
    fn of(
        id: &str,
        when: &Condition,
        colour: Option<String>,
        days: Option<u16>,
    ) -> anyhow::Result<Self> {
        let is = |field, value: Value| Ask {
            field,
            is: Some(value),
            least: None,
        };
        let least = |field, value: Value| Ask {
            field,
            is: None,
            least: Some(value),
        };
        let (list, asks) = if let Some(level) = when.stay_in {
            let inside = is("inside", true.into());
            ("stays", vec![is("level", level.word().into()), inside])
        } else if let Some(level) = when.stay_near {
            ("stays", vec![is("level", level.word().into())])
        } else if let Some(class) = when.exposure {
            ("exposures", vec![is("class", json!(class))])
        } else if when.contact.is_some() {
            ("contacts", Vec::new())
        } else if when.entry.is_some() {
            ("entries", Vec::new())
        } else if let Some(outcome) = when.test {
            ("tests", vec![is("outcome", json!(outcome))])
        } else if let Some(symptoms) = when.symptoms {
            ("symptoms", vec![least("symptoms", symptoms.into())])
        } else if let Some(temperature) = when.temperature {
            (
                "symptoms",
                vec![least("temperature", temperature.tenths().into())],
            )
        } else if let Some(colour) = when.official_order {
            ("official_orders", vec![is("colour", colour.word().into())])
        } else {
            bail!("{id}: the engines have no such condition");
        };
        Ok(Self {
            id: id.to_owned(),
            colour,
            days,
            list,
            window: when.within_days.filter(|_| when.official_order.is_none()),
            asks,
        })
    }
}

/// The facts of a person, flat: how many days ago each was, and the same below zero for whom cannot subtract.
fn person(facts: &Facts, today: Date) -> Value {
    let of = |on: Date, mut fact: Value| {
        fact["ago"] = json!(today - on);
        fact["minusAgo"] = json!(on - today);
        fact
    };
    let stays = facts.stays.iter().map(|f| {
        let fact = json!({ "level": f.level, "inside": f.area.is_inside() });
        of(f.to.unwrap_or(today).min(today), fact)
    });
    let exposures = facts
        .exposures
        .iter()
        .map(|f| of(f.on, json!({ "class": f.class })));
    let contacts = facts.contacts.iter().map(|f| of(f.on, json!({})));
    let entries = facts.entries.iter().map(|f| of(f.on, json!({})));
    let tests = facts
        .tests
        .iter()
        .map(|f| of(f.on, json!({ "outcome": f.outcome })));
    let symptoms = facts.symptoms.iter().map(|f| {
        let temperature = f.temperature.map_or(0, Temperature::tenths);
        of(
            f.on,
            json!({ "symptoms": f.symptoms(), "temperature": temperature }),
        )
    });
    let orders = facts.official_orders.iter().map(|f| {
        let left = if f.from <= today { f.until - today } else { 0 };
        json!({ "colour": f.colour, "left": left })
    });
    json!({
        "stays": stays.collect::<Vec<_>>(),
        "exposures": exposures.collect::<Vec<_>>(),
        "contacts": contacts.collect::<Vec<_>>(),
        "entries": entries.collect::<Vec<_>>(),
        "tests": tests.collect::<Vec<_>>(),
        "symptoms": symptoms.collect::<Vec<_>>(),
        "official_orders": orders.collect::<Vec<_>>(),
    })
}
