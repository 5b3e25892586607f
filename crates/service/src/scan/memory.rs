//! The ten minutes for which a gate remembers that it saw a code: in memory alone, by the code's hash, for this gate.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use domain::ids::CheckpointId;
use domain::time::Instant;

/// The most codes that are remembered; the oldest are forgotten first. Some 100 MB.
const MAX_CODES: usize = 1_000_000;

/// A code at a gate.
type Sight = (CheckpointId, [u8; 32]);

/// What was seen where, and when.
#[derive(Default)]
pub(crate) struct Memory(Mutex<Seen>);

#[derive(Default)]
struct Seen {
    last: HashMap<Sight, (Instant, i64)>,
    order: VecDeque<(Instant, Sight)>,
}

impl Memory {
    /// Remembers a sight, and says how many seconds ago this gate saw the same under another number, within
    /// `window_ms`.
    pub(crate) fn see(
        &self,
        sight: Sight,
        number: i64,
        at: Instant,
        window_ms: i64,
    ) -> Option<i64> {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.forget(at, window_ms);
        let before = seen.last.get(&sight).copied();
        if before.is_some_and(|(_, known)| known == number) {
            return None;
        }
        seen.last.insert(sight, (at, number));
        seen.order.push_back((at, sight));
        let ago_ms = at.ms() - before?.0.ms();
        (0..=window_ms).contains(&ago_ms).then_some(ago_ms / 1_000)
    }
}

impl Seen {
    fn forget(&mut self, now: Instant, window_ms: i64) {
        while let Some((at, sight)) = self.order.front().copied() {
            let old = now.ms() - at.ms() > window_ms;
            if !old && self.order.len() <= MAX_CODES {
                return;
            }
            self.order.pop_front();
            // Seen again since: its later entry forgets it.
            if self.last.get(&sight).is_some_and(|(last, _)| *last == at) {
                self.last.remove(&sight);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW_MS: i64 = 600_000;

    fn at(seconds: i64) -> Instant {
        Instant::from_ms(1_600_000_000_000 + seconds * 1_000)
    }

    fn sight(gate: i64) -> Sight {
        (CheckpointId(gate), [7; 32])
    }

    #[test]
    fn a_gate_says_that_it_saw_the_code_and_how_long_ago() {
        let memory = Memory::default();
        assert_eq!(memory.see(sight(1), 1, at(0), WINDOW_MS), None);
        assert_eq!(memory.see(sight(1), 2, at(40), WINDOW_MS), Some(40));
        assert_eq!(
            memory.see(sight(2), 1, at(50), WINDOW_MS),
            None,
            "another gate"
        );
        assert_eq!(
            memory.see(sight(1), 3, at(641), WINDOW_MS),
            None,
            "forgotten"
        );
    }

    #[test]
    fn the_same_scan_sent_again_is_not_seen_twice() {
        let memory = Memory::default();
        assert_eq!(memory.see(sight(1), 1, at(0), WINDOW_MS), None);
        assert_eq!(memory.see(sight(1), 1, at(5), WINDOW_MS), None);
        assert_eq!(memory.see(sight(1), 2, at(9), WINDOW_MS), Some(9));
    }

    #[test]
    fn what_is_ten_minutes_old_takes_no_room() {
        let memory = Memory::default();
        for n in 0..1_000 {
            memory.see((CheckpointId(1), [n as u8; 32]), n, at(n), 10_000);
        }
        let seen = memory.0.lock().unwrap();
        assert!(seen.order.len() <= 12 && seen.last.len() <= 12);
    }
}
