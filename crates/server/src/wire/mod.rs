//! The shapes that the interface gives to values that JSON does not know: 63-bit ids, bytes, instants.

mod bytes;
mod contact;
mod declaration;
mod forms;
mod id;
mod named;
mod place;

pub(crate) use bytes::Bytes;
pub(crate) use contact::contact;
pub(crate) use declaration::DeclarationBody;
pub(crate) use forms::ByContact;
pub(crate) use id::{Id, NumberRef};
pub(crate) use named::{KindWord, all_faults, named};
pub(crate) use place::{AreaChoice, CityEntry, PlaceEntry};
