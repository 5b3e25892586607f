//! Places that a rule may name: counties, cities and provinces, and nothing smaller.

use serde::{Deserialize, Deserializer, Serialize};

use crate::place::DivisionCode;

/// The most divisions that one rule may name.
const MAX_DIVISIONS: usize = 300;

/// A list of divisions, of 1 to 300. A stay lies in it where one of them holds the county of the stay.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct DivisionList(Vec<DivisionCode>);

/// A list that a rule may not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DivisionListError {
    /// None, or more than anybody would write.
    #[error("name 1 to {MAX_DIVISIONS} divisions, this list has {0}")]
    Count(usize),
    /// A code longer than that of a county.
    #[error(
        "\"{0}\" is a place below the county; a rule may name a county, a city or a province by six digits, such as 330106"
    )]
    BelowCounty(String),
    /// No code.
    #[error(transparent)]
    Code(#[from] crate::place::CodeError),
}

impl DivisionList {
    /// The list of these codes.
    pub fn new(codes: Vec<DivisionCode>) -> Result<Self, DivisionListError> {
        match codes.len() {
            1..=MAX_DIVISIONS => Ok(Self(codes)),
            count => Err(DivisionListError::Count(count)),
        }
    }

    /// Whether a county lies in one of them.
    pub fn hold(&self, county: DivisionCode) -> bool {
        self.0.iter().any(|outer| outer.contains(county))
    }

    /// The codes, in the order of the file.
    pub fn codes(&self) -> &[DivisionCode] {
        &self.0
    }

    fn of_texts(texts: &[String]) -> Result<Self, DivisionListError> {
        let is_longer =
            |text: &&String| text.len() > 6 && text.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(longer) = texts.iter().find(is_longer) {
            let text = longer.chars().take(20).collect();
            return Err(DivisionListError::BelowCounty(text));
        }
        let codes: Result<Vec<DivisionCode>, _> = texts.iter().map(|text| text.parse()).collect();
        Self::new(codes?)
    }
}

impl<'de> Deserialize<'de> for DivisionList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = Vec::<String>::deserialize(deserializer)?;
        Self::of_texts(&texts).map_err(serde::de::Error::custom)
    }
}
