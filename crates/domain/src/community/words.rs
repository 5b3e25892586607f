//! The closed lists of words of a community's day.

words! {
    /// Why somebody stands on a community's list of today, the most urgent first.
    Why {
        /// Symptoms or a fever since yesterday.
        Symptomatic = "symptomatic",
        /// No check-in yet for a day that needs one.
        Missing = "missing",
        /// Help was asked for and has not come.
        Help = "help",
        /// In quarantine since today or yesterday.
        New = "new",
        /// Free from tomorrow on, if nothing is missed.
        Ending = "ending",
        /// Moved to another community; shown for a day, without a name.
        Moved = "moved",
    }
}

words! {
    /// What somebody in quarantine can ask their community for.
    HelpKind {
        /// Medicine.
        Medicine = "medicine",
        /// Food.
        Food = "food",
        /// Something else.
        Other = "other",
    }
}

words! {
    /// How far help is.
    HelpState {
        /// Asked for.
        Open = "open",
        /// Somebody brings it.
        OnTheWay = "on_the_way",
        /// It was brought.
        Done = "done",
    }
}

impl HelpState {
    /// Whether help can go on from here to `to`: forward only.
    pub fn goes_to(self, to: Self) -> bool {
        self < to
    }
}

words! {
    /// What a worker writes about a person.
    NoteKind {
        /// What was found at a visit.
        Visit = "visit",
        /// What the next shift must know: one a person, the newest in place of the one before.
        Shift = "shift",
    }
}

words! {
    /// How a worker reached somebody.
    VisitHow {
        /// At the door.
        Door = "door",
        /// On the phone.
        Phone = "phone",
    }
}

words! {
    /// What was said of a check-in that a worker entered.
    CheckInAnswer {
        /// It is so: its symptoms count.
        Confirmed = "confirmed",
        /// It is not so: its symptoms count for nothing. The day counts all the same.
        Objected = "objected",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_goes_forward_only() {
        use HelpState::{Done, OnTheWay, Open};
        assert!(Open.goes_to(OnTheWay) && Open.goes_to(Done) && OnTheWay.goes_to(Done));
        assert!(!Done.goes_to(Open) && !OnTheWay.goes_to(Open) && !Done.goes_to(Done));
    }
}
