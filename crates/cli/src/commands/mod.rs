//! One command a file.

mod audit;
mod channel;
mod checkpoint;
mod code;
mod contacts;
mod files;
mod id;
mod import;
mod import_tests;
mod keys;
mod office;
mod organisation;
mod place_area;
mod policy;
mod progress;
mod propagation;
mod rate;
mod risk;
mod risk_history;
mod serve;
mod simulate;
mod staff;
mod trust;
mod waiting;
mod what_if;

use domain::ids::CheckpointId;

use crate::arguments::{
    Arguments, Audit, CheckpointCommand, Code, Command, DATABASE, Id, Import, Keys, OfficeCommand,
    PolicyCommand, Risk, Simulate, StaffCommand, Trust,
};
use crate::output::{Answer, Output};

pub(crate) use propagation::PropagationCommand;
pub(crate) use serve::Serve;

/// Runs the command of the line.
pub(crate) fn run(arguments: &Arguments, output: &Output) -> anyhow::Result<Answer> {
    let named = arguments.database.as_deref();
    let database = named.unwrap_or(DATABASE);
    match &arguments.command {
        Command::Serve(options) => serve::run(named, options, output),
        Command::Import(Import::RiskAreas {
            files,
            dry_run: true,
            ..
        }) => what_if::lists(database, files, output),
        Command::Import(Import::RiskAreas {
            files, saved_at, ..
        }) => import::run(database, files, *saved_at, output),
        Command::Import(Import::Tests { file }) => import_tests::run(database, file, output),
        Command::Risk(Risk::Level { code, on }) => risk::level(database, *code, *on, output),
        Command::Risk(Risk::Unresolved { on }) => risk::unresolved(database, *on, output),
        Command::Risk(Risk::Place(asked)) => place_area::run(database, asked, output),
        Command::Risk(Risk::Whole) => risk::whole(database, output),
        Command::Risk(Risk::WholeWhatIf(asked)) => what_if::whole(database, asked, output),
        Command::Risk(Risk::History { code }) => risk_history::run(database, *code, output),
        Command::Rate(rate) => rate::run(rate, output),
        Command::Policy(PolicyCommand::Check { files }) => policy::check(files, output),
        Command::Policy(PolicyCommand::WhatIf { file }) => what_if::policy(database, file, output),
        Command::Policy(PolicyCommand::Publish { file }) => policy::publish(database, file, output),
        Command::Propagation(PropagationCommand::List) => propagation::list(database, output),
        Command::Propagation(PropagationCommand::Resume) => propagation::resume(database, output),
        Command::Contacts(command) => contacts::run(command, output),
        Command::Id(Id::Check { numbers }) => Ok(id::check(numbers, output)),
        Command::Keys(Keys::List) => keys::list(database, output),
        Command::Keys(Keys::Rotate { city }) => keys::rotate(database, *city, output),
        Command::Keys(Keys::Export { out }) => keys::export(database, out.as_deref(), output),
        Command::Code(Code::Verify { keys, now, text }) => code::verify(keys, *now, text, output),
        Command::Audit(Audit::Export { file }) => audit::export(database, file, output),
        Command::Audit(Audit::Verify { file, heads }) => {
            audit::verify(database, file.as_deref(), heads, output)
        }
        Command::Trust(Trust::Export(asked)) => trust::export(database, asked, output),
        Command::Trust(Trust::Import { files }) => trust::import(database, files, output),
        Command::Trust(Trust::Show) => trust::show(database, output),
        Command::Simulate(Simulate::Load(asked)) => simulate::load(database, asked, output),
        Command::Office(OfficeCommand::List) => office::list(database, output),
        Command::Office(OfficeCommand::Add { name, division }) => {
            office::add(database, &office::draft(name, *division), output)
        }
        Command::Channel(command) => channel::run(database, command, output),
        Command::Organisation(command) => organisation::run(database, command, output),
        Command::Staff(command) => staff(database, command, output),
        Command::Checkpoint(CheckpointCommand::List) => checkpoint::list(database, output),
        Command::Checkpoint(CheckpointCommand::Renew { id }) => {
            checkpoint::renew(database, CheckpointId(*id), output)
        }
        Command::Checkpoint(CheckpointCommand::Add {
            scene,
            division,
            name,
        }) => {
            let draft = checkpoint::draft(*scene, *division, name);
            checkpoint::add(database, &draft, output)
        }
    }
}

fn staff(database: &str, command: &StaffCommand, output: &Output) -> anyhow::Result<Answer> {
    match command {
        StaffCommand::List => staff::list(database, output),
        StaffCommand::Add(asked) => staff::add(database, asked, output),
        StaffCommand::End { login } => staff::end(database, login, output),
        StaffCommand::Renew { login } => staff::renew(database, login, output),
        StaffCommand::Duties { login, duties } => {
            staff::set_duties(database, login, duties, output)
        }
    }
}
