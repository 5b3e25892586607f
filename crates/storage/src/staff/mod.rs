//! Staff: who works where, how they prove who they are, and where they are signed in.
//!
//! A member's own row carries their duties and their epoch. Passwords, passkeys and sessions carry the epoch in which
//! they were made and count in no other: leaving, or a new enrolment code, ends them all by one write, and a row of an
//! earlier epoch that somebody puts back is nothing.

mod account;
mod challenge;
mod find;
mod member;
mod office;
mod passkey;
mod password;
mod session;
mod tries;

pub use account::Proofs;
pub use member::StaffRow;
pub use office::OfficeRow;
pub use passkey::StaffPasskey;
pub use password::StaffPassword;
pub use session::{SignedInStaff, StaffSessionHash, StaffSessionRow, Strength};
pub use tries::StaffTries;
