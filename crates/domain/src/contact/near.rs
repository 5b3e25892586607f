//! Whether somebody aboard was as near as a rule asks: yes, no, or what is missing to say it.

use super::class::Missing;
use super::conveyance::ConveyanceKind;
use super::event::Role;
use super::rules::{Reach, Seats};
use super::seating::{Accommodation, Seating};

/// What a rule answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Holds {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// It cannot be said without this.
    Unknown(Missing),
}

impl Holds {
    const fn of(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }

    /// Both: no where either is no, else what is missing first.
    const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Unknown(missing), _) | (Self::Yes, Self::Unknown(missing)) => {
                Self::Unknown(missing)
            }
            (Self::Yes, Self::Yes) => Self::Yes,
        }
    }
}

/// A case and another aboard the same conveyance.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) kind: ConveyanceKind,
    pub(super) case: &'a Seating,
    pub(super) other: &'a Seating,
    pub(super) role: Role,
    pub(super) seats: &'a Seats,
}

impl Pair<'_> {
    pub(super) fn holds(self, reach: Reach) -> Holds {
        match reach {
            Reach::Crew => Holds::of(self.role == Role::Crew),
            Reach::Everyone => Holds::Yes,
            Reach::Rows(rows) => self.within(rows, Self::row, |_| Holds::Yes),
            Reach::Bays(bays) => self.within(bays, Self::bay, Self::carriage),
            Reach::Compartment => self.compartment(),
            Reach::OpenCarriage => {
                let open = self.accommodation() != Some(Accommodation::SoftSleeper);
                Holds::of(open).and(self.carriage())
            }
            Reach::Carriage => self.carriage(),
            Reach::Cabin => self.within(0, |_, seating| seating.number, |_| Holds::Yes),
            Reach::SameRoom | Reach::Overlap | Reach::Investigation => Holds::No,
        }
    }

    fn carriage(self) -> Holds {
        if self.case.carriages.is_empty() {
            return Holds::Unknown(Missing::EventCarriage);
        }
        if self.other.carriages.is_empty() {
            return Holds::Unknown(Missing::Carriage);
        }
        Holds::of(self.case.carriages.meets(self.other.carriages))
    }

    /// What kind of places the carriage has that both are in, as either says.
    fn accommodation(self) -> Option<Accommodation> {
        self.case.kind().or(self.other.kind())
    }

    fn compartment(self) -> Holds {
        // No compartment is taken for granted.
        if self.accommodation() != Some(Accommodation::SoftSleeper) {
            return Holds::No;
        }
        let numbers = self.seats.soft_sleeper_numbers_in_a_compartment;
        let number = |_: Self, seating: &Seating| Some(seating.number?.checked_sub(1)? / numbers);
        self.within(0, number, Self::carriage)
    }

    /// The row of an aircraft's or coach's seat.
    fn row(self, seating: &Seating) -> Option<u16> {
        let number = seating.number?;
        if seating.is_row {
            return Some(number);
        }
        let in_a_row = self.seats.coach_seats_in_a_row;
        (self.kind == ConveyanceKind::Coach).then(|| number.div_ceil(in_a_row))
    }

    /// The bay of a berth; of seats it is not known.
    fn bay(self, seating: &Seating) -> Option<u16> {
        let is_bay = self.accommodation() == Some(Accommodation::HardSleeper);
        let in_a_bay = self.seats.hard_sleeper_numbers_in_a_bay;
        let number = seating.number.filter(|_| is_bay)?;
        Some(number.div_ceil(in_a_bay))
    }

    /// Whether both lie at most so far apart, in what `place` counts, and `beside` holds.
    fn within(
        self,
        apart: u16,
        place: impl Fn(Self, &Seating) -> Option<u16>,
        beside: impl Fn(Self) -> Holds,
    ) -> Holds {
        let near = match (place(self, self.case), place(self, self.other)) {
            (None, _) => Holds::Unknown(Missing::EventSeat),
            (_, None) => Holds::Unknown(Missing::Seat),
            (Some(one), Some(other)) => Holds::of(one.abs_diff(other) <= apart),
        };
        beside(self).and(near)
    }
}
