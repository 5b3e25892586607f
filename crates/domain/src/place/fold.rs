//! One form for what people type and for what is searched: lower case, narrow, without marks and blanks.

/// The longest query that is looked at, in characters.
const QUERY_CHARS: usize = 64;

/// `" Ürümqi "` -> `urumqi`, `Xi’an` -> `xian`, `ＨＺ` -> `hz`. Chinese stays as it is.
pub(super) fn fold(text: &str) -> String {
    text.chars()
        .take(QUERY_CHARS)
        .flat_map(|letter| narrow(letter).to_lowercase())
        .filter(|letter| letter.is_alphanumeric())
        .map(plain)
        .collect()
}

/// A full-width letter or digit as the usual one.
fn narrow(letter: char) -> char {
    match letter {
        '！'..='～' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        other => other,
    }
}

/// A lower-case Latin letter without its mark, for the marks of pinyin and of the names in the tables.
fn plain(letter: char) -> char {
    match letter {
        'ā' | 'á' | 'ǎ' | 'à' | 'å' | 'â' | 'ä' | 'ã' => 'a',
        'ē' | 'é' | 'ě' | 'è' | 'ê' | 'ë' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' | 'î' | 'ï' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' | 'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'û' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

/// A pinyin word of our tables (ü as v) in the two ways in which it is typed.
pub(super) fn typings(pinyin: &str) -> [String; 2] {
    [pinyin.to_owned(), pinyin.replace('v', "u")]
}
