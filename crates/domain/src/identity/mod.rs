//! Who a person is: document numbers, names, phones and addresses for e-mail (S2-16).
//!
//! Text from outside becomes one of these types here or is refused with the field and the remedy. They
//! are secrets: `Debug` hides what they hold, there is no `Display`, and what a screen may show is asked for
//! by name (`masked`, `fragment`). Rules never see them: facts hold none of these types (N-4).

mod answer;
mod birth;
mod checksum;
mod contact;
mod country;
mod document;
mod error;
mod foreign;
mod kind;
mod mail;
mod mask;
mod mrz;
mod name;
mod passport;
mod permit;
mod phone;
mod resident;
mod said;
mod surname;
mod text;

pub use answer::{IdAnswer, check};
pub use checksum::mod_11_2;
pub use contact::Contact;
pub use document::Document;
pub use error::{BirthError, DocumentError, MailError, MrzField, NameError, PhoneError, Phrase};
pub use kind::DocumentKind;
pub use mail::MailAddress;
pub use mrz::{Mrz, MrzFormat};
pub use name::PersonName;
pub use phone::Phone;
