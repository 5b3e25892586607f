//! Limits and texts: what can be seen of each entry by itself.

use crate::policy::check::Faults;
use crate::policy::{PolicyFile, RuleTest, Text};
use crate::purchase::{MOST_CLASSES, PurchaseClass};
use crate::time::Date;

/// The most rules and pop-ups that a file may have.
const MAX_RULES: usize = 200;
/// The longest quarantine and the widest window that a rule may ask for, in days.
pub(super) const MAX_DAYS: u16 = 60;
/// The longest time before an arrival at which a check can begin, in hours: one week.
const MAX_HOURS: u16 = 168;
/// The most characters of a text.
const MAX_TEXT: usize = 400;
/// Figures in a row from which a text could name somebody: a phone has 11, a document 15 or 18.
const NUMBER_OF_A_PERSON: usize = 11;

/// Looks at the head of the file, and at the texts, ids and dates of what it holds.
pub(super) fn examine(file: &PolicyFile, faults: &mut Faults) {
    head(file, faults);
    classes(file, faults);
    ids(file, faults);
    for rule in &file.rules {
        let field = format!("rule[{}]", rule.id);
        text(&format!("{field}.reason"), &rule.reason, faults);
        end(&field, file.effective, rule.ends, rule.review, faults);
        tests(&field, &rule.tests, faults);
    }
    for pop_up in &file.pop_ups {
        let field = format!("popup[{}]", pop_up.id);
        text(&format!("{field}.text"), &pop_up.text, faults);
        text(&format!("{field}.contact"), &pop_up.contact, faults);
        end(&field, file.effective, pop_up.ends, pop_up.review, faults);
        tests(&field, &pop_up.tests, faults);
    }
}

fn head(file: &PolicyFile, faults: &mut Faults) {
    let version = file.version.trim();
    if version.is_empty() || version.chars().count() > 40 {
        faults.add(
            "version",
            "请为版本取1至40个字符的名称，例如日期",
            "give the version a name of 1 to 40 characters, such as the date",
        );
    }
    let windows = [
        ("look_back_days", file.look_back_days),
        ("grace_days", file.grace_days),
        ("appeal_days", file.appeal_days),
    ];
    for (field, days) in windows {
        if days.is_some_and(|d| d > MAX_DAYS) {
            faults.add(
                field,
                format!("最多{MAX_DAYS}天"),
                format!("at most {MAX_DAYS} days"),
            );
        }
    }
    if file.verify_hours_before.is_some_and(|h| h > MAX_HOURS) {
        faults.add(
            "verify_hours_before",
            format!("最多{MAX_HOURS}小时"),
            format!("at most {MAX_HOURS} hours"),
        );
    }
    if file.rules.len() + file.pop_ups.len() > MAX_RULES {
        faults.add(
            "rule",
            format!("一个文件中规则和弹窗最多{MAX_RULES}条"),
            format!("at most {MAX_RULES} rules and pop-ups in a file"),
        );
    }
}

fn classes(file: &PolicyFile, faults: &mut Faults) {
    let classes = &file.purchase_classes;
    let twice = |at: usize| classes[..at].iter().any(|c| c.id == classes[at].id);
    let fits = classes.iter().all(PurchaseClass::is_sound)
        && classes.len() <= MOST_CLASSES
        && !(0..classes.len()).any(twice);
    if !fits {
        faults.add(
            "purchase_class",
            format!("药品类别最多{MOST_CLASSES}个，id各不相同（小写字母、数字和连字符），中英文名称1至20个字符"),
            format!("at most {MOST_CLASSES} classes, each with an id of its own (a-z, 0-9, hyphen) and names of 1 to 20 characters"),
        );
    }
}

fn ids(file: &PolicyFile, faults: &mut Faults) {
    let rules = file.rules.iter().map(|r| ("rule", r.id.as_str()));
    let pop_ups = file.pop_ups.iter().map(|p| ("popup", p.id.as_str()));
    let all: Vec<(&str, &str)> = rules.chain(pop_ups).collect();
    for (position, (list, id)) in all.iter().enumerate() {
        if all[..position].iter().any(|(_, other)| other == id) {
            faults.add(
                format!("{list}[{id}].id"),
                "两条规则或弹窗用了同一个id，请改名",
                "two rules or pop-ups have this id; rename one",
            );
        }
        if *id == crate::rating::AREA_QUESTION {
            faults.add(
                format!("{list}[{id}].id"),
                "该id已用于新增风险区域的询问，请改名",
                "this name is taken by the question about new areas; rename it",
            );
        }
    }
}

fn text(field: &str, text: &Text, faults: &mut Faults) {
    for (language, words) in [("zh", &text.zh), ("en", &text.en)] {
        let field = format!("{field}.{language}");
        let length = words.trim().chars().count();
        if length == 0 || length > MAX_TEXT {
            faults.add(
                &field,
                format!("请用1至{MAX_TEXT}个字符说明"),
                format!("say it in 1 to {MAX_TEXT} characters"),
            );
        }
        nobody(&field, words, faults);
    }
}

/// A policy is about everybody: no text of it holds the number of a document or a phone.
fn nobody(field: &str, words: &str, faults: &mut Faults) {
    let runs = words.split(|c: char| !c.is_ascii_digit());
    if runs.map(str::len).max() >= Some(NUMBER_OF_A_PERSON) {
        faults.add(
            field,
            "策略不得指名个人：请删去证件号码或手机号码",
            "a policy names nobody: take the number of a document or phone out",
        );
    }
}

fn end(
    field: &str,
    effective: Date,
    ends: Option<Date>,
    review: Option<Date>,
    faults: &mut Faults,
) {
    if ends.is_none() && review.is_none() {
        faults.add(
            format!("{field}.review"),
            "每条规则都要有结束日期或复查日期，请填写ends或review",
            "every rule ends or is looked at again; give ends or review a date",
        );
    }
    if review.is_some_and(|review| review <= effective) {
        faults.add(
            format!("{field}.review"),
            format!("复查日期须晚于生效日期{effective}"),
            format!("give a date after {effective}, on which the file comes into force"),
        );
    }
    if ends.is_some_and(|ends| ends <= effective) {
        faults.add(
            format!("{field}.ends"),
            format!("规则在生效日期{effective}之前就已结束，永远不会适用，请填写更晚的日期"),
            format!(
                "it can never apply: it ends before the file comes into force on {effective}; give a later date"
            ),
        );
    }
}

fn tests(field: &str, tests: &[RuleTest], faults: &mut Faults) {
    for (number, test) in tests.iter().enumerate() {
        let name = test.name.as_deref().unwrap_or_default();
        nobody(&format!("{field}.test[{}].name", number + 1), name, faults);
    }
}
