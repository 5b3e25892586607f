//! Bytes as base64url without padding (RFC 4648, 5).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use utoipa::ToSchema;

/// The longest text that is looked at: the largest thing sent this way is a public key.
const MOST_CHARACTERS: usize = 4_096;

/// Bytes, as base64url without padding.
#[derive(Clone, PartialEq, Eq, ToSchema)]
#[schema(
    value_type = String,
    max_length = 4_096,
    pattern = "^([A-Za-z0-9_-]{4})*([A-Za-z0-9_-][AQgw]|[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048])?$"
)]
pub(crate) struct Bytes(pub(crate) Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&URL_SAFE_NO_PAD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.len() > MOST_CHARACTERS {
            return Err(de::Error::custom("longer than anything that is sent here"));
        }
        let bytes = URL_SAFE_NO_PAD.decode(&text);
        bytes
            .map(Self)
            .map_err(|_| de::Error::custom("no base64url without padding"))
    }
}
