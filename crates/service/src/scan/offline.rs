//! What a gate without a network has judged itself: it sends the words of its verdict, and no code. They are kept as
//! they are, once they are words that some verdict of the one table could have had.

use domain::state::State;
use domain::verdict::{Gate, Kind, Outcome, Verdict, Words};

use super::Judged;

/// A verdict that the device has given already.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct JudgedThere {
    /// What it did.
    pub outcome: Outcome,
    /// Its sentence.
    pub words: Words,
    /// The state that was shown; absent where no code was, or none that is believed.
    pub state: Option<State>,
    /// The kind of the code; absent where the state is.
    pub kind: Option<Kind>,
}

impl JudgedThere {
    /// What is wrong with it at this gate: the part, and why, in both languages.
    pub(super) fn fault(self, gate: Gate) -> Option<(&'static str, &'static str, &'static str)> {
        let believed = !matches!(self.words, Words::NoCode | Words::Refused(_));
        if believed != self.state.is_some() || believed != self.kind.is_some() {
            return Some((
                "state",
                "状态和类型与结论不符：采信的码两者都有，其余都没有",
                "a code that is believed has a state and a kind, any other has neither; send what the verdict says",
            ));
        }
        let passes = self.outcome == Outcome::Pass;
        let by_green = self.words == Words::Pass;
        let stops = self.outcome == Outcome::Stop && gate.never_stops();
        let without_code = self.words == Words::NoCode && self.outcome != Outcome::ByHand;
        if stops || without_code || passes != by_green {
            return Some((
                "outcome",
                "与结论的说明不符，请发送判定表的结果",
                "does not go with the reason at this gate; send what the verdict table says",
            ));
        }
        None
    }

    /// As the rest of the house sees it.
    pub(super) fn judged(self) -> Judged {
        Judged {
            verdict: Verdict {
                outcome: self.outcome,
                words: self.words,
                steps: Vec::new(),
                remarks: Vec::new(),
            },
            state: self.state,
            kind: self.kind,
            fragment: None,
            seen_seconds: None,
        }
    }
}
