//! Where a neighbour is. Names and numbers travel there, so readable HTTP is for this machine alone.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use hyper::Uri;

/// The longest address, in bytes.
const LONGEST: usize = 1_000;

/// The beginning of all addresses of a neighbour, without a slash at its end: `https://registry.example/v1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

/// Why an address is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// No absolute address.
    #[error("address: write it in full, as https://registry.example/v1")]
    Form,
    /// More text than any address has.
    #[error("address: longer than 1000 bytes; write the beginning that all calls share")]
    TooLong,
    /// Another scheme than `https` or `http`.
    #[error("address: only https and http are spoken; begin it with https://")]
    Scheme,
    /// Readable HTTP to another machine.
    #[error(
        "address: http would carry names and numbers readable over the network; use https (http is for this machine alone)"
    )]
    Readable,
    /// A name and a password in front of the host.
    #[error("address: it holds a password; give the secret as a token instead")]
    Password,
    /// A query or a fragment.
    #[error("address: leave out what begins with ? or #")]
    Query,
}

impl Address {
    /// Reads an address as an operator writes it. `http` is taken for `localhost`, 127.0.0.0/8 and `[::1]` alone.
    pub fn parse(given: &str) -> Result<Self, AddressError> {
        let given = given.trim();
        if given.len() > LONGEST {
            return Err(AddressError::TooLong);
        }
        if given.contains(['?', '#']) {
            return Err(AddressError::Query);
        }
        let uri: Uri = given.parse().map_err(|_| AddressError::Form)?;
        let scheme = uri.scheme_str().ok_or(AddressError::Form)?;
        let authority = uri.authority().ok_or(AddressError::Form)?;
        if authority.as_str().contains('@') {
            return Err(AddressError::Password);
        }
        match scheme {
            "https" => {}
            "http" if is_this_machine(authority.host()) => {}
            "http" => return Err(AddressError::Readable),
            _ => return Err(AddressError::Scheme),
        }
        Ok(Self(given.trim_end_matches('/').to_owned()))
    }

    /// The address of something that listens on this machine.
    pub(crate) fn of_this_machine(at: SocketAddr) -> Self {
        Self(format!("http://{at}"))
    }

    /// Whether calls are sealed on their way.
    pub(crate) fn is_sealed(&self) -> bool {
        self.0
            .get(..6)
            .is_some_and(|s| s.eq_ignore_ascii_case("https:"))
    }

    /// The address of one call; `path` begins with a slash.
    pub(crate) fn at(&self, path: &str) -> Result<Uri, AddressError> {
        let whole = format!("{}{path}", self.0);
        whole.parse().map_err(|_| AddressError::Form)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_this_machine(host: &str) -> bool {
    let plain = host.trim_start_matches('[').trim_end_matches(']');
    let address: Result<IpAddr, _> = plain.parse();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_goes_anywhere_and_http_only_to_this_machine() {
        let read = |text| Address::parse(text).map(|address| address.to_string());
        assert_eq!(
            read(" https://registry.example/v1/ "),
            Ok("https://registry.example/v1".to_owned())
        );
        for here in [
            "http://127.0.0.1:8080",
            "http://localhost:1",
            "http://[::1]:9",
        ] {
            assert_eq!(read(here), Ok(here.to_owned()));
        }
        for far in [
            "http://registry.example",
            "http://10.0.0.5",
            "http://127.0.0.1.example",
        ] {
            assert_eq!(read(far), Err(AddressError::Readable), "{far}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_the_remedy() {
        let read = |text: &str| Address::parse(text).unwrap_err();
        assert_eq!(read(""), AddressError::Form);
        assert_eq!(read("registry.example"), AddressError::Form);
        assert_eq!(read("/v1"), AddressError::Form);
        assert_eq!(read("ftp://registry.example"), AddressError::Scheme);
        assert_eq!(read("https://a:b@registry.example"), AddressError::Password);
        assert_eq!(read("https://registry.example/?key=1"), AddressError::Query);
        assert_eq!(read(&"h".repeat(1_001)), AddressError::TooLong);
    }

    #[test]
    fn an_address_says_whether_it_is_sealed() {
        assert!(
            Address::parse("HTTPS://registry.example")
                .unwrap()
                .is_sealed()
        );
        assert!(!Address::parse("http://localhost").unwrap().is_sealed());
    }
}
