//! The order of the steps, the time in which they are taken, and how far ahead.

use domain::ids::NumberId;
use domain::itinerary::{
    ArrivalError, CHECK_DAYS, Next, NumberState, Position, Window, in_order, is_live, may_confirm,
    may_declare, next, opens,
};
use domain::number::{Ground, Number};
use domain::time::Instant;
use proptest::prelude::*;

use crate::support::date;

fn state(id: i64, confirmed: bool, declared: bool) -> NumberState {
    NumberState {
        number: NumberId(id),
        confirmed,
        declared,
    }
}

/// The steps of a check with so many numbers, taken one after the other.
fn course(count: i64) -> Vec<Next> {
    let mut numbers: Vec<NumberState> = (0..count).map(|id| state(id, false, false)).collect();
    let mut course = Vec::new();
    loop {
        let step = next(&numbers);
        course.push(step);
        match step {
            Next::Confirm(id, _) => numbers[id.0 as usize].confirmed = true,
            Next::Places(id, _) => numbers[id.0 as usize].declared = true,
            Next::Submit | Next::ByStaff => return course,
        }
    }
}

#[test]
fn s0_16_one_number_is_code_places_done() {
    let only = Position { at: 1, of: 1 };
    let steps = [
        Next::Confirm(NumberId(0), only),
        Next::Places(NumberId(0), only),
        Next::Submit,
    ];
    assert_eq!(course(1), steps);
}

#[test]
fn s0_17_two_numbers_are_code_1_places_1_code_2_places_2_done() {
    let (first, second) = (Position { at: 1, of: 2 }, Position { at: 2, of: 2 });
    let steps = [
        Next::Confirm(NumberId(0), first),
        Next::Places(NumberId(0), first),
        Next::Confirm(NumberId(1), second),
        Next::Places(NumberId(1), second),
        Next::Submit,
    ];
    assert_eq!(course(2), steps);
}

#[test]
fn s0_15_who_has_no_number_of_the_mainland_goes_to_staff() {
    assert_eq!(course(0), [Next::ByStaff]);
}

#[test]
fn s0_17_no_code_and_no_list_comes_before_its_turn_and_a_list_may_be_corrected() {
    let numbers = [
        state(0, true, true),
        state(1, false, false),
        state(2, false, false),
    ];
    let confirms = [0, 1, 2].map(|id| may_confirm(&numbers, NumberId(id)));
    assert_eq!(confirms, [false, true, false]);
    let declares = [0, 1, 2].map(|id| may_declare(&numbers, NumberId(id)));
    assert_eq!(declares, [true, false, false]);
    let confirmed = [state(0, true, false), state(1, false, false)];
    assert!(may_declare(&confirmed, NumberId(0)) && !may_confirm(&confirmed, NumberId(0)));
}

#[test]
fn s0_15_a_number_added_in_between_comes_last_and_one_given_back_is_asked_no_more() {
    let number = |id, since, back: Option<i64>| Number {
        id: NumberId(id),
        channel: None,
        ground: Ground::Registered,
        since: Instant::from_ms(since),
        given_back: back.map(Instant::from_ms),
    };
    let numbers = [
        number(9, 500, None),
        number(3, 100, Some(400)),
        number(0, 1, None),
        number(4, 100, None),
    ];
    assert_eq!(in_order(&numbers), [NumberId(0), NumberId(4), NumberId(9)]);
}

#[test]
fn s0_2_a_check_can_be_done_from_24_hours_before_the_day_of_arrival() {
    let arrival = date("2021-05-04");
    let opening = date("2021-05-03").start();
    assert_eq!(opens(arrival, opening, 24, 14), Ok(opening));
    let early = opens(arrival, opening.plus_ms(-1), 24, 14);
    assert_eq!(early, Err(ArrivalError::TooEarly(opening)));
    let text = ArrivalError::TooEarly(opening).text();
    assert!(text.zh.contains("2021-05-03 00:00") && text.en.contains("2021-05-03 00:00"));
    assert!(opens(arrival, opening.plus_ms(-1), 48, 14).is_ok());
    let there = date("2021-05-18").start();
    assert!(opens(arrival, there, 24, 14).is_ok());
    let late = opens(arrival, date("2021-05-19").start(), 24, 14);
    assert_eq!(late, Err(ArrivalError::TooLate));
}

#[test]
fn s0_4_the_window_begins_the_days_of_the_policy_ago_whatever_arrival_is_said_and_ends_with_it() {
    let (today, tomorrow) = (date("2021-05-03"), date("2021-05-04"));
    let ahead = Window::of(tomorrow, today, 14);
    assert_eq!((ahead.from, ahead.to), (date("2021-04-19"), tomorrow));
    let there = Window::of(date("2021-04-28"), today, 14);
    assert_eq!((there.from, there.to), (date("2021-04-19"), today));
}

#[test]
fn s0_2_a_check_that_was_broken_off_goes_on_for_three_days() {
    let last = Instant::from_ms(1_620_000_000_000);
    let end = last.plus_ms(CHECK_DAYS * 86_400_000);
    assert!(is_live(last, end.plus_ms(-1)) && !is_live(last, end));
}

proptest! {
    #[test]
    fn s0_17_any_count_is_asked_number_by_number(count in 1..12_i64) {
        let course = course(count);
        prop_assert_eq!(course.len() as i64, 2 * count + 1);
        for (at, step) in course.iter().take(2 * count as usize).enumerate() {
            let position = Position { at: at / 2 + 1, of: count as usize };
            let id = NumberId(at as i64 / 2);
            let wanted = if at % 2 == 0 { Next::Confirm(id, position) } else { Next::Places(id, position) };
            prop_assert_eq!(*step, wanted);
        }
    }
}
