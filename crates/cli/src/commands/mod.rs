//! One command a file.

mod files;
mod policy;
mod rate;

use crate::arguments::{Arguments, Command, PolicyCommand};
use crate::output::{Answer, Output};

/// Runs the command of the line.
pub(crate) fn run(arguments: &Arguments, output: &Output) -> anyhow::Result<Answer> {
    match &arguments.command {
        Command::Rate(rate) => rate::run(rate, output),
        Command::Policy(PolicyCommand::Check { files }) => policy::check(files, output),
        _ => todo!(),
    }
}
