//! How many bytes each claim weighs, and that the largest code still fits its QR code.

use std::fmt::Write as _;
use std::path::Path;

use credential::{
    ADDRESS_BYTES, Bearer, Claims, DeviceKind, FRAGMENT_BYTES, MOST_CHARACTERS, Nonce,
    PAPER_NAME_BYTES, ShownName, StatusRef, Validity, present,
};
use domain::identity::PersonName;
use fast_qr::{ECL, QRBuilder, Version};

use crate::support::{
    NOW, bytes_of, claims, date, pair, paper, payload_of, public, signed, update_golden,
};

/// Everything at its longest.
fn largest() -> Claims {
    let letters = "ཀ ཁ ག ང ཅ ཆ";
    let tomorrow = date("2022-07-15");
    Claims {
        day: tomorrow,
        validity: Validity::new(NOW, tomorrow, tomorrow + 2).unwrap(),
        status: StatusRef::new(&"s".repeat(ADDRESS_BYTES), u32::MAX).unwrap(),
        pop_up: true,
        demo: true,
        bearer: Bearer::Device {
            kind: DeviceKind::Channel,
            key: public("phone"),
            name: ShownName::fragment(&PersonName::parse(letters).unwrap()),
        },
        ..claims()
    }
}

fn largest_paper() -> Claims {
    let Bearer::Paper { document, .. } = paper().bearer else {
        panic!("paper")
    };
    let name = ShownName::full(&PersonName::parse(&"阿".repeat(64)).unwrap());
    Claims {
        status: largest().status,
        pop_up: true,
        demo: true,
        bearer: Bearer::Paper { name, document },
        ..paper()
    }
}

fn qr_version(text: &str, level: ECL) -> usize {
    let qr = QRBuilder::new(text).ecl(level).build().unwrap();
    let version: Version = qr.version.unwrap();
    version as usize + 1
}

#[test]
fn n_1_the_largest_code_fits_version_15() {
    for claims in [claims(), largest()] {
        let credential = signed(&claims, "hangzhou");
        let text = present(
            &credential,
            &pair("phone"),
            NOW,
            Some(Nonce::from_bytes([0xFF; 8])),
        )
        .unwrap();
        assert!(text.len() <= MOST_CHARACTERS, "{}", text.len());
        assert!(
            qr_version(&text, ECL::L) <= 15,
            "{}",
            qr_version(&text, ECL::L)
        );
    }
    for claims in [paper(), largest_paper()] {
        let text = signed(&claims, "hangzhou").text();
        assert!(text.len() <= MOST_CHARACTERS, "{}", text.len());
        assert!(
            qr_version(&text, ECL::M) <= 15,
            "{}",
            qr_version(&text, ECL::M)
        );
    }
    assert_eq!(qr_version(&"A".repeat(MOST_CHARACTERS), ECL::M), 15);
    assert!(qr_version(&"A".repeat(MOST_CHARACTERS), ECL::L) < 15);
}

#[test]
fn names_are_cut_at_whole_characters() {
    let Bearer::Device { name, .. } = largest().bearer else {
        panic!("device")
    };
    assert_eq!(name.to_string().len(), FRAGMENT_BYTES);
    let wide = ShownName::fragment(&PersonName::parse("𞤀 𞤀 𞤀 𞤀 𞤀").unwrap());
    assert_eq!(
        wide.to_string(),
        "𞤀𞤀𞤀",
        "a fourth letter of four bytes does not fit"
    );
    let Bearer::Paper { name, .. } = largest_paper().bearer else {
        panic!("paper")
    };
    assert_eq!(name.to_string(), "阿".repeat(PAPER_NAME_BYTES / 3));
}

/// Each entry of a map: its label, and the bytes of label and value.
fn entries(payload: &[u8]) -> Vec<(i64, usize)> {
    let mut decoder = minicbor::Decoder::new(payload);
    let count = decoder.map().unwrap().unwrap();
    let entry = |decoder: &mut minicbor::Decoder<'_>| {
        let start = decoder.position();
        let label = decoder.i64().unwrap();
        decoder.skip().unwrap();
        (label, decoder.position() - start)
    };
    (0..count).map(|_| entry(&mut decoder)).collect()
}

fn name(label: i64) -> &'static str {
    match label {
        1 => "iss",
        4 => "exp",
        5 => "nbf",
        6 => "iat",
        8 => "cnf",
        65_535 => "status",
        -65_537 => "health",
        10 => "nonce",
        _ => "?",
    }
}

fn health(label: i64) -> &'static str {
    match label {
        1 => "day",
        2 => "state",
        3 => "name",
        4 => "kind",
        5 => "document",
        6 => "pop-up",
        7 => "demo",
        _ => "?",
    }
}

fn section(out: &mut String, title: &str, claims: &Claims, nonce: Option<Nonce>) {
    let credential = signed(claims, "hangzhou");
    let payload = payload_of(credential.bytes());
    writeln!(out, "# {title}").unwrap();
    for (label, bytes) in entries(&payload) {
        writeln!(out, "{:<10} {label:>6} {bytes:>4}", name(label)).unwrap();
        if label == -65_537 {
            let at = payload.len() - bytes + 5;
            for (label, bytes) in entries(&payload[at..]) {
                writeln!(out, "  {:<8} {label:>6} {bytes:>4}", health(label)).unwrap();
            }
        }
    }
    writeln!(out, "claims            {:>4}", payload.len()).unwrap();
    writeln!(out, "credential        {:>4}", credential.bytes().len()).unwrap();
    let (text, level) = if claims.bearer.key().is_some() {
        let text = present(&credential, &pair("phone"), NOW, nonce).unwrap();
        let bytes = bytes_of(&text);
        for (label, bytes) in entries(&payload_of(&bytes)) {
            writeln!(out, "{:<10} {label:>6} {bytes:>4}", name(label)).unwrap();
        }
        writeln!(out, "presentation      {:>4}", bytes.len()).unwrap();
        (text, ECL::L)
    } else {
        (credential.text(), ECL::M)
    };
    writeln!(out, "text, characters  {:>4}", text.len()).unwrap();
    writeln!(
        out,
        "QR {level:?}, version   {:>4}\n",
        qr_version(&text, level)
    )
    .unwrap();
}

#[test]
fn the_bytes_of_each_claim_are_the_golden_file() {
    let mut text = String::from(
        "# Label, and the bytes of label and value; what they add up to, with headers and signatures.\n\n",
    );
    section(&mut text, "A green code of today", &claims(), None);
    section(
        &mut text,
        "Everything at its longest",
        &largest(),
        Some(Nonce::from_bytes([0xFF; 8])),
    );
    section(&mut text, "A sheet of paper", &paper(), None);
    section(
        &mut text,
        "A sheet of paper, everything at its longest",
        &largest_paper(),
        None,
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/bytes.txt");
    if update_golden() {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        text == kept,
        "bytes.txt differs (run with UPDATE_GOLDEN=1 and read the difference):\n{text}"
    );
}
