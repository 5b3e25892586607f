//! A thief with the folder of the database and a list of real numbers: without the key, nothing says which of them
//! are registered.
//!
//! They know our source and try each number in every form that one could think of, plain, digested, and under each
//! key that they find in the folder. The same search with the true key finds every number.

use aws_lc_rs::aead::{AES_256_GCM_SIV, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::{digest, hmac};
use simulation::load::Answers;

use crate::half;
use crate::secrets::files;
use crate::support::{Place, Running, answers, program};

const PEOPLE: u64 = 10_000;
/// How much of a form must stand in a file; in so many bytes chance finds none.
const ENOUGH: usize = 8;

/// Every eight bytes that stand in any file of the database, in order.
struct Stolen(Vec<u64>);

impl Stolen {
    fn read(place: &Place) -> Self {
        let mut windows = Vec::new();
        for file in files(&place.folder()) {
            let bytes = std::fs::read(file).unwrap();
            let eight = bytes
                .windows(ENOUGH)
                .filter_map(|window| window.first_chunk());
            windows.extend(eight.map(|bytes| u64::from_be_bytes(*bytes)));
        }
        windows.sort_unstable();
        windows.dedup();
        Self(windows)
    }

    fn holds(&self, form: &[u8]) -> bool {
        let eight = form.first_chunk().copied().map(u64::from_be_bytes);
        eight.is_some_and(|eight| self.0.binary_search(&eight).is_ok())
    }

    /// Whether the files hold a value as bytes or in hexadecimal digits.
    fn holds_any_form(&self, value: &[u8]) -> bool {
        let digits = hex::encode(value);
        self.holds(value)
            || self.holds(digits.as_bytes())
            || self.holds(digits.to_uppercase().as_bytes())
            || self.holds(base64(value).as_bytes())
    }
}

/// A number as a thief knows it, and as this program writes it down before it hashes.
struct Known {
    kind: &'static str,
    canonical: String,
    bare: String,
}

fn known(answers: &Answers, n: u64) -> [Known; 2] {
    let applicant = answers.applicant(n);
    let phone = applicant.contact.unwrap().canonical().to_owned();
    [
        Known {
            kind: "document",
            canonical: applicant.document.canonical(),
            bare: applicant.document.number().to_owned(),
        },
        Known {
            kind: "phone",
            bare: phone.replace("+86", ""),
            canonical: phone,
        },
    ]
}

impl Known {
    /// What is hashed: each part behind its length.
    fn hashed(&self) -> Vec<u8> {
        let mut text = Vec::new();
        for part in [self.kind, &self.canonical] {
            text.extend((part.len() as u64).to_be_bytes());
            text.extend(part.as_bytes());
        }
        text
    }

    /// Every text that one could think of.
    fn texts(&self) -> Vec<Vec<u8>> {
        let joined = format!("{}{}", self.kind, self.canonical);
        let words = [&self.canonical, &self.bare, &joined];
        let mut texts: Vec<_> = words.iter().map(|word| word.as_bytes().to_vec()).collect();
        texts.push(self.hashed());
        texts
    }
}

const DIGESTS: [&digest::Algorithm; 5] = [
    &digest::SHA1_FOR_LEGACY_USE_ONLY,
    &digest::SHA256,
    &digest::SHA384,
    &digest::SHA512,
    &digest::SHA3_256,
];

/// Whether anything in the folder says that a number is registered, tried without the key.
fn betrayed(stolen: &Stolen, keys: &[hmac::Key], known: &Known) -> bool {
    // Numbers of one county or carrier begin alike.
    let end = &known.bare.as_bytes()[known.bare.len() - ENOUGH..];
    let plain = stolen.holds_any_form(end) || stolen.holds_any_form(known.bare.as_bytes());
    plain
        || known.texts().iter().any(|text| {
            DIGESTS
                .iter()
                .any(|d| stolen.holds_any_form(digest::digest(d, text).as_ref()))
                || keys
                    .iter()
                    .any(|key| stolen.holds_any_form(hmac::sign(key, text).as_ref()))
        })
}

/// The keys that one finds in the folder, or guesses: the wrapped ones as they are, the master key's id, words.
fn guessed_keys(place: &Place) -> Vec<hmac::Key> {
    let mut keys = vec![
        Vec::new(),
        vec![0; 32],
        vec![0x5a; 32],
        b"healthcode".to_vec(),
    ];
    for wrapped in wrapped_keys(place) {
        keys.extend([
            wrapped.master_id.into_bytes(),
            wrapped.bytes[NONCE_LEN..][..32].to_vec(),
        ]);
        keys.push(wrapped.bytes);
    }
    keys.sort();
    keys.dedup();
    let key = |bytes: &Vec<u8>| hmac::Key::new(hmac::HMAC_SHA256, bytes);
    keys.iter().map(key).collect()
}

struct Wrapped {
    purpose: String,
    key_id: i64,
    bytes: Vec<u8>,
    master_id: String,
}

fn wrapped_keys(place: &Place) -> Vec<Wrapped> {
    let connection = half::read(place);
    let text = "SELECT purpose, key_id, wrapped, master_id FROM wrapped_key";
    let mut select = connection.prepare(text).unwrap();
    let rows = select.query_map([], |row| {
        Ok(Wrapped {
            purpose: row.get(0)?,
            key_id: row.get(1)?,
            bytes: row.get(2)?,
            master_id: row.get(3)?,
        })
    });
    rows.unwrap().map(Result::unwrap).collect()
}

/// The look-up key, opened by the master key that lies outside of the folder.
fn true_key(place: &Place) -> hmac::Key {
    let text = std::fs::read_to_string(place.key_file()).unwrap();
    let master = hex::decode(text.trim().rsplit(':').next().unwrap()).unwrap();
    let master = hmac::Key::new(hmac::HMAC_SHA256, &master);
    let wrapping = hmac::sign(&master, b"healthcode 1 wrap");
    let wrapping = UnboundKey::new(&AES_256_GCM_SIV, wrapping.as_ref()).unwrap();
    let keys = wrapped_keys(place);
    let wrapped = keys.iter().find(|key| key.purpose == "lookup").unwrap();
    let (nonce, body) = wrapped.bytes.split_at(NONCE_LEN);
    let associated = format!("wrapped_key {} {}", wrapped.purpose, wrapped.key_id);
    let mut body = body.to_vec();
    let nonce = Nonce::try_assume_unique_for_key(nonce).unwrap();
    let key = LessSafeKey::new(wrapping);
    let opened = key.open_in_place(nonce, Aad::from(associated.as_bytes()), &mut body);
    hmac::Key::new(hmac::HMAC_SHA256, opened.unwrap())
}

/// Base64 (RFC 4648) of the first nine bytes: enough to be found by.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let threes = bytes.chunks_exact(3).take(3);
    let four = |c: &[u8]| {
        let bits = u32::from(c[0]) << 16 | u32::from(c[1]) << 8 | u32::from(c[2]);
        [18, 12, 6, 0].map(|shift| char::from(LETTERS[(bits >> shift) as usize & 63]))
    };
    threes.flat_map(four).collect()
}

#[test]
fn ten_thousand_known_numbers_give_nothing_without_the_key_and_all_with_it() {
    let (place, answers) = (Place::new(), answers());
    let load = [
        ("people", PEOPLE),
        ("at-once", 256),
        ("declarations", 0),
        ("check-ins", 0),
    ];
    let acks = Running::start(program(), &place.arguments(1, &load)).finish();
    assert_eq!(acks.len() as u64, PEOPLE);

    let stolen = Stolen::read(&place);
    let (guessed, lookup) = (guessed_keys(&place), true_key(&place));
    let (mut betrayed_without, mut found_with) = (0, 0);
    for known in (0..PEOPLE).flat_map(|n| known(&answers, n)) {
        betrayed_without += u64::from(betrayed(&stolen, &guessed, &known));
        let hash = hmac::sign(&lookup, &known.hashed());
        found_with += u64::from(stolen.holds(&hash.as_ref()[..16]));
    }
    assert_eq!(betrayed_without, 0, "numbers can be told to be registered");
    assert_eq!(
        found_with,
        2 * PEOPLE,
        "the true key finds documents and phones"
    );
}

#[test]
fn a_number_that_is_stored_plainly_digested_or_under_a_guessed_key_is_betrayed() {
    let known = &known(&answers(), 0)[1];
    let key = hmac::Key::new(hmac::HMAC_SHA256, b"healthcode");
    let keys = [key.clone()];
    let files = |bytes: &[u8]| {
        let windows = bytes
            .windows(ENOUGH)
            .map(|w| u64::from_be_bytes(*w.first_chunk().unwrap()));
        let mut windows: Vec<u64> = windows.collect();
        windows.sort_unstable();
        Stolen(windows)
    };
    let sha = digest::digest(&digest::SHA256, known.canonical.as_bytes());
    let keyed = hmac::sign(&key, &known.hashed());
    let stored = [
        known.bare.clone().into_bytes(),
        sha.as_ref()[..16].to_vec(),
        hex::encode(sha.as_ref()).into_bytes(),
        base64(sha.as_ref()).into_bytes(),
        keyed.as_ref()[..16].to_vec(),
    ];
    for stored in stored {
        assert!(betrayed(&files(&stored), &keys, known));
    }
    assert!(!betrayed(&files(b"nothing of that number"), &keys, known));
}
