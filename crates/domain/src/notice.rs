//! Notices: what a person is told besides the answer to what they asked. A closed list, without free words.

words! {
    /// What a notice tells.
    NoticeKind {
        /// An order opened: by whatever made it open, a list that came in among others.
        Opened = "opened",
        /// Today has no check-in yet.
        Reminder = "reminder",
        /// What was declared ends soon, where a city sets an end: has anything changed?
        DeclarationEnds = "declaration_ends",
        /// All days of an order are counted.
        Complete = "complete",
        /// An order was lifted by two people.
        Lifted = "lifted",
        /// The evidence of an order was taken back.
        Withdrawn = "withdrawn",
        /// An order by officials counts.
        OfficialOrder = "official_order",
        /// An order by officials counts no more: it was ended, refused or not confirmed.
        OfficialEnded = "official_ended",
        /// What officials ordered or said is suspended, because an appeal against it was not answered in time.
        Suspended = "suspended",
        /// An appeal was answered.
        AppealAnswered = "appeal_answered",
        /// An organisation of the person asks for today's report, once a day.
        ReportReminder = "report_reminder",
        /// An organisation invites the person to agree.
        Invited = "invited",
        /// Whoever holds the person agreed for them that an organisation sees whether they reported and may come in.
        JoinedByGuardian = "joined_by_guardian",
        /// The manager of an organisation took the person off its list.
        RemovedFromUnit = "removed_from_unit",
        /// A number was added to the person's.
        NumberAdded = "number_added",
        /// An application that was under review went through.
        ApplicationAccepted = "application_accepted",
        /// A reviewer asks to have the answers of an application corrected.
        ApplicationRefused = "application_refused",
        /// Somebody wants to hold the person as a family member.
        FamilyAsked = "family_asked",
        /// Somebody holds the person as a family member.
        FamilyLinked = "family_linked",
        /// A family member agreed, or was confirmed.
        FamilyConfirmed = "family_confirmed",
        /// A family link, or the wish for one, ended.
        FamilyEnded = "family_ended",
        /// Staff answered a request about a check of the itinerary.
        ItineraryAnswered = "itinerary_answered",
        /// An investigation says that the person is a contact, and asks whether it is so.
        NamedContact = "named_contact",
        /// A reviewer granted or refused a correction.
        CorrectionAnswered = "correction_answered",
        /// The code moved to the phone of whoever proved themself later.
        TakenOver = "taken_over",
    }
}

impl NoticeKind {
    /// Whether it speaks of an order or an appeal.
    pub const fn is_about_order(self) -> bool {
        !matches!(
            self,
            Self::Reminder
                | Self::DeclarationEnds
                | Self::ReportReminder
                | Self::Invited
                | Self::JoinedByGuardian
                | Self::RemovedFromUnit
                | Self::NumberAdded
                | Self::NamedContact
        )
    }

    /// Whether a short message goes to the phone too. One that tells of an end does not: it would wake people at midnight.
    pub const fn goes_by_sms(self) -> bool {
        matches!(
            self,
            Self::Opened
                | Self::Reminder
                | Self::DeclarationEnds
                | Self::OfficialOrder
                | Self::ApplicationAccepted
                | Self::ApplicationRefused
                | Self::TakenOver
                | Self::FamilyLinked
                | Self::NumberAdded
                | Self::NamedContact
        )
    }
}
