//! Rates the people of a task with zen-engine: one decision graph whose expressions say, rule by rule, in how many days
//! the last fact that meets it leaves its window; what follows from that is worked out as in the other yardsticks.
//!
//! `zen TASK MILLISECONDS` prints `{"rate": ratings a second, "answers": [...]}`.

use std::error::Error;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use zen_engine::model::DecisionContent;
use zen_engine::{Decision, DecisionEngine};

#[derive(Deserialize)]
struct Task {
    rules: Vec<Rule>,
    people: Vec<Value>,
}

/// A rule or, without a colour, a pop-up.
#[derive(Deserialize)]
struct Rule {
    id: String,
    colour: Option<String>,
    days: Option<i64>,
    /// The kind of facts that it reads.
    list: String,
    /// Days for which a fact counts after its own; absent where the fact says for how long.
    window: Option<i64>,
    /// What must hold of a fact.
    asks: Vec<Ask>,
}

#[derive(Deserialize)]
struct Ask {
    field: String,
    least: Option<Value>,
    is: Option<Value>,
}

#[derive(Serialize)]
struct Answer<'t> {
    colour: &'t str,
    rules: Vec<&'t str>,
    until: Option<i64>,
    review: Option<i64>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, path, milliseconds] = &arguments[..] else {
        return Err("usage: zen TASK MILLISECONDS".into());
    };
    let task: Task = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let time = Duration::from_millis(milliseconds.parse()?);
    let graph: DecisionContent = serde_json::from_value(graph(&task.rules))?;
    let mut decision = DecisionEngine::default().create_decision(graph.into())?;
    decision.compile();
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let (rate, answers) = runtime.block_on(rate(&decision, &task, time))?;
    println!("{}", json!({ "rate": rate, "answers": answers }));
    Ok(())
}

/// Rates everybody again and again for some time, after one round that warms up and whose answers are kept.
async fn rate<'t>(
    decision: &Decision,
    task: &'t Task,
    time: Duration,
) -> Result<(f64, Vec<Answer<'t>>), Box<dyn Error>> {
    let people: Vec<zen_engine::Variable> = task.people.iter().map(|p| p.clone().into()).collect();
    let mut answers = Vec::new();
    for person in &people {
        answers.push(answer(decision, &task.rules, person).await?);
    }
    let start = Instant::now();
    let mut done = 0;
    while start.elapsed() < time {
        for person in &people {
            std::hint::black_box(answer(decision, &task.rules, person).await?);
        }
        done += people.len();
    }
    Ok((done as f64 / start.elapsed().as_secs_f64(), answers))
}

async fn answer<'t>(
    decision: &Decision,
    rules: &'t [Rule],
    person: &zen_engine::Variable,
) -> Result<Answer<'t>, Box<dyn Error>> {
    let response = decision.evaluate(person.clone()).await.map_err(|e| e.to_string())?;
    let left = |number: usize| {
        let left = response.result.dot(&format!("r{number}"));
        left.and_then(|v| v.as_number()).and_then(|n| i64::try_from(n).ok()).unwrap_or_default()
    };
    let mut answer = Answer {
        colour: "green",
        rules: Vec::new(),
        until: None,
        review: None,
    };
    for (number, rule) in rules.iter().enumerate() {
        let left = left(number);
        if left <= 0 {
            continue;
        }
        let turns = if rule.days.is_some() { 1 } else { left };
        answer.review = Some(answer.review.map_or(turns, |review| review.min(turns)));
        let Some(colour) = &rule.colour else { continue };
        answer.rules.push(&rule.id);
        let until = rule.days.unwrap_or(left);
        let worse = colour == "red" && answer.colour != "red" || answer.colour == "green";
        if worse {
            (answer.colour, answer.until) = (colour, Some(until));
        } else if answer.colour == colour {
            answer.until = answer.until.max(Some(until));
        }
    }
    Ok(answer)
}

/// A graph of one node with an expression a rule.
fn graph(rules: &[Rule]) -> Value {
    let expression = |(number, rule): (usize, &Rule)| {
        let (in_window, left) = match rule.window {
            Some(days) => (format!("#.ago <= {days}"), format!("{} - #.ago", days + 1)),
            None => ("#.left > 0".to_owned(), "#.left".to_owned()),
        };
        let mut asks: Vec<String> = rule.asks.iter().map(asks).collect();
        asks.push(in_window);
        let (list, asks) = (&rule.list, asks.join(" and "));
        let value = format!("some({list}, {asks}) ? max(map(filter({list}, {asks}), {left})) : 0");
        json!({ "id": number.to_string(), "key": format!("r{number}"), "value": value })
    };
    let expressions: Vec<Value> = rules.iter().enumerate().map(expression).collect();
    json!({
        "nodes": [
            { "id": "facts", "type": "inputNode", "name": "facts" },
            { "id": "rules", "type": "expressionNode", "name": "rules", "content": { "expressions": expressions } },
            { "id": "left", "type": "outputNode", "name": "left" },
        ],
        "edges": [
            { "id": "1", "type": "edge", "sourceId": "facts", "targetId": "rules" },
            { "id": "2", "type": "edge", "sourceId": "rules", "targetId": "left" },
        ],
    })
}

fn asks(ask: &Ask) -> String {
    let field = &ask.field;
    match (&ask.is, &ask.least) {
        (Some(value), _) => format!("#.{field} == {value}"),
        (_, Some(least)) => format!("#.{field} >= {least}"),
        (None, None) => "true".to_owned(),
    }
}
