//! English names of provinces and cities that are not their pinyin.
//!
//! The forms are those of the Ministry of Civil Affairs' atlas (romanised from Mongolian, Tibetan, Uyghur and
//! Kazakh) and of the governments' own English pages. All others follow the pinyin by rule.

/// Code and English name.
pub(super) const ENGLISH: [(u32, &str); 40] = [
    (150_000, "Inner Mongolia"),
    (540_000, "Tibet"),
    (610_000, "Shaanxi"),
    (810_000, "Hong Kong"),
    (820_000, "Macau"),
    (150_100, "Hohhot"),
    (150_600, "Ordos"),
    (150_700, "Hulunbuir"),
    (150_800, "Bayannur"),
    (150_900, "Ulanqab"),
    (152_200, "Hinggan"),
    (152_500, "Xilingol"),
    (152_900, "Alxa"),
    (230_100, "Harbin"),
    (230_200, "Qiqihar"),
    (232_700, "Da Hinggan Ling"),
    (513_200, "Ngawa"),
    (513_300, "Garzê"),
    (533_400, "Dêqên"),
    (540_100, "Lhasa"),
    (540_200, "Xigazê"),
    (540_300, "Qamdo"),
    (540_400, "Nyingchi"),
    (540_600, "Nagqu"),
    (542_500, "Ngari"),
    (632_600, "Golog"),
    (650_100, "Ürümqi"),
    (650_200, "Karamay"),
    (650_400, "Turpan"),
    (652_700, "Bortala"),
    (652_800, "Bayingolin"),
    (652_900, "Aksu"),
    (653_000, "Kizilsu"),
    (653_100, "Kashgar"),
    (653_200, "Hotan"),
    (654_000, "Ili"),
    (654_300, "Altay"),
    (659_002, "Aral"),
    (659_003, "Tumxuk"),
    (659_008, "Kokdala"),
];

/// The official English name of a province or city, where it is not its pinyin.
pub(super) fn english(code: u32) -> Option<&'static str> {
    let found = ENGLISH.iter().find(|(known, _)| *known == code);
    found.map(|(_, name)| *name)
}
