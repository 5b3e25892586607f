//! Where somebody lives, as far as it decides which community follows them: a street, or a county where the street is not
//! known. And the area that a worker follows, as a range of such places.

use std::fmt;
use std::ops::RangeInclusive;

use crate::place::{DivisionCode, StreetCode, street};

/// Places of a county: its streets stand behind its own six digits.
const STREETS: u32 = 1_000;

/// The place of a residence in nine digits: those of a street, or those of a county and three noughts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct HomePlace(u32);

impl HomePlace {
    /// Nobody knows where: a door was given and no street by its digits, before any county was declared.
    pub const UNKNOWN: Self = Self(0);

    /// A street.
    pub const fn of_street(street: StreetCode) -> Self {
        Self(street.number())
    }

    /// A county of which the street is not known.
    pub const fn of_county(county: DivisionCode) -> Self {
        Self(county.number() * STREETS)
    }

    /// The place of a residence in words that begin with the nine digits of a street, as they are kept where the street
    /// was picked; none where it was written in words.
    pub fn of_words(words: &str) -> Option<Self> {
        let code: StreetCode = words.split(' ').next()?.parse().ok()?;
        Some(Self::of_street(code))
    }

    /// The place of nine digits.
    pub const fn from_number(number: u32) -> Option<Self> {
        if number < 1_000_000 * STREETS {
            Some(Self(number))
        } else {
            None
        }
    }

    /// The nine digits.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The county by its digits; of a street of a zone the number under which statistics count it.
    pub const fn county(self) -> DivisionCode {
        match DivisionCode::from_number(self.0 / STREETS) {
            Some(county) => county,
            None => DivisionCode::NATION,
        }
    }

    /// The street, where it is known.
    pub fn street(self) -> Option<StreetCode> {
        let text = format!("{:09}", self.0);
        (!self.0.is_multiple_of(STREETS))
            .then(|| text.parse().ok())
            .flatten()
    }

    /// The street's name; none where only the county is known.
    pub fn street_name(self) -> Option<&'static str> {
        self.street().and_then(street).map(|street| street.name)
    }

    /// Whether a residence that was declared in `county` can be here: in it, or in a zone of its city, whose streets are
    /// counted under a number that is no county's.
    pub fn may_lie_in(
        self,
        county: DivisionCode,
        is_division: impl Fn(DivisionCode) -> bool,
    ) -> bool {
        let own = self.county();
        own == county || (!is_division(own) && own.prefecture() == county.prefecture())
    }
}

impl fmt::Display for HomePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:09}", self.0)
    }
}

/// What a worker follows: a street, or a division and whatever lies in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Area {
    first: u32,
    last: u32,
}

impl Area {
    /// A street and nothing else.
    pub const fn of_street(street: StreetCode) -> Self {
        Self {
            first: street.number(),
            last: street.number(),
        }
    }

    /// A division with all its streets.
    pub fn of_division(division: DivisionCode) -> Self {
        let divisions = division.numbers();
        Self {
            first: divisions.start() * STREETS,
            last: (divisions.end() + 1) * STREETS - 1,
        }
    }

    /// The nine digits of all its places.
    pub const fn places(self) -> RangeInclusive<u32> {
        self.first..=self.last
    }

    /// Whether a place lies in it.
    pub fn contains(self, place: HomePlace) -> bool {
        self.places().contains(&place.0)
    }

    /// Whether it reaches beyond one street: its worker also looks after what streets leave overdue.
    pub const fn is_wide(self) -> bool {
        self.first != self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(division: &str) -> Area {
        Area::of_division(division.parse().unwrap())
    }

    #[test]
    fn s2_29_a_street_a_county_a_city_and_a_province_hold_what_lies_in_them() {
        let west_lake = HomePlace::of_county("330106".parse().unwrap());
        let street = HomePlace::of_words("330106109 西湖区翠苑街道").unwrap();
        assert_eq!(street.county(), west_lake.county());
        for holds in ["330106", "330100", "330000", "000000"] {
            assert!(
                area(holds).contains(west_lake) && area(holds).contains(street),
                "{holds}"
            );
        }
        for other in ["330105", "330200", "320000"] {
            assert!(
                !area(other).contains(west_lake) && !area(other).contains(street),
                "{other}"
            );
        }
        let own = Area::of_street(street.street().unwrap());
        assert!(own.contains(street) && !own.contains(west_lake) && !own.is_wide());
        assert!(area("330106").is_wide());
    }

    #[test]
    fn words_without_a_street_are_no_place() {
        for words in ["文三路1号", "330106999 没有", "", "330106 西湖区"] {
            assert_eq!(HomePlace::of_words(words), None, "{words}");
        }
        let county = HomePlace::of_county("330106".parse().unwrap());
        assert_eq!(
            (county.street(), county.to_string()),
            (None, "330106000".to_owned())
        );
    }
}
