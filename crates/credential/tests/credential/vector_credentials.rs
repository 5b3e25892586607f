//! The cases behind the vectors of credentials that are verified alone.

use credential::Refusal;

use crate::support::{claims, date, paper, signed};
use crate::vector_cases::{CredentialCase, alone, flipped, tomorrow, with};

/// All credentials.
pub(crate) fn credentials() -> Vec<CredentialCase> {
    let green = signed(&claims(), "hangzhou").bytes().to_vec();
    let paper = signed(&paper(), "hangzhou").bytes().to_vec();
    let mut cases = vec![
        alone("green", green.clone(), None),
        alone("paper", paper, None),
    ];
    cases.extend(other_bytes(&green));
    cases.extend(other_claims());
    let tomorrow = signed(&tomorrow(), "hangzhou").bytes().to_vec();
    let early = alone(
        "tomorrow's, in the evening",
        tomorrow,
        Some(Refusal::NotYetValid),
    );
    cases.push(CredentialCase {
        now: date("2022-07-15").start().plus_ms(-1),
        ..early
    });
    let late = alone("expired", green, Some(Refusal::Expired));
    cases.push(CredentialCase {
        now: date("2022-07-16").start(),
        ..late
    });
    cases
}

fn other_bytes(green: &[u8]) -> Vec<CredentialCase> {
    let day = green
        .windows(3)
        .position(|w| w == [0x19, 0x4A, 0xF3])
        .unwrap();
    let structure = |name, bytes| alone(name, bytes, Some(Refusal::Structure));
    let trailing = [green, &[0]].concat();
    let longer_head = [&[0x98, 0x04], &green[1..]].concat();
    let indefinite = [&[0x9F], &green[1..], &[0xFF]].concat();
    vec![
        alone(
            "one bit of the signature",
            flipped(green, 263),
            Some(Refusal::IssuerSignature),
        ),
        alone(
            "one bit of the key id",
            flipped(green, 8),
            Some(Refusal::IssuerUnknown),
        ),
        alone(
            "one bit of the day",
            flipped(green, day + 2),
            Some(Refusal::IssuerSignature),
        ),
        structure("a trailing byte", trailing),
        structure("tag 18", [&[0xD2], green].concat()),
        structure("a longer head of the array", longer_head),
        structure("an array of indefinite length", indefinite),
        alone(
            "longer than any code",
            [green, &[0; 140]].concat(),
            Some(Refusal::TooLong),
        ),
    ]
}

/// Rightly signed, and yet not as we write it.
fn other_claims() -> Vec<CredentialCase> {
    let (iss, exp) = ("0166333330313030", "041a62d18f00");
    let cases = [
        ("exp not on the hour", exp, "041a62d18f01".to_owned()),
        (
            "exp in a longer head",
            exp,
            "041b0000000062d18f00".to_owned(),
        ),
        ("iss twice", "a60166333330313030", format!("a7{iss}{iss}")),
        (
            "exp before iss",
            "0166333330313030041a62d18f00",
            format!("{exp}{iss}"),
        ),
        ("an unknown claim", exp, format!("026161{exp}")),
        ("a sixth state", "02000366", "02050366".to_owned()),
    ];
    let cases = cases.into_iter();
    cases
        .map(|(name, from, to)| alone(name, with(from, &to), Some(Refusal::Claims)))
        .collect()
}
