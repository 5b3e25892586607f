//! Staff: added by whoever runs the service, brought into use once by a code, signed in by a passkey or by a password
//! and a one-time password.
//!
//! Who signs in by a passkey can do what their duties give; who signs in by a password can look and prepare, and sign
//! nothing: a password and its second factor can be asked for by a false page and passed on, a passkey cannot.

mod account;
mod enrol;
mod guard;
mod hashing;
mod me;
mod office;
mod party;
mod passkey;
mod password;
mod session;
mod sign_in;
mod tries;

pub use account::{StaffDraft, StaffStanding};
pub use enrol::{EnrolStaff, EnrolmentBegun};
pub(crate) use hashing::Hashing;
pub use me::{MyPasskey, MyStaffSession, StaffMe};
pub use office::OfficeDraft;
pub use party::Party;
pub use passkey::{NewPasskey, PasskeyAnswer};
pub use session::{STAFF_SESSION_MS, StaffSecret, StaffSession, StaffSignedIn};
pub use sign_in::PasswordSignIn;
pub(crate) use tries::WINDOW_MS;
