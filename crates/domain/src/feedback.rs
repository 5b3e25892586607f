//! Feedback: what people say about the service itself. It is about nobody: whoever sends it keeps a number, reads the answer by
//! it, and nothing else leads from the words to them.

/// The most characters of what is said, and of an answer.
pub const MAX_WORDS: usize = 1_000;
/// For how many days feedback is kept, answered or not (P).
pub const LIFE_DAYS: i32 = 90;
/// Hours within which feedback is answered (P).
pub const CLOCK_HOURS: i64 = 72;

words! {
    /// What feedback is about.
    FeedbackAbout {
        /// Something does not work.
        Fault = "fault",
        /// What the service says is wrong or hard to understand.
        Words = "words",
        /// Somebody cannot use it: sight, hearing, age, language, no phone.
        Access = "access",
        /// How it could be better.
        Idea = "idea",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// Where feedback stands.
    FeedbackState {
        /// It waits for its answer.
        Waiting = "waiting",
        /// It was answered.
        Answered = "answered",
    }
}

/// What was said, without the blanks around it; `None` where it is empty or longer than [`MAX_WORDS`].
pub fn said(words: &str) -> Option<&str> {
    let words = words.trim();
    (1..=MAX_WORDS)
        .contains(&words.chars().count())
        .then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s0_1_feedback_says_something_and_not_too_much() {
        assert_eq!(said("  打不开 "), Some("打不开"));
        assert_eq!(said(" \n"), None);
        assert!(said(&"字".repeat(MAX_WORDS)).is_some());
        assert_eq!(said(&"字".repeat(MAX_WORDS + 1)), None);
    }
}
