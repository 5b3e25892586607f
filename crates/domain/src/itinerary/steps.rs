//! The next step of a check: number by number, each confirmed before its places are asked (S0-13..17).

use crate::ids::NumberId;
use crate::number::Number;

/// How far a number has come in a check.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NumberState {
    /// The number.
    pub number: NumberId,
    /// Whether its one-time code was confirmed in this check.
    pub confirmed: bool,
    /// Whether its places were declared.
    pub declared: bool,
}

/// "Number 1 of 2".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// Which, from 1.
    pub at: usize,
    /// Of how many.
    pub of: usize,
}

/// The next step of a check.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Next {
    /// There is no number of the mainland: staff decide by what the person shows.
    ByStaff,
    /// Confirm this number by its one-time code.
    Confirm(NumberId, Position),
    /// Declare the places of this number.
    Places(NumberId, Position),
    /// Everything is there: compare, and submit.
    Submit,
}

/// The numbers that a check asks, in its order: those that the person sees, the first registered first, so that one which
/// is added in between comes last and one which is given back is asked no more.
pub fn in_order(numbers: &[Number]) -> Vec<NumberId> {
    let mut shown: Vec<&Number> = numbers.iter().filter(|number| number.is_shown()).collect();
    shown.sort_by_key(|number| (number.since, number.id));
    shown.into_iter().map(|number| number.id).collect()
}

/// The next step: code 1, places 1, code 2, places 2, and so on, then done.
pub fn next(numbers: &[NumberState]) -> Next {
    if numbers.is_empty() {
        return Next::ByStaff;
    }
    let of = numbers.len();
    let mut open = numbers
        .iter()
        .zip(1..)
        .filter(|(state, _)| !is_done(**state));
    open.next().map_or(Next::Submit, |(state, at)| {
        let position = Position { at, of };
        if state.confirmed {
            Next::Places(state.number, position)
        } else {
            Next::Confirm(state.number, position)
        }
    })
}

/// Whether the code of this number may be sent and confirmed now: it is the next step.
pub fn may_confirm(numbers: &[NumberState], number: NumberId) -> bool {
    matches!(next(numbers), Next::Confirm(wanted, _) if wanted == number)
}

/// Whether the places of this number may be declared now: it is the next step, or they were and are corrected.
pub fn may_declare(numbers: &[NumberState], number: NumberId) -> bool {
    let corrects = numbers
        .iter()
        .any(|state| state.number == number && is_done(*state));
    corrects || matches!(next(numbers), Next::Places(wanted, _) if wanted == number)
}

const fn is_done(state: NumberState) -> bool {
    state.confirmed && state.declared
}
