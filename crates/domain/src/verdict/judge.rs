//! The verdict itself: the strictest of what applies, never a stop where nobody is stopped.

use crate::state::State;
use crate::verdict::{
    Challenge, CodeAge, Gate, Kind, ListAge, Outcome, Presented, Question, Refusal, Remark, Shown,
    Status, Step, Verdict, VerdictPolicy, Words,
};

impl VerdictPolicy {
    /// What the checkpoint does. Every question has an answer.
    ///
    /// The status of the credential counts before its state. Of the other reasons the strictest counts, and of
    /// equally strict ones the first: challenge, state, age of the list.
    pub fn verdict(&self, question: &Question) -> Verdict {
        let gate = Gate::of(question.scene, question.direction);
        let (wanted, words) = match question.presented {
            Presented::NoCode => (Outcome::ByHand, Words::NoCode),
            Presented::Refused(refusal) => (self.refused(refusal), Words::Refused(refusal)),
            Presented::Shown(shown) => self.shown(gate, shown),
        };
        let outcome = if gate.never_stops() {
            wanted.min(Outcome::ByHand)
        } else {
            wanted
        };
        Verdict {
            outcome,
            words,
            steps: steps(gate, outcome, words, question.presented),
            remarks: remarks(outcome, question.presented),
        }
    }

    fn refused(&self, refusal: Refusal) -> Outcome {
        if refusal.deceives() {
            self.deception
        } else {
            Outcome::ByHand
        }
    }

    fn shown(&self, gate: Gate, shown: Shown) -> (Outcome, Words) {
        if let Some(otherwise) = self.by_status(shown) {
            return otherwise;
        }
        let unknown =
            (shown.status == Status::Unused).then_some((Outcome::ByHand, Words::StatusUnknown));
        let reasons = [
            unknown,
            by_challenge(shown),
            Some(self.by_state(gate, shown)),
            by_list(shown),
        ];
        let mut strictest = (Outcome::Pass, Words::Pass);
        for reason in reasons.into_iter().flatten() {
            if reason.0 > strictest.0 {
                strictest = reason;
            }
        }
        strictest
    }

    /// Where the list says that the credential no longer speaks the truth, its state counts for nothing.
    fn by_status(&self, shown: Shown) -> Option<(Outcome, Words)> {
        match (shown.status, shown.state) {
            (Status::AsIssued | Status::Unused, _) => None,
            (Status::Replaced, _) => Some((self.replaced, Words::Replaced)),
            (Status::Changed, State::Green) => Some((self.changed_green, Words::Changed)),
            (Status::Changed, _) => Some((Outcome::ByHand, Words::Changed)),
        }
    }

    fn by_state(&self, gate: Gate, shown: Shown) -> (Outcome, Words) {
        let row = self.row(gate);
        let (outcome, words) = match shown.state {
            State::Green if shown.pop_up => (row.pop_up, Words::PopUp),
            State::Green => return (Outcome::Pass, Words::Pass),
            State::Unconfirmed => (row.unconfirmed, Words::Unconfirmed),
            State::None => (row.none, Words::NoDeclaration),
            State::Yellow => (row.yellow, Words::Yellow),
            State::Red => (row.red, Words::Red),
        };
        let worded = match gate {
            _ if outcome == Outcome::Pass => Words::Pass,
            Gate::Hospital => Words::OtherEntrance,
            Gate::Pharmacy => Words::ServeAtTheDoor,
            _ => words,
        };
        (outcome, worded)
    }
}

fn by_challenge(shown: Shown) -> Option<(Outcome, Words)> {
    match shown.challenge {
        Challenge::NotAsked => None,
        _ if !shown.kind.answers_challenges() => Some((Outcome::ByHand, Words::CannotAnswer)),
        Challenge::Failed => Some((Outcome::ByHand, Words::ChallengeFailed)),
        Challenge::Passed => None,
    }
}

fn by_list(shown: Shown) -> Option<(Outcome, Words)> {
    let unknown = matches!(shown.list_age, ListAge::TooOld | ListAge::Missing);
    (unknown && shown.state == State::Green).then_some((Outcome::ByHand, Words::ListTooOld))
}

/// The steps for the words, and where a hospital or a pharmacy cannot take the code for a green one, that of
/// the scene, which is never left out. On the way home nobody is asked to step aside.
fn steps(gate: Gate, outcome: Outcome, words: Words, presented: Presented) -> Vec<Step> {
    let (kind, state) = match presented {
        Presented::Shown(shown) => (shown.kind, Some(shown.state)),
        _ => (Kind::Person, None),
    };
    let mut steps = match words {
        Words::Refused(refusal) => refusal_steps(refusal).to_vec(),
        _ => steps_of_words(outcome, words, kind),
    };
    let innocent = matches!(words, Words::ListTooOld | Words::CannotAnswer);
    let taken_for_green = outcome == Outcome::Pass || (innocent && state == Some(State::Green));
    let scene: &[Step] = match gate {
        _ if taken_for_green => &[],
        Gate::Hospital => &[Step::OtherEntrance],
        Gate::Pharmacy => &[Step::ServeAtTheDoor],
        Gate::CommunityIn if steps == [Step::StepAside] => &[Step::GoHome, Step::TellCommunity],
        _ => return steps,
    };
    steps.retain(|step| *step != Step::StepAside);
    steps.truncate(Verdict::MOST_STEPS - scene.len());
    steps.extend(scene);
    steps
}

fn steps_of_words(outcome: Outcome, words: Words, kind: Kind) -> Vec<Step> {
    let compare = match kind {
        Kind::Paper => Step::CompareDocument,
        _ => Step::CompareName,
    };
    match words {
        Words::Pass if kind == Kind::Paper => vec![Step::CompareDocument],
        Words::Pass | Words::OtherEntrance | Words::ServeAtTheDoor | Words::Refused(_) => {
            Vec::new()
        }
        Words::PopUp => vec![Step::ReadPopUp, Step::TakeTemperature, compare],
        Words::Unconfirmed | Words::NoDeclaration => {
            vec![Step::FinishOnPage, Step::TakeTemperature, compare]
        }
        Words::Yellow | Words::Red if outcome == Outcome::Stop => vec![Step::StepAside],
        Words::Yellow | Words::Red => vec![Step::GoHome, Step::TellCommunity],
        Words::Replaced | Words::Changed | Words::StatusUnknown => {
            vec![Step::OpenWithNetwork, Step::ScanAgain]
        }
        Words::ChallengeFailed => vec![Step::OpenCodePage, Step::ScanAgain, compare],
        Words::CannotAnswer => vec![compare],
        Words::ListTooOld => vec![Step::ConnectGate, compare],
        Words::NoCode => vec![Step::PrintSheet, Step::TakeTemperature],
    }
}

fn refusal_steps(refusal: Refusal) -> &'static [Step] {
    match refusal {
        Refusal::TooLong
        | Refusal::NotACode
        | Refusal::ReleaseCertificate
        | Refusal::Garbled
        | Refusal::Structure
        | Refusal::Claims
        | Refusal::HolderMissing => &[Step::OpenCodePage, Step::ScanAgain],
        Refusal::Demo
        | Refusal::WrongIssuer
        | Refusal::IssuerSignature
        | Refusal::HolderSignature => &[Step::StepAside],
        Refusal::Version | Refusal::IssuerUnknown => &[Step::ConnectGate, Step::ScanAgain],
        Refusal::KeyOutOfUse => &[Step::ConnectGate, Step::OpenWithNetwork, Step::ScanAgain],
        Refusal::NotYetValid | Refusal::Expired => &[Step::OpenWithNetwork, Step::ScanAgain],
        Refusal::TooOld | Refusal::FromTheFuture => {
            &[Step::OpenWithNetwork, Step::SetClock, Step::ScanAgain]
        }
    }
}

fn remarks(outcome: Outcome, presented: Presented) -> Vec<Remark> {
    let Presented::Shown(shown) = presented else {
        return Vec::new();
    };
    let age = match shown.code_age {
        CodeAge::Today => None,
        CodeAge::Yesterday => Some(Remark::ConfirmedYesterday),
        CodeAge::Older => Some(Remark::ConfirmedEarlier),
    };
    let passes_with_pop_up = shown.pop_up && outcome == Outcome::Pass;
    let remarks = [
        passes_with_pop_up.then_some(Remark::PopUp),
        shown.seen.then_some(Remark::SeenHere),
        (shown.list_age != ListAge::Fresh).then_some(Remark::ListOld),
        age,
    ];
    remarks.into_iter().flatten().collect()
}
