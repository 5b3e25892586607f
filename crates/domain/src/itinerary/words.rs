//! What a person reads about a check: each cause and what helps, each finding with its place and day, in both languages.

use super::{Asked, Cause, Finding, Hint, Place};
use crate::place::{DivisionCode, country, divisions};
use crate::policy::Text;
use crate::time::Date;

impl Cause {
    /// What it means.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::DestinationMissing => (
                "行程里没有填写目的城市",
                "the list of places lacks the city that you enter",
            ),
            Self::UndeclaredPlace => (
                "运营商记录的地方没有填写",
                "the carrier recorded a place that was not declared",
            ),
            Self::NumberUnverified => (
                "还有号码没有确认，或没有填写行程",
                "a number is not confirmed yet, or has no places yet",
            ),
            Self::AbroadAtBorder => (
                "您填写了边境区县，而运营商记录了境外停留",
                "you declared a county at the border, and the carrier recorded a stay outside the mainland",
            ),
        };
        Text::new(zh, en)
    }

    /// What helps.
    pub fn remedy(self) -> Text {
        let (zh, en) = match self {
            Self::DestinationMissing => (
                "请把目的城市的区县加入清单，再核对一次",
                "add a county of the city to your list and compare again",
            ),
            Self::UndeclaredPlace => (
                "去过就加入清单；没去过请提交“记录有误”，由工作人员决定",
                "add it if you were there; if you were not, report that the record is wrong, and staff decide",
            ),
            Self::NumberUnverified => (
                "请用验证码确认该号码并填写行程；不再使用的号码可以交还",
                "confirm the number by its code and declare its places; a number that you no longer use can be given back",
            ),
            Self::AbroadAtBorder => (
                "去过就加入清单；没去过请联系运营商，或附上凭据提交更正，由工作人员决定",
                "add it if you were there; if you were not, ask the carrier, or send a correction with evidence, and staff decide",
            ),
        };
        Text::new(zh, en)
    }
}

impl Finding {
    /// The finding in a sentence, with its place and days where they may be named.
    pub fn text(&self) -> Text {
        let cause = self.cause.text();
        let Some(place) = self.place else {
            return match (self.cause, self.number) {
                (Cause::UndeclaredPlace, None) => Text::new(
                    "14天内交还的号码的记录与清单不一致",
                    "the record of a number that was given back within 14 days does not agree with the lists",
                ),
                (Cause::UndeclaredPlace, Some(_)) => Text::new(
                    "该号码的记录中有没有填写的地方；它不登记在您的证件下，所以不显示地点",
                    "the record of this number holds a place that was not declared; it is not registered to your document, so the place is not shown",
                ),
                _ => cause,
            };
        };
        let name = place_name(place, self.from);
        let days = days(self.from, self.to);
        match (self.cause, self.border) {
            (Cause::DestinationMissing, _) => Text::new(
                format!("行程里没有{}的区县", name.zh),
                format!("the list of places names no county of {}", name.en),
            ),
            (Cause::AbroadAtBorder, Some(border)) => {
                let border = place_name(Place::County(border), self.from);
                Text::new(
                    format!(
                        "{}记录在{}，没有填写；您填写的{}在边境",
                        days.zh, name.zh, border.zh
                    ),
                    format!(
                        "{} was recorded {} and not declared; {}, which you declared, lies at the border",
                        name.en, days.en, border.en
                    ),
                )
            }
            _ => Text::new(
                format!("{}记录在{}，没有填写", days.zh, name.zh),
                format!("{} was recorded {} and not declared", name.en, days.en),
            ),
        }
    }

    /// What helps.
    pub fn remedy(&self) -> Text {
        if self.cause == Cause::UndeclaredPlace && self.place.is_none() {
            return Text::new(
                "请想一想还去过哪里并加入清单；确认没有遗漏的，请提交“记录有误”，由工作人员决定",
                "think where else you were and add it; if nothing is missing, report that the record is wrong, and staff decide",
            );
        }
        self.cause.remedy()
    }
}

impl Hint {
    /// The hint in a sentence.
    pub fn text(&self) -> Text {
        let name = place_name(self.place, Some(self.recorded_from));
        let days = days(Some(self.recorded_from), Some(self.recorded_to));
        Text::new(
            format!(
                "{}也记录在{}，您填写的是其他日期；请核对，不影响通过",
                days.zh, name.zh
            ),
            format!(
                "{} was recorded {} too, and you declared other days; look at them again, it fails nothing",
                name.en, days.en
            ),
        )
    }
}

impl Asked {
    /// The question in a sentence.
    pub fn text(&self) -> Text {
        let name = place_name(Place::County(self.county), Some(self.on));
        let on = day(self.on);
        Text::new(
            format!(
                "{}的记录在{}，与您填写的地方相邻。您去过那里吗？",
                on.zh, name.zh
            ),
            format!(
                "On {} the record says {}, which touches a place that you declared. Were you there?",
                on.en, name.en
            ),
        )
    }
}

/// The name of a place on a day; absent: today's. `浙江省 杭州市 西湖区`, "Xihu District, Hangzhou". A code that no table
/// has is named by its digits.
pub fn place_name(place: Place, on: Option<Date>) -> Text {
    match place {
        Place::County(code) => county_name(code, on.map_or(i16::MAX, Date::year)),
        Place::Abroad(code) => country(code).map_or_else(
            || Text::new(code.to_string(), code.to_string()),
            |known| Text::new(known.zh, known.en),
        ),
    }
}

fn county_name(code: DivisionCode, year: i16) -> Text {
    let table = divisions();
    // A code that is not of the year is read by its last one.
    let ended = || table.rows().iter().rfind(|row| row.code == code)?.last;
    let of_year = table.get(code, year).map(|_| year);
    let year = of_year.or_else(ended).unwrap_or(i16::MAX);
    let (Some(row), Some(zh)) = (table.get(code, year), table.path_name(code, year)) else {
        return Text::new(code.to_string(), code.to_string());
    };
    let own = row.en();
    let city = table.city_of(code, year).filter(|city| city.code != code);
    let en = city.map_or_else(|| own.clone(), |city| format!("{own}, {}", city.en));
    Text::new(zh, en)
}

/// A day or some days: `3月5日`, "on 5 March"; `3月5日至3月7日`, "from 5 March to 7 March".
fn days(from: Option<Date>, to: Option<Date>) -> Text {
    match (from, to) {
        (Some(from), Some(to)) if from != to => {
            let (first, last) = (day(from), day(to));
            Text::new(
                format!("{}至{}", first.zh, last.zh),
                format!("from {} to {}", first.en, last.en),
            )
        }
        (Some(on), _) | (None, Some(on)) => {
            let on = day(on);
            Text::new(on.zh, format!("on {}", on.en))
        }
        (None, None) => Text::new("", ""),
    }
}

fn day(on: Date) -> Text {
    let civil = on.civil();
    let zh = format!("{}月{}日", civil.month(), civil.day());
    Text::new(zh, civil.strftime("%-d %B").to_string())
}
