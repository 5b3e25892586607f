//! Lines of the log: who looked or decided, and for which purpose. Both are closed lists, so that whom a line is about
//! reads it in their own language and nobody writes a reason of their own.

use crate::ids::StaffId;

words! {
    /// For which purpose somebody looked at a person, decided about one, or changed what everybody shares.
    Purpose {
        /// The person's own affairs, at their own wish.
        Own = "own",
        /// A rule, a list or a date: nobody looked.
        Automatic = "automatic",
        /// Looking after a person in quarantine.
        Care = "care",
        /// Finding out whom an infected person met.
        Investigation = "investigation",
        /// Deciding an appeal.
        Appeal = "appeal",
        /// Checking what a person declared or asked to have corrected.
        Review = "review",
        /// Approving or refusing what another proposed.
        Approval = "approval",
        /// Looking whether the rules were kept.
        Audit = "audit",
        /// Serving a person at a counter, at their wish, with their document on the table.
        Counter = "counter",
        /// Running the service: policies, lists, keys, checkpoints.
        Operation = "operation",
        /// Registering a purchase at a pharmacy.
        Purchase = "purchase",
        /// Seeing whether a member who agreed may come in, for their community, enterprise or school.
        Organisation = "organisation",
    }
}

impl Purpose {
    /// The purposes from which staff choose before they see anything of a person.
    pub const STAFF: [Self; 6] = [
        Self::Care,
        Self::Investigation,
        Self::Appeal,
        Self::Review,
        Self::Approval,
        Self::Audit,
    ];

    /// Whether staff may give it as theirs.
    pub fn is_for_staff(self) -> bool {
        Self::STAFF.contains(&self)
    }
}

/// Who did it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum By {
    /// The service itself, or whoever runs it by its commands.
    System,
    /// The person whom it is about.
    Person,
    /// Who holds the person as a family member.
    Guardian,
    /// A member of staff.
    Staff(StaffId),
}

impl By {
    /// The word in the log and on screens; which member of staff it was stands beside it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Person => "person",
            Self::Guardian => "guardian",
            Self::Staff(_) => "staff",
        }
    }

    /// The member of staff.
    pub const fn staff(self) -> Option<StaffId> {
        match self {
            Self::Staff(id) => Some(id),
            Self::System | Self::Person | Self::Guardian => None,
        }
    }

    /// Who stands behind a word and, for staff alone, an id.
    pub fn from_word(word: &str, staff: Option<StaffId>) -> Option<Self> {
        let by = match staff {
            Some(id) => Self::Staff(id),
            None if word == Self::Person.word() => Self::Person,
            None if word == Self::Guardian.word() => Self::Guardian,
            None => Self::System,
        };
        (by.word() == word).then_some(by)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_did_it_is_read_as_it_was_written() {
        for by in [By::System, By::Person, By::Guardian, By::Staff(StaffId(7))] {
            assert_eq!(By::from_word(by.word(), by.staff()), Some(by));
        }
        assert_eq!(By::from_word("staff", None), None);
        assert_eq!(By::from_word("person", Some(StaffId(7))), None);
        assert_eq!(By::from_word("somebody", None), None);
    }

    #[test]
    fn staff_have_neither_a_persons_own_purpose_nor_the_services() {
        let others = [
            Purpose::Own,
            Purpose::Automatic,
            Purpose::Operation,
            Purpose::Purchase,
            Purpose::Organisation,
        ];
        for purpose in others {
            assert!(!purpose.is_for_staff());
        }
    }
}
