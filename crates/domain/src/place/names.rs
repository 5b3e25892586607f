//! How a division is called: the proper name without its rank, in pinyin, by initials, in English.
//!
//! Pinyin comes from the `pinyin` crate, one reading a character; where the place is read otherwise, the
//! table in `readings` says how. English is the pinyin by the rules of GB/T 16159 (capital, apostrophe before
//! a vowel), with the rank for counties, except where `english` has the official form.

use pinyin::ToPinyin;

use super::readings::READINGS;

/// Peoples in the names of autonomous areas, the longer first where one begins another.
const PEOPLES: [&str; 50] = [
    "维吾尔族",
    "哈萨克族",
    "柯尔克孜族",
    "塔吉克族",
    "乌孜别克族",
    "达斡尔族",
    "鄂温克族",
    "鄂伦春族",
    "维吾尔",
    "哈萨克",
    "柯尔克孜",
    "塔吉克",
    "达斡尔",
    "鄂伦春",
    "土家族",
    "布依族",
    "朝鲜族",
    "哈尼族",
    "傈僳族",
    "拉祜族",
    "东乡族",
    "纳西族",
    "景颇族",
    "仫佬族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "普米族",
    "德昂族",
    "保安族",
    "裕固族",
    "独龙族",
    "蒙古族",
    "锡伯",
    "蒙古",
    "各族",
    "回族",
    "藏族",
    "苗族",
    "彝族",
    "壮族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "傣族",
    "黎族",
    "佤族",
    "羌族",
];
/// The same with two characters that would not fit the table above: 畲, 水, 土, 怒.
const FEW_PEOPLES: [&str; 4] = ["畲族", "水族", "土族", "怒族"];

/// A rank of one place only (神农架林区): in 万柏林区 and 北林区 the wood belongs to the name.
const FOREST: &str = "林区";

/// Ranks at the end of a name, the longer first, with the English that follows the proper name of a county.
const RANKS: [(&str, &str); 16] = [
    ("特别行政区", ""),
    ("自治区", ""),
    ("自治州", ""),
    ("自治县", "Autonomous County"),
    ("自治旗", "Autonomous Banner"),
    ("地区", ""),
    (FOREST, "Forestry District"),
    ("特区", "Special District"),
    ("矿区", "Mining District"),
    ("新区", "New Area"),
    ("省", ""),
    ("市", ""),
    ("盟", ""),
    ("区", "District"),
    ("县", "County"),
    ("旗", "Banner"),
];

/// A name split into what is proper to the place and its rank in English (empty where English has none).
pub(super) fn split_rank(name: &str) -> (&str, &'static str) {
    let mut english = "";
    for (rank, word) in RANKS {
        let Some(proper) = name.strip_suffix(rank) else {
            continue;
        };
        let is_people = rank.starts_with("自治") || proper.ends_with('族');
        let proper = if is_people {
            without_peoples(proper)
        } else {
            proper
        };
        if proper.chars().count() >= 2 && (rank != FOREST || proper == "神农架") {
            return (proper, word);
        }
        english = word;
    }
    // 和县, 东区, 城区: the rank belongs to the name.
    (name, english)
}

fn without_peoples(name: &str) -> &str {
    let shorter = PEOPLES
        .iter()
        .chain(&FEW_PEOPLES)
        .find_map(|people| name.strip_suffix(people))
        .filter(|shorter| shorter.chars().count() >= 2);
    shorter.map_or(name, without_peoples)
}

/// The syllables of a Chinese name, in lower case, ü as `ü`. Characters without a reading are left out.
pub(super) fn syllables(name: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let known = READINGS
            .iter()
            .find_map(|&(word, reading)| Some((rest.strip_prefix(word)?, reading)));
        if let Some((after, reading)) = known {
            found.extend(reading.split(' '));
            rest = after;
        } else {
            found.extend(first.to_pinyin().map(pinyin::Pinyin::plain));
            rest = &rest[first.len_utf8()..];
        }
    }
    found
}

/// Syllables in one word as people type them: ü is v.
pub(super) fn typed(syllables: &[&str]) -> String {
    syllables.concat().replace('ü', "v")
}

/// The first letter of each syllable.
pub(super) fn initials(syllables: &[&str]) -> String {
    syllables.iter().filter_map(|s| s.chars().next()).collect()
}

/// Syllables as an English name: `Xi'an`, `Lüliang`.
pub(super) fn capitalised(syllables: &[&str]) -> String {
    let mut word = String::new();
    for syllable in syllables {
        let mut letters = syllable.chars();
        let Some(first) = letters.next() else {
            continue;
        };
        if word.is_empty() {
            word.extend(first.to_uppercase());
        } else {
            if matches!(first, 'a' | 'e' | 'o') {
                word.push('\'');
            }
            word.push(first);
        }
        word.push_str(letters.as_str());
    }
    word
}
