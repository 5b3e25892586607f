//! How long each kind of record is kept, as its person reads it. `docs/RETENTION.md` says it for everybody; a test holds the two
//! against each other.

use domain::correction_request::KEPT_DAYS;
use domain::family::{ENDED_DAYS, WAIT_DAYS};
use domain::itinerary::CHECK_DAYS;
use domain::laboratory::RESULT_DAYS;
use domain::number::COMPARED_DAYS;
use domain::organisation::INVITATION_DAYS;
use domain::policy::Text;
use domain::purchase::PURCHASE_DAYS;
use domain::retention::{ORDER_DAYS, SAID_DAYS};

use crate::event::EVENT_DAYS;
use crate::itinerary::REQUEST_DAYS;
use crate::notice::NOTICE_DAYS;
use crate::session::SESSION_DAYS;
use crate::sweep::CARE_DAYS;

/// How long a kind of record is kept. Nothing is said of what is no kind of record: a promise that nobody made would be one too.
pub(super) fn kept(kind: &str) -> Text {
    life(kind).unwrap_or_else(|| Text::new("", ""))
}

fn life(kind: &str) -> Option<Text> {
    Some(match kind {
        "person" | "person_sealed" | "former_document" | "applicant" | "home"
        | "jurisdiction_use" | "rating" | "proposal_answer" => until_erased(),
        "quarantine_order" => Text::new(
            format!("隔离结束后{ORDER_DAYS}天；仍涉及您住址的，更久。解除隔离证明只能在此期间打印"),
            format!(
                "{ORDER_DAYS} days after it has ended; longer while it covers where you live. Its certificate of release can be printed until then"
            ),
        ),
        "declaration" | "stay" | "stay_area" | "leg" => declared(),
        "check_in" | "check_in_words" | "check_in_answer" | "visit" => reported(),
        "evidence" => until_erased_or_taken_back(),
        "appeal" => Text::new(
            format!("答复后保留{ORDER_DAYS}天；有关命令仍有效的，到其结束"),
            format!("{ORDER_DAYS} days after it was answered; longer while an order stands"),
        ),
        "hold" => Text::new(
            format!("核实结束后保留{SAID_DAYS}天"),
            format!("{SAID_DAYS} days after it has ended"),
        ),
        "city_entry" => Text::new(
            format!("核验后保留{SAID_DAYS}天；每个城市保留最后一次"),
            format!("{SAID_DAYS} days after it was verified; the last one of each city stays"),
        ),
        "notice" => days(NOTICE_DAYS.into()),
        "invitation" => days(INVITATION_DAYS.into()),
        "met_visit" => days(EVENT_DAYS),
        "purchase" => days(PURCHASE_DAYS.into()),
        "itinerary_check" => days(CHECK_DAYS),
        "care_note" => days(CARE_DAYS),
        "help_request" | "task" => after_it_is_done(CARE_DAYS),
        "correction_request" => after_it_is_done(KEPT_DAYS.into()),
        "itinerary_request" => after_it_is_done(REQUEST_DAYS.into()),
        "laboratory_result" => until_the_next_result(),
        "person_number" => Text::new(
            format!("交还后再保留{COMPARED_DAYS}天"),
            format!("Until {COMPARED_DAYS} days after you gave it back"),
        ),
        "membership" => Text::new(
            "到您退出或被管理人员移出为止",
            "Until you leave, or its manager takes you off",
        ),
        "family_link" | "family_member" => until_either_side_ends_it(),
        "device" => until_signed_out(),
        "issued_credential" => Text::new(
            "与健康码一起失效：次日结束时删除，纸质码一周",
            "As long as the code: with the next day, a printed sheet with its week",
        ),
        "looked" => Text::new("当天结束时删除", "Until the day is over"),
        "log_line" => Text::new(
            "三年；您删除资料后，记录不再能看出与您有关",
            "Three years; once you erase your data they are about nobody",
        ),
        "quarantine_standing" => Text::new("隔离结束时删除", "Until the quarantine is over"),
        _ => return None,
    })
}

fn until_erased() -> Text {
    Text::new(
        "直到您删除；正在进行的隔离所依据的，到隔离结束、申诉期满",
        "Until you erase it; what a running quarantine rests on, until that and its time for appeal are over",
    )
}

fn until_erased_or_taken_back() -> Text {
    let kept = until_erased();
    Text::new(
        format!("{}；已撤回的，撤回后{ORDER_DAYS}天", kept.zh),
        format!("{}; {ORDER_DAYS} days after it was taken back", kept.en),
    )
}

fn declared() -> Text {
    Text::new(
        format!(
            "{SAID_DAYS}天；有隔离的，到最后一次隔离结束后{ORDER_DAYS}天，隔离所依据的随隔离记录保留；最近一次申报和居住区县保留，不含健康和接触情况"
        ),
        format!(
            "{SAID_DAYS} days, and {ORDER_DAYS} days after your last quarantine; what that rests on stays with it. Your last declaration and the county where you live stay, without what you said of health and contacts"
        ),
    )
}

fn reported() -> Text {
    Text::new(
        format!(
            "{SAID_DAYS}天；有隔离的，到最后一次隔离结束后{ORDER_DAYS}天，隔离期间的随隔离记录保留"
        ),
        format!(
            "{SAID_DAYS} days, and {ORDER_DAYS} days after your last quarantine; those of its days stay with it"
        ),
    )
}

fn days(days: i64) -> Text {
    Text::new(
        format!("保留{days}天，到期自动删除"),
        format!("{days} days, then it goes by itself"),
    )
}

fn after_it_is_done(days: i64) -> Text {
    Text::new(
        format!("到办结为止，之后再保留{days}天"),
        format!("Until it is decided or done, and {days} days more"),
    )
}

fn until_the_next_result() -> Text {
    Text::new(
        format!("采样后{RESULT_DAYS}天，有新结果时删除；隔离以它为依据的，到隔离结束"),
        format!(
            "{RESULT_DAYS} days after the sample, when the next one comes; longer while a quarantine rests on it"
        ),
    )
}

fn until_either_side_ends_it() -> Text {
    Text::new(
        format!("到任一方解除为止；未确认的{WAIT_DAYS}天，结束后{ENDED_DAYS}天"),
        format!(
            "Until either side ends it; {WAIT_DAYS} days where it is not confirmed, {ENDED_DAYS} days once it has ended"
        ),
    )
}

fn until_signed_out() -> Text {
    Text::new(
        format!("{SESSION_DAYS}天未使用、退出登录或换机时删除"),
        format!("Until you sign out, use another phone, or do not use it for {SESSION_DAYS} days"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::my_data::kinds;

    const PAGE: &str = include_str!("../../../../docs/RETENTION.md");

    /// The row of the page that speaks of a kind which has a number of days, by the row's first words.
    const ROWS: [(&str, &str); 28] = [
        ("notice", "notice of a person"),
        ("invitation", "invitation by a roster"),
        ("met_visit", "visit that an event of a case met"),
        ("purchase", "purchase at a pharmacy"),
        ("itinerary_check", "check of an itinerary"),
        ("itinerary_request", "request to staff about a check"),
        ("correction_request", "correction that went to a reviewer"),
        ("care_note", "notes of a community"),
        ("help_request", "notes of a community"),
        ("task", "notes of a community"),
        ("laboratory_result", "result of a laboratory in a record"),
        ("person_number", "number of a person that was given back"),
        ("family_link", "family link"),
        ("family_member", "family link"),
        ("device", "session of a person's device"),
        ("declaration", "declaration with its stays"),
        ("stay", "declaration with its stays"),
        ("stay_area", "declaration with its stays"),
        ("leg", "declaration with its stays"),
        ("check_in", "check-in with its words"),
        ("check_in_words", "check-in with its words"),
        ("check_in_answer", "check-in with its words"),
        ("visit", "check-in with its words"),
        ("evidence", "evidence by others that was taken back"),
        ("appeal", "appeal and its answer"),
        ("quarantine_order", "quarantine order that has ended"),
        ("hold", "hold that has ended"),
        ("city_entry", "entry into a city that was verified"),
    ];

    fn every_kind() -> impl Iterator<Item = &'static str> {
        storage::exported().chain(["log_line"])
    }

    /// The numbers that stand before the word.
    fn days_of(text: &str) -> Vec<&str> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let pairs = words.windows(2);
        let days = pairs.filter(|pair| pair[1].starts_with("days"));
        days.map(|pair| pair[0])
            .filter(|number| number.parse::<u32>().is_ok())
            .collect()
    }

    #[test]
    fn n_8_every_kind_that_a_person_takes_out_says_how_long_it_is_kept() {
        for kind in every_kind() {
            assert!(life(kind).is_some(), "{kind} says no life");
            assert_ne!(kinds::title(kind).en, kind, "{kind} has no title");
        }
    }

    #[test]
    fn n_8_a_person_reads_the_days_that_the_page_promises() {
        for kind in every_kind() {
            let told = kept(kind).en;
            let own = days_of(&told);
            let row = ROWS.iter().find(|(known, _)| *known == kind);
            assert_eq!(row.is_some(), !own.is_empty(), "{kind}: {told}");
            let Some((_, begins)) = row else { continue };
            let begins = format!("| {begins}");
            let line = PAGE.lines().find(|line| line.starts_with(&begins));
            let promised = line.map(days_of).unwrap_or_default();
            assert!(
                own.iter().all(|number| promised.contains(number)),
                "{kind}: {told:?} and the row {line:?}"
            );
        }
    }
}
