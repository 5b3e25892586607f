//! The words of `healthcode contacts`.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Subcommand)]
pub(crate) enum ContactsCommand {
    /// Who was near, by the published rules: events of cases against visits and legs of others; no database, no positions
    Match(ContactsMatch),
    /// Read published lists of trips: each trip once, what nobody can read, and where lists disagree
    List(ContactsList),
    /// The rules in force, as they are published; or whether a file may be published as rules
    Rules {
        /// A file of rules to examine
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
}

#[derive(clap::Args)]
#[command(group(clap::ArgGroup::new("others").args(["visits", "legs"]).required(true).multiple(true)))]
pub(crate) struct ContactsMatch {
    /// CSV: where cases were (docs/CONTACTS.md has the columns)
    #[arg(long, value_name = "FILE")]
    pub(crate) events: PathBuf,
    /// CSV: stays of others at venues
    #[arg(long, value_name = "FILE")]
    pub(crate) visits: Option<PathBuf>,
    /// CSV: journeys of others
    #[arg(long, value_name = "FILE")]
    pub(crate) legs: Option<PathBuf>,
    /// Other rules than those in force
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Option<PathBuf>,
    /// Name general contacts too; without it they are counted, and named only where something is missing to say more
    #[arg(long)]
    pub(crate) general: bool,
    /// Say of each contact what every rule said
    #[arg(long)]
    pub(crate) explain: bool,
}

#[derive(clap::Args)]
pub(crate) struct ContactsList {
    /// CSV with the columns `date_md`, kind, number, `carriage_seat`, from, to, published and source
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Also write the trips as a file of events for `contacts match`
    #[arg(long, value_name = "FILE")]
    pub(crate) events: Option<PathBuf>,
}
