//! `healthcode code verify`: whether a code is believed, with nothing but the keys at hand, as at a gate without a
//! network.

use std::path::Path;

use anyhow::anyhow;
use credential::{KeySet, RELEASE_PREFIX, Refusal, Release, Rules, Verified, verify_presentation};
use domain::state::State;
use domain::time::Instant;
use serde::Serialize;

use crate::commands::files;
use crate::edge;
use crate::output::{Answer, Output};

#[derive(Serialize)]
struct Verdict {
    outcome: &'static str,
    reason: Option<Refusal>,
    state: Option<State>,
}

/// Believed is yes, refused is no. What stands in a code that is refused is not said.
pub(crate) fn verify(
    keys: &Path,
    now: Option<Instant>,
    text: &str,
    output: &Output,
) -> anyhow::Result<Answer> {
    let set = KeySet::decode(&files::bytes(keys)?);
    let set = set.map_err(|e| anyhow!("{}: {e}", keys.display()))?;
    if text.starts_with(RELEASE_PREFIX) {
        return Ok(certificate(&Release::verify(text, &set), output));
    }
    let now = now.unwrap_or_else(edge::now);
    let verified = verify_presentation(text, &set, now, &Rules::default());
    let verdict = match &verified {
        Ok(verified) => Verdict {
            outcome: "believed",
            reason: None,
            state: Some(verified.claims.state),
        },
        Err(refusal) => Verdict {
            outcome: "refused",
            reason: Some(*refusal),
            state: None,
        },
    };
    output.answer(&verdict, |_| words(&verified));
    Ok(Answer::of(verified.is_ok()))
}

/// A certificate of release opens no gate, genuine or not: the answer is no, and whether it is genuine is said.
fn certificate(release: &Result<Release, Refusal>, output: &Output) -> Answer {
    let verdict = Verdict {
        outcome: if release.is_ok() {
            "certificate"
        } else {
            "refused"
        },
        reason: Some(
            release
                .as_ref()
                .err()
                .copied()
                .unwrap_or(Refusal::ReleaseCertificate),
        ),
        state: None,
    };
    output.answer(&verdict, |_| match release {
        Ok(release) => format!(
            "a genuine certificate of release, no code: {} (document …{}), {} to {}, signed for {} on {}{} / 解除隔离证明属实，不是健康码",
            release.name,
            release.document,
            release.first_day,
            release.free,
            release.issuer,
            release.issued.start().date(),
            if release.demo { ", a DEMO" } else { "" },
        ),
        Err(refusal) => format!("refused ({refusal}): no genuine certificate of release / 解除隔离证明不属实"),
    });
    Answer::of(false)
}

fn words(verified: &Result<Verified, Refusal>) -> String {
    match verified {
        Ok(Verified { claims, .. }) => {
            let demo = if claims.demo { ", a DEMO" } else { "" };
            format!(
                "believed: {} in {} on {}, until {}{demo}",
                claims.state,
                claims.issuer,
                claims.day,
                claims.validity.expires().start()
            )
        }
        Err(refusal) => {
            let words = refusal.guard_words();
            format!("refused ({refusal}): {} / {}", words.en, words.zh)
        }
    }
}
