//! What the operator says about each neighbour: where it is, how we show who we are, whom we trust, which bounds.

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use crate::address::Address;
use crate::error::SetupError;
use crate::limits::Limits;
use crate::token::Token;

/// All neighbours. Without them there is no service: a missing one is no default.
#[derive(Clone)]
pub struct Neighbours {
    /// The identity registry.
    pub registry: Access,
    /// Whoever sends short messages.
    pub sms: Access,
}

/// The way to one neighbour.
#[derive(Clone)]
pub struct Access {
    /// Where it is.
    pub address: Address,
    /// What shows who we are; none where the neighbour asks for nothing.
    pub token: Option<Token>,
    /// Whose certificates are believed.
    pub authorities: Authorities,
    /// How long, how often, how many at once.
    pub limits: Limits,
}

impl Access {
    /// The way to `address` without a token, with the system's authorities and the usual bounds.
    pub fn new(address: Address) -> Self {
        Self {
            address,
            token: None,
            authorities: Authorities::system(),
            limits: Limits::default(),
        }
    }
}

/// The certificate authorities that a neighbour's certificate may come from.
#[derive(Clone, Debug)]
pub struct Authorities(Option<Vec<CertificateDer<'static>>>);

impl Authorities {
    /// Those that the operating system trusts (on Debian the package `ca-certificates`; `SSL_CERT_FILE` is heeded).
    pub const fn system() -> Self {
        Self(None)
    }

    /// Those of a PEM text and no others: for a neighbour with an authority of its own.
    pub fn from_pem(pem: &[u8]) -> Result<Self, SetupError> {
        let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
        let certificates = read.map_err(|_| SetupError::Authority)?;
        if certificates.is_empty() {
            return Err(SetupError::Authority);
        }
        Ok(Self(Some(certificates)))
    }

    /// The roots that a connection is checked against.
    pub(crate) fn roots(&self) -> Result<RootCertStore, SetupError> {
        let mut roots = RootCertStore::empty();
        if let Some(own) = &self.0 {
            for certificate in own {
                let added = roots.add(certificate.clone());
                added.map_err(|_| SetupError::Authority)?;
            }
        } else {
            // One unreadable certificate of the system is no reason to know none.
            let system = rustls_native_certs::load_native_certs();
            roots.add_parsable_certificates(system.certs);
        }
        if roots.is_empty() {
            return Err(SetupError::NoAuthority);
        }
        Ok(roots)
    }
}
