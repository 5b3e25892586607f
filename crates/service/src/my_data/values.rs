//! What a column says: instants and dates as they are written here, places by their names, words of closed lists in both
//! languages, what is sealed as JSON line by line under its names, and everything else as it was said.

use domain::place::DivisionCode;
use domain::policy::Text;
use domain::time::{Date, Instant};
use serde_json::{Map, Value};
use storage::StoredColumn;

use super::{by_name, kinds};
use crate::explain::{Place, place};

/// A word of a closed list, in Chinese and English.
type Said = (&'static str, &'static str, &'static str);

const WORDS: [Said; 76] = [
    (
        "registered",
        "登记机关确认",
        "The registry says whose it is",
    ),
    ("agreed", "机主同意", "Its holder agreed"),
    ("guardian", "代办的家人", "The family agent"),
    ("mail", "电子邮箱", "E-mail"),
    ("birth_date", "出生日期", "Birth date"),
    ("green", "绿码", "Green"),
    ("yellow", "黄码", "Yellow"),
    ("red", "红码", "Red"),
    ("unconfirmed", "蓝码", "Not confirmed"),
    ("none", "灰码", "No code"),
    ("resident", "常住", "Resident"),
    ("returning_to_work", "返岗", "Returning to work"),
    ("visitor", "来访", "Visitor"),
    ("areas", "到过勾选的地区", "Was in the areas ticked"),
    (
        "elsewhere",
        "没有到过所列地区",
        "In none of the areas listed",
    ),
    ("unknown", "不清楚", "Does not know"),
    ("name", "姓名", "Name"),
    ("document", "证件", "Document"),
    ("phone", "手机号", "Phone"),
    ("street", "住址", "Street"),
    ("negative", "阴性", "Negative"),
    ("positive", "阳性", "Positive"),
    ("inconclusive", "无法判定", "Inconclusive"),
    ("waiting", "等待答复", "Waiting"),
    ("granted", "成立", "Granted"),
    ("rejected", "未获支持", "Rejected"),
    ("withdrawn", "已撤回", "Withdrawn"),
    ("open", "进行中", "Open"),
    ("complete", "已完成", "Complete"),
    ("lifted", "已提前解除", "Lifted"),
    ("suspended", "暂停执行", "Suspended"),
    ("on_the_way", "已在路上", "On the way"),
    ("done", "已办妥", "Done"),
    ("medicine", "药品", "Medicine"),
    ("food", "食品", "Food"),
    ("other", "其他", "Other"),
    ("confirmed", "属实", "It is so"),
    ("objected", "不属实", "It is not so"),
    ("agrees", "属实", "It is so"),
    ("denies", "不属实", "It is not so"),
    ("oneself", "本人", "Yourself"),
    ("person", "本人", "Yourself"),
    ("staff", "工作人员", "Staff"),
    ("paper", "纸质码", "Paper code"),
    ("door", "上门", "At the door"),
    ("test", "检测", "Test"),
    ("exposure", "接触", "Exposure"),
    ("entry", "入境", "Entry"),
    ("order", "依法作出的决定", "Order by officials"),
    ("official_order", "依法作出的决定", "Order by officials"),
    ("opened", "隔离开始", "Quarantine opened"),
    ("reminder", "打卡提醒", "Reminder"),
    ("declaration_ends", "申报到期提醒", "Declaration ends"),
    ("[]", "无", "None"),
    ("sent", "已发送", "Sent"),
    ("care", "隔离期间的照料", "Looking after you in quarantine"),
    ("file", "文件导入", "By file"),
    ("in_progress", "进行中", "Begun"),
    ("failed", "未通过", "Did not pass"),
    ("passed", "已通过", "Passed"),
    ("accepted", "同意", "Accepted"),
    ("refused", "不同意", "Refused"),
    ("settled", "无须再办", "Needed no more"),
    (
        "border",
        "边境区县与境外记录",
        "A record abroad beside the border",
    ),
    (
        "no_number",
        "没有本人的大陆手机号",
        "No number of the mainland",
    ),
    (
        "no_consent",
        "不用运营商的记录",
        "Without the carrier's record",
    ),
    ("record_wrong", "记录有误", "The record is wrong"),
    ("ticket", "车票", "A ticket"),
    ("host", "接待方证明", "A host's word"),
    ("carrier", "运营商答复", "The carrier's answer"),
    ("train", "火车", "Train"),
    ("flight", "航班", "Flight"),
    ("coach", "客车", "Coach"),
    ("ship", "轮船", "Ship"),
    ("passenger", "乘客", "Passenger"),
    ("crew", "乘务人员", "Crew"),
];

const DAYS: [&str; 3] = ["contact_on", "erase_rest_on", "review_on"];
/// Parts of what is sealed that name a division.
const PLACES: [&str; 4] = ["county", "city", "jurisdiction", "place"];
const FLAGS: [&str; 4] = ["inside", "awaited", "in_grace", "pop_up"];
/// Parts of what is sealed in somebody's own words, which are no words of a list whatever they say.
const FREE: [&str; 14] = [
    "reason",
    "answer",
    "said",
    "evidence",
    "name",
    "street",
    "door",
    "unit",
    "number",
    "seat",
    "board",
    "alight",
    "phone",
    "reference",
];
/// Parts of what is sealed that say which member of staff wrote it down.
const HANDS: [&str; 3] = ["written_by", "taken_by", "found_by"];

/// A word of a closed list; one without words of its own stands for itself.
pub(super) fn word(word: &str) -> Text {
    let found = WORDS.iter().find(|(known, ..)| *known == word);
    found.map_or_else(|| Text::new(word, word), |(_, zh, en)| Text::new(*zh, *en))
}

/// An instant, to the minute, in the time of the jurisdiction.
pub(super) fn instant(ms: i64) -> Text {
    let at = Instant::from_ms(ms);
    let minutes = (ms - at.date().start().ms()) / 60_000;
    let text = format!("{} {:02}:{:02}", at.date(), minutes / 60, minutes % 60);
    Text::new(text.clone(), text)
}

/// What a column says.
pub(super) fn value(column: &StoredColumn) -> Text {
    let Some(number) = column.number else {
        return words(column.name, &column.text);
    };
    numbered(column.name, number)
}

/// What a text says that stands alone, under a name.
pub(super) fn under(name: &str, text: &str) -> Text {
    let told = part(name, &Value::String(text.to_owned()));
    told.unwrap_or_else(|| word(text))
}

/// What the number of a column, or of a part of what is sealed, says.
fn numbered(name: &str, number: i64) -> Text {
    if name.ends_with("_ms") || name == "areas_loaded" {
        return instant(number);
    }
    if name == "times" {
        return instant(number.saturating_mul(1_000));
    }
    if name.ends_with("_day") || DAYS.contains(&name) {
        return day(number);
    }
    if name == "jurisdiction" || name == "place" {
        return division(number);
    }
    if FLAGS.contains(&name) {
        return yes_or_no(number != 0);
    }
    // That it was staff is the person's to know; the number by which they are kept says nothing to anybody.
    if name == "taken_by" {
        return word("staff");
    }
    if name == "temperature" {
        let text = format!("{}.{} °C", number / 10, number % 10);
        return Text::new(text.clone(), text);
    }
    let text = number.to_string();
    Text::new(text.clone(), text)
}

fn yes_or_no(is_so: bool) -> Text {
    if is_so {
        Text::new("是", "Yes")
    } else {
        Text::new("否", "No")
    }
}

/// Words as they were said. What is kept as JSON is told a line for each part, under its name.
fn words(name: &str, text: &str) -> Text {
    match serde_json::from_str(text) {
        Ok(Value::Object(parts)) => named(&parts, ("\n", "\n")),
        Ok(list @ Value::Array(_)) => part(name, &list).unwrap_or_else(|| word("[]")),
        _ => by_name::said(name, text).unwrap_or_else(|| word(text)),
    }
}

/// The parts of something, each behind its name, without those that hold nothing, and without which members of staff wrote it down or
/// found it right.
fn named(parts: &Map<String, Value>, between: (&str, &str)) -> Text {
    let parts = parts
        .iter()
        .filter(|(key, _)| !HANDS.contains(&key.as_str()));
    let told = parts.filter_map(|(key, value)| {
        let (name, said) = (kinds::name(key), part(key, value)?);
        Some(Text::new(
            format!("{}：{}", name.zh, said.zh),
            format!("{}: {}", name.en, said.en),
        ))
    });
    joined(told.collect(), between)
}

/// What a part says; none where it holds nothing.
fn part(key: &str, value: &Value) -> Option<Text> {
    let said = match value {
        Value::Null => return None,
        Value::Bool(is_so) => yes_or_no(*is_so),
        Value::Number(number) => match number.as_i64() {
            Some(number) => numbered(key, number),
            None => Text::new(number.to_string(), number.to_string()),
        },
        Value::String(text) if PLACES.contains(&key) => named_place(text),
        Value::String(text) if FREE.contains(&key) => Text::new(text.clone(), text.clone()),
        Value::String(text) => by_name::said(key, text).unwrap_or_else(|| word(text)),
        Value::Array(items) => {
            let items = items.iter().filter_map(|item| part(key, item));
            joined(items.collect(), ("、", ", "))
        }
        Value::Object(parts) => named(parts, ("；", "; ")),
    };
    (!said.zh.is_empty()).then_some(said)
}

fn joined(told: Vec<Text>, (zh, en): (&str, &str)) -> Text {
    let (chinese, english): (Vec<String>, Vec<String>) =
        told.into_iter().map(|text| (text.zh, text.en)).unzip();
    Text::new(chinese.join(zh), english.join(en))
}

/// A place by its name, and the code by which it was said.
fn named_place(text: &str) -> Text {
    match text.parse() {
        Ok(code) => {
            let Place { zh, en, .. } = place::of_county(code, i16::MAX);
            Text::new(format!("{zh} ({text})"), format!("{en} ({text})"))
        }
        Err(_) => word(text),
    }
}

fn day(number: i64) -> Text {
    let date = i32::try_from(number).ok().map(Date::from_day);
    let text = date.map_or_else(|| number.to_string(), |date| date.to_string());
    Text::new(text.clone(), text)
}

fn division(number: i64) -> Text {
    // A home is kept by the nine digits of a street; the county are the first six.
    let (digits, street) = match number {
        ..=999_999 => (number, String::new()),
        _ => (number / 1_000, format!(" ({number})")),
    };
    let code = u32::try_from(digits)
        .ok()
        .and_then(DivisionCode::from_number);
    match code {
        Some(code) => {
            let Place { zh, en, .. } = place::of_county(code, i16::MAX);
            Text::new(format!("{zh}{street}"), format!("{en}{street}"))
        }
        None => Text::new(number.to_string(), number.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::my_data::testing;

    fn sealed(text: &str) -> Text {
        value(&StoredColumn {
            name: "sealed",
            number: None,
            text: text.to_owned(),
        })
    }

    #[test]
    fn n_7_what_is_sealed_is_told_under_its_names_with_times_as_times() {
        let visit = r#"{"venue":4711,"from_ms":1657599600000,"left_ms":null,"closed_ms":1657634400000,"set_aside_ms":1657767600000,"set_aside_by_one":true}"#;
        let told = sealed(visit);
        for line in [
            "Number of the venue: 4711",
            "Came: 2022-07-12 12:20",
            "Found not to be so since: 2022-07-14 11:00",
            "Found by one reviewer alone: Yes",
        ] {
            assert!(told.en.lines().any(|told| told == line), "{}", told.en);
        }
        assert!(told.zh.contains("自何时起认定不属实：2022-07-14 11:00"));
        assert!(!told.en.contains("Left"), "what nobody knows is not told");
    }

    #[test]
    fn n_7_what_is_sealed_in_parts_of_parts_has_names_there_too() {
        let told = testing::told(&testing::declaration());
        let journey = "Kind: Train";
        assert!(told.en.contains(journey) && told.en.contains("36.5"));
        assert!(told.zh.contains("杭州市 (330100)"), "{}", told.zh);
        let bare = sealed(r#"{"reason":"填错了","answer":""}"#);
        assert_eq!(
            (&*bare.zh, &*bare.en),
            ("原因：填错了", "Reason: 填错了"),
            "what is empty is not told"
        );
        assert_eq!(sealed("13800000001").zh, "13800000001");
    }

    #[test]
    fn n_7_a_column_is_told_in_words_by_its_name() {
        let text = |name, text: &str| {
            let text = text.to_owned();
            let number = None;
            value(&StoredColumn { name, number, text }).zh
        };
        assert_eq!(text("symptoms", r#"["fever","dry_cough"]"#), "发热、干咳");
        assert_eq!(text("symptoms", "[]"), "无");
        assert_eq!(
            text("causes", r#"["undeclared_place"]"#),
            "运营商记录的地方没有填写"
        );
        assert_eq!(text("country", "MM"), "缅甸");
        assert_eq!(text("ended_by", "by_member"), "家人解除");
        assert_eq!(numbered("taken_by", 7).zh, "工作人员");
        let document = under("document", "10:11010519491231002X");
        assert_eq!(document.zh, "居民身份证 11010519491231002X");
        assert_eq!(under("name", "agreed").zh, "agreed", "a name is no word");
    }
}
