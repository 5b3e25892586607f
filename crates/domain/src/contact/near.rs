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
            Reach::Crew => self.crew(),
            Reach::Everyone => Holds::Yes,
            Reach::Rows(rows) => self.within(rows, Self::row, |_| Holds::Yes),
            Reach::Bays(bays) => self.bays(bays),
            Reach::Compartment => self.compartment(),
            Reach::OpenCarriage => {
                let open = self.accommodation() != Some(Accommodation::SoftSleeper);
                Holds::of(open).and(self.carriage())
            }
            Reach::Carriage => self.carriage(),
            Reach::Cabin => self.cabin(),
            Reach::SameRoom | Reach::Overlap | Reach::Investigation => Holds::No,
        }
    }

    /// Crew who served where the case sat: in a train those of the carriage, on a ship those of the cabin. An aircraft's and a
    /// coach's serve everyone.
    fn crew(self) -> Holds {
        if self.role != Role::Crew {
            return Holds::No;
        }
        match self.kind {
            ConveyanceKind::Train => self.carriage(),
            ConveyanceKind::Ship => self.cabin(),
            ConveyanceKind::Flight | ConveyanceKind::Coach => Holds::Yes,
        }
    }

    fn cabin(self) -> Holds {
        self.within(0, |_, seating| seating.number, |_| Holds::Yes)
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
        let compartment =
            |_: Self, seating: &Seating| Some(place(seating)?.checked_sub(1)? / numbers);
        self.within(0, compartment, Self::carriage)
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

    /// Bays have hard sleepers and hard seats; soft seats stand in rows, and a compartment has its own rule.
    fn bays(self, apart: u16) -> Holds {
        let has_bays = matches!(
            self.accommodation(),
            None | Some(Accommodation::HardSleeper | Accommodation::HardSeat)
        );
        if !has_bays {
            return Holds::No;
        }
        self.within(apart, Self::bay, Self::carriage)
    }

    /// The bay of a berth or hard seat; where the kind of place is not known, it is not known either.
    fn bay(self, seating: &Seating) -> Option<u16> {
        let number = place(seating)?;
        match self.accommodation()? {
            Accommodation::HardSleeper => {
                Some(number.div_ceil(self.seats.hard_sleeper_numbers_in_a_bay))
            }
            // The seats of a bay begin with 0: 1 to 9, 10 to 19 and so on.
            Accommodation::HardSeat => Some(number / self.seats.hard_seat_numbers_in_a_bay),
            _ => None,
        }
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

/// The number of a berth or seat; a row is none.
fn place(seating: &Seating) -> Option<u16> {
    seating.number.filter(|_| !seating.is_row)
}
