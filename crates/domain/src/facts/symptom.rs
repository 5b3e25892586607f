//! Symptoms and body temperature. Only what is *new* counts; what was *known for longer* never does.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::facts::impersonal::facts;
use crate::policy::Text;
use crate::time::Date;

/// A symptom that a declaration or check-in can name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Symptom {
    /// 发热
    Fever,
    /// 干咳
    DryCough,
    /// 乏力
    Fatigue,
    /// 咽痛
    SoreThroat,
    /// 嗅觉味觉减退
    LossOfSmellOrTaste,
    /// 鼻塞流涕
    RunnyNose,
    /// 肌肉酸痛
    MuscleAche,
    /// 腹泻
    Diarrhoea,
    /// 呼吸困难
    ShortnessOfBreath,
}

impl Symptom {
    /// All symptoms, in the order in which a page asks for them.
    pub const ALL: [Self; 9] = [
        Self::Fever,
        Self::DryCough,
        Self::Fatigue,
        Self::SoreThroat,
        Self::LossOfSmellOrTaste,
        Self::RunnyNose,
        Self::MuscleAche,
        Self::Diarrhoea,
        Self::ShortnessOfBreath,
    ];
}

/// From here on a temperature is a fever, in tenths of a degree Celsius.
const FEVER_TENTHS: i16 = 373;

/// A body temperature, kept in tenths of a degree Celsius; 30.0 to 45.0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Temperature(i16);

/// A number that is no body temperature.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "temperature: \"{0}\" is not a body temperature; give degrees Celsius between 30.0 and 45.0, such as 36.5"
)]
pub struct TemperatureError(String);

impl TemperatureError {
    /// The sentence for a screen.
    pub fn text(&self) -> Text {
        Text::new(
            format!(
                "体温：“{}”不是人的体温；请填写30.0至45.0摄氏度，例如36.5",
                self.0
            ),
            self.to_string(),
        )
    }
}

impl Temperature {
    /// The temperature of this many tenths of a degree.
    pub fn from_tenths(tenths: i64) -> Result<Self, TemperatureError> {
        match i16::try_from(tenths) {
            Ok(tenths @ 300..=450) => Ok(Self(tenths)),
            _ => Err(TemperatureError(format!(
                "{}.{}",
                tenths / 10,
                tenths.rem_euclid(10)
            ))),
        }
    }

    /// Whether it is a fever: 37.3 °C or more (QUARANTINE in the requirements).
    pub const fn is_fever(self) -> bool {
        self.0 >= FEVER_TENTHS
    }

    /// Tenths of a degree Celsius.
    pub const fn tenths(self) -> i16 {
        self.0
    }

    /// The temperature of this many degrees Celsius, rounded to the tenth.
    pub fn from_degrees(degrees: f64) -> Result<Self, TemperatureError> {
        Self::from_tenths((degrees * 10.0).round() as i64)
            .map_err(|_| TemperatureError(degrees.to_string()))
    }
}

impl fmt::Display for Temperature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

impl FromStr for Temperature {
    type Err = TemperatureError;
    fn from_str(text: &str) -> Result<Self, TemperatureError> {
        let degrees: f64 = text
            .trim()
            .parse()
            .map_err(|_| TemperatureError(text.chars().take(20).collect()))?;
        Self::from_degrees(degrees)
    }
}

impl Serialize for Temperature {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 10.0)
    }
}

impl<'de> Deserialize<'de> for Temperature {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_degrees(f64::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

facts! {
    /// What a person reported of their health on a date.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct SymptomReport {
        /// Its id; 0 in files.
        #[serde(default)]
        pub id: i64,
        /// The date of which it speaks.
        pub on: Date,
        /// The date on which it became known.
        pub recorded: Date,
        /// Symptoms that are new. Those known for longer are kept with the declaration and are no fact.
        #[serde(default)]
        pub new: Vec<Symptom>,
        /// The temperature, where it was taken.
        #[serde(default)]
        pub temperature: Option<Temperature>,
    }
}

impl SymptomReport {
    /// How many different new symptoms it names.
    pub fn symptoms(&self) -> u16 {
        self.named().count_ones() as u16
    }

    /// The new symptoms, each once: a bit each.
    pub(crate) fn named(&self) -> u16 {
        named(&self.new)
    }
}

/// How many different symptoms these are.
pub(crate) fn distinct(symptoms: &[Symptom]) -> u16 {
    named(symptoms).count_ones() as u16
}

fn named(symptoms: &[Symptom]) -> u16 {
    let bits = symptoms.iter().map(|symptom| 1 << *symptom as u16);
    bits.fold(0, |named, bit| named | bit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temperature_keeps_its_tenth() {
        assert_eq!("37.3".parse::<Temperature>().unwrap().tenths(), 373);
        assert_eq!("36".parse::<Temperature>().unwrap().to_string(), "36.0");
        let error = "98.6".parse::<Temperature>().unwrap_err().to_string();
        assert!(
            error.contains("temperature") && error.contains("45.0"),
            "{error}"
        );
    }
}
