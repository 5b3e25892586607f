//! Who may do what: one table. Every route of the server names its [`Action`]; `tests/golden/access.txt` prints the
//! whole table, so that a change of it is seen.
//!
//! *Invariant:* no role may set a colour: there is no such action.

words! {
    /// As whom somebody asks.
    Role {
        /// Anybody: nothing is known of them.
        Anyone = "anyone",
        /// A phone that has proven its number, and nothing about whoever holds it.
        Phone = "phone",
        /// A person, on a device of theirs.
        Person = "person",
        /// The device of a checkpoint.
        Checkpoint = "checkpoint",
        /// Another service, which this one recognises.
        RecognisedService = "recognised_service",
    }
}

words! {
    /// What is asked for.
    Action {
        /// Look at what is public: places, countries, listed areas, the time, the keys that gates verify by.
        ReadPublic = "read_public",
        /// Have a one-time code sent, and sign in with it.
        SignIn = "sign_in",
        /// Bring a checkpoint's device into use by its one-time code.
        EnrolCheckpoint = "enrol_checkpoint",
        /// Move the clock of a demonstration and read what it offers. There is none elsewhere.
        Demonstrate = "demonstrate",
        /// Read who one is signed in as.
        ReadOwnAccount = "read_own_account",
        /// End one's session.
        SignOut = "sign_out",
        /// Prove by the document whose phone it is.
        ProveDocument = "prove_document",
        /// Register the holder of the phone.
        Register = "register",
        /// Read who looked at one's data, when, and for which purpose.
        ReadOwnLog = "read_own_log",
        /// Read one's own decisions and what one is asked.
        ReadOwnDecision = "read_own_decision",
        /// Declare.
        Declare = "declare",
        /// Take a declaration back.
        Correct = "correct",
        /// Answer whether one was in an area of a later list.
        Answer = "answer",
        /// Check in.
        CheckIn = "check_in",
        /// Have a code issued to one's own device.
        Issue = "issue",
        /// Print a sheet with one's code, and revoke it.
        PrintSheet = "print_sheet",
        /// Be forgotten.
        Erase = "erase",
        /// Read which codes of ours were taken back.
        ReadStatusList = "read_status_list",
        /// Read what a checkpoint judges by.
        ReadGate = "read_gate",
        /// Have codes judged, and the scans kept.
        Scan = "scan",
    }
}

impl Action {
    /// Who may. A person is also whoever holds their phone, as far as it goes.
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::ReadPublic | Self::SignIn | Self::EnrolCheckpoint | Self::Demonstrate => {
                Role::ALL
            }
            Self::ReadOwnAccount | Self::SignOut | Self::ProveDocument | Self::Register => {
                &[Role::Phone, Role::Person]
            }
            Self::ReadOwnLog
            | Self::ReadOwnDecision
            | Self::Declare
            | Self::Correct
            | Self::Answer
            | Self::CheckIn
            | Self::Issue
            | Self::PrintSheet
            | Self::Erase => &[Role::Person],
            Self::ReadStatusList => &[Role::Checkpoint, Role::RecognisedService],
            Self::ReadGate | Self::Scan => &[Role::Checkpoint],
        }
    }

    /// Whether a role may.
    pub fn is_open_to(self, role: Role) -> bool {
        self.roles().contains(&role)
    }
}
