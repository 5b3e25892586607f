//! Why a neighbour gave no answer. The texts are for operators; no text holds anything about a person.

use std::fmt;

use crate::address::AddressError;
use crate::token::TokenError;

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Neighbour {
    /// The identity registry.
    IdentityRegistry,
    /// Whoever sends short messages.
    Sms,
    /// Whoever sends letters by e-mail.
    Mail,
    /// A service whose codes are recognised here.
    RecognisedService,
    /// The laboratories' service.
    Laboratory,
    /// The carriers' record of stays.
    Carrier,
    /// The conveyance services' record of tickets.
    Conveyance,
    /// Where official lists are published, or the folder into which they are put.
    ListSource,
}

impl fmt::Display for Neighbour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::IdentityRegistry => "identity registry",
            Self::Sms => "SMS service",
            Self::Mail => "e-mail service",
            Self::RecognisedService => "recognised service",
            Self::Laboratory => "laboratories' service",
            Self::Carrier => "carriers' record",
            Self::Conveyance => "conveyance services' record",
            Self::ListSource => "source of official lists",
        })
    }
}

/// Why a neighbour gave no answer that can be used. Whoever asked waits and asks again later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It cannot be reached, is too slow or down, or is left alone for a while.
    #[error("the {neighbour} is not available: {why}; it is asked again later")]
    Unavailable {
        /// Who.
        neighbour: Neighbour,
        /// What was seen.
        why: Why,
    },
    /// It answered something that cannot be read.
    #[error("the {neighbour} answers nonsense: {what}; compare its version with ours")]
    Nonsense {
        /// Who.
        neighbour: Neighbour,
        /// What is wrong with the answer.
        what: &'static str,
    },
    /// It answered that it will not.
    #[error("the {neighbour} refuses with HTTP status {status}; look at its address and token")]
    Refused {
        /// Who.
        neighbour: Neighbour,
        /// The status of HTTP, 300 to 499.
        status: u16,
    },
}

/// What was seen of a neighbour that is not available.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// No connection, or it broke before the answer was complete.
    #[error("no connection")]
    Connection,
    /// No complete answer in time.
    #[error("no answer in time")]
    Slow,
    /// A status that says "not now": 408, 425, 429 or 500 to 599.
    #[error("it answers HTTP status {0}")]
    Status(u16),
    /// It failed too often and is left alone for a while; it was not asked.
    #[error("it failed again and again and is left alone for a while")]
    Resting,
    /// Its address, or what this system trusts, leaves no way to it; it was not asked.
    #[error(
        "there is no way to it; look at its address and at this system's certificate authorities"
    )]
    NoWay,
    /// Too many calls wait on our side; it was not asked.
    #[error("too many calls are under way")]
    Crowded,
}

/// Why the way to a neighbour cannot be set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetupError {
    /// The address.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The token.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// No certificate authority is known.
    #[error(
        "authorities: this system trusts no certificate authority; install its ca-certificates, or name a PEM file"
    )]
    NoAuthority,
    /// The PEM text cannot be read.
    #[error(
        "authorities: no certificate can be read from the PEM text; give the file of the neighbour's authority"
    )]
    Authority,
    /// The cryptography does not start.
    #[error("TLS: neither version 1.2 nor 1.3 can be spoken by this build")]
    Versions,
}
