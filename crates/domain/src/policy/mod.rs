//! Policies: what a jurisdiction decided, as data.

mod check;
mod compose;
mod condition;
mod division_list;
mod file;
mod rule_id;

pub use check::{Fault, Position, check, position};
pub use compose::{ComposeError, Policy, PopUpRule, Rule};
pub use condition::Condition;
pub use division_list::{DivisionList, DivisionListError};
pub use file::{
    Expectation, LevelFrom, PolicyFile, PolicyFileError, PopUpEntry, RuleEntry, RuleTest, Text,
};
pub use rule_id::{RuleId, RuleIdError};
