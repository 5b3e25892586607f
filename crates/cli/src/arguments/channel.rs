//! The words of `healthcode channel`.

use std::path::PathBuf;

use clap::Subcommand;
use domain::place::DivisionCode;

#[derive(Subcommand)]
pub(crate) enum ChannelCommand {
    /// Every channel, with its cities, its key and whether it is on
    List,
    /// Register a vendor's front end, by the public key of what its server signs
    Add(ChannelAdd),
    /// Switch a channel off at once: no token, no phone vouched for, and its sessions open nothing
    Off {
        /// The channel's name
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Switch a channel on again
    On {
        /// The channel's name
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Give a channel another key; what it signed with the old one ends at once
    Renew {
        /// The channel's name
        #[arg(value_name = "NAME")]
        name: String,
        /// A PEM file with the public key (P-256)
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
    },
}

#[derive(clap::Args)]
pub(crate) struct ChannelAdd {
    /// By which it signs: 3 to 32 small letters, digits and hyphens
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// A PEM file with the public key (P-256) of what its server signs
    #[arg(long, value_name = "FILE")]
    pub(crate) key: PathBuf,
    /// What people call it, in Chinese
    #[arg(long, value_name = "TITLE")]
    pub(crate) zh: String,
    /// What people call it, in English
    #[arg(long, value_name = "TITLE")]
    pub(crate) en: String,
    /// The division code of a city that it serves; may be given several times, and left out for all
    #[arg(long = "city", value_name = "CODE")]
    pub(crate) cities: Vec<DivisionCode>,
}
