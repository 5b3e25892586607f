//! A file of results that an operator brought: none of it counts before a member of staff has agreed to it (N-3).

use super::Finding;

/// Hours after which a file that waits is overdue (P): somebody in it may be ill.
pub const FILE_HOURS: i64 = 24;

words! {
    /// Where a file of results stands.
    ResultFileState {
        /// It waits for a member of staff: nothing of it is in any record.
        Waiting = "waiting",
        /// Somebody agreed: its lines are being taken.
        Agreed = "agreed",
        /// Its lines were taken.
        Taken = "taken",
        /// Staff refused it.
        Refused = "refused",
    }
}

impl ResultFileState {
    /// Whether it may become another: no file is taken that nobody agreed to, and what was refused stays so.
    pub const fn may_become(self, to: Self) -> bool {
        matches!(
            (self, to),
            (Self::Waiting, Self::Agreed | Self::Refused) | (Self::Agreed, Self::Taken)
        )
    }
}

/// Whether a result of somebody who is not registered is answered for by whoever answers for a whole service: where they will live
/// nobody knows, and when they register it colours them, or takes back what does. A correction takes the place of what is held of its
/// sample, whatever it finds: a negative one frees somebody.
pub const fn is_for_all(finding: Finding, revision: u32) -> bool {
    revision > 1 || !matches!(finding, Finding::Negative)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n_3_a_file_of_results_is_taken_only_once_somebody_agreed() {
        use ResultFileState::{Agreed, Refused, Taken, Waiting};
        for from in ResultFileState::ALL {
            let to: Vec<_> = ResultFileState::ALL
                .iter()
                .filter(|to| from.may_become(**to))
                .collect();
            let expected: Vec<&ResultFileState> = match from {
                Waiting => vec![&Agreed, &Refused],
                Agreed => vec![&Taken],
                Taken | Refused => vec![],
            };
            assert_eq!(to, expected, "{from}");
        }
    }

    #[test]
    fn n_3_a_result_that_may_colour_whoever_registers_is_answered_for_by_the_whole() {
        let all = Finding::ALL.iter().copied();
        let for_all: Vec<Finding> = all.filter(|finding| is_for_all(*finding, 1)).collect();
        assert_eq!(for_all, [Finding::Positive, Finding::Withdrawn]);
        let mut corrections = Finding::ALL.iter();
        assert!(corrections.all(|finding| is_for_all(*finding, 2)));
    }
}
