//! What the contact rules count with, for whoever reads them: the numbers of the version's file, without the shape that the file has.

use super::rules::{ContactRules, TrainKind};
use super::venue::PlaceKind;

/// The parameters of a version of the contact rules.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContactParameters {
    /// Days before onset, or before sampling, from which on a case is infectious.
    pub infectious_days_before: u32,
    /// Minutes of the longest event at a venue.
    pub longest_event_minutes: u32,
    /// Minutes for which a visit without an end counts at most.
    pub longest_open_visit_minutes: u32,
    /// Over how many close contacts an event waits for a second look.
    pub held_over_people: u32,
    /// The letters of the numbers of sealed trains.
    pub sealed_letters: Vec<char>,
    /// Whether a train whose number has no letter is a sealed one; else it is an ordinary one.
    pub digits_alone_are_sealed: bool,
    /// Numbers of hard sleepers that make a bay.
    pub hard_sleeper_numbers_in_a_bay: u32,
    /// Numbers of hard seats that make a bay.
    pub hard_seat_numbers_in_a_bay: u32,
    /// Numbers of soft sleepers that make a compartment.
    pub soft_sleeper_numbers_in_a_compartment: u32,
    /// Seats of a coach that make a row.
    pub coach_seats_in_a_row: u32,
    /// The kinds of places that are closed rooms.
    pub closed_places: Vec<PlaceKind>,
}

impl ContactRules {
    /// What they count with.
    pub fn parameters(&self) -> ContactParameters {
        let (limits, seats) = (&self.limits, &self.seats);
        ContactParameters {
            infectious_days_before: limits.infectious_days_before.into(),
            longest_event_minutes: limits.longest_event_minutes,
            longest_open_visit_minutes: limits.longest_open_visit_minutes,
            held_over_people: limits.held_over_people,
            sealed_letters: self.trains.sealed_letters.clone(),
            digits_alone_are_sealed: self.trains.digits_alone == TrainKind::Sealed,
            hard_sleeper_numbers_in_a_bay: seats.hard_sleeper_numbers_in_a_bay.into(),
            hard_seat_numbers_in_a_bay: seats.hard_seat_numbers_in_a_bay.into(),
            soft_sleeper_numbers_in_a_compartment: seats
                .soft_sleeper_numbers_in_a_compartment
                .into(),
            coach_seats_in_a_row: seats.coach_seats_in_a_row.into(),
            closed_places: self.venues.closed.clone(),
        }
    }
}
