//! Use cases: the only room that reads, decides and writes.
//!
//! A use case reads what it needs, decides by the pure code of `domain`, and writes one batch. Where something
//! changed in between, the guard of the batch refuses and the use case runs again. Time and chance come in
//! from outside: each use case is given its instant, and the service its source of chance.

/// What the room offers is compiled in the room: an `async fn` that is not boxed is compiled anew wherever it is awaited, in
/// each program and each test.
pub(crate) use async_recursion::async_recursion as boxed;

mod answer;
mod appeal;
mod application;
mod aside;
mod chance;
mod change;
mod channel;
mod check_in;
mod checkpoint;
mod code;
mod code_keys;
mod code_says;
mod community;
mod correct;
mod counter;
mod decide;
mod declare;
mod declared;
mod enrolment_code;
mod erase;
mod error;
mod event;
mod explain;
mod family;
mod feedback;
mod gate_rules;
mod hand_out;
mod help;
mod issue;
mod itinerary;
mod keys;
mod laboratory;
mod last_six;
mod list;
mod lists;
mod load;
mod log;
mod me;
mod my_data;
mod neighbours;
mod notice;
mod number;
mod organisation;
mod overview;
mod pending;
mod place_area;
mod place_in_list;
pub mod policy;
mod post;
mod propagate;
mod proposal;
mod purchase;
mod quarantine_report;
mod rate;
mod register;
mod release;
mod remind;
mod remind_of_end;
mod renew;
mod retention;
mod review;
mod scan;
mod session;
pub mod shapes;
mod shared;
mod sheet;
mod sign_in;
mod staff;
mod status_list;
mod sweep;
mod tell;
mod texts;
mod tickets;
mod trust;
mod venue;
mod what_if;
mod who;
mod whole_county;

pub use answer::AreaQuestion;
pub use appeal::{
    AppealAnswer, AppealAsked, AppealOnPaper, AppealOpened, AppealSeen, AppealTold, AppealsSettled,
    ContestedKind, ContestedSeen,
};
pub use application::{
    APPLICATION_DAYS, ApplicantTold, ApplicationOpened, ApplicationSeen, ApplicationTold,
    ApplicationsSettled, Applied, FirstDay, FirstDayStep, HolderSeen, RegistrationForm, UnitSees,
    UnitStep,
};
pub use chance::Chance;
pub use channel::{
    CHANNEL_TOKEN_MS, Channel, ChannelDraft, ChannelLinkSecret, ChannelRefusal, ChannelStanding,
    ChannelToken, LINK_MS, OpenedLink, PRESENT_S, Presented, SESSION_PATH, TOKEN_PATH, Vouched,
};
pub use check_in::CheckInSaid;
pub use checkpoint::{Checkpoint, CheckpointDraft, CheckpointStanding, DeviceToken, Enrolled};
pub use code::{CODE_LIMITS, CODE_MS, CODE_TRIES, CodeSent};
pub use community::{
    COMMUNITY_PAGE, CommunityEntry, CommunityToday, HelpAsked, HelpEntry, HomeForm, LastCheckIn,
    MovedEntry, MyCare, MyHelp, MyHome, MyVisit, Note, NoteEntry, OverdueEntry, TaskAsked,
    TaskEntry, Visit, WaitingCheckIn,
};
pub use correct::{
    Corrected, CorrectionAsked, CorrectionChange, CorrectionOpened, CorrectionSeen, CorrectionTold,
};
pub use counter::{AtCounter, CounterForm, Served};
pub use declared::{
    DeclarationSaid, DeclaredAreaTold, DeclaredLegTold, DeclaredStayTold, MyDeclarationTold,
};
pub use enrolment_code::EnrolmentCode;
pub use erase::{Erased, ErasurePreview};
pub use error::{Awaited, Error, Missing, TooMany};
pub use event::{
    ContactParametersTold, ContactRuleTold, ContactStanding, ContactsTold, EventSaidTold,
    EventTold, EventsTold, ExposureEffect, ExposureTold, LeadTold, VisitMetTold,
};
pub use explain::{
    CalendarDay, DayWord, EndWord, Explained, ExplainedEnd, ExplainedEvidence, ExplainedHold,
    ExplainedItinerary, ExplainedLasting, ExplainedOrder, ExplainedPopUp, ExplainedReason,
    NextStage, Place,
};
pub use family::{
    AskedBy, CommitmentGiven, CommitmentTold, FamilyTold, HeldBy, MemberForm, MemberToSee,
    MemberTold, SeeAsked,
};
pub use feedback::{FeedbackAsked, FeedbackSeen, FeedbackTold};
pub use gate_rules::GateRules;
pub use help::{CauseCount, HelpTold};
pub use issue::{IssueAsked, Issued};
pub use itinerary::{
    ItineraryAnswer, ItineraryAsked, ItineraryCause, ItineraryCheck, ItineraryComparison,
    ItineraryConsent, ItineraryFinding, ItineraryHint, ItineraryNext, ItineraryNumber,
    ItineraryNumberState, ItineraryPlace, ItineraryRecord, ItineraryRequest, ItineraryRequestAsked,
    ItineraryRequestOpened, ItineraryRequestSeen, ItineraryState, ItineraryStep,
    ItinerarySubmitted, ItineraryWhere, PlaceSaid, PlacesSaid,
};
pub use keys::KeyStanding;
pub use laboratory::{
    Fate, ImportedLine, MyResult, ResultFileSeen, ResultsBrought, ResultsTaken, RuleOfResult,
};
pub use list::{ListImport, ListStanding};
pub use load::{Arrival, MOST_LOADED};
pub use log::{
    FoundLine, Hand, LOG_DAYS, LOG_PAGE, LogChoices, LogFound, LogQuestion, MyLine, SEARCH_DAYS,
    Sealed, SealedAt, purpose_words,
};
pub use me::{MaskedContact, Me, MePerson, MyDeclaration};
pub use my_data::{MyData, StoredEntry, StoredLine, StoredPart};
pub use neighbours::Neighbours;
pub use notice::{NOTICE_DAYS, NoticeTold};
pub use number::{JoinForm, MyNumber, NumberAsked};
pub use organisation::{
    Agreement, MemberCard, MemberToday, MyInvitation, MyMembership, MyOrganisations,
    OrganisationSeen, OrganisationStanding, RosterRow, RosterWho, UnitOffered, UnitSeen, UnitToday,
};
pub use overview::{CityStates, ListTold, NeighbourTold, Overview, QueueTold, StateCount};
pub use pending::{Arrived, CityWorse, Counted, PendingSeen, Watched};
pub use place_area::WaitingArea;
pub use policy::PolicyImport;
pub use propagate::{Progress, PropagationStanding, Standstill};
pub use proposal::{
    AlarmCount, CityChange, Effect, ExplainedOfficialOrder, LimitEntry, ProposalAnswer,
    ProposalAsked, ProposalDraft, ProposalSeen, Settled, SignedBy, SubjectSeen, TaskCount,
    Vigilance, WhatAsked,
};
pub use purchase::{MyPurchase, PurchaseKeys, PurchaseSent};
pub use quarantine_report::{CityQuarantine, ExpectedReleases, QuarantineDay, QuarantineReport};
pub use register::{Applicant, Registered};
pub use release::ReleaseCertificate;
pub use remind::{MessagesSent, is_reminder_time};
pub use retention::RecordsSwept;
pub use scan::{JudgedThere, MAX_SCANS, Scan, ScanVerdict, Scanned};
pub use session::{SESSION_DAYS, Session, SessionSecret};
pub use shared::Shared;
pub use sheet::Sheet;
pub use sign_in::{SignIn, SignedIn, Standing};
pub use staff::{
    EnrolStaff, EnrolmentBegun, MyPasskey, MyStaffSession, NewPasskey, OfficeDraft, Party,
    PasskeyAnswer, PasswordSignIn, STAFF_SESSION_MS, StaffDraft, StaffMe, StaffSecret,
    StaffSession, StaffSignedIn, StaffStanding,
};
pub use status_list::{MOST_LIST_DAYS, StatusListStanding};
pub use sweep::{CARE_DAYS, SCAN_DAYS, Swept};
pub use texts::{TEXTS_AN_HOUR, TextLimits};
pub use tickets::TicketTold;
pub use trust::{ListsFetched, SignedTrust, TheirList};
pub use venue::{NewVenue, VenueScreen, VenueSeen, VisitMark, VisitSaid, VisitTold};
pub use what_if::{Example, Looked, WhatIf};
pub use whole_county::WholeCounty;
// What whoever opens a service needs of the rooms beneath.
pub use credential::passkey::{Assertion, Registration};
pub use credential::{KeyState, Media};
pub use gateway;
pub use gateway::sms::{Language, Purpose};
pub use storage::{
    ByHand, KeySource, LinePlace, Nature, OpenError, ReadError, Store, Strength, WriteError,
};

use std::sync::{Arc, OnceLock, RwLock};

use chance::GrowingIds;
use gateway::carrier::Carrier;
use gateway::conveyance::Conveyances;
use gateway::laboratory::Laboratory;
use gateway::mail::Mail;
use help::Failures;
use overview::LastOverview;
use place_in_list::Leases;
use proposal::{Effects, OverLimits};
use scan::Memory;
use staff::Hashing;
use status_list::Lists;
use tokio::sync::Notify;
use trust::{LastSigned, Theirs};

/// The use cases over one store.
pub struct Service {
    store: Store,
    chance: Arc<dyn Chance>,
    line_ids: GrowingIds,
    neighbours: Option<Neighbours>,
    laboratory: Option<Arc<dyn Laboratory>>,
    carrier: Option<Arc<dyn Carrier>>,
    conveyances: Option<Arc<dyn Conveyances>>,
    mail: Option<Arc<dyn Mail>>,
    /// What stands in front of the address of a status list; short, because every code carries it.
    address: String,
    shared: RwLock<Option<Arc<Shared>>>,
    leases: Leases,
    memory: Memory,
    lists: Lists,
    theirs: Theirs,
    signed_trust: LastSigned,
    /// Under which number this server takes leases; drawn when the first is taken.
    holder: OnceLock<i64>,
    hashing: Hashing,
    over_limits: OverLimits,
    effects: Effects,
    failures: Failures,
    overview: LastOverview,
    sources: Vec<Arc<dyn gateway::list_sources::ListSource>>,
    texts: TextLimits,
    /// Somebody agreed to a file of results.
    agreed: Notify,
}

impl Service {
    /// The use cases over `store`, with ids drawn from `chance`.
    pub fn new(store: Store, chance: Arc<dyn Chance>) -> Self {
        Self {
            store,
            chance,
            line_ids: GrowingIds::default(),
            neighbours: None,
            laboratory: None,
            carrier: None,
            conveyances: None,
            mail: None,
            address: String::new(),
            shared: RwLock::new(None),
            leases: Leases::default(),
            memory: Memory::default(),
            lists: Lists::default(),
            theirs: Theirs::default(),
            signed_trust: LastSigned::default(),
            holder: OnceLock::new(),
            hashing: Hashing::default(),
            over_limits: OverLimits::default(),
            effects: Effects::default(),
            failures: Failures::default(),
            overview: LastOverview::default(),
            sources: Vec::new(),
            texts: TextLimits::default(),
            agreed: Notify::new(),
        }
    }

    /// The use cases under a public address, such as `https://hz.example`: codes name their status lists by it. At most
    /// 35 characters of ASCII; a longer one is refused when the first code is signed.
    #[must_use]
    pub fn with_address(mut self, address: &str) -> Self {
        address.trim_end_matches('/').clone_into(&mut self.address);
        self
    }

    /// Whether it is a demonstration, since its database was made.
    pub fn is_demo(&self) -> bool {
        self.store.nature() == Nature::Demo
    }

    /// The store beneath.
    pub const fn store(&self) -> &Store {
        &self.store
    }
}
