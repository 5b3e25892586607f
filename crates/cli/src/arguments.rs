//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use domain::place::DivisionCode;
use domain::time::Date;

/// healthcode: from facts to a decision.
#[derive(Parser)]
#[command(
    name = "healthcode",
    version,
    about = "An open health code system",
    propagate_version = true
)]
pub(crate) struct Arguments {
    /// The database, as sqlite:PATH
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "HEALTHCODE_DATABASE",
        default_value = "sqlite:healthcode.db"
    )]
    pub(crate) database: String,
    /// One JSON object a line instead of words
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Bring in data that was published elsewhere
    #[command(subcommand)]
    Import(Import),
    /// Ask what the risk lists say
    #[command(subcommand)]
    Risk(Risk),
    /// Rate facts by a policy, without a database
    Rate(Rate),
    /// Check and publish policies
    #[command(subcommand)]
    Policy(PolicyCommand),
    /// Check document numbers
    #[command(subcommand)]
    Id(Id),
}

#[derive(Subcommand)]
pub(crate) enum Import {
    /// Import official lists of risk areas, and rate again exactly the people whose stays they touch
    RiskAreas {
        /// JSON files of the State Council; saved.csv beside them says when each was saved
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// When the files were saved, in seconds since 1970, where no saved.csv says it
        #[arg(long, value_name = "SECONDS")]
        saved_at: Option<i64>,
    },
}

#[derive(Subcommand)]
pub(crate) enum Risk {
    /// The highest level listed in a county in the last list up to the end of a date
    Level {
        /// The county's division code, such as 330106
        code: DivisionCode,
        /// The date, such as 2022-07-14
        #[arg(long, value_name = "DATE")]
        on: Date,
    },
    /// The areas of the last list up to the end of a date whose county has no code; they colour nobody
    Unresolved {
        /// The date, such as 2022-07-14
        #[arg(long, value_name = "DATE")]
        on: Date,
    },
}

#[derive(clap::Args)]
pub(crate) struct Rate {
    /// The policy file
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: PathBuf,
    /// The facts, as JSON or TOML in the shape of rule.test.facts
    #[arg(long, value_name = "FILE")]
    pub(crate) facts: PathBuf,
    /// The date of the decision, such as 2020-02-20
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Date,
}

#[derive(Subcommand)]
pub(crate) enum PolicyCommand {
    /// Examine policy files and run the tests inside them
    Check {
        /// Policy files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Publish a policy: in force on a running service from its date, without a restart
    Publish {
        /// The policy file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

#[derive(Subcommand)]
pub(crate) enum Id {
    /// Whether each number is a valid document number, and why not
    Check {
        /// Numbers
        #[arg(required = true, value_name = "NUMBER")]
        numbers: Vec<String>,
    },
}
