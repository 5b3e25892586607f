//! The words of refusals: why somebody may not decide a correction, or not so.

use domain::correction_request::CorrectionRefusal;
use domain::policy::Text;

/// Why somebody may not do to a request what they ask for.
pub(crate) fn refusal_text(refusal: CorrectionRefusal) -> Text {
    match refusal {
        CorrectionRefusal::NotNow => Text::new(
            "这份更正申请已经办结或撤回，请重新查看列表",
            "this correction was decided or taken back; load the list again",
        ),
        CorrectionRefusal::SameHands => Text::new(
            "这份更正由您在服务台代录，请由他人处理",
            "you took this correction down at the counter; somebody else must decide",
        ),
        CorrectionRefusal::Overtaken => Text::new(
            "本人此后另有申报，这份更正已无法采用；请说明原因后不予更正，本人可重新申请",
            "what the person has said since leaves no room for this correction; refuse it and say so, they can ask anew",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s0_24_why_a_correction_cannot_be_decided_is_said_in_both_languages() {
        for text in CorrectionRefusal::ALL.iter().copied().map(refusal_text) {
            assert!(!text.zh.is_ascii() && text.en.is_ascii());
        }
    }
}
