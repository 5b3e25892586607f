//! Who a person is: document numbers, names and phones (S2-16).
//!
//! Text from outside becomes one of three types here or is refused with the field and the remedy. The three
//! are secrets: `Debug` hides what they hold, there is no `Display`, and what a screen may show is asked for
//! by name (`masked`, `fragment`). Rules never see them: facts hold none of these types (N-4).

mod answer;
mod checksum;
mod country;
mod document;
mod error;
mod foreign;
mod kind;
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
pub use document::Document;
pub use error::{DocumentError, MrzField, NameError, PhoneError, Phrase};
pub use kind::DocumentKind;
pub use mrz::{Mrz, MrzFormat};
pub use name::PersonName;
pub use phone::Phone;
