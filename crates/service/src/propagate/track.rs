//! Which ranges of ids are done: they are shared out in their order and done in any.

use std::collections::BTreeSet;

use domain::ids::PersonId;
use storage::{IdRange, MOST_COUNTED, Span};

/// People of one range, as far as their ids are drawn evenly.
const PEOPLE: i64 = 2_000;
/// The most ranges: of 15 million people each has some 3,700.
const MOST_RANGES: i64 = 4_096;

/// All ids behind `after`, cut into ranges.
#[derive(Debug)]
pub(super) struct Ranges {
    first: i128,
    width: i128,
    count: usize,
    last: i64,
}

impl Ranges {
    /// The ranges of everybody in `span` who is not done yet.
    pub(super) fn of(span: Option<Span>, after: PersonId) -> Self {
        let nothing = Self {
            first: 0,
            width: 1,
            count: 0,
            last: i64::MIN,
        };
        let Some(span) = span else { return nothing };
        let first = after.0.max(span.first.0.saturating_sub(1));
        if first >= span.last.0 {
            return nothing;
        }
        let wanted = if span.people >= MOST_COUNTED {
            MOST_RANGES
        } else {
            (span.people / PEOPLE).max(1)
        };
        let all = i128::from(span.last.0) - i128::from(first);
        let width = (all / i128::from(wanted)).max(1) + 1;
        Self {
            first: i128::from(first),
            width,
            count: ((all + width - 1) / width) as usize,
            last: span.last.0,
        }
    }

    pub(super) const fn count(&self) -> usize {
        self.count
    }

    /// The range with this number, from 0.
    pub(super) fn range(&self, number: usize) -> IdRange {
        IdRange {
            after: self.end(number),
            to: self.end(number + 1),
        }
    }

    /// The last id of the ranges before this one.
    fn end(&self, number: usize) -> i64 {
        let end = self.first + self.width * number as i128;
        i64::try_from(end).map_or(self.last, |end| end.min(self.last))
    }
}

/// How far the ranges are done.
#[derive(Debug, Default)]
pub(super) struct Track {
    /// All before this one are done.
    next: usize,
    /// Those behind it that are done.
    ahead: BTreeSet<usize>,
}

impl Track {
    /// Notes ranges that are done.
    pub(super) fn done(&mut self, ranges: &[usize]) {
        self.ahead.extend(ranges);
        while self.ahead.remove(&self.next) {
            self.next += 1;
        }
    }

    /// How many are done without a gap.
    pub(super) const fn next(&self) -> usize {
        self.next
    }

    /// How many are done.
    pub(super) fn count(&self) -> usize {
        self.next + self.ahead.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(first: i64, last: i64, people: i64) -> Span {
        Span {
            first: PersonId(first),
            last: PersonId(last),
            people,
        }
    }

    #[test]
    fn s2_21_ranges_hold_every_id_once() {
        let spans = [
            span(1, 1, 1),
            span(1, 9_000, 9_000),
            span(i64::MIN, i64::MAX, MOST_COUNTED),
            span(-5, i64::MAX - 3, MOST_COUNTED),
        ];
        for span in spans {
            let ranges = Ranges::of(Some(span), PersonId(i64::MIN));
            assert!(ranges.range(0).after < span.first.0 || span.first.0 == i64::MIN);
            let mut end = ranges.range(0).after;
            for number in 0..ranges.count() {
                let range = ranges.range(number);
                assert!(range.after == end && range.to > end, "{span:?} {range:?}");
                end = range.to;
            }
            assert_eq!(end, span.last.0);
        }
        assert_eq!(Ranges::of(None, PersonId(0)).count(), 0);
        assert_eq!(Ranges::of(Some(span(1, 9, 9)), PersonId(9)).count(), 0);
        assert_eq!(
            Ranges::of(Some(span(1, 9, 9)), PersonId(5)).range(0).after,
            5
        );
    }

    #[test]
    fn s2_21_who_is_done_is_counted_without_a_gap() {
        let mut track = Track::default();
        track.done(&[1, 3]);
        assert_eq!((track.next(), track.count()), (0, 2));
        track.done(&[0]);
        assert_eq!((track.next(), track.count()), (2, 3));
        track.done(&[2]);
        assert_eq!((track.next(), track.count()), (4, 4));
    }
}
