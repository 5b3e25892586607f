//! The rules by which a check is decided, as the page shows them. [`super::compare`] does this and nothing else.

use crate::policy::Text;

/// The published rules, one sentence or two each, for a window of `days`.
pub fn rules(days: u16) -> Vec<Text> {
    let rules = [
        (
            format!("核对最近{days}天，到区县一级。运营商只记录停留超过4小时的地方，并且晚一天。"),
            format!(
                "The last {days} days are compared, county by county. A carrier records stays of more than 4 hours only, and a day late."
            ),
        ),
        (
            "目的城市也要填写：至少有一个号码的清单里有该城市的区县。".into(),
            "The city that you enter is declared too: at least one list names a county of it.".into(),
        ),
        (
            "每个号码都要先用验证码确认，再填写行程；按顺序逐个完成，全部完成才能通过。".into(),
            "Each number is confirmed by its code, then its places are declared, one number after the other; all of them must be done.".into(),
        ),
        (
            "运营商记录的每个区县、国家或地区，须在该号码的清单中，或在之前号码的清单中；窗口内任何一天都算。".into(),
            "Each county, country or region that a carrier recorded must stand in the list of that number, or of a number before it; any day of the window counts.".into(),
        ),
        (
            "日期与记录不同只作提示，不影响通过。".into(),
            "A day that differs from the record is pointed out and fails nothing.".into(),
        ),
        (
            "您填写而记录中没有的地方不算矛盾。".into(),
            "A place that you declared and the record lacks is no contradiction.".into(),
        ),
        (
            "记录的区县与您填写的区县相邻、且只有一天（窗口第一天除外，那可能是更长停留的末尾）的，会先问您是否去过：去过，视为已填写；没去过，视为信号越界，不影响通过。".into(),
            "A recorded county that touches one in these lists, on one day only (not the first of the window, which may end a longer stay), is asked about: if you were there it counts as declared; if not, your phone saw the other side, and it fails nothing.".into(),
        ),
        (
            "区县改名、合并或拆分的，按当年的区划代码视为同一个地方。".into(),
            "A county that was renamed, merged or divided is one place by the codes of the year.".into(),
        ),
        (
            "记录在境外而没有填写、同时填写了边境区县的，请联系运营商或提交更正，由工作人员决定；不会因此变成黄码或红码。".into(),
            "A recorded stay outside the mainland that was not declared, together with a declared county at the border, is for the carrier or for staff to put right; it makes no code yellow or red.".into(),
        ),
        (
            "14天内交还的号码仍然核对，但不显示其地点；由机主同意添加的号码，或没有登记在您本人证件下的号码，也不显示地点。不显示的地点不逐一询问，相邻一天的不影响通过。".into(),
            "A number that was given back is compared for 14 days and shows no place; nor does one that was added by its holder's code or is not registered to your own document. What is not shown is not asked about: a touching county on one day fails nothing there.".into(),
        ),
        (
            "核对后即忘记运营商的记录，只保留结果。".into(),
            "The carrier's record is forgotten after the comparison; only the outcome stays.".into(),
        ),
    ];
    let text = |(zh, en): (String, String)| Text::new(zh, en);
    rules.into_iter().map(text).collect()
}
