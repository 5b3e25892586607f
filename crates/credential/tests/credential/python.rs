//! Other people's libraries at both ends: pycose and python-cwt verify what we sign, and we what they sign.
//!
//! `tests/python/codes.py` holds their half and nothing of ours. `scripts/setup` (`make setup`) puts the libraries under
//! `target/python`, once with a network and never again.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use credential::{
    Claims, Nonce, Rules, Validity, Verified, present, verify_credential, verify_presentation,
};
use domain::verdict::Challenge;
use serde_json::{Value, json};

use crate::support::{
    NOW, bytes_of, claims, date, pair, public, real_keys, signed, text_of, vectors, wrapped,
};

const LIBRARIES: [&str; 2] = ["pycose", "python-cwt"];

/// Asks `codes.py`.
fn python(verb: &str, asked: &Value) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = folder.join("../../target/python/bin/python");
    assert!(
        program.exists(),
        "the Python libraries are not installed: run `make setup` once with a network"
    );
    let mut child = Command::new(program)
        .arg(folder.join("tests/python/codes.py"))
        .arg(verb)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(asked.to_string().as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "codes.py {verb}: {}",
        output.status
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// python-cwt judges the end of a token by the clock of the machine, so this one ends when no clock of ours runs.
fn for_long() -> Claims {
    Claims {
        validity: Validity::new(NOW, NOW.date(), date("2149-01-01")).unwrap(),
        ..claims()
    }
}

fn read_by_them(text: &str) -> Value {
    let key_set = hex::encode(real_keys().encode());
    python("read", &json!({ "text": text, "key_set": key_set }))
}

#[test]
fn s2_19_two_python_libraries_verify_and_read_our_credential_and_presentation() {
    let claims = for_long();
    let nonce = Nonce::from_bytes(*b"8 random");
    let credential = signed(&claims, "hangzhou");
    let text = present(&credential, &pair("phone"), NOW, Some(nonce)).unwrap();
    let answers = read_by_them(&text);
    let key = public("phone");
    let (x, y) = key.raw()[1..].split_at(32);
    for library in LIBRARIES {
        assert_eq!(
            answers[library],
            json!({
                "kid": public("hangzhou").kid().to_string(),
                "claims": {
                    "1": "330100",
                    "4": claims.validity.expires().start().ms() / 1_000,
                    "6": claims.validity.issued().start().ms() / 1_000,
                    "8": { "1": { "1": 2, "-1": 1, "-2": hex::encode(x), "-3": hex::encode(y) } },
                    "65535": { "status_list": { "idx": 4711, "uri": "https://hz.example/s/20220715" } },
                    "-65537": { "1": NOW.date().day(), "2": 0, "3": "张三", "4": 0 },
                },
                "presentation": { "6": NOW.ms() / 1_000, "10": hex::encode(nonce.bytes()) },
            }),
            "{library}"
        );
    }
}

#[test]
fn s2_3_two_python_libraries_refuse_what_we_refuse() {
    let credential = signed(&for_long(), "hangzhou");
    let mut forged = credential.bytes().to_vec();
    *forged.last_mut().unwrap() ^= 1;
    let mut stolen = bytes_of(&present(&credential, &pair("phone"), NOW, None).unwrap());
    *stolen.last_mut().unwrap() ^= 1;
    for text in [wrapped(&forged, NOW), text_of(&stolen)] {
        let answers = read_by_them(&text);
        for library in LIBRARIES {
            assert!(
                answers[library]["refused"].is_string(),
                "{library}: {answers}"
            );
        }
        assert!(verify_presentation(&text, &real_keys(), NOW, &Rules::default()).is_err());
    }
    let over = present(&signed(&claims(), "hangzhou"), &pair("phone"), NOW, None).unwrap();
    let answer = read_by_them(&over);
    assert_eq!(
        answer["python-cwt"]["refused"],
        "VerifyError: The token has expired."
    );
}

#[test]
fn s2_19_what_two_python_libraries_sign_is_believed() {
    let claims = claims();
    let nonce = Nonce::from_bytes(*b"8 random");
    let keys = vectors("keys.json");
    let codes = python(
        "write",
        &json!({
            "issuer": keys["keys"]["hangzhou"]["pkcs8"],
            "phone": keys["keys"]["phone"]["pkcs8"],
            "kid": public("hangzhou").kid().to_string(),
            "says": {
                "issuer": claims.issuer.to_string(),
                "expires_s": claims.validity.expires().start().ms() / 1_000,
                "issued_s": claims.validity.issued().start().ms() / 1_000,
                "list": claims.status.list(),
                "index": claims.status.index(),
                "day": claims.day.day(),
                "name": claims.bearer.name().to_string(),
                "made_s": NOW.ms() / 1_000,
                "nonce": hex::encode(nonce.bytes()),
            },
        }),
    );
    let rules = Rules {
        nonce: Some(nonce),
        ..Rules::default()
    };
    for library in LIBRARIES {
        let text = codes[library].as_str().unwrap();
        let code: Verified = verify_presentation(text, &real_keys(), NOW, &rules).unwrap();
        assert_eq!(code.claims, claims, "{library}");
        assert_eq!(code.challenge, Challenge::Passed, "{library}");
        let credential = inside(&bytes_of(text));
        let alone = verify_credential(&credential, &real_keys(), NOW).unwrap();
        assert_eq!(alone.claims, claims, "{library}");
    }
}

/// The credential in a presentation.
fn inside(presentation: &[u8]) -> Vec<u8> {
    let mut decoder = minicbor::Decoder::new(presentation);
    decoder.array().unwrap();
    let protected = decoder.bytes().unwrap();
    protected
        .strip_prefix(&[0xA2, 0x01, 0x26, 0x0D])
        .unwrap()
        .to_vec()
}
