//! The service by whose name passkeys are asked for: a passkey belongs to one domain and is of no use at another.

use std::net::IpAddr;

use credential::passkey::RelyingParty;

use crate::Service;
use crate::error::Error;

/// The domain and the origin of our pages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Party {
    /// The domain, without scheme and port.
    pub id: String,
    /// Scheme, domain and port.
    pub origin: String,
}

impl Party {
    /// As an authenticator is asked.
    pub fn relying(&self) -> RelyingParty<'_> {
        RelyingParty {
            id: &self.id,
            origin: &self.origin,
        }
    }

    /// The party of an address such as `https://hz.example`; none where it has no domain.
    pub(crate) fn of(address: &str) -> Option<Self> {
        let (scheme, rest) = address.split_once("://")?;
        let authority = rest.split('/').next()?;
        let host = authority
            .rsplit_once(':')
            .map_or(authority, |(host, _)| host);
        let named = host.bytes().any(|byte| byte.is_ascii_alphabetic())
            && host.parse::<IpAddr>().is_err()
            && !host.starts_with('[');
        named.then(|| Self {
            id: host.to_owned(),
            origin: format!("{scheme}://{authority}"),
        })
    }
}

impl Service {
    /// The party of this service: by its public address, whatever name somebody reached it by. A demonstration on this
    /// machine goes by `localhost` where it was reached so; `host` is what the request names, `secure` whether it came
    /// by https.
    pub fn party(&self, host: Option<&str>, secure: bool) -> Result<Party, Error> {
        let scheme = if secure { "https" } else { "http" };
        let local = host.filter(|_| self.is_demo());
        let local = local.and_then(|host| Party::of(&format!("{scheme}://{host}")));
        local
            .filter(|party| party.id == "localhost")
            .or_else(|| Party::of(&self.address))
            .ok_or(Error::NoDomain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_has_a_domain() {
        let party = |address| Party::of(address).map(|party| (party.id, party.origin));
        let hz = ("hz.example".to_owned(), "https://hz.example".to_owned());
        assert_eq!(party("https://hz.example"), Some(hz.clone()));
        assert_eq!(party("https://hz.example/a"), Some(hz));
        let local = ("localhost".to_owned(), "http://localhost:8080".to_owned());
        assert_eq!(party("http://localhost:8080"), Some(local));
        for other in [
            "http://127.0.0.1:8080",
            "http://[::1]:8080",
            "https://10.0.0.1",
            "hz.example",
            "",
        ] {
            assert_eq!(party(other), None, "{other}");
        }
    }
}
