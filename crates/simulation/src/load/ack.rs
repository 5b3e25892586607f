//! One acknowledgement as one line, written by the load program and read by who started it.

use std::fmt;
use std::str::FromStr;

use domain::ids::{CheckInId, DeclarationId, PersonId};

/// What the service has acknowledged: it is on the disk.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Ack {
    /// `registered <person id> <number of the synthetic person>`
    Registered {
        /// The person.
        person: PersonId,
        /// Their number in the population.
        n: u64,
    },
    /// `declared <declaration id> <person id>`
    Declared {
        /// The declaration.
        declaration: DeclarationId,
        /// Whose it is.
        person: PersonId,
    },
    /// `checked-in <check-in id> <person id>`
    CheckedIn {
        /// The check-in.
        check_in: CheckInId,
        /// Whose it is.
        person: PersonId,
    },
}

/// A line that is no acknowledgement.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("\"{0}\" is no acknowledgement of the load program")]
pub struct AckError(String);

impl Ack {
    /// Whom it is about.
    pub const fn person(&self) -> PersonId {
        match self {
            Self::Registered { person, .. }
            | Self::Declared { person, .. }
            | Self::CheckedIn { person, .. } => *person,
        }
    }
}

impl fmt::Display for Ack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Registered { person, n } => write!(f, "registered {} {n}", person.0),
            Self::Declared {
                declaration,
                person,
            } => write!(f, "declared {} {}", declaration.0, person.0),
            Self::CheckedIn { check_in, person } => {
                write!(f, "checked-in {} {}", check_in.0, person.0)
            }
        }
    }
}

impl FromStr for Ack {
    type Err = AckError;

    fn from_str(line: &str) -> Result<Self, AckError> {
        parse(line).ok_or_else(|| AckError(line.to_owned()))
    }
}

fn parse(line: &str) -> Option<Ack> {
    let mut words = line.split(' ');
    let (verb, first, second) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    Some(match verb {
        "registered" => Ack::Registered {
            person: PersonId(first.parse().ok()?),
            n: second.parse().ok()?,
        },
        "declared" => Ack::Declared {
            declaration: DeclarationId(first.parse().ok()?),
            person: PersonId(second.parse().ok()?),
        },
        "checked-in" => Ack::CheckedIn {
            check_in: CheckInId(first.parse().ok()?),
            person: PersonId(second.parse().ok()?),
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written_and_half_a_line_is_none() {
        let person = PersonId(77);
        let acks = [
            Ack::Registered { person, n: 3 },
            Ack::Declared {
                declaration: DeclarationId(12),
                person,
            },
            Ack::CheckedIn {
                check_in: CheckInId(13),
                person,
            },
        ];
        for ack in acks {
            assert_eq!(ack.to_string().parse(), Ok(ack));
            assert_eq!(ack.person(), person);
        }
        for half in [
            "",
            "registered",
            "declared 12",
            "declared 12 7 7",
            "left 1 2",
        ] {
            assert!(half.parse::<Ack>().is_err(), "{half}");
        }
    }
}
