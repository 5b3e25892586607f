//! The command line.

mod channel;
mod checkpoint;
mod contacts;
mod instant;
mod organisation;

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use domain::place::DivisionCode;
use domain::staff::Duty;
use domain::time::{Date, Instant};

use crate::commands::{PropagationCommand, Serve};
pub(crate) use channel::{ChannelAdd, ChannelCommand};
pub(crate) use checkpoint::CheckpointCommand;
pub(crate) use contacts::{ContactsCommand, ContactsList, ContactsMatch};
use instant::instant;
pub(crate) use organisation::OrganisationCommand;

/// The database where the line names none.
pub(crate) const DATABASE: &str = "sqlite:healthcode.db";

/// healthcode: from facts to a decision.
#[derive(Parser)]
#[command(
    name = "healthcode",
    version,
    about = "An open health code system",
    propagate_version = true
)]
pub(crate) struct Arguments {
    /// The database, as sqlite:PATH; sqlite:healthcode.db where it is left out, and a folder of its own for a demo
    #[arg(long, global = true, value_name = "URL", env = "HEALTHCODE_DATABASE")]
    pub(crate) database: Option<String>,
    /// One JSON object a line instead of words
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Serve pages and interface until a signal comes
    Serve(Box<Serve>),
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
    /// Look how far the rating of whom a list or a policy touches has come, and go on with it
    #[command(subcommand)]
    Propagation(PropagationCommand),
    /// Who was near a case, by published rules, on files
    #[command(subcommand)]
    Contacts(ContactsCommand),
    /// Check document numbers
    #[command(subcommand)]
    Id(Id),
    /// Look after the keys that sign codes
    #[command(subcommand)]
    Keys(Keys),
    /// Read codes
    #[command(subcommand)]
    Code(Code),
    /// Look after checkpoints
    #[command(subcommand)]
    Checkpoint(CheckpointCommand),
    /// Look after channels: the front ends of vendors, such as a mini-program
    #[command(subcommand)]
    Channel(ChannelCommand),
    /// Look after offices
    #[command(subcommand)]
    Office(OfficeCommand),
    /// Look after the accounts of staff
    #[command(subcommand)]
    Staff(StaffCommand),
    /// Look who manages communities, enterprises and schools, and give one to another
    #[command(subcommand)]
    Organisation(OrganisationCommand),
    /// Recognise the codes of other services, and be recognised
    #[command(subcommand)]
    Trust(Trust),
    /// Show the log to outsiders, and look whether it is still the one that was sealed
    #[command(subcommand)]
    Audit(Audit),
    /// Fill a demonstration with people who do not exist
    #[command(subcommand)]
    Simulate(Simulate),
}

#[derive(Subcommand)]
pub(crate) enum Simulate {
    /// Load a province; the same line goes on where one that was cut off ended
    Load(Load),
}

#[derive(clap::Args)]
pub(crate) struct Load {
    /// The province's division code
    #[arg(long, value_name = "CODE", default_value = "330000")]
    pub(crate) province: DivisionCode,
    /// How many people
    #[arg(long, value_name = "NUMBER", default_value_t = 1_000_000)]
    pub(crate) people: u64,
    /// The seed: the same one gives the same people
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub(crate) seed: u64,
    /// The day on which a new demonstration begins, at 08:00; today where it is left out
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<Date>,
    /// The census table, a CSV with the columns `区划代码` and `人口数_合计`; built-in figures where it is left out
    #[arg(long, value_name = "FILE")]
    pub(crate) census: Option<PathBuf>,
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
        /// Count whom each list would change, and change nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Bring results of laboratories that have no connection; nothing of them counts before a member of staff agrees in the console
    Tests {
        /// CSV with the columns sample, `document_kind`, document, name, `sampled_at`, outcome and laboratory
        #[arg(value_name = "FILE")]
        file: PathBuf,
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
    /// The areas of the last list up to the end of a date whose county has no code, each with the counties that may be meant; they
    /// colour nobody before somebody places them
    Unresolved {
        /// The date, such as 2022-07-14
        #[arg(long, value_name = "DATE")]
        on: Date,
    },
    /// Place a zone without a code, or one area of it, in the county that answers for it; every later list remembers it
    Place(PlaceArea),
    /// The areas that staff named as their whole county, and since when: no tick is needed there
    Whole,
    /// Who changes colour? Count whom it would change that a listed area is its whole county, and change nothing; two members of
    /// staff decide it, in the console
    WholeWhatIf(WholeWhatIf),
    /// What the lists said of a county, change by change
    History {
        /// The county's division code, such as 330106
        code: DivisionCode,
    },
}

#[derive(clap::Args)]
pub(crate) struct PlaceArea {
    /// The province as the list writes it
    #[arg(long, value_name = "NAME")]
    pub(crate) province: String,
    /// The city as the list writes it
    #[arg(long, value_name = "NAME")]
    pub(crate) city: String,
    /// What the list writes in the county's place, such as 高新区
    #[arg(long, value_name = "NAME")]
    pub(crate) county: String,
    /// One area of it, as the list writes it; all of the zone where it is left out
    #[arg(long, value_name = "TEXT")]
    pub(crate) area: Option<String>,
    /// The county that answers for it, such as 360111
    #[arg(long, value_name = "CODE")]
    pub(crate) r#in: DivisionCode,
}

#[derive(clap::Args)]
pub(crate) struct WholeWhatIf {
    /// The county's division code, such as 330106
    pub(crate) code: DivisionCode,
    /// The area, as the list writes it
    pub(crate) area: String,
    /// Count what it would change that this is taken back
    #[arg(long)]
    pub(crate) end: bool,
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
    /// Who changes colour? Count whom a policy would change, and change nothing
    WhatIf {
        /// The policy file
        #[arg(value_name = "FILE")]
        file: PathBuf,
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

#[derive(Subcommand)]
pub(crate) enum Keys {
    /// Every key with its city, its state and its hours
    List,
    /// Make the next key of a city, or of all: published at once, signing after 7 days, when every gate knows it
    Rotate {
        /// The city's division code, such as 330100; all cities where it is left out
        #[arg(long, value_name = "CODE")]
        city: Option<DivisionCode>,
    },
    /// The keys that gates trust, as a COSE key set: the bytes of /.well-known/healthcode-keys
    Export {
        /// The file to write; the standard output where it is left out
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

#[derive(Subcommand)]
pub(crate) enum Code {
    /// Whether the text of a code is believed, and why not; without a database and a network
    Verify {
        /// The keys that are trusted, as `keys export` writes them
        #[arg(long, value_name = "FILE")]
        keys: PathBuf,
        /// The instant of the check, such as 2022-07-14T08:00:00+08:00 or milliseconds since 1970; now where it is
        /// left out
        #[arg(long, value_name = "INSTANT", value_parser = instant, allow_hyphen_values = true)]
        now: Option<Instant>,
        /// The text of the QR code: HCP1: and what follows
        #[arg(value_name = "TEXT", allow_hyphen_values = true)]
        text: String,
    },
}

#[derive(Subcommand)]
pub(crate) enum Audit {
    /// Write the whole log to a file: lines and signed heads, about nobody by name
    Export {
        /// The file to write
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Look the log through: heads, signatures, trees and numbers, and whether heads seen elsewhere are heads of it
    Verify {
        /// An export; the database where it is left out
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
        /// Heads that a gate has seen, as its page saves them; may be given several times
        #[arg(long = "head", value_name = "FILE")]
        heads: Vec<PathBuf>,
    },
}

#[derive(Subcommand)]
pub(crate) enum OfficeCommand {
    /// Every office with its division
    List,
    /// Add an office
    Add {
        /// Its official name, in Chinese
        #[arg(long, value_name = "NAME")]
        name: String,
        /// The division code for which it works; 000000 is the nation
        #[arg(long, value_name = "CODE")]
        division: DivisionCode,
    },
}

#[derive(Subcommand)]
pub(crate) enum StaffCommand {
    /// Everybody who works here or ever did, with office and duties
    List,
    /// Add a member, and print the code by which they bring their account into use within a day
    Add(StaffAdd),
    /// End an account: whoever leaves is signed in nowhere from this moment on
    End {
        /// The login
        #[arg(value_name = "LOGIN")]
        login: String,
    },
    /// Give a member a new code: what they had, password, passkeys and sessions, ends at once
    Renew {
        /// The login
        #[arg(value_name = "LOGIN")]
        login: String,
    },
    /// Give a member other duties, in the place of those they have
    Duties {
        /// The login
        #[arg(value_name = "LOGIN")]
        login: String,
        /// A role for a division, such as epidemiologist@330100; may be given several times
        #[arg(long = "role", required = true, value_name = "ROLE@CODE")]
        duties: Vec<Duty>,
    },
}

#[derive(clap::Args)]
pub(crate) struct StaffAdd {
    /// By which they sign in: 3 to 32 letters, digits, dots, hyphens and underscores
    #[arg(long, value_name = "LOGIN")]
    pub(crate) login: String,
    /// Their name
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// The office by its name; it is added where it is not there
    #[arg(long, value_name = "NAME")]
    pub(crate) office: String,
    /// The division code of the office
    #[arg(long, value_name = "CODE")]
    pub(crate) division: DivisionCode,
    /// A role for a division within that of the office, such as epidemiologist@330100; may be given several times
    #[arg(long = "role", required = true, value_name = "ROLE@CODE")]
    pub(crate) duties: Vec<Duty>,
}

#[derive(Subcommand)]
pub(crate) enum Trust {
    /// A file that others import to recognise the codes of this service
    Export(TrustExport),
    /// Recognise from now on whom these files name, and nobody else
    Import {
        /// What other services have exported; their states may be made stricter by hand
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// The file in force, as it was imported
    Show,
}

#[derive(clap::Args)]
pub(crate) struct TrustExport {
    /// The public address of this service, as `serve --address` has it
    #[arg(long, value_name = "URL")]
    pub(crate) address: String,
    /// A province or city whose codes are to be recognised; may be given several times
    #[arg(long = "division", required = true, value_name = "CODE")]
    pub(crate) divisions: Vec<DivisionCode>,
    /// The last day on which they are; 180 days from now where it is left out
    #[arg(long, value_name = "DATE")]
    pub(crate) expires: Option<Date>,
    /// The file to write; the standard output where it is left out
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}
