//! How old people are: birth years in the proportions of a census, each with so many running numbers that two people
//! never share a document.

use domain::time::Date;

/// The first and the last year of birth.
const BORN: (i16, i16) = (1930, 2019);
/// The most running numbers of one county and birth date (GB 11643).
const MOST_SEQUENCES: u64 = 999;
/// Years of one band.
const BAND_YEARS: i16 = 5;

/// Of ten thousand people of the 2020 census so many in each band of five years, from those born in 2015 to 2019 back to
/// those born in 1930 to 1934.
const CENSUS: [u64; 18] = [
    552, 639, 605, 515, 531, 651, 881, 702, 658, 811, 859, 719, 520, 525, 351, 221, 148, 113,
];

/// Every birth date with its running numbers, as one range of numbers.
#[derive(Clone, Debug)]
pub(super) struct Ages {
    /// For each year: the numbers of all years before it, its first day, its days, its running numbers a day.
    years: Vec<(u64, Date, u64, u64)>,
    total: u64,
}

impl Ages {
    /// The ages of the census.
    pub(super) fn census() -> Self {
        let most = CENSUS.iter().copied().max().unwrap_or(1);
        let (mut years, mut total) = (Vec::new(), 0);
        for year in BORN.0..=BORN.1 {
            let band = usize::try_from((BORN.1 - year) / BAND_YEARS).unwrap_or(0);
            let weight = CENSUS.get(band).copied().unwrap_or(most);
            let sequences = (MOST_SEQUENCES * weight / most).max(1);
            let first = super::day(year, 1, 1);
            let days = u64::try_from(super::day(year + 1, 1, 1) - first).unwrap_or(0);
            years.push((total, first, days, sequences));
            total += days * sequences;
        }
        Self { years, total }
    }

    /// How many births there are in one county.
    pub(super) const fn total(&self) -> u64 {
        self.total
    }

    /// The birth date and the running number of a birth below [`total`](Self::total).
    pub(super) fn birth(&self, number: u64) -> (Date, u64) {
        let after = self.years.partition_point(|(before, ..)| *before <= number);
        let year = after.checked_sub(1).and_then(|at| self.years.get(at));
        let (before, first, _, sequences) =
            year.copied().unwrap_or((0, super::day(BORN.0, 1, 1), 1, 1));
        let within = number - before;
        let day = i32::try_from(within / sequences).unwrap_or(0);
        (first + day, within % sequences + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_a_birth_of_its_own_and_bands_have_their_weight() {
        let ages = Ages::census();
        let step = ages.total() / 100_000;
        let births: Vec<(Date, u64)> = (0..100_000).map(|n| ages.birth(n * step)).collect();
        assert!(births.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(births.iter().all(|(_, n)| (1..=MOST_SEQUENCES).contains(n)));
        let thirties = super::super::day(1985, 1, 1)..super::super::day(1990, 1, 1);
        let share = births
            .iter()
            .filter(|(date, _)| thirties.contains(date))
            .count();
        assert!(
            (8_500..9_100).contains(&share),
            "{share} of 100,000; the census has 8,810"
        );
        assert_eq!(
            ages.birth(ages.total() - 1).0,
            super::super::day(2019, 12, 31)
        );
    }
}
