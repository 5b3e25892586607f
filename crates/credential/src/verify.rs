//! Verification, in the order of [`Refusal`]: the first fault is the answer.

use domain::time::Instant;
use domain::verdict::{Challenge, CodeAge, ListAge, Refusal, Shown, Status};

use crate::claims::Claims;
use crate::cose::{Header, Sign1};
use crate::credential::Credential;
use crate::issuing::Issuing;
use crate::key::Kid;
use crate::key_set::KeySet;
use crate::presentation::{Nonce, Payload};
use crate::text::{self, MOST_BYTES};

/// What a gate accepts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rules {
    /// The greatest age of a presentation, in milliseconds.
    pub max_age_ms: i64,
    /// How far ahead of the gate's clock a presentation or the start of a credential may lie, in milliseconds.
    pub ahead_ms: i64,
    /// The challenge, where one was asked.
    pub nonce: Option<Nonce>,
}

impl Default for Rules {
    /// 45 seconds old, 15 seconds ahead, no challenge: a picture is dead within a minute.
    fn default() -> Self {
        Self {
            max_age_ms: 45_000,
            ahead_ms: 15_000,
            nonce: None,
        }
    }
}

/// A code that is believed: both signatures held, at this time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verified {
    /// What the issuer says.
    pub claims: Claims,
    /// The issuer's key.
    pub kid: Kid,
    /// SHA-256 of what the issuer signed: by this a gate remembers a code for ten minutes.
    pub code: [u8; 32],
    /// What became of the gate's challenge. A failed one is no refusal: the verdict table has a row for it. A
    /// sheet of paper never answers one.
    pub challenge: Challenge,
    /// The holder's part; `None` where the credential stood alone.
    pub presentation: Option<Presentation>,
}

/// The holder's part of a code that is believed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Presentation {
    /// When it was made, by the phone's corrected clock.
    pub made: Instant,
    /// SHA-256 of what the holder signed: by this a gate takes a presentation once.
    pub digest: [u8; 32],
}

impl Verified {
    /// What the verdict table asks about a code, with what the gate knows besides: its status and the age of the
    /// list that says so, and whether it was seen here.
    pub fn shown(&self, now: Instant, status: Status, list_age: ListAge, seen: bool) -> Shown {
        Shown {
            state: self.claims.state,
            pop_up: self.claims.pop_up,
            status,
            kind: self.claims.bearer.kind(),
            code_age: CodeAge::of(self.claims.day, now.date()),
            list_age,
            challenge: self.challenge,
            seen,
        }
    }
}

/// Verifies a credential alone: the issuer's signature, and that it is good `now`. For a phone that has just
/// received one; a gate verifies the text of a code ([`verify_presentation`]).
pub fn verify_credential(bytes: &[u8], keys: &KeySet, now: Instant) -> Result<Verified, Refusal> {
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::TooLong);
    }
    let message = Sign1::read(bytes).map_err(|_| Refusal::Structure)?;
    let credential = Credential::of(bytes, &message)?;
    by_issuer(&credential, &message, keys, now, 0)?;
    Ok(believed(credential, &message, Challenge::NotAsked, None))
}

/// Verifies the text of a code: a presentation, or a sheet of paper.
pub fn verify_presentation(
    text: &str,
    keys: &KeySet,
    now: Instant,
    rules: &Rules,
) -> Result<Verified, Refusal> {
    let bytes = text::decode(text)?;
    let outer = Sign1::read(&bytes).map_err(|_| Refusal::Structure)?;
    let Header::Holder(inside) = outer.header else {
        return alone(&bytes, &outer, keys, now, rules);
    };
    let payload = Payload::read(outer.payload).map_err(|_| Refusal::Structure)?;
    let message = Sign1::read(inside).map_err(|_| Refusal::Structure)?;
    let credential = Credential::of(inside, &message)?;
    // A sheet of paper is bound to no key, so nobody can present it.
    let key = credential
        .unverified()
        .bearer
        .key()
        .ok_or(Refusal::Claims)?;
    by_issuer(&credential, &message, keys, now, rules.ahead_ms)?;
    if !outer.holds(key) {
        return Err(Refusal::HolderSignature);
    }
    let presentation = by_holder(&outer, &payload, now, rules)?;
    let challenge = answered(payload.nonce, rules);
    Ok(believed(
        credential,
        &message,
        challenge,
        Some(presentation),
    ))
}

/// A credential that is shown without a holder's part: a sheet of paper, or a copy.
fn alone(
    bytes: &[u8],
    message: &Sign1<'_>,
    keys: &KeySet,
    now: Instant,
    rules: &Rules,
) -> Result<Verified, Refusal> {
    let credential = Credential::of(bytes, message)?;
    by_issuer(&credential, message, keys, now, rules.ahead_ms)?;
    match credential.unverified().bearer.key() {
        Some(_) => Err(Refusal::HolderMissing),
        None => Ok(believed(credential, message, answered(None, rules), None)),
    }
}

fn by_issuer(
    credential: &Credential,
    message: &Sign1<'_>,
    keys: &KeySet,
    now: Instant,
    ahead_ms: i64,
) -> Result<(), Refusal> {
    let claims = credential.unverified();
    let validity = &claims.validity;
    let issuing = Issuing {
        issuer: claims.issuer,
        issued: validity.issued(),
        demo: claims.demo,
    };
    issuing.check(credential.kid(), message, keys)?;
    if validity.begins().start() > now.plus_ms(ahead_ms) {
        return Err(Refusal::NotYetValid);
    }
    if now >= validity.expires().start() {
        return Err(Refusal::Expired);
    }
    Ok(())
}

fn by_holder(
    message: &Sign1<'_>,
    payload: &Payload,
    now: Instant,
    rules: &Rules,
) -> Result<Presentation, Refusal> {
    let age_ms = now.ms().saturating_sub(payload.made.ms());
    if age_ms > rules.max_age_ms {
        return Err(Refusal::TooOld);
    }
    if payload.made > now.plus_ms(rules.ahead_ms) {
        return Err(Refusal::FromTheFuture);
    }
    Ok(Presentation {
        made: payload.made,
        digest: message.digest(),
    })
}

fn answered(nonce: Option<Nonce>, rules: &Rules) -> Challenge {
    match rules.nonce {
        None => Challenge::NotAsked,
        asked if nonce == asked => Challenge::Passed,
        Some(_) => Challenge::Failed,
    }
}

fn believed(
    credential: Credential,
    message: &Sign1<'_>,
    challenge: Challenge,
    presentation: Option<Presentation>,
) -> Verified {
    Verified {
        kid: credential.kid(),
        code: message.digest(),
        claims: credential.into_claims(),
        challenge,
        presentation,
    }
}
