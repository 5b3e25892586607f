//! `healthcode id check`: whether a number is a document number, and why not.

use domain::identity::{IdAnswer, check as answer};

use crate::edge;
use crate::output::{Answer, Output};

/// Any text has an answer; where one of several is no, the answer is no.
pub(crate) fn check(numbers: &[String], output: &Output) -> Answer {
    let today = edge::now().date();
    let mut all = Answer::Yes;
    for number in numbers {
        let found = answer(number, today);
        all = all.and(Answer::of(found.valid));
        output.answer(&found, words);
    }
    all
}

fn words(found: &IdAnswer) -> String {
    match &found.reason {
        None => format!("{}: valid", found.number),
        Some(reason) => format!("{}: {reason}", found.number),
    }
}
