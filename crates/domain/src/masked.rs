//! Small counts: a report that says "2 people" of a county says who. Fewer than five are not told, nor what would lead to
//! them by subtraction.

/// The fewest people of whom a report says how many they are (P). None at all is told.
pub const LEAST: u64 = 5;

/// A count as a report tells it; `None` where it is too small.
pub type Told = Option<u64>;

/// A count on its own.
pub const fn one(count: u64) -> Told {
    if count == 0 || count >= LEAST {
        Some(count)
    } else {
        None
    }
}

/// Of `part` people among `whole`: not told either where the rest would be too small, because it could be worked out.
pub const fn part(part: u64, whole: u64) -> Told {
    match (one(part), one(whole.saturating_sub(part))) {
        (Some(told), Some(_)) => Some(told),
        _ => None,
    }
}

/// The parts of one total that stands beside them. Where a single one is too small, the next smallest is not told either:
/// else it would be what is missing to the total.
pub fn parts(counts: &[u64]) -> Vec<Told> {
    let mut told: Vec<Told> = counts.iter().map(|count| one(*count)).collect();
    let hidden = told.iter().filter(|count| count.is_none()).count();
    if hidden == 1 {
        let shown = told.iter().enumerate();
        let shown = shown.filter_map(|(at, count)| count.filter(|c| *c > 0).map(|c| (c, at)));
        if let Some((_, at)) = shown.min() {
            told[at] = None;
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n_4_fewer_than_five_are_not_told_and_none_is() {
        assert_eq!(
            [one(0), one(1), one(4), one(5)],
            [Some(0), None, None, Some(5)]
        );
    }

    #[test]
    fn n_4_what_is_not_told_cannot_be_worked_out_from_the_total() {
        assert_eq!(parts(&[100, 3, 20]), [Some(100), None, None]);
        assert_eq!(parts(&[100, 3, 2]), [Some(100), None, None]);
        assert_eq!(parts(&[100, 0, 20]), [Some(100), Some(0), Some(20)]);
        assert_eq!(parts(&[3]), [None]);
        assert_eq!(part(98, 100), None, "two are left");
        assert_eq!(part(90, 100), Some(90));
    }
}
