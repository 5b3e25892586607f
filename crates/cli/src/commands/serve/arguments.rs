//! The options of `healthcode serve`.

use std::net::SocketAddr;
use std::path::PathBuf;

use domain::time::Date;

/// Serve pages and interface; with --demo a city of invented people, without it a real one.
#[derive(clap::Args)]
pub(crate) struct Serve {
    /// A demonstration: invented people, simulated neighbours, a clock of its own, codes that pass nowhere else
    #[arg(long)]
    pub(crate) demo: bool,
    /// The first day of the demonstration, which begins at 08:00; left out, it lives in the present
    #[arg(long, value_name = "DATE", requires = "demo")]
    pub(crate) date: Option<Date>,
    /// For how many seconds the demonstration's simulated colleagues read what they are asked before they agree
    #[arg(
        long,
        value_name = "SECONDS",
        requires = "demo",
        default_value_t = 20,
        value_parser = clap::value_parser!(i64).range(1..=3_600)
    )]
    pub(crate) colleagues_read: i64,
    /// Where it listens
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// The certificate with its chain, as PEM; without it plain HTTP is spoken
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub(crate) tls_cert: Option<PathBuf>,
    /// The private key of the certificate, as PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub(crate) tls_key: Option<PathBuf>,
    /// Where the demonstration listens for real phones of the local network, by https
    #[arg(
        long,
        value_name = "ADDR",
        requires = "demo",
        default_value = "0.0.0.0:8443"
    )]
    pub(crate) phone_listen: SocketAddr,
    /// The folder of the pages, as the build of web/ wrote it
    #[arg(long, value_name = "DIR", default_value = "web/dist")]
    pub(crate) web: PathBuf,
    /// The public address, such as `https://hz.example`; every code names its status list by it
    #[arg(long, value_name = "URL")]
    pub(crate) address: Option<String>,
    #[command(flatten)]
    pub(crate) neighbours: NeighbourOptions,
    #[command(flatten)]
    pub(crate) watch: WatchOptions,
}

/// Where new official lists come from by themselves. What worsens many waits for two members of staff.
#[derive(clap::Args)]
pub(crate) struct WatchOptions {
    /// A folder: a list that is put there is taken once it is whole
    #[arg(long, value_name = "DIR")]
    pub(crate) watch: Option<PathBuf>,
    /// An address that answers with the newest list
    #[arg(long, value_name = "URL")]
    pub(crate) watch_url: Option<String>,
    /// A file with the authorities of that address's certificate, and no others are believed
    #[arg(long, value_name = "FILE", requires = "watch_url")]
    pub(crate) watch_authority: Option<PathBuf>,
    /// How often both are looked at; left out, a folder every 60 seconds and an address every 600
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..=86_400))]
    pub(crate) watch_every: Option<u32>,
}

/// Who else is asked. A demonstration brings its own.
#[derive(clap::Args)]
pub(crate) struct NeighbourOptions {
    /// The identity registry: whether a name, a document and the holder of a phone agree
    #[arg(long, value_name = "URL", conflicts_with = "demo")]
    pub(crate) registry: Option<String>,
    /// A file with the token that the registry knows us by
    #[arg(long, value_name = "FILE", requires = "registry")]
    pub(crate) registry_token: Option<PathBuf>,
    /// A file with the authorities of the registry's certificate, where it has its own
    #[arg(long, value_name = "FILE", requires = "registry")]
    pub(crate) registry_authority: Option<PathBuf>,
    /// Whoever sends short messages
    #[arg(long, value_name = "URL", conflicts_with = "demo")]
    pub(crate) sms: Option<String>,
    /// A file with the token that the sender of messages knows us by
    #[arg(long, value_name = "FILE", requires = "sms")]
    pub(crate) sms_token: Option<PathBuf>,
    /// A file with the authorities of the sender's certificate, where it has its own
    #[arg(long, value_name = "FILE", requires = "sms")]
    pub(crate) sms_authority: Option<PathBuf>,
    /// Whoever sends letters by e-mail, to people without a mobile of the mainland; without it they sign in at no page
    #[arg(long, value_name = "URL", conflicts_with = "demo")]
    pub(crate) mail: Option<String>,
    /// A file with the token that the sender of letters knows us by
    #[arg(long, value_name = "FILE", requires = "mail")]
    pub(crate) mail_token: Option<PathBuf>,
    /// A file with the authorities of its certificate, where it has its own
    #[arg(long, value_name = "FILE", requires = "mail")]
    pub(crate) mail_authority: Option<PathBuf>,
    /// The most short messages of an hour; over it an alarm is raised, and what is no code waits
    #[arg(long, value_name = "N", conflicts_with = "demo")]
    pub(crate) texts_an_hour: Option<u32>,
    /// Numbers outside of the mainland that get short messages, by their beginning, such as +852; may be given again
    #[arg(long, value_name = "PREFIX", conflicts_with = "demo")]
    pub(crate) text_prefix: Vec<String>,
    /// The laboratories' service, for results of tests; without it they come by `import tests` alone
    #[arg(long, value_name = "URL", conflicts_with = "demo")]
    pub(crate) laboratory: Option<String>,
    /// A file with the token that the laboratories' service knows us by
    #[arg(long, value_name = "FILE", requires = "laboratory")]
    pub(crate) laboratory_token: Option<PathBuf>,
    /// A file with the authorities of its certificate, where it has its own
    #[arg(long, value_name = "FILE", requires = "laboratory")]
    pub(crate) laboratory_authority: Option<PathBuf>,
    /// The carriers' record of stays, for checks of itineraries; without it cities that ask for one have staff decide. A
    /// demonstration asks its own where none is named
    #[arg(long, value_name = "URL")]
    pub(crate) carrier: Option<String>,
    /// A file with the token that the carriers know us by
    #[arg(long, value_name = "FILE", requires = "carrier")]
    pub(crate) carrier_token: Option<PathBuf>,
    /// A file with the authorities of their certificate, where they have their own
    #[arg(long, value_name = "FILE", requires = "carrier")]
    pub(crate) carrier_authority: Option<PathBuf>,
    /// The conveyance services' record of tickets, from which people fill in the journeys of a declaration; without it they type
    /// them
    #[arg(long, value_name = "URL", conflicts_with = "demo")]
    pub(crate) conveyance: Option<String>,
    /// A file with the token that the conveyance services know us by
    #[arg(long, value_name = "FILE", requires = "conveyance")]
    pub(crate) conveyance_token: Option<PathBuf>,
    /// A file with the authorities of their certificate, where they have their own
    #[arg(long, value_name = "FILE", requires = "conveyance")]
    pub(crate) conveyance_authority: Option<PathBuf>,
    /// A file with the authorities of the certificates of services that are recognised here, where the system does not trust them
    #[arg(long, value_name = "FILE", conflicts_with = "demo")]
    pub(crate) recognised_authority: Option<PathBuf>,
}
