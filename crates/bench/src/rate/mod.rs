//! Engines of the trade that rate the same people by the same rules.

mod answer;
mod engine;
mod task;

pub(crate) use answer::Answer;
pub(crate) use engine::Engine;
pub(crate) use task::Task;
