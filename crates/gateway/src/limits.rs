//! How long, how often and how many at once a neighbour is asked.

/// The bounds of every call to one neighbour. A call ends, whatever the neighbour does, after at most
/// `wait_ms + tries × (answer_ms + pause_most_ms)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Calls that run at once.
    pub at_once: usize,
    /// Calls that wait for their turn beyond those; more are refused at once.
    pub waiting: usize,
    /// How long a call waits for its turn, in milliseconds.
    pub wait_ms: u64,
    /// How often a call is tried, the first try included.
    pub tries: u32,
    /// How long one try may take, from the connection to the last byte, in milliseconds.
    pub answer_ms: u64,
    /// The longest pause before the second try, in milliseconds; it doubles from try to try, and chance picks a
    /// moment within it.
    pub pause_ms: u64,
    /// The longest pause of all, in milliseconds.
    pub pause_most_ms: u64,
    /// After so many tries in a row without an answer the neighbour is left alone.
    pub failures: u32,
    /// How long it is left alone before one call tries again, in milliseconds.
    pub rest_ms: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            at_once: 32,
            waiting: 256,
            wait_ms: 1_000,
            tries: 3,
            answer_ms: 2_000,
            pause_ms: 100,
            pause_most_ms: 1_000,
            failures: 5,
            rest_ms: 10_000,
        }
    }
}

impl Limits {
    /// For long answers to questions that nobody waits for: few at once, and time for some megabytes.
    pub const fn for_lists() -> Self {
        Self {
            at_once: 2,
            waiting: 16,
            wait_ms: 30_000,
            tries: 2,
            answer_ms: 20_000,
            pause_ms: 500,
            pause_most_ms: 1_000,
            failures: 5,
            rest_ms: 10_000,
        }
    }
}
