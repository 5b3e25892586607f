//! Carriages and seats as lists write them: 4号车厢, 13车007号下铺, 3、17号车厢, 加1号车厢, 硬卧7号车厢, 65J, 无座.
//!
//! A text is read to its last character or not at all.

use super::conveyance::{ConveyanceKind, normal};
use super::seating::{Accommodation, Carriage, CarriageSet, Seating, Tier};
use super::unread::{Unread, WhyUnread};

/// The most carriages between the two ends of a range.
const LONGEST_RANGE: u8 = 20;
/// The highest number of a seat or berth of a carriage.
const HIGHEST_SEAT: u16 = 200;
/// The highest row of an aircraft or carriage.
const HIGHEST_ROW: u16 = 99;

const KINDS: &[(&str, Accommodation)] = &[
    ("硬座", Accommodation::HardSeat),
    ("软座", Accommodation::SoftSeat),
    ("硬卧", Accommodation::HardSleeper),
    ("软卧", Accommodation::SoftSleeper),
    ("动卧", Accommodation::SoftSleeper),
    ("一等座", Accommodation::FirstClass),
    ("二等座", Accommodation::SecondClass),
    ("商务座", Accommodation::BusinessClass),
    ("特等座", Accommodation::BusinessClass),
];
const TIERS: &[(&str, Tier)] = &[
    ("上铺", Tier::Upper),
    ("中铺", Tier::Middle),
    ("下铺", Tier::Lower),
];
/// What says that a number is a carriage's.
const CARRIAGE_UNITS: &[(&str, bool)] = &[
    ("号车厢", true),
    ("号车", true),
    ("车厢", true),
    ("车", true),
    ("号", false),
];
const COMMAS: &[(&str, ())] = &[
    ("、", ()),
    (",", ()),
    (";", ()),
    ("/", ()),
    ("和", ()),
    ("及", ()),
];
const DASHES: &[(&str, ())] = &[
    ("-", ()),
    ("~", ()),
    ("—", ()),
    ("–", ()),
    ("至", ()),
    ("到", ()),
];
const CABIN_UNITS: &[(&str, ())] = &[
    ("号舱", ()),
    ("舱", ()),
    ("号房", ()),
    ("房", ()),
    ("号", ()),
];

/// Reads where somebody sat in a conveyance of this kind. An empty text says nothing, and that is read as such.
pub fn seating(kind: ConveyanceKind, text: &str) -> Result<Seating, Unread> {
    let plain = normal(text);
    if plain.is_empty() {
        return Ok(Seating::default());
    }
    let mut reader = Reader { rest: &plain };
    let read = match kind {
        ConveyanceKind::Train => reader.train(),
        ConveyanceKind::Flight => reader.flight(),
        ConveyanceKind::Coach => reader.coach(),
        ConveyanceKind::Ship => reader.ship(),
    };
    match read {
        Ok(seating) if reader.rest.is_empty() => Ok(seating),
        Ok(_) => Err(Unread::new(text, WhyUnread::Seating)),
        Err(why) => Err(Unread::new(text, why)),
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn train(&mut self) -> Result<Seating, WhyUnread> {
        let mut kind = self.take(KINDS);
        let carriages = self.carriages()?.unwrap_or_default();
        kind = kind.or_else(|| self.take(KINDS));
        let mut seating = Seating {
            carriages,
            ..Seating::default()
        };
        let is_alone = carriages.is_empty();
        if self.take(&[("无座", ())]).is_some() {
            seating.is_standing = true;
        } else if let Some(number) = self.number() {
            self.place(number, &mut seating)?;
            // 7号 alone may be a carriage's number.
            if is_alone && seating.letter.is_none() && seating.tier.is_none() {
                self.take(KINDS);
                let is_all = self.rest.is_empty();
                return Err(if is_all {
                    WhyUnread::Ambiguous
                } else {
                    WhyUnread::Seating
                });
            }
        } else if is_alone {
            return Err(WhyUnread::Seating);
        }
        seating.accommodation = kind.or_else(|| self.take(KINDS));
        let several = seating.carriages.len() > 1;
        let fits = seating.tier.is_none() || !is_seat(seating.accommodation);
        if (several && (seating.number.is_some() || seating.is_standing)) || !fits {
            return Err(WhyUnread::Seating);
        }
        Ok(seating)
    }

    /// What follows a number: 号, a letter, a tier; one of them must.
    fn place(&mut self, number: u16, seating: &mut Seating) -> Result<(), WhyUnread> {
        seating.letter = self.letter('A'..='F');
        seating.is_row = seating.letter.is_some();
        let unit = self.take(&[("号", ())]).is_some();
        seating.tier = self.take(TIERS);
        let says_what = unit || seating.letter.is_some() || seating.tier.is_some();
        let highest = if seating.is_row {
            HIGHEST_ROW
        } else {
            HIGHEST_SEAT
        };
        let sound = (1..=highest).contains(&number) && !(seating.is_row && seating.tier.is_some());
        if !says_what || !sound {
            return Err(WhyUnread::Seating);
        }
        seating.number = Some(number);
        Ok(())
    }

    fn flight(&mut self) -> Result<Seating, WhyUnread> {
        let row = self.number().filter(|row| (1..=HIGHEST_ROW).contains(row));
        let row = row.ok_or(WhyUnread::Seating)?;
        let letter = self.letter('A'..='L');
        if letter.is_some() {
            self.take(&[("座", ())]);
        } else {
            self.take(&[("排", ())]).ok_or(WhyUnread::Seating)?;
        }
        Ok(Seating {
            number: Some(row),
            is_row: true,
            letter,
            ..Seating::default()
        })
    }

    fn coach(&mut self) -> Result<Seating, WhyUnread> {
        let number = self.number().filter(|n| (1..=HIGHEST_ROW).contains(n));
        let number = number.ok_or(WhyUnread::Seating)?;
        let units = &[("排", true), ("号座", false), ("号", false), ("座", false)];
        let is_row = self.take(units).ok_or(WhyUnread::Seating)?;
        Ok(Seating {
            number: Some(number),
            is_row,
            ..Seating::default()
        })
    }

    fn ship(&mut self) -> Result<Seating, WhyUnread> {
        let number = self.number().filter(|n| *n > 0).ok_or(WhyUnread::Seating)?;
        self.take(CABIN_UNITS).ok_or(WhyUnread::Seating)?;
        Ok(Seating {
            number: Some(number),
            ..Seating::default()
        })
    }

    /// Carriages with their unit; where the text does not begin with any, nothing is taken.
    fn carriages(&mut self) -> Result<Option<CarriageSet>, WhyUnread> {
        let before = self.rest;
        let mut may_be_extra = false;
        let read = self.carriage_list(&mut may_be_extra);
        if read.is_none() {
            self.rest = before;
        } else if may_be_extra {
            return Err(WhyUnread::Ambiguous);
        }
        Ok(read)
    }

    /// The carriages; `may_be_extra` where one may be an extra one or not: the 2 of 加1、2号车厢.
    fn carriage_list(&mut self, may_be_extra: &mut bool) -> Option<CarriageSet> {
        let mut found = CarriageSet::default();
        let mut is_open = false;
        loop {
            let (first, mut is_carriage) = self.carriage()?;
            *may_be_extra |= is_open && !first.extra;
            is_open = first.extra && !is_carriage;
            found.add(first.carriage()?);
            if self.take(DASHES).is_some() {
                let (last, unit) = self.carriage()?;
                is_carriage = unit;
                is_open &= !unit;
                let span = last.number.checked_sub(first.number)?;
                let one_kind = first.extra == last.extra;
                (one_kind && (1..LONGEST_RANGE).contains(&span)).then_some(())?;
                for number in first.number..=last.number {
                    found.add(Said { number, ..first }.carriage()?);
                }
            }
            if self.take(COMMAS).is_none() {
                return is_carriage.then_some(found);
            }
        }
    }

    /// A carriage, and whether its unit says that it is one.
    fn carriage(&mut self) -> Option<(Said, bool)> {
        let extra = self.take(&[("加", ())]).is_some();
        let number = u8::try_from(self.number()?).ok()?;
        let unit = self.take(CARRIAGE_UNITS).unwrap_or(false);
        Some((Said { number, extra }, unit))
    }

    /// The value of the first word that stands here.
    fn take<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        let (rest, value) = words
            .iter()
            .find_map(|(word, value)| Some((self.rest.strip_prefix(word)?, *value)))?;
        self.rest = rest;
        Some(value)
    }

    /// One to four digits.
    fn number(&mut self) -> Option<u16> {
        let after = self.rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = &self.rest[..self.rest.len() - after.len()];
        let number = (digits.len() <= 4).then(|| digits.parse().ok()).flatten()?;
        self.rest = after;
        Some(number)
    }

    fn letter(&mut self, of: std::ops::RangeInclusive<char>) -> Option<char> {
        let letter = self.rest.chars().next().filter(|c| of.contains(c))?;
        self.rest = &self.rest[1..];
        Some(letter)
    }
}

/// A carriage's number as it was said.
#[derive(Clone, Copy)]
struct Said {
    number: u8,
    extra: bool,
}

impl Said {
    fn carriage(self) -> Option<Carriage> {
        if self.extra {
            Carriage::extra(self.number)
        } else {
            Carriage::numbered(self.number)
        }
    }
}

/// Whether one sits there, so that there are no berths.
const fn is_seat(kind: Option<Accommodation>) -> bool {
    !matches!(
        kind,
        None | Some(Accommodation::HardSleeper | Accommodation::SoftSleeper)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(kind: ConveyanceKind, text: &str) -> Result<String, WhyUnread> {
        let read = seating(kind, text).map_err(|unread| unread.why)?;
        let again = seating(kind, &read.to_string());
        assert_eq!(again.as_ref(), Ok(&read), "{text}: {read}");
        Ok(read.to_string())
    }

    #[test]
    fn s2_15_carriages_and_seats_are_read_in_the_spellings_of_real_lists() {
        for (text, expected) in [
            ("4号车厢", "4车"),
            ("5车厢", "5车"),
            ("05车", "5车"),
            ("０５车", "5车"),
            ("3、17号车厢", "3、17车"),
            ("4、6、13号车厢", "4、6、13车"),
            ("3号、17号车厢", "3、17车"),
            ("3号车厢,5号车厢", "3、5车"),
            ("7、8车厢", "7、8车"),
            ("5-7号车厢", "5、6、7车"),
            ("5至7号车厢", "5、6、7车"),
            ("加1号车厢", "加1车"),
            ("加1、加2号车厢", "加1、加2车"),
            ("2、加1号车厢", "2、加1车"),
            ("加1号车厢、2号车厢", "2、加1车"),
            ("硬卧7号车厢", "硬卧7车"),
            ("7号车厢硬卧", "硬卧7车"),
            ("13车007号下铺", "13车7号下铺"),
            ("10号车厢01中铺", "10车1号中铺"),
            ("11车09A号二等座", "二等座11车9A"),
            ("05车无座", "5车无座"),
            (" 8 车 018 号 下铺", "8车18号下铺"),
            ("9F", "9F"),
        ] {
            assert_eq!(
                written(ConveyanceKind::Train, text).as_deref(),
                Ok(expected)
            );
        }
        for (text, expected) in [("65J", "65J"), ("05a", "5A"), ("32排", "32排")] {
            assert_eq!(
                written(ConveyanceKind::Flight, text).as_deref(),
                Ok(expected)
            );
        }
        assert_eq!(
            written(ConveyanceKind::Coach, "12号座").as_deref(),
            Ok("12号")
        );
        let ship = seating(ConveyanceKind::Ship, "3012舱").unwrap();
        assert_eq!(ship.number, Some(3012));
        assert!(seating(ConveyanceKind::Train, "").unwrap().is_unknown());
    }

    #[test]
    fn s2_15_what_may_mean_two_things_or_nothing_is_not_guessed() {
        let train = |text: &str| written(ConveyanceKind::Train, text).err();
        assert_eq!(train("硬卧7号"), Some(WhyUnread::Ambiguous));
        assert_eq!(train("7号"), Some(WhyUnread::Ambiguous));
        assert_eq!(
            train("加1、2号车厢"),
            Some(WhyUnread::Ambiguous),
            "2, or the second extra one"
        );
        for text in [
            "1 3号车厢",
            "13车00 7号",
            "7",
            "0号车厢",
            "100号车厢",
            "餐车",
            "7号车厢附近",
            "7-5号车厢",
            "1-40号车厢",
            "3、17号车厢5号",
            "二等座5车7号下铺",
            "5车12",
            "5车999号",
            "上铺",
            "车厢",
            "硬卧",
        ] {
            assert_eq!(train(text), Some(WhyUnread::Seating), "{text}");
        }
        for text in ["J65", "65", "100A", "65M", "5车厢"] {
            assert!(seating(ConveyanceKind::Flight, text).is_err(), "{text}");
        }
    }
}
