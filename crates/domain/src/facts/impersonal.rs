//! The proof that facts hold nothing personal: a closed list of the types that their fields may have.

use crate::facts::{
    AreaRelation, EvidenceKind, EvidenceRef, ExposureClass, Symptom, Temperature, TestOutcome,
};
use crate::hold::HoldKind;
use crate::level::Level;
use crate::place::DivisionCode;
use crate::policy::RuleId;
use crate::quarantine::{OrderState, Stage};
use crate::state::Colour;
use crate::time::Date;

/// A type that can hold nothing by which a person is known. `String` is not one, and must never become one:
///
/// ```compile_fail
/// fn must_be_impersonal<T: domain::facts::Impersonal>() {}
/// must_be_impersonal::<String>();
/// ```
///
/// ```
/// fn must_be_impersonal<T: domain::facts::Impersonal>() {}
/// must_be_impersonal::<domain::facts::Facts>();
/// ```
pub trait Impersonal {}

impl Impersonal for bool {}
impl Impersonal for u16 {}
impl Impersonal for i64 {}
impl Impersonal for Date {}
impl Impersonal for DivisionCode {}
impl Impersonal for Level {}
impl Impersonal for Colour {}
impl Impersonal for AreaRelation {}
impl Impersonal for EvidenceKind {}
impl Impersonal for EvidenceRef {}
impl Impersonal for ExposureClass {}
impl Impersonal for TestOutcome {}
impl Impersonal for Symptom {}
impl Impersonal for Temperature {}
impl Impersonal for OrderState {}
impl Impersonal for Stage {}
impl Impersonal for HoldKind {}
/// The name of a rule in a published policy, of at most 40 characters from a-z, 0-9 and the hyphen.
impl Impersonal for RuleId {}
impl<T: Impersonal> Impersonal for Option<T> {}
impl<T: Impersonal> Impersonal for Vec<T> {}

/// Defines structs whose every field must be [`Impersonal`]; a field of another type does not compile.
macro_rules! facts {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)* })*) => { $(
        $(#[$meta])*
        pub struct $name { $($(#[$field_meta])* pub $field: $type,)* }

        impl $crate::facts::Impersonal for $name {}

        const _: fn() = || {
            fn must_be_impersonal<T: $crate::facts::Impersonal>() {}
            $(must_be_impersonal::<$type>();)*
        };
    )* };
}
pub(crate) use facts;
