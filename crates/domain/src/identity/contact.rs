//! By what a person is reached, and signs in: a phone, or an address for e-mail where they have no number of the mainland.

use super::mail::MailAddress;
use super::phone::Phone;

/// A phone or an address. Its `Debug` hides it, as those of its parts do.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Contact {
    /// A phone: of one of the mainland the registry knows the holder.
    Phone(Phone),
    /// An address for e-mail: nobody knows whose it is but who reads there.
    Mail(MailAddress),
}

impl Contact {
    /// The stable text: what storage seals, and hashes with a key. A phone begins with +, an address has an @ in it.
    pub fn canonical(&self) -> &str {
        match self {
            Self::Phone(phone) => phone.canonical(),
            Self::Mail(address) => address.canonical(),
        }
    }

    /// The contact whose [`canonical`](Self::canonical) text this is; none where it is no such text.
    pub fn from_canonical(canonical: &str) -> Option<Self> {
        if canonical.contains('@') {
            MailAddress::parse(canonical).ok().map(Self::Mail)
        } else {
            Phone::parse(canonical).ok().map(Self::Phone)
        }
    }

    /// As a screen may show it, the middle hidden.
    pub fn masked(&self) -> String {
        match self {
            Self::Phone(phone) => phone.masked(),
            Self::Mail(address) => address.masked(),
        }
    }

    /// The phone, where it is one of the mainland, whose holder the registry knows.
    pub fn mainland_phone(&self) -> Option<&Phone> {
        match self {
            Self::Phone(phone) => Some(phone).filter(|phone| phone.is_mainland()),
            Self::Mail(_) => None,
        }
    }
}

impl From<Phone> for Contact {
    fn from(phone: Phone) -> Self {
        Self::Phone(phone)
    }
}

impl From<MailAddress> for Contact {
    fn from(address: MailAddress) -> Self {
        Self::Mail(address)
    }
}
