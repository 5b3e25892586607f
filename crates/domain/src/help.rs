//! Why people do not get on: a closed list, by which failures are counted, without persons, and the help page is sorted (S0-1).

use crate::access::{Action, Role};
use crate::itinerary;

words! {
    /// Why somebody did not get on.
    Cause {
        /// No one-time code could be sent.
        CodeNotSent = "code_not_sent",
        /// A one-time code was wrong, used or too old.
        CodeWrong = "code_wrong",
        /// Too many one-time codes were asked for.
        TooManyCodes = "too_many_codes",
        /// The number belongs to nobody who can be asked: not of the mainland, or not well formed.
        PhoneRefused = "phone_refused",
        /// The last six of the document were wrong, so often that the phone waits until tomorrow.
        LastSixLocked = "last_six_locked",
        /// The last six of the document were wrong.
        LastSixWrong = "last_six_wrong",
        /// Name, document and phone do not go together, or one of them is not well formed.
        DetailsDisagree = "details_disagree",
        /// The identity registry gives no answer.
        RegistryDown = "registry_down",
        /// A phone was signed out: by another one, by time, or because its number changed hands.
        SignedOut = "signed_out",
        /// A declaration was not complete, or said something that cannot be.
        DeclarationIncomplete = "declaration_incomplete",
        /// A later list must be answered first, or was not ticked yet.
        ListAsks = "list_asks",
        /// No declaration is in force in the city.
        NotDeclared = "not_declared",
        /// The code is blue: something must be confirmed.
        Unconfirmed = "unconfirmed",
        /// The code is yellow or red, and the person does not agree or does not know why.
        Coloured = "coloured",
        /// A check-in was not kept.
        CheckInRefused = "check_in_refused",
        /// The day's codes are used up.
        TooManyToday = "too_many_today",
        /// The phone's clock is wrong, or its key is gone.
        PhoneTrouble = "phone_trouble",
        /// The number changed, or is in other hands.
        NumberChanged = "number_changed",
        /// Many people at once, or something went wrong inside.
        Busy = "busy",
        /// A gate refused the code.
        GateRefused = "gate_refused",
        /// There is no phone, or nobody who can use one.
        NoPhone = "no_phone",
        /// The places of an itinerary lack the city that is entered.
        DestinationMissing = "destination_missing",
        /// The carrier recorded a place that was not declared.
        PlaceUndeclared = "place_undeclared",
        /// A number of the person is not confirmed in the check, or has no places.
        NumberUnverified = "number_unverified",
        /// A stay abroad was recorded while the person was at the border.
        AbroadAtBorder = "abroad_at_border",
        /// The carrier gives no answer.
        CarrierDown = "carrier_down",
    }
}

impl From<itinerary::Cause> for Cause {
    fn from(cause: itinerary::Cause) -> Self {
        match cause {
            itinerary::Cause::DestinationMissing => Self::DestinationMissing,
            itinerary::Cause::UndeclaredPlace => Self::PlaceUndeclared,
            itinerary::Cause::NumberUnverified => Self::NumberUnverified,
            itinerary::Cause::AbroadAtBorder => Self::AbroadAtBorder,
        }
    }
}

impl Cause {
    /// The cause behind a field that cannot be kept as it is; the first part of its name decides.
    pub fn of_field(field: &str) -> Option<Self> {
        let first = field.split(['.', '[']).next().unwrap_or_default();
        Some(match first {
            _ if field.ends_with("areas") => Self::ListAsks,
            "code" => Self::CodeWrong,
            "phone" => Self::PhoneRefused,
            "document_last6" => Self::LastSixWrong,
            "name" | "document" | "document_kind" | "document_number" | "nationality"
            | "birth_date" | "street" => Self::DetailsDisagree,
            "stays" | "residence" | "declaration" | "contact" | "symptoms" | "known_symptoms"
            | "reason" => Self::DeclarationIncomplete,
            "temperature" | "made_ms" | "on" => Self::CheckInRefused,
            "instant_ms" | "device_key" | "code_key" | "next_key" | "signature" => {
                Self::PhoneTrouble
            }
            _ => return None,
        })
    }

    /// The place of the cause in the list.
    pub const fn at(self) -> usize {
        self as usize
    }
}

/// Whether failures of an action are counted: what residents do, and nothing that staff, gates or programs do.
pub fn is_counted(action: Action) -> bool {
    let open_to_all = matches!(
        action,
        Action::ReadPublic
            | Action::EnrolCheckpoint
            | Action::Demonstrate
            | Action::EnrolStaff
            | Action::SignInStaff
            | Action::SendFeedback
    );
    !open_to_all && (action.is_open_to(Role::Person) || action.is_open_to(Role::Phone))
}

/// For how many days failures are counted together, and how long a day's counts are kept (P).
pub const COUNTED_DAYS: i32 = 30;

/// The causes with their counts, the most frequent first; those that were never met in the order of the list.
pub fn by_frequency(count: impl Fn(Cause) -> u64) -> Vec<(Cause, u64)> {
    let mut all: Vec<(Cause, u64)> = Cause::ALL
        .iter()
        .map(|cause| (*cause, count(*cause)))
        .collect();
    all.sort_by_key(|(cause, count)| (std::cmp::Reverse(*count), *cause));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s0_1_a_field_leads_to_its_cause() {
        for (field, cause) in [
            ("code", Cause::CodeWrong),
            ("document_last6", Cause::LastSixWrong),
            ("stays[2].to", Cause::DeclarationIncomplete),
            ("stays[2].areas", Cause::ListAsks),
            ("residence.areas", Cause::ListAsks),
            ("document", Cause::DetailsDisagree),
        ] {
            assert_eq!(Cause::of_field(field), Some(cause), "{field}");
        }
        assert_eq!(Cause::of_field("purpose"), None);
        assert!(is_counted(Action::SignIn) && is_counted(Action::Declare));
        assert!(!is_counted(Action::SignInStaff) && !is_counted(Action::Scan));
    }

    #[test]
    fn s0_1_the_most_frequent_cause_stands_first() {
        let sorted = by_frequency(|cause| match cause {
            Cause::RegistryDown => 9,
            Cause::CodeWrong => 4,
            _ => 0,
        });
        let first: Vec<Cause> = sorted.iter().take(3).map(|(cause, _)| *cause).collect();
        assert_eq!(
            first,
            [Cause::RegistryDown, Cause::CodeWrong, Cause::CodeNotSent]
        );
        assert_eq!(sorted.len(), Cause::ALL.len());
        assert!(
            Cause::ALL
                .iter()
                .enumerate()
                .all(|(at, cause)| cause.at() == at)
        );
    }
}
