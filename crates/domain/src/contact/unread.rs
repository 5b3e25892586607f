//! What a list says that is read as nothing, and why. It is listed, never guessed.

use crate::policy::Text;

words! {
    /// Why a text of a list is not read.
    WhyUnread {
        /// No kind of conveyance.
        Kind = "kind",
        /// No number of such a conveyance.
        Number = "number",
        /// No date.
        Date = "date",
        /// The date lies after the list.
        AfterList = "after_list",
        /// No carriage or seat.
        Seating = "seating",
        /// It may be a carriage or a seat, or one carriage or another.
        Ambiguous = "ambiguous",
    }
}

impl WhyUnread {
    /// What is wrong and what to do, in both languages.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Kind => (
                "不是交通工具种类，请写火车、飞机、客车或轮船",
                "no kind of conveyance; write train, flight, coach or ship",
            ),
            Self::Number => (
                "不是该种交通工具的班次，请核对",
                "no number of such a conveyance; compare it with the list",
            ),
            Self::Date => (
                "不是日期，请写成1月22或2020-01-22",
                "no date; write it as 1月22 or 2020-01-22",
            ),
            Self::AfterList => (
                "日期晚于名单发布日期，请核对",
                "the date lies after the list that names it; compare both",
            ),
            Self::Seating => (
                "车厢、座位写法无法识别，请写成5号车厢、13车007号下铺或12A",
                "no carriage or seat that is known; write it as 5号车厢, 13车007号下铺 or 12A",
            ),
            Self::Ambiguous => (
                "写法有两种理解（车厢或座位，加挂或普通车厢），请写明",
                "this may mean two things (a carriage or a seat, an extra carriage or not); say which",
            ),
        };
        Text::new(zh, en)
    }
}

/// A text that was not read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("\"{said}\": {}", why.text().en)]
pub struct Unread {
    /// The text, 80 characters of it at most.
    pub said: String,
    /// Why.
    pub why: WhyUnread,
}

impl Unread {
    /// A text and why it is not read.
    pub fn new(said: &str, why: WhyUnread) -> Self {
        Self {
            said: said.chars().take(80).collect(),
            why,
        }
    }
}
