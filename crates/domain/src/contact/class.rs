//! What somebody is to a case, and what may be missing to say it.

use crate::facts::ExposureClass;

words! {
    /// What the rules make of somebody who was near.
    ContactClass {
        /// Close contact.
        Close = "close",
        /// Contact of a close contact.
        Secondary = "secondary",
        /// General contact: told, never coloured by itself.
        General = "general",
    }
}

impl ContactClass {
    /// The class as evidence.
    pub const fn exposure(self) -> ExposureClass {
        match self {
            Self::Close => ExposureClass::Close,
            Self::Secondary => ExposureClass::Secondary,
            Self::General => ExposureClass::General,
        }
    }
}

words! {
    /// Whose event it is.
    IndexPerson {
        /// A case.
        Case = "case",
        /// A close contact of a case.
        Close = "close",
    }
}

words! {
    /// What is not known and would decide a rule.
    Missing {
        /// The carriage of the case.
        EventCarriage = "event_carriage",
        /// The carriage of the other.
        Carriage = "carriage",
        /// The seat, berth or cabin of the case.
        EventSeat = "event_seat",
        /// The seat, berth or cabin of the other.
        Seat = "seat",
        /// The room of the case: the visit names one.
        EventRoom = "event_room",
        /// The room of the other.
        Room = "room",
        /// When either was aboard: a journey goes over midnight, and this may be another day's, or only a part of it counts.
        Times = "times",
    }
}
