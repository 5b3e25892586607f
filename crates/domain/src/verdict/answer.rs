//! What a verdict says: an outcome, its words, at most three steps, and remarks. Closed lists of message ids;
//! the texts stand with the screens.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::verdict::Refusal;

words! {
    /// What the checkpoint does. A stricter outcome compares greater.
    Outcome {
        /// The person goes on.
        Pass = "pass",
        /// The guard decides, with *let through* and *not let through*.
        ByHand = "by_hand",
        /// The person does not go on.
        Stop = "stop",
    }
}

/// The sentence of a verdict.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Words {
    /// Go on.
    Pass,
    /// A pop-up stands beside the green.
    PopUp,
    /// Not verified yet, or under review.
    Unconfirmed,
    /// No declaration is in force.
    NoDeclaration,
    /// Yellow: quarantine.
    Yellow,
    /// Red: quarantine.
    Red,
    /// Hospital: please take the other entrance.
    OtherEntrance,
    /// Pharmacy: serve at the door.
    ServeAtTheDoor,
    /// This code was replaced.
    Replaced,
    /// The decision has changed: open the page with a network.
    Changed,
    /// The status cannot be read.
    StatusUnknown,
    /// The challenge was not answered.
    ChallengeFailed,
    /// This kind of code cannot answer a challenge.
    CannotAnswer,
    /// The status list of this checkpoint is too old, or is not there.
    ListTooOld,
    /// The person has no code.
    NoCode,
    /// The code is refused.
    Refused(Refusal),
}

impl Words {
    /// All sentences.
    pub fn all() -> impl Iterator<Item = Self> {
        const PLAIN: [Words; 15] = [
            Words::Pass,
            Words::PopUp,
            Words::Unconfirmed,
            Words::NoDeclaration,
            Words::Yellow,
            Words::Red,
            Words::OtherEntrance,
            Words::ServeAtTheDoor,
            Words::Replaced,
            Words::Changed,
            Words::StatusUnknown,
            Words::ChallengeFailed,
            Words::CannotAnswer,
            Words::ListTooOld,
            Words::NoCode,
        ];
        let refused = Refusal::ALL.iter().map(|refusal| Self::Refused(*refusal));
        PLAIN.into_iter().chain(refused)
    }

    /// The sentence of a message id, as [`Display`](fmt::Display) writes it.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::all().find(|words| words.to_string() == id)
    }

    /// The message id. A refusal's is `refused.` and its word.
    pub const fn id(self) -> (&'static str, Option<Refusal>) {
        let id = match self {
            Self::Pass => "pass",
            Self::PopUp => "pop_up",
            Self::Unconfirmed => "unconfirmed",
            Self::NoDeclaration => "no_declaration",
            Self::Yellow => "yellow",
            Self::Red => "red",
            Self::OtherEntrance => "other_entrance",
            Self::ServeAtTheDoor => "serve_at_the_door",
            Self::Replaced => "replaced",
            Self::Changed => "changed",
            Self::StatusUnknown => "status_unknown",
            Self::ChallengeFailed => "challenge_failed",
            Self::CannotAnswer => "cannot_answer",
            Self::ListTooOld => "list_too_old",
            Self::NoCode => "no_code",
            Self::Refused(refusal) => return ("refused", Some(refusal)),
        };
        (id, None)
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.id() {
            (id, None) => f.write_str(id),
            (id, Some(refusal)) => write!(f, "{id}.{refusal}"),
        }
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

words! {
    /// One thing that the guard does or asks for.
    Step {
        /// "Please step aside; the reason is on your phone."
        StepAside = "step_aside",
        /// Ask for the running code on the health code page.
        OpenCodePage = "open_code_page",
        /// Ask the holder to open the page with a network.
        OpenWithNetwork = "open_with_network",
        /// Ask the holder to set the phone's clock by the network.
        SetClock = "set_clock",
        /// Scan again.
        ScanAgain = "scan_again",
        /// Ask the holder to open the pop-up and follow it.
        ReadPopUp = "read_pop_up",
        /// Ask the holder to finish on the page what is missing.
        FinishOnPage = "finish_on_page",
        /// Show the way to the counter that prints a sheet.
        PrintSheet = "print_sheet",
        /// Compare the name fragment with a document.
        CompareName = "compare_name",
        /// Compare the name and the last four of the number with the document.
        CompareDocument = "compare_document",
        /// Take the temperature.
        TakeTemperature = "take_temperature",
        /// Straight home, and nowhere else.
        GoHome = "go_home",
        /// Tell the community of the residence.
        TellCommunity = "tell_community",
        /// Show the other entrance and the way to the fever clinic.
        OtherEntrance = "other_entrance",
        /// Serve at the door.
        ServeAtTheDoor = "serve_at_the_door",
        /// Bring this checkpoint to a network, so that it fetches lists and keys.
        ConnectGate = "connect_gate",
    }
}

words! {
    /// What is said beside the verdict.
    Remark {
        /// A pop-up stands beside a green that passes here.
        PopUp = "pop_up",
        /// This gate saw the code within `seen_minutes`.
        SeenHere = "seen_here",
        /// The status list is older than `list_said_hours`, or is not there.
        ListOld = "list_old",
        /// The decision is yesterday's.
        ConfirmedYesterday = "confirmed_yesterday",
        /// The decision is older than yesterday's (paper).
        ConfirmedEarlier = "confirmed_earlier",
    }
}

/// What a checkpoint does and says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Verdict {
    /// What it does.
    pub outcome: Outcome,
    /// In which words.
    pub words: Words,
    /// With which steps, in their order; at most [`Verdict::MOST_STEPS`].
    pub steps: Vec<Step>,
    /// What is said besides.
    pub remarks: Vec<Remark>,
}

impl Verdict {
    /// The most steps that a guard is given.
    pub const MOST_STEPS: usize = 3;
}
