//! The keys of the codes that a device asks for: points on the curve, new ones, and asked for by its own key just now.

use credential::PublicKey;
use domain::time::Instant;

use crate::error::Error;
use crate::issue::IssueAsked;

/// How far the phone's corrected clock may lie from ours.
const CLOCK_MS: i64 = 5 * 60_000;

/// The keys of the codes, where the device's own key has asked for them just now. No two of them are one.
pub(crate) fn code_keys(
    asked: &IssueAsked<'_>,
    device_key: &[u8],
    now: Instant,
) -> Result<(PublicKey, Option<PublicKey>), Error> {
    let key = code_key("code_key", asked.code_key)?;
    let next = asked.next_key.map(|next| code_key("next_key", next));
    let next = next.transpose()?;
    let apart_ms = asked.instant.ms().saturating_sub(now.ms());
    if !(-CLOCK_MS..=CLOCK_MS).contains(&apart_ms) {
        return Err(Error::field(
            "instant_ms",
            "与服务器时间相差超过五分钟，请重新取得时间后再试",
            "lies more than five minutes from now; ask for the time and sign again",
        ));
    }
    if next.as_ref() == Some(&key) {
        return Err(Error::field(
            "next_key",
            "每个健康码须使用新的密钥，请重新打开页面",
            "is the same as code_key; make a new key for each code",
        ));
    }
    let enrolled = PublicKey::from_raw(device_key).map_err(|_| Error::NotSignedIn)?;
    let own = enrolled == key || next.as_ref() == Some(&enrolled);
    if own || !enrolled.verify(asked.text().as_bytes(), asked.signature) {
        return Err(Error::field(
            "signature",
            "不是本设备的签名，请在本设备上重新登录",
            "is not that of this device; sign in on this device again",
        ));
    }
    Ok((key, next))
}

fn code_key(field: &str, raw: &[u8]) -> Result<PublicKey, Error> {
    PublicKey::from_raw(raw).map_err(|_| {
        Error::field(
            field,
            "不是65字节的P-256公钥，请重新打开页面",
            "is no P-256 public key of 65 bytes; load the page again",
        )
    })
}
