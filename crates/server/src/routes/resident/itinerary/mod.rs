//! The check of an itinerary, as its person makes it (S0-2..20).

pub(crate) mod begin;
pub(crate) mod code;
pub(crate) mod compare;
pub(crate) mod confirm;
pub(crate) mod one;
pub(crate) mod places;
pub(crate) mod query;
pub(crate) mod request;
pub(crate) mod submit;

use domain::place::DivisionCode;
use serde::Deserialize;
use service::{ItineraryAnswer, shapes};
use utoipa::{IntoParams, ToSchema};

use crate::problem::{Kind, Problem};
use crate::wire::NumberRef;

/// The city whose check it is.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub(crate) struct OfCity {
    /// Six digits.
    #[param(value_type = shapes::CityCode)]
    pub(super) city: String,
}

impl OfCity {
    /// The city that can be picked.
    pub(super) fn code(&self) -> Result<DivisionCode, Problem> {
        let code = self.city.parse().ok();
        let known = code.filter(|code| domain::place::city(*code).is_some());
        known.ok_or_else(|| {
            let (zh, en) = (
                "没有这个城市，请从列表中选择",
                "there is no such city; pick it from the list",
            );
            Problem::said(Kind::Unknown, zh, en)
        })
    }
}

/// Which number is spoken of.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ItineraryOfNumber)]
pub(crate) struct OfNumber {
    /// Its id.
    pub(super) number: NumberRef,
}

/// What the person answers where they were asked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ItineraryAnswers)]
pub(crate) struct Answers {
    /// One for each place that was asked about.
    #[serde(default)]
    #[schema(max_items = 60)]
    answers: Vec<AnswerBody>,
}

/// Whether the person was in a place beside one that they declared.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ItineraryAnswer)]
struct AnswerBody {
    /// Which number.
    number: NumberRef,
    /// The county that was asked about.
    #[schema(value_type = shapes::DivisionCode)]
    county: DivisionCode,
    /// Whether they were there.
    was_there: bool,
}

impl Answers {
    pub(super) fn all(&self) -> Vec<ItineraryAnswer> {
        let answer = |said: &AnswerBody| ItineraryAnswer {
            number: said.number.0,
            county: said.county,
            was_there: said.was_there,
        };
        self.answers.iter().map(answer).collect()
    }
}
