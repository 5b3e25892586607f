//! The level of one thing over time, as the points at which it changes.
//!
//! Lists come several times a day for years and most areas stay on them for a week, so that an area keeps
//! two or three points and no list is kept whole. Every question is a binary search.

use crate::level::Level;
use crate::time::Instant;

/// A level over time: each point holds until the next, the last for ever; before the first there is none.
///
/// The form is canonical: points ascend and no point repeats the level before it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Steps(Vec<Point>);

type Point = (Instant, Option<Level>);

/// A stretch of time, from its first instant to the instant after it (none: it has not ended), in which one
/// level was replaced by another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Stretch {
    pub(super) from: Instant,
    pub(super) to: Option<Instant>,
    pub(super) before: Option<Level>,
    pub(super) after: Option<Level>,
}

impl Steps {
    /// The level at an instant.
    pub(super) fn at(&self, instant: Instant) -> Option<Level> {
        let after = self.0.partition_point(|(from, _)| *from <= instant);
        after.checked_sub(1).and_then(|last| self.0[last].1)
    }

    /// The instants at which it changes, ascending.
    pub(super) fn instants(&self) -> impl Iterator<Item = Instant> {
        self.0.iter().map(|(from, _)| *from)
    }

    /// Whether it was ever, or will be, at a level.
    pub(super) fn was_ever(&self, level: Level) -> bool {
        self.0.iter().any(|(_, at)| *at == Some(level))
    }

    /// The highest level at any instant from `from` on and before `to`.
    pub(super) fn highest(&self, from: Instant, to: Instant) -> Option<Level> {
        if to <= from {
            return None;
        }
        let first = self.0.partition_point(|(at, _)| *at <= from);
        let end = self.0.partition_point(|(at, _)| *at < to);
        let points = &self.0[first.saturating_sub(1)..end];
        points.iter().filter_map(|(_, level)| *level).max()
    }

    /// Puts one level on the time from `from` to `to` (none: for ever).
    pub(super) fn set(&mut self, from: Instant, to: Option<Instant>, level: Option<Level>) {
        let first = self.0.partition_point(|(at, _)| *at < from);
        let (end, then) = match to {
            Some(to) => (
                self.0.partition_point(|(at, _)| *at <= to),
                Some((to, self.at(to))),
            ),
            None => (self.0.len(), None),
        };
        self.0
            .splice(first..end, std::iter::once((from, level)).chain(then));
        let mut last = None;
        self.0.retain(|(_, level)| {
            let changes = *level != last;
            last = *level;
            changes
        });
    }

    /// The stretches at `level` or above that begin before `before`, from the last to the first.
    pub(super) fn runs_back(
        &self,
        level: Level,
        before: Instant,
    ) -> impl Iterator<Item = (Instant, Option<Instant>)> {
        let end = self.0.partition_point(|(at, _)| *at < before);
        let high = move |at: Option<Level>| at.is_some_and(|at| at >= level);
        (0..end)
            .rev()
            .filter(move |&index| high(self.0[index].1))
            .map(|index| (self.0[index].0, self.0.get(index + 1).map(|next| next.0)))
    }

    /// Where the two differ, in the order of time, each stretch as long as both levels last.
    pub(super) fn difference(&self, after: &Self) -> Vec<Stretch> {
        let mut points: Vec<_> = self.0.iter().chain(&after.0).map(|point| point.0).collect();
        points.sort_unstable();
        points.dedup();
        let mut stretches: Vec<Stretch> = Vec::new();
        for (index, &from) in points.iter().enumerate() {
            let to = points.get(index + 1).copied();
            let (before, after) = (self.at(from), after.at(from));
            match stretches.last_mut() {
                Some(last)
                    if last.to == Some(from) && last.before == before && last.after == after =>
                {
                    last.to = to;
                }
                _ if before == after => {}
                _ => stretches.push(Stretch {
                    from,
                    to,
                    before,
                    after,
                }),
            }
        }
        stretches
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Thirty instants are written out one by one; the steps must agree with them.
    fn level() -> impl Strategy<Value = Option<Level>> {
        prop::sample::select(vec![
            None,
            Some(Level::Low),
            Some(Level::Medium),
            Some(Level::High),
        ])
    }

    fn changes() -> impl Strategy<Value = Vec<(usize, Option<usize>, Option<Level>)>> {
        let length = prop::option::of(1..10_usize);
        prop::collection::vec((0..30_usize, length, level()), 0..12)
    }

    fn build(changes: &[(usize, Option<usize>, Option<Level>)]) -> (Steps, [Option<Level>; 40]) {
        let (mut steps, mut slow) = (Steps::default(), [None; 40]);
        for (from, length, level) in changes {
            let to = length.map(|length| from + length);
            slow[*from..to.unwrap_or(40)].fill(*level);
            steps.set(instant(*from), to.map(instant), *level);
        }
        (steps, slow)
    }

    fn instant(index: usize) -> Instant {
        Instant::from_ms(index as i64)
    }

    proptest! {
        #[test]
        fn s0_23_steps_answer_like_a_table_of_every_instant(
            changes in changes(), from in 0..40_usize, length in 0..12_usize,
        ) {
            let (steps, slow) = build(&changes);
            for (index, level) in slow.iter().enumerate() {
                prop_assert_eq!(steps.at(instant(index)), *level);
            }
            let to = (from + length).min(40);
            let highest = slow[from..to].iter().flatten().max().copied();
            prop_assert_eq!(steps.highest(instant(from), instant(to)), highest);
            prop_assert!(steps.0.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 != pair[1].1));
            prop_assert!(steps.0.first().is_none_or(|point| point.1.is_some()));
        }

        #[test]
        fn s0_23_a_difference_names_exactly_the_instants_that_differ(
            before in changes(), after in changes(),
        ) {
            let ((before, old), (after, new)) = (build(&before), build(&after));
            let stretches = before.difference(&after);
            for index in 0..40 {
                let within = stretches.iter().filter(|stretch| {
                    stretch.from <= instant(index) && stretch.to.is_none_or(|to| instant(index) < to)
                });
                let found: Vec<_> = within.map(|stretch| (stretch.before, stretch.after)).collect();
                let expected = (old[index] != new[index]).then_some((old[index], new[index]));
                prop_assert_eq!(found, Vec::from_iter(expected));
            }
        }
    }
}
