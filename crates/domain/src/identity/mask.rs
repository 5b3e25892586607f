//! What remains of a number on a screen: a few characters at each end.

/// The stars that always remain, however short the number is.
const HIDDEN_AT_LEAST: usize = 3;

/// The first `head` and the last `tail` characters, stars between. A number too short to hide
/// three characters shows fewer, first at its end.
pub(super) fn masked(number: &str, head: usize, tail: usize) -> String {
    let length = number.chars().count();
    let may_show = length.saturating_sub(HIDDEN_AT_LEAST);
    let head = head.min(may_show);
    let tail = tail.min(may_show - head);
    number
        .chars()
        .enumerate()
        .map(|(i, c)| {
            if i < head || i >= length - tail {
                c
            } else {
                '*'
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_least_three_characters_stay_hidden() {
        assert_eq!(masked("110105194912", 2, 2), "11********12");
        assert_eq!(masked("A12345", 2, 2), "A1***5");
        assert_eq!(masked("A123", 2, 2), "A***");
        assert_eq!(masked("A1", 2, 2), "**");
        assert_eq!(masked("", 2, 2), "");
    }
}
