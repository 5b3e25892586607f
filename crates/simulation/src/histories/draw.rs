//! Where drawn numbers come from: a list, or a seed.

use domain::time::Date;

use crate::random::SplitMix64;

/// A source of small numbers. From a list that has ended every number is 0, which every generator takes for its
/// simplest answer; so a shorter or lesser list draws something simpler.
#[derive(Clone, Debug)]
pub enum Draw {
    /// The numbers of a list, the last one first.
    List(Vec<u32>),
    /// The numbers that follow from a seed.
    Seed(SplitMix64),
}

impl Draw {
    /// The numbers of a list, in its order.
    pub fn list(mut numbers: Vec<u32>) -> Self {
        numbers.reverse();
        Self::List(numbers)
    }

    /// The numbers that follow from `seed`.
    pub const fn seed(seed: u64) -> Self {
        Self::Seed(SplitMix64::new(seed))
    }

    /// A number below `bound`; 0 where the bound is 0.
    pub fn below(&mut self, bound: u32) -> u32 {
        match self {
            Self::List(numbers) => numbers.pop().unwrap_or(0).checked_rem(bound).unwrap_or(0),
            Self::Seed(random) => random.below(u64::from(bound)) as u32,
        }
    }

    /// True in `percent` of a hundred draws.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) >= 100 - percent.min(100)
    }

    /// One of the items, the first being the simplest.
    ///
    /// # Panics
    /// Where there is none.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len() as u32) as usize]
    }

    /// A date from `first` to `last`, both included.
    pub fn date(&mut self, first: Date, last: Date) -> Date {
        first + self.below((last - first + 1).max(1) as u32) as i32
    }

    /// A number from 1 to `most`.
    pub fn count(&mut self, most: u16) -> u16 {
        1 + self.below(u32::from(most)) as u16
    }
}
