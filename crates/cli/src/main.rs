//! The `healthcode` program: what an operator, an epidemiologist or a curious person runs by hand.
//!
//! Exit codes: 0; 1 where the answer is no; 2 for the command line and for files that cannot be read.

mod arguments;
mod clock;
mod commands;
mod demo_database;
mod edge;
mod output;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;
use crate::output::{Answer, Output};

/// A request makes and drops some hundred small things, and boxes of some kilobytes between them; the system's
/// allocator tidies up at each of those.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    edge::start_log();
    let output = Output::new(arguments.json);
    match commands::run(&arguments, &output) {
        Ok(Answer::Yes) => ExitCode::SUCCESS,
        Ok(Answer::No) => ExitCode::from(1),
        Err(failure) => {
            output.failure(&failure);
            ExitCode::from(2)
        }
    }
}
