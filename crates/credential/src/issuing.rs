//! Whose word something is: that a key of the jurisdiction which a message names signed it while that key was in use. One check
//! for health codes, certificates of release and codes of venues, so that none of them is believed more easily than another.

use domain::place::DivisionCode;
use domain::verdict::Refusal;

use crate::cbor::Malformed;
use crate::cose::Sign1;
use crate::hour::Hour;
use crate::key::Kid;
use crate::key_set::KeySet;
use crate::media::Media;
use crate::text::{self, MOST_CHARACTERS};

/// What a message says of its issuing.
pub(crate) struct Issuing {
    /// The jurisdiction.
    pub(crate) issuer: DivisionCode,
    /// The hour.
    pub(crate) issued: Hour,
    /// By a demo.
    pub(crate) demo: bool,
}

impl Issuing {
    /// Refuses, in the order of [`Refusal`], what no key of the issuer signed while it was in use.
    pub(crate) fn check(
        &self,
        kid: Kid,
        message: &Sign1<'_>,
        keys: &KeySet,
    ) -> Result<(), Refusal> {
        match (self.demo, keys.is_demo()) {
            (true, false) => return Err(Refusal::Demo),
            // To a demo the real issuers are strangers.
            (false, true) => return Err(Refusal::IssuerUnknown),
            _ => {}
        }
        let key = keys.find(kid).ok_or(Refusal::IssuerUnknown)?;
        if key.issuer != self.issuer {
            return Err(Refusal::WrongIssuer);
        }
        if !message.holds(&key.key) {
            return Err(Refusal::IssuerSignature);
        }
        if key.in_use(self.issued) {
            Ok(())
        } else {
            Err(Refusal::KeyOutOfUse)
        }
    }
}

/// What the text of a tagged message says, once its issuer is believed. Refusals are those of a code, in their order.
pub(crate) fn verify<T>(
    text: &str,
    (prefix, media): (&str, Media),
    keys: &KeySet,
    read: impl FnOnce(&[u8]) -> Result<(T, Issuing), Malformed>,
) -> Result<T, Refusal> {
    if text.len() > MOST_CHARACTERS {
        return Err(Refusal::TooLong);
    }
    let body = text.strip_prefix(prefix).ok_or(Refusal::NotACode)?;
    let bytes = text::decode_body(body)?;
    let message = Sign1::read_tagged(&bytes, media);
    let (kid, message) = message.map_err(|_| Refusal::Structure)?;
    let (said, issuing) = read(message.payload).map_err(|_| Refusal::Claims)?;
    issuing.check(kid, &message, keys)?;
    Ok(said)
}
