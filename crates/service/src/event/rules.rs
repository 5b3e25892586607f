//! The contact rules for anybody: where a version is from, and what it counts with.

use domain::contact::ContactRules;
use domain::policy::Text;
use domain::time::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::words::place_text;
use crate::shapes;

/// What the contact rules count with.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ContactParametersTold {
    /// The first date on which this version is in force.
    #[schema(value_type = shapes::Date)]
    pub effective: Date,
    /// Where it is from.
    #[schema(value_type = shapes::Text)]
    pub source: Text,
    /// Days before onset, or before sampling, from which on a case is infectious.
    pub infectious_days_before: u32,
    /// Minutes of the longest event at a venue.
    pub longest_event_minutes: u32,
    /// Minutes for which a visit without an end counts at most.
    pub longest_open_visit_minutes: u32,
    /// Over how many close contacts an event waits for a second look.
    pub held_over_people: u32,
    /// The letters of the numbers of sealed trains.
    pub sealed_letters: Vec<String>,
    /// Whether a train whose number has no letter is a sealed one; else it is an ordinary one.
    pub digits_alone_are_sealed: bool,
    /// Numbers of hard sleepers that make a bay.
    pub hard_sleeper_numbers_in_a_bay: u32,
    /// Numbers of hard seats that make a bay: 1 to 9, 10 to 19 and so on, where it is ten.
    pub hard_seat_numbers_in_a_bay: u32,
    /// Numbers of soft sleepers that make a compartment.
    pub soft_sleeper_numbers_in_a_compartment: u32,
    /// Seats of a coach that make a row.
    pub coach_seats_in_a_row: u32,
    /// The kinds of places that are closed rooms.
    #[schema(value_type = Vec<shapes::Text>)]
    pub closed_places: Vec<Text>,
}

/// What a version counts with, in words where they are words.
pub(super) fn parameters_told(rules: &ContactRules) -> ContactParametersTold {
    let counted = rules.parameters();
    let letters = counted.sealed_letters.iter();
    ContactParametersTold {
        effective: rules.effective,
        source: rules.source.clone(),
        infectious_days_before: counted.infectious_days_before,
        longest_event_minutes: counted.longest_event_minutes,
        longest_open_visit_minutes: counted.longest_open_visit_minutes,
        held_over_people: counted.held_over_people,
        sealed_letters: letters.map(ToString::to_string).collect(),
        digits_alone_are_sealed: counted.digits_alone_are_sealed,
        hard_sleeper_numbers_in_a_bay: counted.hard_sleeper_numbers_in_a_bay,
        hard_seat_numbers_in_a_bay: counted.hard_seat_numbers_in_a_bay,
        soft_sleeper_numbers_in_a_compartment: counted.soft_sleeper_numbers_in_a_compartment,
        coach_seats_in_a_row: counted.coach_seats_in_a_row,
        closed_places: counted.closed_places.into_iter().map(place_text).collect(),
    }
}
