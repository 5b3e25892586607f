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
        /// A person who asks for somebody whom they hold as a family member.
        Guardian = "guardian",
        /// The device of a checkpoint.
        Checkpoint = "checkpoint",
        /// A vendor's front end, by its access token.
        Channel = "channel",
        /// Another service, which this one recognises.
        RecognisedService = "recognised_service",
        /// Follows people in quarantine, house by house.
        CommunityWorker = "community_worker",
        /// Decides what automatic checks cannot: applications, corrections, appeals.
        Reviewer = "reviewer",
        /// Investigates cases and their contacts.
        Epidemiologist = "epidemiologist",
        /// Answers for policies, lists and whom the service recognises.
        PolicyOfficer = "policy_officer",
        /// Looks after organisations and checkpoints.
        OrganisationManager = "organisation_manager",
        /// Looks at what staff do.
        Inspector = "inspector",
        /// Looks at the log.
        Auditor = "auditor",
        /// Serves people at a counter, who bring their document and have no phone, or none at hand.
        Counter = "counter",
        /// Runs the service.
        Operator = "operator",
    }
}

impl Role {
    /// The roles of staff. Each is held for a division and what lies in it.
    pub const STAFF: &'static [Self] = &[
        Self::CommunityWorker,
        Self::Reviewer,
        Self::Epidemiologist,
        Self::PolicyOfficer,
        Self::OrganisationManager,
        Self::Inspector,
        Self::Auditor,
        Self::Counter,
        Self::Operator,
    ];

    /// Whether it is a role of staff.
    pub fn is_staff(self) -> bool {
        Self::STAFF.contains(&self)
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
        /// Say that one's document was renewed.
        RenewDocument = "renew_document",
        /// Read who looked at one's data, when, and for which purpose.
        ReadOwnLog = "read_own_log",
        /// Read one's own results of laboratories.
        ReadOwnTests = "read_own_tests",
        /// Read one's own decisions and what one is asked.
        ReadOwnDecision = "read_own_decision",
        /// Declare.
        Declare = "declare",
        /// Take a declaration back; take back a request to do so that waits.
        Correct = "correct",
        /// Answer whether one was in an area of a later list.
        Answer = "answer",
        /// Check in.
        CheckIn = "check_in",
        /// Have a code issued to one's own device.
        Issue = "issue",
        /// Print a sheet with one's code, and revoke it.
        PrintSheet = "print_sheet",
        /// Print the certificate that one's quarantine has ended.
        PrintRelease = "print_release",
        /// Be forgotten.
        Erase = "erase",
        /// Read which codes of ours were taken back.
        ReadStatusList = "read_status_list",
        /// Read what a checkpoint judges by.
        ReadGate = "read_gate",
        /// Have codes judged, and the scans kept.
        Scan = "scan",
        /// Register purchases at a pharmacy, sealed.
        RegisterPurchase = "register_purchase",
        /// Bring an account of staff into use by its one-time code.
        EnrolStaff = "enrol_staff",
        /// Sign in as a member of staff.
        SignInStaff = "sign_in_staff",
        /// Read one's own account: office, duties, sessions, passkeys.
        ReadStaffAccount = "read_staff_account",
        /// End a session of one's own.
        EndStaffSession = "end_staff_session",
        /// Add a passkey to one's account.
        AddPasskey = "add_passkey",
        /// Propose, or be drawn to approve, that a person is yellow or red.
        ProposeOrder = "propose_order",
        /// The same, that an order ends early.
        ProposeLifting = "propose_lifting",
        /// The same, that a risk list comes into force.
        ProposeList = "propose_list",
        /// The same, that a policy comes into force.
        ProposePolicy = "propose_policy",
        /// The same, that others are recognised.
        ProposeTrustList = "propose_trust_list",
        /// Draft a proposal and make it; which kinds, the actions above say.
        Propose = "propose",
        /// Answer a proposal that one was drawn for, or take one's own back.
        AnswerProposal = "answer_proposal",
        /// Read which proposals there are, about whomever: the content of one about a person is for whose hands it is in.
        ReadProposals = "read_proposals",
        /// Read which lists and policies have come, and which of them wait.
        ReadPending = "read_pending",
        /// Refuse one that waits.
        RefusePending = "refuse_pending",
        /// Read which files of results an operator has brought, and what they would change. No person stands in what comes back.
        ReadResultFiles = "read_result_files",
        /// Agree to one that waits, or refuse it: nothing of it counts before.
        DecideResultFile = "decide_result_file",
        /// Object to what colours one's code, look at one's appeals, and take one back.
        Appeal = "appeal",
        /// Take an appeal down from paper, for who has no phone.
        AppealOnPaper = "appeal_on_paper",
        /// Read which appeals wait, and, for a purpose, what one says.
        ReadAppeals = "read_appeals",
        /// Answer an appeal that one had no hand in.
        AnswerAppeal = "answer_appeal",
        /// Read and change who is a family member of whom: one's own side alone.
        Family = "family",
        /// See a family member without a phone, and confirm them.
        SeeMember = "see_member",
        /// Say as what one applies from now on: resident, returning to work, visitor.
        SetApplicant = "set_applicant",
        /// Read what is missing before one's first day of work; make the link for one's unit, and end it.
        FirstDay = "first_day",
        /// Read by a worker's link what is missing before their first day.
        ReadUnitLink = "read_unit_link",
        /// Read which applications wait, and, for a purpose, what one says.
        ReadApplications = "read_applications",
        /// Decide an application that one had no hand in.
        DecideApplication = "decide_application",
        /// Read what one is asked.
        ReadTasks = "read_tasks",
        /// Read how many people are in quarantine, by city and day. No person stands in what comes back.
        ReadQuarantine = "read_quarantine",
        /// Look through the log for what was done, by whom and when. No person stands in what comes back.
        ReadLog = "read_log",
        /// Read who is in quarantine in one's community today, and what is to be done about them.
        ReadCommunity = "read_community",
        /// Enter a check-in for a person, write a note about them, take a task, bring help.
        Visit = "visit",
        /// Read the check-ins that workers entered with symptoms, and say of one that it is so: a second health role.
        ConfirmCheckIn = "confirm_check_in",
        /// Register a person whose document one has seen, take down what they declare and correct, print their sheet and end it, and
        /// put the number of a renewed document in the place of the old one.
        ServeAtCounter = "serve_at_counter",
        /// Read which tasks of communities are overdue. No person stands in what comes back.
        ReadOverdue = "read_overdue",
        /// Read what one's community does: help that one asked for, check-ins that a worker entered, one's door.
        ReadOwnCare = "read_own_care",
        /// Ask one's community for help.
        AskForHelp = "ask_for_help",
        /// Say of a check-in that a worker entered that it is so, or is not.
        AnswerCheckIn = "answer_check_in",
        /// Say at which door one lives, or that one has moved.
        SetHome = "set_home",
        /// Get a channel's access token by its signed assertion.
        SignInChannel = "sign_in_channel",
        /// Vouch, as a channel, for the phone that is bound there.
        VouchForPhone = "vouch_for_phone",
        /// Open a session by the link that a channel was given for its user.
        OpenChannelLink = "open_channel_link",
        /// Have codes presented by the server, on a channel whose runtime cannot sign.
        PresentByServer = "present_by_server",
        /// Read one's own numbers, masked, each with its channel.
        ReadOwnNumbers = "read_own_numbers",
        /// Add a number, or give one back.
        ChangeNumbers = "change_numbers",
        /// Come to one's code with another number that is registered to one's document.
        JoinByNumber = "join_by_number",
        /// Say something about the service itself, and read the answer by the number that one got.
        SendFeedback = "send_feedback",
        /// Read what people say about the service, and answer it. It is about nobody.
        AnswerFeedback = "answer_feedback",
        /// Read what is stored about oneself, for how long, and what one declared.
        ReadOwnData = "read_own_data",
        /// Take out everything that is stored about oneself, proven by the document's last six.
        ExportOwnData = "export_own_data",
        /// Read which purchases were registered under one's own code.
        ReadOwnPurchases = "read_own_purchases",
        /// See what an organisation would see of one, agree to it, see one's organisations, and leave.
        BelongToOrganisation = "belong_to_organisation",
        /// Propose, or be drawn to approve, that an organisation is registered.
        ProposeOrganisation = "propose_organisation",
        /// Propose, or be drawn to approve, that events of cases come into force.
        ProposeEvents = "propose_events",
        /// Propose, or be drawn to approve, that a person is a case or a contact.
        ProposeCase = "propose_case",
        /// Read whether one is a contact of a case, by which event and rule.
        ReadOwnContacts = "read_own_contacts",
        /// Say of oneself whether one is the contact that an investigation names one as.
        AnswerContact = "answer_contact",
        /// Have one's own tickets asked for, to fill in the journeys of a declaration.
        AskForTickets = "ask_for_tickets",
        /// Read how one stands with a city's check of the itinerary.
        ReadOwnItinerary = "read_own_itinerary",
        /// Have one's itinerary verified: agree, confirm numbers by code, declare places, compare, hand in.
        VerifyItinerary = "verify_itinerary",
        /// Ask staff where a check cannot pass by itself.
        AskAboutItinerary = "ask_about_itinerary",
        /// Read which of these requests wait, and, for a purpose, what one says.
        ReadItineraryRequests = "read_itinerary_requests",
        /// Decide one.
        DecideItineraryRequest = "decide_itinerary_request",
        /// Read which corrections wait for a reviewer, and, for a purpose, what one says and whom it would recolour.
        ReadCorrections = "read_corrections",
        /// Grant or refuse a correction that one had no hand in.
        DecideCorrection = "decide_correction",
        /// Look after an organisation that one manages: units, members who agreed, reminders, invitations, cards.
        ManageOrganisation = "manage_organisation",
        /// Show on a screen at the door of a venue its code of this minute, by the screen's token.
        ShowVenueScreen = "show_venue_screen",
        /// Say by a venue's code that one is there, and that one left: of oneself alone, because nobody becomes a contact by another's
        /// word. No action reads where a person was, or who was at a place.
        VisitVenue = "visit_venue",
    }
}

impl Action {
    /// Who may. A person is also whoever holds their phone, as far as it goes.
    #[expect(clippy::too_many_lines, reason = "the table of access is read as one")]
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::ReadPublic
            | Self::SignIn
            | Self::EnrolCheckpoint
            | Self::Demonstrate
            | Self::EnrolStaff
            | Self::SignInChannel
            | Self::OpenChannelLink
            | Self::ReadUnitLink
            | Self::ShowVenueScreen
            | Self::SendFeedback
            | Self::SignInStaff => Role::ALL,
            Self::VouchForPhone => &[Role::Channel],
            Self::JoinByNumber => &[Role::Phone],
            Self::ReadOwnAccount => &[Role::Phone, Role::Person, Role::Guardian],
            Self::SignOut | Self::ProveDocument | Self::Register => &[Role::Phone, Role::Person],
            Self::ReadOwnDecision
            | Self::Declare
            | Self::Correct
            | Self::Answer
            | Self::CheckIn
            | Self::Appeal
            | Self::Issue
            | Self::PrintRelease
            | Self::PrintSheet
            | Self::ReadOwnTests
            | Self::BelongToOrganisation
            | Self::ReadOwnCare
            | Self::AskForHelp
            | Self::ReadOwnItinerary
            | Self::ReadOwnContacts
            | Self::AnswerContact
            | Self::AskAboutItinerary
            | Self::AnswerCheckIn => &[Role::Person, Role::Guardian],
            Self::ReadOwnLog
            | Self::Erase
            | Self::PresentByServer
            | Self::ReadOwnNumbers
            | Self::ChangeNumbers
            | Self::SetApplicant
            | Self::SetHome
            | Self::FirstDay
            | Self::ReadOwnData
            | Self::ExportOwnData
            | Self::RenewDocument
            | Self::ReadOwnPurchases
            | Self::VerifyItinerary
            | Self::VisitVenue
            | Self::AskForTickets
            | Self::Family => &[Role::Person],
            Self::ReadStatusList => &[Role::Checkpoint, Role::RecognisedService],
            Self::ReadGate | Self::Scan | Self::RegisterPurchase => &[Role::Checkpoint],
            Self::ReadStaffAccount | Self::EndStaffSession | Self::AddPasskey => Role::STAFF,
            Self::ProposeOrder
            | Self::ProposeLifting
            | Self::ConfirmCheckIn
            | Self::DecideResultFile => &[Role::Reviewer, Role::Epidemiologist],
            Self::ReadResultFiles => &[
                Role::Reviewer,
                Role::Epidemiologist,
                Role::Inspector,
                Role::Auditor,
                Role::Operator,
            ],
            Self::ProposeEvents | Self::ProposeCase => &[Role::Epidemiologist],
            Self::ProposeList
            | Self::ProposePolicy
            | Self::ProposeTrustList
            | Self::ProposeOrganisation
            | Self::RefusePending => &[Role::PolicyOfficer],
            Self::ReadPending => &[
                Role::PolicyOfficer,
                Role::Inspector,
                Role::Auditor,
                Role::Operator,
            ],
            Self::Propose | Self::AnswerProposal | Self::ReadTasks => {
                &[Role::Reviewer, Role::Epidemiologist, Role::PolicyOfficer]
            }
            Self::ReadProposals => &[
                Role::Reviewer,
                Role::Epidemiologist,
                Role::PolicyOfficer,
                Role::Inspector,
                Role::Auditor,
                Role::Operator,
            ],
            Self::ReadQuarantine => &[Role::CommunityWorker, Role::Epidemiologist, Role::Inspector],
            Self::AppealOnPaper => &[Role::CommunityWorker, Role::Reviewer],
            Self::SeeMember => &[Role::CommunityWorker, Role::Reviewer, Role::Counter],
            Self::ReadAppeals
            | Self::ReadApplications
            | Self::ReadItineraryRequests
            | Self::ReadCorrections => &[Role::Reviewer, Role::Inspector],
            Self::AnswerAppeal
            | Self::DecideApplication
            | Self::DecideItineraryRequest
            | Self::DecideCorrection => &[Role::Reviewer],
            Self::AnswerFeedback => &[Role::Reviewer, Role::OrganisationManager],
            Self::ReadLog => &[Role::Inspector, Role::Auditor],
            Self::ReadCommunity | Self::Visit => &[Role::CommunityWorker],
            Self::ServeAtCounter => &[Role::Counter],
            Self::ReadOverdue => &[Role::CommunityWorker, Role::Inspector],
            Self::ManageOrganisation => &[Role::OrganisationManager],
        }
    }

    /// Whether it is something that staff do.
    pub fn is_for_staff(self) -> bool {
        self.roles().iter().any(|role| role.is_staff()) && !self.is_open_to(Role::Anyone)
    }

    /// Whether a role may.
    pub fn is_open_to(self, role: Role) -> bool {
        self.roles().contains(&role)
    }
}
