//! Who asks for our status lists from another service: one that we recognise, by a request that it signed.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credential::{ListRequest, MOST_REQUEST_BYTES};
use domain::time::Instant;

use crate::Service;
use crate::error::Error;

impl Service {
    /// Whether a service that is recognised here asks, with this `request` in base64url, for what stands at `path` of this
    /// one. So recognition is mutual, or no list is handed out.
    #[crate::boxed]
    pub async fn recognised_service(
        &self,
        request: &str,
        path: &str,
        now: Instant,
    ) -> Result<(), Error> {
        // Longer texts are not decoded at all; four letters are three bytes.
        if request.len() > MOST_REQUEST_BYTES / 3 * 4 {
            return Err(Error::NotRecognised);
        }
        let bytes = URL_SAFE_NO_PAD.decode(request);
        let bytes = bytes.map_err(|_| Error::NotRecognised)?;
        let list = format!("{}{path}", self.address);
        let shared = self.shared(now).await?;
        let believed = |keys: &_| ListRequest::verify(&bytes, keys, &list, now).is_ok();
        let mut issuers = shared.trusted_at(now);
        if issuers.any(|issuer| believed(&issuer.keys)) {
            Ok(())
        } else {
            Err(Error::NotRecognised)
        }
    }
}
