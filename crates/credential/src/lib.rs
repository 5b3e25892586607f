//! Signed codes: bytes in, bytes out. Keys, now and the answers to challenges are arguments.
//!
//! A jurisdiction signs a [`Credential`] (what the code says); the phone to which it is bound signs it again with
//! the moment, every half minute ([`present`]); a gate verifies both without a network ([`verify_presentation`]).
//!
//! ```
//! use credential::{
//!     Bearer, Claims, Credential, DeviceKind, Hour, IssuerKey, KeyPair, KeySet, KeyState, Refusal, Rules, ShownName,
//!     StatusRef, Validity, present, verify_presentation,
//! };
//! use domain::identity::PersonName;
//! use domain::state::State;
//! use domain::time::Instant;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let now = Instant::from_ms(1_657_756_800_000); // 2022-07-14 08:00 in Hangzhou
//! let city = KeyPair::generate()?;
//! let phone = KeyPair::generate()?;
//!
//! // The city signs, for the key that the phone sent it.
//! let today = now.date();
//! let claims = Claims {
//!     issuer: "330100".parse()?,
//!     day: today,
//!     validity: Validity::new(now, today, today + 2).ok_or("nothing left of its time")?,
//!     status: StatusRef::new("https://hz.example/s/20220715", 4711)?,
//!     state: State::Green,
//!     pop_up: false,
//!     bearer: Bearer::Device {
//!         kind: DeviceKind::Person,
//!         key: phone.public().clone(),
//!         name: ShownName::fragment(&PersonName::parse("张小三")?),
//!     },
//!     demo: false,
//! };
//! let credential = Credential::sign(&claims, &city)?;
//!
//! // The phone presents it.
//! let text = present(&credential, &phone, now, None)?;
//!
//! // The gate knows the city's key.
//! let keys = KeySet::new(vec![IssuerKey {
//!     key: city.public().clone(),
//!     issuer: claims.issuer,
//!     state: KeyState::Active,
//!     from: Hour::of(now),
//!     until: None,
//!     demo: false,
//! }])?;
//! let code = verify_presentation(&text, &keys, now, &Rules::default())?;
//! assert_eq!(code.claims, claims);
//! assert_eq!(code.claims.bearer.name().to_string(), "张三");
//!
//! // A picture of it, a minute later.
//! let picture = verify_presentation(&text, &keys, now.plus_ms(60_000), &Rules::default());
//! assert_eq!(picture, Err(Refusal::TooOld));
//! # Ok(())
//! # }
//! ```
//!
//! # The format
//!
//! ```text
//! text          = "HCP1:" Base45(presentation / paper)       RFC 9285; at most 600 characters
//! presentation  = COSE_Sign1 (RFC 9052), untagged, ES256 by the code key
//!   protected   = {1: -7, 13: credential}                     13: kcwt (RFC 9528)
//!   payload     = {6: seconds, ? 10: nonce}                   a CWT claims set
//! credential    = COSE_Sign1, untagged, ES256 by the issuer's key
//!   protected   = {1: -7, 4: key id}
//!   payload     = claims                                      a CWT claims set
//! paper         = credential, without cnf
//! ```
//!
//! The claims stand in `claims.rs`, the key set in `key_set.rs`. Everything is CBOR in its core deterministic
//! encoding (RFC 8949, 4.2.1), and read strictly: what we would write otherwise, one byte more, one label more, is
//! refused. The id of a key is the first 8 bytes of its thumbprint (RFC 9679). Untagged, because the prefix says
//! what a text holds; a library that wants tag 18 gets it by putting `0xD2` in front.
//!
//! `vectors/*.json` are codes with keys, moments and outcomes, for every program that reads or writes them.
//!
//! *Invariant:* nothing here reads a clock or a file; chance is drawn inside the cryptographic library alone
//! ([`KeyPair::generate`] says where). *Invariant:* what a code says is believed only as [`Verified`].

/// The examples of the README hold too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod assertion;
mod cbor;
mod claims;
mod cose;
mod credential;
mod hour;
mod issuing;
mod key;
mod key_set;
mod list_request;
mod log;
mod media;
pub mod passkey;
mod presentation;
mod proposal;
mod release;
mod shown;
mod status;
mod status_claims;
mod status_difference;
mod status_list;
mod text;
pub mod totp;
mod trust_list;
mod venue;
mod verify;

pub use assertion::{Jws, sign_jws};
pub use claims::{Bearer, Claims, DeviceKind};
pub use credential::{Credential, SignError};
pub use domain::verdict::Refusal;
pub use hour::{Hour, Validity};
pub use key::{Jwk, KeyError, KeyPair, Kid, PUBLIC_KEY_BYTES, PublicKey, SIGNATURE_BYTES};
pub use key_set::{IssuerKey, KeySet, KeySetError, KeyState, MOST_KEY_SET_BYTES, MOST_KEYS};
pub use list_request::{ListRequest, MOST_REQUEST_BYTES, REQUEST_MS};
pub use log::{
    Audit, Audited, EXPORT_NAME, HASH_BYTES, Hash, LINE_DIGEST, LogFault, LogHead, LogMark,
    SealedLine, SignedHead, Tree, audit_export, export_start,
};
pub use media::Media;
pub use presentation::{Nonce, PresentError, present};
pub use proposal::{content_digest, proposal_challenge};
pub use release::{RELEASE_PREFIX, Release};
pub use shown::{DocumentTail, FRAGMENT_BYTES, PAPER_NAME_BYTES, ShownName, TAIL_CHARACTERS};
pub use status::{ADDRESS_BYTES, AddressError, StatusRef};
pub use status_claims::{ListError, STATUS_TTL_S};
pub use status_difference::{MOST_CHANGES, StatusDifference};
pub use status_list::{MOST_LIST_BYTES, MOST_PLACES, StatusList, StatusListToken};
pub use text::{MOST_BYTES, MOST_CHARACTERS, PREFIX};
pub use trust_list::{
    MOST_ISSUERS, MOST_TRUST_BYTES, Recognised, StateMap, TrustList, TrustedIssuer,
    verify_recognised,
};
pub use venue::{VENUE_NAME_BYTES, VENUE_PREFIX, VenueCode};
pub use verify::{Presentation, Rules, Verified, verify_credential, verify_presentation};
