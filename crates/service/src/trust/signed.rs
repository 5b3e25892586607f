//! The trust list as gates fetch it: signed once for as long as it says the same, so that a gate that has it is told so in
//! a line.

use std::sync::{Arc, Mutex, PoisonError};

use credential::{KeyPair, Kid, TrustList};
use domain::time::Instant;

use crate::Service;
use crate::error::Error;
use crate::keys::SERVICE;

/// The list that was signed last.
#[derive(Default)]
pub(crate) struct LastSigned(Mutex<Option<Signed>>);

struct Signed {
    list: TrustList,
    kid: Kid,
    shown: SignedTrust,
}

/// A trust list as gates take it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedTrust {
    /// The signed bytes.
    pub bytes: Arc<[u8]>,
    /// What tells it from every other: of visible ASCII, without quotation marks.
    pub tag: String,
}

impl LastSigned {
    /// What was signed last where it says this, or this signed now.
    fn of(&self, list: TrustList, key: &KeyPair) -> Result<SignedTrust, Error> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(same) = known.as_ref().filter(|known| known.says(&list, key)) {
            return Ok(same.shown.clone());
        }
        let signed = Signed::of(list, key)?;
        let shown = signed.shown.clone();
        *known = Some(signed);
        Ok(shown)
    }
}

impl Signed {
    fn of(list: TrustList, key: &KeyPair) -> Result<Self, Error> {
        let bytes = list.sign(key).map_err(|e| Error::Signing(e.to_string()))?;
        Ok(Self {
            shown: SignedTrust {
                bytes: bytes.into(),
                tag: format!("{}-{}", list.issued.ms(), key.kid()),
            },
            list,
            kid: key.kid(),
        })
    }

    /// Whether it says what is to be said now, by the key that signs now.
    fn says(&self, list: &TrustList, key: &KeyPair) -> bool {
        self.list.expires == list.expires
            && self.list.issuers == list.issuers
            && self.kid == key.kid()
    }
}

impl Service {
    /// The trust list for gates, signed by the service. Without a published one it recognises nobody.
    #[crate::boxed]
    pub async fn trust_list(&self, now: Instant) -> Result<SignedTrust, Error> {
        let shared = self.shared(now).await?;
        let key = shared.keys().signing(SERVICE, now);
        let key =
            key.ok_or_else(|| Error::Signing("the service has no key for its lists".to_owned()))?;
        let list = match shared.trust() {
            Some(trust) => TrustList {
                issued: now,
                ..trust.list.clone()
            },
            None => TrustList {
                issued: now,
                expires: now.date().end(),
                issuers: Vec::new(),
            },
        };
        self.signed_trust.of(list, key)
    }
}
