//! The table's values: data of the jurisdiction's policy, with the requirements' first values.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::policy::Text;
use crate::verdict::{Gate, Outcome};

/// The longest age of a list that a policy may allow, in hours.
const MOST_HOURS: u16 = 14 * 24;
/// The longest time for which a gate may remember a code, in minutes.
const MOST_MINUTES: u16 = 60;

/// What one gate does with each state. Green passes everywhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Green with a pop-up.
    pub pop_up: Outcome,
    /// Unconfirmed (blue).
    pub unconfirmed: Outcome,
    /// None (grey).
    pub none: Outcome,
    /// Yellow.
    pub yellow: Outcome,
    /// Red.
    pub red: Outcome,
}

impl Row {
    const fn first(gate: Gate) -> Self {
        use Outcome::{ByHand, Pass, Stop};
        let (pop_up, coloured) = match gate {
            Gate::CommunityIn | Gate::Pharmacy | Gate::Hospital => (Pass, ByHand),
            _ => (ByHand, Stop),
        };
        Self {
            pop_up,
            unconfirmed: ByHand,
            none: ByHand,
            yellow: coloured,
            red: coloured,
        }
    }
}

/// What a policy file says about verdicts. What is absent is inherited; a row replaces the inherited row.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VerdictEntry {
    /// Rows by gate.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub gate: BTreeMap<Gate, Row>,
    /// Status 1, any state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced: Option<Outcome>,
    /// Status 2 on green.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_green: Option<Outcome>,
    /// A code that speaks of deception.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deception: Option<Outcome>,
    /// See [`VerdictPolicy::list_said_hours`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_said_hours: Option<u16>,
    /// See [`VerdictPolicy::list_by_hand_hours`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_by_hand_hours: Option<u16>,
    /// See [`VerdictPolicy::seen_minutes`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen_minutes: Option<u16>,
}

/// The table's values in force.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct VerdictPolicy {
    /// A row for each gate, in the order of [`Gate::ALL`]; private, so that none is missing.
    rows: BTreeMap<Gate, Row>,
    /// Status 1: "this code was replaced".
    pub replaced: Outcome,
    /// Status 2 on green; on the other states it is by hand.
    pub changed_green: Outcome,
    /// Refusals that speak of deception; the others are by hand.
    pub deception: Outcome,
    /// A status list older than this many hours is said.
    pub list_said_hours: u16,
    /// With a status list older than this many hours green is by hand.
    pub list_by_hand_hours: u16,
    /// Minutes for which a gate remembers that it saw a code.
    pub seen_minutes: u16,
}

impl Default for VerdictPolicy {
    /// The first values of the requirements.
    fn default() -> Self {
        Self {
            rows: Gate::ALL
                .iter()
                .map(|gate| (*gate, Row::first(*gate)))
                .collect(),
            replaced: Outcome::Stop,
            changed_green: Outcome::Stop,
            deception: Outcome::Stop,
            list_said_hours: 6,
            list_by_hand_hours: 48,
            seen_minutes: 10,
        }
    }
}

impl VerdictPolicy {
    /// What a gate does with each state.
    pub fn row(&self, gate: Gate) -> Row {
        self.rows.get(&gate).copied().unwrap_or(Row::first(gate))
    }

    /// Lays what a file says over what it inherits.
    pub fn lay_over(&mut self, entry: &VerdictEntry) {
        self.rows.extend(&entry.gate);
        set(&mut self.replaced, entry.replaced);
        set(&mut self.changed_green, entry.changed_green);
        set(&mut self.deception, entry.deception);
        set(&mut self.list_said_hours, entry.list_said_hours);
        set(&mut self.list_by_hand_hours, entry.list_by_hand_hours);
        set(&mut self.seen_minutes, entry.seen_minutes);
    }

    /// What keeps the values from being published: field and remedy.
    pub fn faults(&self) -> Vec<(String, Text)> {
        let mut faults = Vec::new();
        let mut fault = |field: String, zh: &str, en: &str| faults.push((field, Text::new(zh, en)));
        for (gate, row) in &self.rows {
            for (state, outcome) in row.named() {
                let field = format!("verdict.gate.{gate}.{state}");
                if gate.never_stops() && outcome == Outcome::Stop {
                    let en = "nobody is stopped here; write by_hand";
                    fault(field, "此处不拦任何人，请写by_hand", en);
                } else if matches!(state, "yellow" | "red") && outcome == Outcome::Pass {
                    let en = "a quarantine does not pass; write by_hand or stop";
                    fault(field, "隔离人员不能放行，请写by_hand或stop", en);
                }
            }
        }
        let held = [
            ("replaced", self.replaced),
            ("changed_green", self.changed_green),
            ("deception", self.deception),
        ];
        for (field, outcome) in held {
            if outcome == Outcome::Pass {
                fault(
                    format!("verdict.{field}"),
                    "不可信的码不能放行，请写by_hand或stop",
                    "a code that is not believed does not pass; write by_hand or stop",
                );
            }
        }
        if self.list_said_hours > self.list_by_hand_hours {
            fault(
                "verdict.list_said_hours".into(),
                "提示时间不得晚于转人工的时间（list_by_hand_hours）",
                "say it no later than by hand begins (list_by_hand_hours)",
            );
        }
        if self.list_by_hand_hours > MOST_HOURS {
            fault(
                "verdict.list_by_hand_hours".into(),
                "最多336小时（14天）",
                "at most 336 hours (14 days)",
            );
        }
        if self.seen_minutes > MOST_MINUTES {
            fault(
                "verdict.seen_minutes".into(),
                "最多60分钟：闸口不会更久地记住任何人",
                "at most 60 minutes: a gate remembers nobody for longer",
            );
        }
        faults
    }
}

impl Row {
    fn named(self) -> [(&'static str, Outcome); 5] {
        [
            ("pop_up", self.pop_up),
            ("unconfirmed", self.unconfirmed),
            ("none", self.none),
            ("yellow", self.yellow),
            ("red", self.red),
        ]
    }
}

fn set<T>(setting: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *setting = value;
    }
}
