//! The cases behind the vectors in which somebody cheats, or a camera reads badly.

use credential::{Bearer, Claims, Hour, Refusal, Release};

use crate::support::{
    NOW, bytes_of, claims, holder_header, issuer_header, pair, paper, payload_of, sign1, signed,
    text_at, text_of, wrapped,
};
use crate::vector_cases::{PresentationCase, code, demo, flipped, presented, with};

/// All of them.
pub(crate) fn forgeries() -> Vec<PresentationCase> {
    let mut cases = issuers();
    cases.extend(holders());
    cases.extend(garbled());
    cases
}

fn issuers() -> Vec<PresentationCase> {
    let by = |claims: &Claims, key: &str| presented(claims, key, None);
    let altered = |at: usize| wrapped(&flipped(signed(&claims(), "hangzhou").bytes(), at), NOW);
    let forged = {
        let payload = payload_of(signed(&claims(), "hangzhou").bytes());
        sign1(
            &issuer_header(&pair("hangzhou")),
            &payload,
            &pair("stranger"),
        )
    };
    vec![
        code(
            "a foreign key",
            by(&claims(), "stranger"),
            Some(Refusal::IssuerUnknown),
        ),
        code(
            "a foreign key under the city's id",
            wrapped(&forged, NOW),
            Some(Refusal::IssuerSignature),
        ),
        code(
            "a wrong city's key",
            by(&claims(), "wenzhou"),
            Some(Refusal::WrongIssuer),
        ),
        code(
            "one flipped bit of the issuer's signature",
            altered(263),
            Some(Refusal::IssuerSignature),
        ),
        code(
            "an old key",
            by(&claims(), "hangzhou_last"),
            Some(Refusal::KeyOutOfUse),
        ),
        code(
            "a pending key",
            by(&claims(), "hangzhou_next"),
            Some(Refusal::KeyOutOfUse),
        ),
        code("a demo's", by(&demo(), "demo"), Some(Refusal::Demo)),
        PresentationCase {
            key_set: "demo",
            ..code(
                "a real one at a demo",
                by(&claims(), "hangzhou"),
                Some(Refusal::IssuerUnknown),
            )
        },
        code(
            "a claim out of its range",
            wrapped(&with("02000366", "02050366"), NOW),
            Some(Refusal::Claims),
        ),
    ]
}

fn holders() -> Vec<PresentationCase> {
    let green = signed(&claims(), "hangzhou");
    let moment = hex::decode(format!("a1061a{:08x}", NOW.ms() / 1_000)).unwrap();
    let header = holder_header(green.bytes());
    let stolen = text_of(&sign1(&header, &moment, &pair("other_phone")));
    let right = bytes_of(&wrapped(green.bytes(), NOW));
    let trailing_in_payload = text_of(&sign1(
        &header,
        &[&moment[..], &[0]].concat(),
        &pair("phone"),
    ));
    vec![
        code(
            "a copied credential without the key",
            green.text(),
            Some(Refusal::HolderMissing),
        ),
        code(
            "a copied credential, signed by another phone",
            stolen,
            Some(Refusal::HolderSignature),
        ),
        code(
            "one flipped bit of the holder's signature",
            text_of(&flipped(&right, right.len() - 1)),
            Some(Refusal::HolderSignature),
        ),
        code(
            "a sheet of paper, presented",
            wrapped(signed(&paper(), "hangzhou").bytes(), NOW),
            Some(Refusal::Claims),
        ),
        code(
            "a trailing byte",
            text_of(&[&right[..], &[0]].concat()),
            Some(Refusal::Structure),
        ),
        code(
            "a trailing byte in the credential",
            wrapped(&[green.bytes(), &[0]].concat(), NOW),
            Some(Refusal::Structure),
        ),
        code(
            "a trailing byte in the payload",
            trailing_in_payload,
            Some(Refusal::Structure),
        ),
        code(
            "tag 18",
            text_of(&[&[0xD2], &right[..]].concat()),
            Some(Refusal::Structure),
        ),
    ]
}

fn release() -> String {
    let Bearer::Paper { name, document } = paper().bearer else {
        panic!("paper")
    };
    let release = Release {
        issuer: claims().issuer,
        issued: Hour::of(NOW),
        first_day: NOW.date() - 14,
        free: NOW.date(),
        name,
        document,
        demo: false,
    };
    release.sign(&pair("hangzhou")).unwrap()
}

fn garbled() -> Vec<PresentationCase> {
    let text = text_at(&claims(), NOW);
    // The first character of a group of three, inside the signature: still Base45, and another number.
    let at = "HCP1:".len() + (text.len() - "HCP1:".len()) / 3 * 3 - 15;
    let mut flipped = text.clone();
    let other = if &text[at..=at] == "0" { "1" } else { "0" };
    flipped.replace_range(at..=at, other);
    vec![
        code(
            "one flipped character",
            flipped,
            Some(Refusal::HolderSignature),
        ),
        code(
            "a small letter",
            text.replacen("HCP1:", "HCP1:a", 1),
            Some(Refusal::Garbled),
        ),
        code(
            "three characters beyond two bytes",
            "HCP1:GGW".into(),
            Some(Refusal::Garbled),
        ),
        code(
            "two characters beyond a byte",
            "HCP1:::".into(),
            Some(Refusal::Garbled),
        ),
        code(
            "a newer version",
            text.replacen("HCP1:", "HCP2:", 1),
            Some(Refusal::Version),
        ),
        code(
            "a web address",
            "https://example.org/pay?1".into(),
            Some(Refusal::NotACode),
        ),
        code(
            "an EU certificate",
            "HC1:NCFOXN".into(),
            Some(Refusal::NotACode),
        ),
        code(
            "a certificate of release",
            release(),
            Some(Refusal::ReleaseCertificate),
        ),
        code(
            "601 characters",
            format!("HCP1:{}", "0".repeat(596)),
            Some(Refusal::TooLong),
        ),
        code(
            "nothing after the prefix",
            "HCP1:".into(),
            Some(Refusal::Structure),
        ),
    ]
}
