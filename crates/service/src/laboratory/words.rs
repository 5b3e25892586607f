//! What a result means for a code, in words.

use domain::laboratory::Finding;
use domain::policy::Text;

/// What a result means; `colours`: a rule gives a colour because of it now.
pub(super) fn meaning(finding: Finding, colours: bool) -> Text {
    match (finding, colours) {
        (Finding::Withdrawn, _) => Text::new(
            "检测机构已撤回此结果，不影响健康码",
            "Taken back by the laboratory: it changes nothing on your code",
        ),
        (_, true) => Text::new(
            "您的健康码因以下规则变色",
            "Your code has its colour by these rules",
        ),
        (Finding::Positive, false) => Text::new(
            "目前没有规则因此使您的健康码变色",
            "No rule gives your code a colour because of it now",
        ),
        (Finding::Negative, false) => Text::new(
            "不改变健康码的颜色；规则要求检测的，以此结果为准；阴性结果不会提前结束隔离",
            "It changes no colour. Where a rule asks for a test, this is one; it ends no quarantine early",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s0_24_what_a_result_means_is_said_in_both_languages() {
        for finding in Finding::ALL {
            for colours in [true, false] {
                let text = meaning(*finding, colours);
                assert!(text.en.is_ascii() && !text.zh.is_ascii());
            }
        }
    }
}
