//! What anybody may look at.

pub(super) mod alarms;
pub(super) mod areas;
pub(super) mod channels;
pub(super) mod cities;
pub(super) mod cities_of_province;
pub(super) mod counties;
pub(super) mod counties_of_city;
pub(super) mod countries;
pub(super) mod events;
pub(super) mod help;
pub(super) mod keys;
pub(super) mod overview;
pub(super) mod propagations;
pub(super) mod provinces;
pub(super) mod published;
pub(super) mod read_feedback;
pub(super) mod send_feedback;
pub(super) mod streets;
pub(super) mod time;
pub(super) mod unit;
pub(super) mod venue_screen;

use domain::place::DivisionCode;
use serde::Deserialize;
use service::shapes;
use utoipa::IntoParams;

/// How many entries an answer has at most: 1 to 400, 20 where nothing is said.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "u16")]
pub(super) struct Most(u16);

impl TryFrom<u16> for Most {
    type Error = &'static str;

    fn try_from(limit: u16) -> Result<Self, Self::Error> {
        match limit {
            1..=400 => Ok(Self(limit)),
            _ => Err("1 to 400 entries"),
        }
    }
}

impl Default for Most {
    fn default() -> Self {
        Self(20)
    }
}

impl From<Most> for usize {
    fn from(Most(limit): Most) -> Self {
        limit.into()
    }
}

/// The longest words that are looked for, in characters.
const LONGEST_WORDS: usize = 64;

/// What is looked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Search {
    /// Chinese, pinyin, initials, English or code.
    #[serde(default)]
    q: String,
    /// The most entries of the answer.
    #[serde(default)]
    #[param(value_type = u16, minimum = 1, maximum = 400, default = 20)]
    limit: Most,
}

impl Search {
    /// The words, as far as they are looked at.
    fn words(&self) -> String {
        self.q.chars().take(LONGEST_WORDS).collect()
    }

    fn most(&self) -> usize {
        self.limit.into()
    }
}

/// A division in the address.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct InDivision {
    /// Its six digits.
    #[param(value_type = shapes::DivisionCode)]
    code: DivisionCode,
}
