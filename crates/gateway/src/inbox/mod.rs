//! A simulated sender of messages with the inbox of all whom it writes to: of phones, and of mailboxes.

mod desk;
mod kept;
mod page;

use domain::identity::{MailAddress, Phone};

pub(crate) use desk::Sender;
pub use kept::Received;

/// To what a sender writes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Phones.
    Phones,
    /// Mailboxes.
    Mailboxes,
}

impl Kind {
    /// A phone or an address in its canonical text; none where it is none.
    fn read(self, given: &str) -> Option<String> {
        match self {
            Self::Phones => Phone::parse(given).ok().map(|p| p.canonical().to_owned()),
            Self::Mailboxes => MailAddress::parse(given)
                .ok()
                .map(|a| a.canonical().to_owned()),
        }
    }

    /// What it is called in a query.
    const fn field(self) -> &'static str {
        match self {
            Self::Phones => "phone",
            Self::Mailboxes => "address",
        }
    }

    /// The kind of field into which one types it.
    const fn input(self) -> &'static str {
        match self {
            Self::Phones => "tel",
            Self::Mailboxes => "email",
        }
    }
}
