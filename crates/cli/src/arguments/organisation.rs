//! The words of `healthcode organisation`.

use clap::Subcommand;

#[derive(Subcommand)]
pub(crate) enum OrganisationCommand {
    /// Every organisation with its id, its place and who manages it
    List,
    /// Give an organisation to another manager: the one before sees nothing of it from this moment on
    Manager {
        /// The organisation's id, as the list says it
        #[arg(value_name = "ID")]
        id: i64,
        /// The login of somebody who is `organisation_manager` there
        #[arg(value_name = "LOGIN")]
        login: String,
    },
}
