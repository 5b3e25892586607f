//! Lists and records in few words. The window is 20 April to 4 May 2021, the day of arrival in Beijing.

use domain::ids::NumberId;
use domain::itinerary::{
    Compared, Comparison, DeclaredPlace, DriftAnswer, Hidden, NumberList, Place, RecordedStay,
    Window, compare,
};
use domain::place::DivisionCode;
use domain::time::Date;

pub(crate) const BEIJING: &str = "110000";
pub(crate) const CHAOYANG: &str = "110105";
pub(crate) const XIHU: &str = "330106";
pub(crate) const BINJIANG: &str = "330108";
pub(crate) const YUHANG: &str = "330110";

pub(crate) fn code(digits: &str) -> DivisionCode {
    digits.parse().unwrap()
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// A day of the window, 0 to 14.
pub(crate) fn day(at: i32) -> Date {
    date("2021-04-20") + at
}

pub(crate) fn window() -> Window {
    Window::of(day(14), day(14), 14)
}

/// Six digits are a county, two letters a country.
pub(crate) fn place(text: &str) -> Place {
    match text.parse() {
        Ok(county) => Place::County(county),
        Err(_) => Place::Abroad(text.parse().unwrap()),
    }
}

pub(crate) fn declared(list: &[(&str, i32, i32)]) -> Vec<DeclaredPlace> {
    let one = |(at, from, to): &(&str, i32, i32)| DeclaredPlace {
        place: place(at),
        from: day(*from),
        to: day(*to),
    };
    list.iter().map(one).collect()
}

pub(crate) fn recorded(list: &[(&str, i32, i32)]) -> Vec<RecordedStay> {
    let one = |(at, from, to): &(&str, i32, i32)| RecordedStay {
        place: place(at),
        from: day(*from),
        to: day(*to),
    };
    list.iter().map(one).collect()
}

/// A number of the person's own, confirmed.
pub(crate) fn number(
    id: i64,
    list: &[(&str, i32, i32)],
    record: &[(&str, i32, i32)],
) -> NumberList {
    NumberList {
        number: NumberId(id),
        confirmed: true,
        declared: declared(list),
        record: recorded(record),
        names_places: true,
    }
}

pub(crate) fn hidden(record: &[(&str, i32, i32)]) -> Hidden {
    Hidden {
        record: recorded(record),
    }
}

/// Compares for Beijing, without answers.
pub(crate) fn compared(numbers: &[NumberList]) -> Compared {
    answered(numbers, &[], &[])
}

pub(crate) fn answered(
    numbers: &[NumberList],
    hidden: &[Hidden],
    answers: &[DriftAnswer],
) -> Compared {
    compare(&Comparison {
        destination: code(BEIJING),
        window: window(),
        numbers,
        hidden,
        answers,
    })
}
