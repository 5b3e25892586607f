//! Places that are watched for new official lists: a folder into which somebody puts files, and an address.
//!
//! The exchange with an address: `GET <address>` is answered with the file that is the newest there, as JSON. Who may say
//! what the newest list is, is who holds a certificate of the authorities that the operator named. A look hands out whole
//! files alone; whether one is a list, and was taken before, is another room's question.

mod client;
mod folder;

use domain::pending::Origin;
use domain::time::Instant;

use crate::Answer;

pub use client::ListClient;
pub use folder::ListFolder;

/// The most bytes of a file that is taken.
pub const LONGEST_FILE: usize = 64 << 20;

/// A place that is watched.
pub trait ListSource: Send + Sync {
    /// What is there and was not taken yet. `now` is the instant of the call.
    fn look(&self, now: Instant) -> Answer<'_, Vec<FoundFile>>;

    /// A file that was handed out was taken, or cannot be: it is handed out no more while it stays as it is.
    fn took(&self, file: &FoundFile);

    /// Which way it is.
    fn origin(&self) -> Origin;

    /// How often it is looked at, in milliseconds.
    fn every_ms(&self) -> i64;

    /// Whether it is left alone for a while, because it did not answer.
    fn rests(&self) -> bool {
        false
    }
}

/// A file that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// Its name, without the way to it.
    pub name: String,
    /// Its text, or why there is none.
    pub text: Result<String, FileFault>,
    /// When it was saved at its source, as `saved.csv` beside it says.
    pub saved: Option<Instant>,
}

/// Why a file has no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// It is longer than any list.
    #[error("the file has more than {LONGEST_FILE} bytes; no list is as long")]
    TooLong,
    /// It is no text.
    #[error("the file is not UTF-8 text; convert it")]
    NotText,
    /// It cannot be read.
    #[error("the file cannot be read; look at its rights")]
    Unreadable,
}

/// The text of bytes.
fn text_of(bytes: Vec<u8>) -> Result<String, FileFault> {
    String::from_utf8(bytes).map_err(|_| FileFault::NotText)
}
