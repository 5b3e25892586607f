//! `sign`, `verify` and `verify/both`: what a code costs beside its bare signatures.
//!
//! Ours is what a server and a gate call: claims to bytes, and a text to what it says with every check. The
//! yardstick is the cryptographic library alone over the same bytes, with keys that were read beforehand: ECDSA has
//! no cheaper way, so a ratio near one says that the rest costs next to nothing.

use std::hint::black_box;
use std::time::Duration;

use anyhow::{Context, ensure};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, ParsedPublicKey,
};
use credential::{
    Bearer, Claims, Credential, DeviceKind, Hour, IssuerKey, KeyPair, KeySet, KeyState, Nonce,
    Rules, ShownName, StatusRef, Validity, present, verify_credential, verify_presentation,
};
use domain::identity::PersonName;
use domain::state::State;
use domain::time::Instant;

use crate::measure::{Measured, rate_of, rates};

/// For how long each is measured at a time.
const TIME: Duration = Duration::from_millis(300);
/// Calls between two looks at the clock.
const CALLS: u32 = 50;
/// 2022-07-14 08:20 in Hangzhou.
const NOW: Instant = Instant::from_ms(1_657_758_000_000);

const UNIT_SIGN: &str = "signatures a second, one thread";
const UNIT_VERIFY: &str = "codes a second, one thread";

/// A city, a phone, and the code that the one gave the other.
struct Codes {
    city: KeyPair,
    keys: KeySet,
    claims: Claims,
    credential: Credential,
    text: String,
    issuer: Signed,
    holder: Signed,
}

/// What the library needs to look at a signature, and nothing else.
struct Signed {
    key: ParsedPublicKey,
    message: Vec<u8>,
    signature: Vec<u8>,
}

/// Credentials signed in a second.
pub(crate) fn sign() -> anyhow::Result<Measured> {
    let codes = codes()?;
    let pkcs8 = codes.city.to_pkcs8()?;
    let bare = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &pkcs8)?;
    let random = SystemRandom::new();
    rates(
        UNIT_SIGN,
        || {
            each(|| {
                let credential = Credential::sign(black_box(&codes.claims), &codes.city)?;
                black_box(credential);
                Ok(())
            })
        },
        "one bare signature of the same bytes",
        || {
            each(|| {
                black_box(bare.sign(&random, black_box(&codes.issuer.message))?);
                Ok(())
            })
        },
    )
}

/// Credentials verified in a second.
pub(crate) fn verify() -> anyhow::Result<Measured> {
    let codes = codes()?;
    rates(
        UNIT_VERIFY,
        || {
            each(|| {
                let bytes = black_box(codes.credential.bytes());
                black_box(verify_credential(bytes, &codes.keys, NOW)?);
                Ok(())
            })
        },
        "one bare verification of the same bytes, its key at hand",
        || each(|| codes.issuer.verify()),
    )
}

/// Texts of codes verified in a second: credential and presentation.
pub(crate) fn verify_both() -> anyhow::Result<Measured> {
    let codes = codes()?;
    let rules = Rules::default();
    rates(
        UNIT_VERIFY,
        || {
            each(|| {
                let text = black_box(codes.text.as_str());
                black_box(verify_presentation(text, &codes.keys, NOW, &rules)?);
                Ok(())
            })
        },
        "two bare verifications of the same bytes, both keys at hand",
        || {
            each(|| {
                codes.issuer.verify()?;
                codes.holder.verify()
            })
        },
    )
}

impl Signed {
    /// Takes a `COSE_Sign1` apart and builds what was signed (RFC 9052, section 4.4).
    fn of(bytes: &[u8], key: &[u8]) -> anyhow::Result<Self> {
        let mut decoder = minicbor::Decoder::new(bytes);
        ensure!(decoder.array()? == Some(4), "no COSE_Sign1");
        let protected = decoder.bytes()?;
        decoder.skip()?;
        let (payload, signature) = (decoder.bytes()?, decoder.bytes()?);
        let mut encoder = minicbor::Encoder::new(Vec::new());
        encoder.array(4)?.str("Signature1")?.bytes(protected)?;
        encoder.bytes(&[])?.bytes(payload)?;
        let signed = Self {
            key: ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key)?,
            message: encoder.into_writer(),
            signature: signature.to_vec(),
        };
        signed.verify()?;
        Ok(signed)
    }

    fn verify(&self) -> anyhow::Result<()> {
        let message = black_box(self.message.as_slice());
        self.key.verify_sig(message, &self.signature)?;
        Ok(())
    }
}

fn codes() -> anyhow::Result<Codes> {
    let (city, phone) = (KeyPair::generate()?, KeyPair::generate()?);
    let today = NOW.date();
    let claims = Claims {
        issuer: "330100".parse()?,
        day: today,
        validity: Validity::new(NOW, today, today + 2).context("validity")?,
        status: StatusRef::new("https://hz.example/s/20220715", 4711)?,
        state: State::Green,
        pop_up: false,
        bearer: Bearer::Device {
            kind: DeviceKind::Person,
            key: phone.public().clone(),
            name: ShownName::fragment(&PersonName::parse("张小三")?),
        },
        demo: false,
    };
    let credential = Credential::sign(&claims, &city)?;
    let text = present(&credential, &phone, NOW, Some(Nonce::from_bytes([7; 8])))?;
    let presentation = base45::decode(text.trim_start_matches(credential::PREFIX))?;
    let keys = KeySet::new(vec![IssuerKey {
        key: city.public().clone(),
        issuer: claims.issuer,
        state: KeyState::Active,
        from: Hour::of(NOW),
        until: None,
        demo: false,
    }])?;
    Ok(Codes {
        issuer: Signed::of(credential.bytes(), city.public().raw())?,
        holder: Signed::of(&presentation, phone.public().raw())?,
        city,
        keys,
        claims,
        credential,
        text,
    })
}

/// How often `call` is done in a second; the first failure ends it.
fn each(mut call: impl FnMut() -> anyhow::Result<()>) -> anyhow::Result<f64> {
    let mut outcome = Ok(());
    let rate = rate_of(TIME, || {
        if outcome.is_ok() {
            outcome = (0..CALLS).try_for_each(|_| call());
        }
        CALLS
    });
    outcome.map(|()| rate)
}
