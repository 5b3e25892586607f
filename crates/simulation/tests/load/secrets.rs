//! What nobody may read from a file: the names, documents, phones and streets of a run, in the bytes of each
//! encoding in which they could stand there.
//!
//! A name of two characters has four bytes in UTF-16 and GB 18030, and four bytes are found by chance in some
//! megabytes of sealed words; only what has [`SHORTEST`] bytes is looked for, and [`by_chance`] says how many of
//! these chance would find.

use std::path::{Path, PathBuf};

use encoding_rs::GB18030;
use simulation::load::Answers;

use crate::needles::{Needles, SHORTEST};

/// One secret in one encoding.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Secret {
    /// Whose it is.
    pub(crate) n: u64,
    /// name, document, phone or street.
    pub(crate) field: &'static str,
    /// How its bytes are written.
    pub(crate) encoding: &'static str,
}

/// The secrets of one person with their bytes.
pub(crate) fn of_person(answers: &Answers, n: u64) -> Vec<(Vec<u8>, Secret)> {
    let applicant = answers.applicant(n);
    let phone = applicant.contact.unwrap().canonical().replace("+86", "");
    let words = [
        ("name", applicant.name.full()),
        ("document", applicant.document.number()),
        ("phone", &phone),
        ("street", &applicant.street),
    ];
    let mut secrets = Vec::new();
    for (field, word) in words {
        for (encoding, bytes) in encoded(word) {
            let secret = Secret { n, field, encoding };
            secrets.push((bytes, secret));
        }
    }
    secrets.retain(|(bytes, _)| bytes.len() >= SHORTEST);
    secrets
}

fn encoded(word: &str) -> [(&'static str, Vec<u8>); 4] {
    let utf16 = |bytes: fn(u16) -> [u8; 2]| word.encode_utf16().flat_map(bytes).collect();
    [
        ("UTF-8", word.as_bytes().to_vec()),
        ("UTF-16LE", utf16(u16::to_le_bytes)),
        ("UTF-16BE", utf16(u16::to_be_bytes)),
        ("GB 18030", GB18030.encode(word).0.into_owned()),
    ]
}

/// Every file of a folder and its sub-folders.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.append(&mut self::files(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The secrets that stand in any file of a folder, each with the file's name.
pub(crate) fn found(folder: &Path, needles: &Needles<Secret>) -> Vec<(String, Secret)> {
    let mut found = Vec::new();
    for file in files(folder) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&file).unwrap();
        found.extend(needles.find(&bytes).map(|s| (name.clone(), s.clone())));
    }
    found.sort();
    found.dedup();
    found
}

/// How many finds chance would make, if every file were nothing but random bytes.
pub(crate) fn by_chance(folder: &Path, secrets: &[(Vec<u8>, Secret)]) -> f64 {
    let sizes = files(folder)
        .into_iter()
        .map(|file| u32::try_from(file.metadata().unwrap().len()).unwrap());
    let places: f64 = sizes.map(f64::from).sum();
    let each = secrets
        .iter()
        .map(|(bytes, _)| 256_f64.powi(-(bytes.len() as i32)));
    places * each.sum::<f64>()
}
