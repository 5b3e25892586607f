//! The search box finds the service itself too, by its names, alone or beside a city (S1-11): 健康码, jkm, "health code", 杭州健康码.

use super::fold::fold;

/// What the service is called, folded: in Chinese, in pinyin, by its initials, in English.
const NAMES: [&str; 10] = [
    "健康码",
    "健康碼",
    "健康申报",
    "健康申報",
    "jiankangma",
    "jiankangshenbao",
    "jkm",
    "jksb",
    "healthcode",
    "healthdeclaration",
];

/// As many characters of a Chinese name are enough, and as many letters of another: `jian` is a city still.
const FEWEST_CHINESE: usize = 2;
const FEWEST_LETTERS: usize = 6;

/// What is left of the words for the cities where they name the service, empty where they name nothing else; `None` where they do not
/// name it.
pub fn without_service(query: &str) -> Option<String> {
    let text = fold(query);
    let whole = NAMES.iter().find_map(|&name| {
        let rest = text.strip_prefix(name);
        rest.or_else(|| text.strip_suffix(name))
    });
    whole
        .map(str::to_owned)
        .or_else(|| is_begun(&text).then(String::new))
}

/// Whether a name is being typed.
fn is_begun(text: &str) -> bool {
    let fewest = if text.is_ascii() {
        FEWEST_LETTERS
    } else {
        FEWEST_CHINESE
    };
    text.chars().count() >= fewest && NAMES.iter().any(|name| name.starts_with(text))
}
