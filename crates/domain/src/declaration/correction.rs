//! Taking a declaration back (S2-10..13).
//!
//! Within 15 minutes, once a day, a correction is free. Later it needs a reason, and where it would better
//! the colour a reviewer decides; until then everything stays as it is.

use crate::rating::{Decision, Ends, Reason};
use crate::state::{Colour, State};
use crate::time::{Date, Instant};

/// For how long a correction is free.
pub const FREE_CORRECTION_MS: i64 = 15 * 60 * 1000;

/// How a declaration may be taken back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Correction {
    /// At once, without a reason.
    Free,
    /// With a reason; at once where it betters no colour, else by a reviewer.
    WithReason,
}

/// How a declaration recorded at `declared` may be taken back at `now`, when `last_free` was the last date on
/// which the person corrected freely.
pub fn correction(declared: Instant, now: Instant, last_free: Option<Date>) -> Correction {
    let in_time = now.ms() - declared.ms() <= FREE_CORRECTION_MS;
    if in_time && last_free != Some(now.date()) {
        Correction::Free
    } else {
        Correction::WithReason
    }
}

/// Whether the decisions `after` are better for the person anywhere than those `before`: a milder state (grey is none), or a reason
/// less in whose place there is none of at least its colour and at least as long. The shown state alone does not tell:
/// what it hides, however long it lasts, would better the colour on the day on which the covering reason ends.
pub fn betters(before: &[Decision], after: &[Decision]) -> bool {
    before.iter().any(|old| {
        let new = after
            .iter()
            .find(|new| new.jurisdiction == old.jurisdiction);
        new.is_none_or(|new| is_milder(old.state, new.state) || loses_a_reason(old, new))
    })
}

/// Whether whoever reads it sees something better, of a state and the first date after it as far as that can be foreseen: a milder
/// state (grey is none), or the same for a shorter time.
pub fn shows_better(before: (State, Option<Date>), after: (State, Option<Date>)) -> bool {
    let sooner = first_free(after.1) < first_free(before.1);
    is_milder(before.0, after.0) || (after.0 == before.0 && sooner)
}

/// The number of a first free date; behind all others where it cannot be foreseen.
fn first_free(until: Option<Date>) -> i32 {
    until.map_or(i32::MAX, Date::day)
}

/// Whether a state is milder than another. Green is not milder than grey: who declares anew has it.
fn is_milder(old: State, new: State) -> bool {
    new < old && old != State::None
}

/// Whether something that one decision rests on has nothing as bad for as long in the other.
fn loses_a_reason(old: &Decision, new: &Decision) -> bool {
    old.reasons.iter().flat_map(stages).any(|(colour, last)| {
        let mut others = new.reasons.iter().flat_map(stages);
        !others.any(|(other, until)| other >= colour && until >= last)
    })
}

/// The colour that a reason gives now and the one that follows, each with the number of its first free date.
fn stages(reason: &Reason) -> impl Iterator<Item = (Colour, i32)> {
    let then = match reason.ends {
        Ends::CheckIns { then, .. } => then.map(|(colour, free)| (colour, free.day())),
        Ends::WithOrder { .. } | Ends::Window | Ends::OfficialOrder | Ends::Test => None,
    };
    std::iter::once((reason.colour, first_free(reason.until))).chain(then)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::DivisionCode;

    const TODAY: i32 = 19_000;

    const DAYS: Ends = Ends::CheckIns {
        order: 1,
        missed: 0,
        then: None,
    };

    /// A reason for some more days; none where its end cannot be foreseen.
    fn reason(colour: Colour, days: Option<i32>, ends: Ends) -> Reason {
        Reason {
            jurisdiction: DivisionCode::NATION,
            rule: "rule".parse().unwrap(),
            colour,
            evidence: Vec::new(),
            since: Date::from_day(TODAY),
            until: days.map(|days| Date::from_day(TODAY + days)),
            ends,
        }
    }

    /// The decision that shows the worst of these reasons.
    fn decision(reasons: &[&Reason]) -> Vec<Decision> {
        let states = reasons.iter().map(|reason| State::from(reason.colour));
        let state = states.max().unwrap_or(State::Green);
        let shown = reasons.iter().filter(|r| State::from(r.colour) == state);
        vec![Decision {
            jurisdiction: DivisionCode::NATION,
            today: Date::from_day(TODAY),
            state,
            reasons: reasons.iter().copied().cloned().collect(),
            holds: Vec::new(),
            pop_ups: Vec::new(),
            since: None,
            until: shown.map(|reason| reason.until).max().flatten(),
            review_on: None,
            opens: Vec::new(),
            changes: Vec::new(),
        }]
    }

    /// What is shown is the same with the answer and without it, and yet taking it back betters the colour.
    fn assert_hides(covering: &Reason, answer: &Reason) {
        let (before, after) = (decision(&[covering, answer]), decision(&[covering]));
        assert_eq!(
            (before[0].state, before[0].until),
            (after[0].state, after[0].until)
        );
        assert!(betters(&before, &after), "{covering:?} hides {answer:?}");
        assert!(!betters(&after, &before) && !betters(&before, &before));
    }

    #[test]
    fn s2_17_an_answer_that_an_official_order_hides_is_not_taken_back_unseen() {
        let order = reason(Colour::Red, Some(3), Ends::OfficialOrder);
        for days in [Some(4), Some(7), None] {
            assert_hides(&order, &reason(Colour::Yellow, days, DAYS));
        }
    }

    #[test]
    fn s2_17_an_answer_that_a_positive_test_hides_is_not_taken_back_unseen() {
        let test = reason(Colour::Red, Some(2), DAYS);
        assert_hides(&test, &reason(Colour::Yellow, Some(7), DAYS));
        assert_hides(&test, &reason(Colour::Yellow, Some(7), Ends::Window));
    }

    #[test]
    fn s2_17_an_answer_that_a_redder_one_of_its_declaration_hides_is_not_taken_back_unseen() {
        let redder = reason(Colour::Red, Some(4), Ends::Window);
        let milder = reason(Colour::Yellow, Some(7), DAYS);
        assert_hides(&redder, &milder);
        let both = decision(&[&redder, &milder]);
        assert!(betters(&both, &decision(&[&milder])), "the redder one");
        assert!(betters(&decision(&[&redder]), &decision(&[])));
    }

    #[test]
    fn s2_17_a_stage_that_follows_is_not_taken_back_unseen() {
        let (one, other) = (Date::from_day(TODAY + 14), Date::from_day(TODAY + 21));
        let then = |free| Ends::CheckIns {
            order: 1,
            missed: 0,
            then: Some((Colour::Yellow, free)),
        };
        let two_stages = reason(Colour::Red, Some(14), then(other));
        let red = reason(Colour::Red, Some(14), Ends::OfficialOrder);
        assert!(betters(&decision(&[&red, &two_stages]), &decision(&[&red])));
        let longer = reason(Colour::Red, Some(21), DAYS);
        assert!(!betters(&decision(&[&two_stages]), &decision(&[&longer])));
        let shorter = reason(Colour::Red, Some(14), then(one));
        assert!(betters(&decision(&[&two_stages]), &decision(&[&shorter])));
    }

    #[test]
    fn s2_17_a_worse_reason_in_the_place_of_another_betters_nothing() {
        let answer = reason(Colour::Yellow, Some(7), DAYS);
        for days in [Some(7), Some(14), None] {
            let worse = reason(Colour::Red, days, DAYS);
            assert!(!betters(&decision(&[&answer]), &decision(&[&worse])));
            assert!(betters(&decision(&[&worse]), &decision(&[&answer])));
        }
        let sooner = reason(Colour::Red, Some(6), DAYS);
        assert!(
            betters(&decision(&[&answer]), &decision(&[&sooner])),
            "redder, and over a day before"
        );
        assert!(!betters(&[], &decision(&[&answer])));
        assert!(betters(&decision(&[&answer]), &[]), "a city that is gone");
    }

    #[test]
    fn s2_17_green_for_grey_is_no_bettering_and_grey_for_a_colour_is() {
        let state = |state| {
            let mut decisions = decision(&[]);
            decisions[0].state = state;
            decisions
        };
        let (grey, green) = (state(State::None), state(State::Green));
        assert!(!betters(&grey, &green) && !betters(&green, &grey));
        let blue = state(State::Unconfirmed);
        assert!(betters(&blue, &grey) && betters(&blue, &green));
        let answer = reason(Colour::Yellow, Some(7), DAYS);
        let yellow = decision(&[&answer]);
        assert!(betters(&yellow, &grey) && !betters(&grey, &yellow));
        let mut hidden = grey.clone();
        hidden[0].reasons = vec![answer];
        assert!(betters(&hidden, &green), "what it hides is one");
    }

    #[test]
    fn s2_17_what_a_reader_sees_is_better_where_it_is_milder_or_over_sooner() {
        let until = |days: i32| Some(Date::from_day(TODAY + days));
        let (red, yellow) = (State::Red, State::Yellow);
        assert!(shows_better((red, until(3)), (yellow, until(7))));
        assert!(shows_better((red, None), (red, until(7))));
        assert!(!shows_better((red, until(7)), (red, until(7))));
        assert!(!shows_better((yellow, until(3)), (red, until(2))));
        assert!(!shows_better((State::None, None), (State::Green, None)));
    }

    #[test]
    fn s2_17_a_correction_is_free_for_fifteen_minutes_once_a_day() {
        let declared = Instant::from_ms(1_600_000_000_000);
        let later = |minutes: i64| declared.plus_ms(minutes * 60_000);
        assert_eq!(correction(declared, later(15), None), Correction::Free);
        assert_eq!(
            correction(declared, later(16), None),
            Correction::WithReason
        );
        assert_eq!(
            correction(declared, later(5), Some(declared.date())),
            Correction::WithReason
        );
        assert_eq!(
            correction(declared, later(5), Some(declared.date() - 1)),
            Correction::Free
        );
    }
}
