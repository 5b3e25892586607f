//! What a policy must show before it is published: texts, limits, an end or a review, rules that can apply and agree
//! with each other, nobody named, and tests that pass.

mod position;
mod reach;
mod sense;
mod shape;
mod trial;

pub use position::{Position, position};

use std::fmt;

use crate::policy::{Policy, PolicyFile, Text};

/// Something in a policy file that keeps it from being published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Where: `rule[stay-high].days`.
    pub field: String,
    /// Where in the text: the field, or what should hold it.
    pub at: Option<Position>,
    /// What is wrong, and the remedy.
    pub text: Text,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(at) = self.at {
            write!(f, "{at}: ")?;
        }
        write!(f, "{}: {}", self.field, self.text.en)
    }
}

/// Examines `file`, which was read from `text`, and runs the tests inside it against the whole `policy` that it makes.
/// Empty: it may be published.
pub fn check(file: &PolicyFile, policy: &Policy, text: &str) -> Vec<Fault> {
    let mut faults = Faults::default();
    shape::examine(file, &mut faults);
    sense::examine(file, policy, &mut faults);
    reach::examine(file, policy, &mut faults);
    trial::examine(file, policy, &mut faults);
    faults.at_their_places(text)
}

/// What was found so far.
#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, field: impl Into<String>, zh: impl Into<String>, en: impl Into<String>) {
        self.0.push(Fault {
            field: field.into(),
            at: None,
            text: Text::new(zh, en),
        });
    }

    fn at_their_places(mut self, text: &str) -> Vec<Fault> {
        let positions = position::Positions::of(text);
        for fault in &mut self.0 {
            fault.at = positions.find(&fault.field);
        }
        self.0
    }
}
