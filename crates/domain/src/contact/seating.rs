//! Where in a conveyance somebody sat: carriage, kind of place, row or number.

use std::fmt;

words! {
    /// The kinds of places on a train.
    Accommodation {
        /// 硬座.
        HardSeat = "hard_seat",
        /// 软座.
        SoftSeat = "soft_seat",
        /// 硬卧.
        HardSleeper = "hard_sleeper",
        /// 软卧, 动卧: compartments of four.
        SoftSleeper = "soft_sleeper",
        /// 二等座.
        SecondClass = "second_class",
        /// 一等座.
        FirstClass = "first_class",
        /// 商务座, 特等座.
        BusinessClass = "business_class",
    }
}

words! {
    /// Which berth above a number.
    Tier {
        /// 上铺.
        Upper = "upper",
        /// 中铺; only hard sleepers have one.
        Middle = "middle",
        /// 下铺.
        Lower = "lower",
    }
}

/// A carriage: its number, or that of an extra one (加1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Carriage(u8);

/// The highest number of a carriage.
const HIGHEST: u8 = 99;
/// The highest number of an extra carriage.
const HIGHEST_EXTRA: u8 = 20;

impl Carriage {
    /// The carriage with this number, 1 to 99.
    pub fn numbered(number: u8) -> Option<Self> {
        (1..=HIGHEST).contains(&number).then_some(Self(number))
    }

    /// The extra carriage with this number, 1 to 20.
    pub fn extra(number: u8) -> Option<Self> {
        (1..=HIGHEST_EXTRA)
            .contains(&number)
            .then(|| Self(HIGHEST + number))
    }
}

impl fmt::Display for Carriage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.checked_sub(HIGHEST) {
            Some(extra) if extra > 0 => write!(f, "加{extra}"),
            _ => write!(f, "{}", self.0),
        }
    }
}

/// Several carriages, as bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct CarriageSet(u128);

impl CarriageSet {
    /// Adds one.
    pub fn add(&mut self, carriage: Carriage) {
        self.0 |= 1 << carriage.0;
    }

    /// Adds all of another set.
    pub fn add_all(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether there is none: the carriage is not known.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many there are.
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether both share one.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// All of them, in their order.
    pub fn iter(self) -> impl Iterator<Item = Carriage> {
        (1..=HIGHEST + HIGHEST_EXTRA)
            .filter(move |n| (self.0 >> n) & 1 == 1)
            .map(Carriage)
    }
}

impl fmt::Display for CarriageSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, carriage) in self.iter().enumerate() {
            let before = if place > 0 { "、" } else { "" };
            write!(f, "{before}{carriage}")?;
        }
        Ok(())
    }
}

/// Where somebody sat. What is not known is `None` or empty.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Seating {
    /// Carriages; one, or several where a list names several cases at once.
    pub carriages: CarriageSet,
    /// The kind of place.
    pub accommodation: Option<Accommodation>,
    /// The row of a seat with a letter; of others the number of the seat, berth or cabin.
    pub number: Option<u16>,
    /// Whether `number` is a row.
    pub is_row: bool,
    /// The letter of a seat.
    pub letter: Option<char>,
    /// The tier of a berth.
    pub tier: Option<Tier>,
    /// Without a seat (无座).
    pub is_standing: bool,
}

impl Seating {
    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        *self == Self::default()
    }

    /// The kind of place, also where only a middle berth says it.
    pub fn kind(&self) -> Option<Accommodation> {
        let middle = self.tier == Some(Tier::Middle);
        self.accommodation
            .or(middle.then_some(Accommodation::HardSleeper))
    }
}

impl fmt::Display for Seating {
    /// In one spelling, which is read again as the same: `13车007号下铺`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.accommodation.map_or("", |kind| match kind {
            Accommodation::HardSeat => "硬座",
            Accommodation::SoftSeat => "软座",
            Accommodation::HardSleeper => "硬卧",
            Accommodation::SoftSleeper => "软卧",
            Accommodation::SecondClass => "二等座",
            Accommodation::FirstClass => "一等座",
            Accommodation::BusinessClass => "商务座",
        });
        f.write_str(kind)?;
        if !self.carriages.is_empty() {
            write!(f, "{}车", self.carriages)?;
        }
        if self.is_standing {
            return f.write_str("无座");
        }
        let Some(number) = self.number else {
            return Ok(());
        };
        match (self.letter, self.is_row) {
            (Some(letter), _) => write!(f, "{number}{letter}")?,
            (None, true) => write!(f, "{number}排")?,
            (None, false) => write!(f, "{number}号")?,
        }
        f.write_str(self.tier.map_or("", |tier| match tier {
            Tier::Upper => "上铺",
            Tier::Middle => "中铺",
            Tier::Lower => "下铺",
        }))
    }
}
