//! One command a file.

mod files;
mod id;
mod import;
mod policy;
mod progress;
mod rate;
mod risk;

use crate::arguments::{Arguments, Command, Id, Import, PolicyCommand, Risk};
use crate::output::{Answer, Output};

/// Runs the command of the line.
pub(crate) fn run(arguments: &Arguments, output: &Output) -> anyhow::Result<Answer> {
    let database = &arguments.database;
    match &arguments.command {
        Command::Import(Import::RiskAreas { files, saved_at }) => {
            import::run(database, files, *saved_at, output)
        }
        Command::Risk(Risk::Level { code, on }) => risk::level(database, *code, *on, output),
        Command::Risk(Risk::Unresolved { on }) => risk::unresolved(database, *on, output),
        Command::Rate(rate) => rate::run(rate, output),
        Command::Policy(PolicyCommand::Check { files }) => policy::check(files, output),
        Command::Policy(PolicyCommand::Publish { file }) => policy::publish(database, file, output),
        Command::Id(Id::Check { numbers }) => Ok(id::check(numbers, output)),
    }
}
