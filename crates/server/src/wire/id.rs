//! Ids as decimal text: a number of 63 bits does not survive JavaScript.

use domain::ids::NumberId;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use service::shapes;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// A positive number of 63 bits, as decimal text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Id(pub(crate) i64);

impl PartialSchema for Id {
    fn schema() -> RefOr<Schema> {
        shapes::Id::schema()
    }
}

impl ToSchema for Id {}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse(&text)
            .ok_or_else(|| de::Error::custom("an id is a positive number below 2^63, as text"))
    }
}

fn parse(text: &str) -> Option<Id> {
    let digits = !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    let number: i64 = text.parse().ok().filter(|_| digits)?;
    Some(Id(number))
}

/// The id of a number of a person, as decimal text; `0` is the number of the registration.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct NumberRef(pub(crate) NumberId);

impl PartialSchema for NumberRef {
    fn schema() -> RefOr<Schema> {
        shapes::NumberRef::schema()
    }
}

impl ToSchema for NumberRef {}

impl<'de> Deserialize<'de> for NumberRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let id = if text == "0" {
            Some(Id(0))
        } else {
            parse(&text)
        };
        id.map(|id| Self(NumberId(id.0))).ok_or_else(|| {
            de::Error::custom("the id of a number is 0 or a positive number below 2^63, as text")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_form() {
        assert_eq!(parse("9223372036854775807"), Some(Id(i64::MAX)));
        for other in [
            "",
            "0",
            "-1",
            "+1",
            "01",
            "1.0",
            "9223372036854775808",
            "１",
        ] {
            assert_eq!(parse(other), None, "{other}");
        }
    }
}
