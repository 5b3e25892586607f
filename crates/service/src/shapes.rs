//! How the closed lists of `domain` look in the description of the interface (OpenAPI). `domain` itself knows nothing
//! of it; a word that is added there appears here by itself.

use domain::access::Role;
use domain::appeal::AppealState as AppealStates;
use domain::application::{
    ApplicationState as ApplicationStates, Doubt as Doubts, FirstDayItem as FirstDayItems,
};
use domain::check_in::CheckInBy as CheckInBys;
use domain::community::{
    CheckInAnswer as CheckInAnswers, HelpKind as HelpKinds, HelpState as HelpStates,
    NoteKind as NoteKinds, TaskKind as TaskKinds, VisitHow as VisitHows, Why as Whys,
};
use domain::contact::{
    ContactClass as ContactClasses, ConveyanceKind as ConveyanceKinds, Missing as Missings,
};
use domain::correction_request::CorrectionState as CorrectionStates;
use domain::facts::{EvidenceKind as Evidences, Symptom as Symptoms};
use domain::family::{
    Commitment as Commitments, LinkBy as LinkBys, LinkEnd as LinkEnds, MemberState as MemberStates,
    Relation as Relations,
};
use domain::feedback::{FeedbackAbout as Abouts, FeedbackState as FeedbackStates};
use domain::help::Cause as Causes;
use domain::hold::HoldKind as HoldKinds;
use domain::itinerary::Cause as ItineraryCauses;
use domain::itinerary_request::{
    RequestEvidence as ItineraryEvidences, RequestKind as ItineraryRequestKinds,
    RequestState as ItineraryRequestStates,
};
use domain::laboratory::{
    Finding as Findings, ResultFileState as ResultFileStates, Source as ResultSources,
};
use domain::level::Level as Levels;
use domain::notice::NoticeKind as NoticeKinds;
use domain::number::Ground as NumberGrounds;
use domain::organisation::{
    Entering as Enterings, NameShown as NamesShown, OrganisationKind as OrganisationKinds,
};
use domain::pending::{
    Origin as Origins, PendingKind as PendingKinds, PendingState as PendingStates,
};
use domain::place::cities;
use domain::proposal::{
    Basis as Bases, Kind as ProposalKinds, Limit as Limits, NamedAnswer as NamedAnswers,
    ProposalState as ProposalStates, Window as Windows,
};
use domain::record::Applicant as Applicants;
use domain::state::{Colour as Colours, State as States};
use domain::venue::VenueKind as VenueKinds;
use domain::verdict::{
    Direction as Directions, Kind as Kinds, Outcome as Outcomes, Refusal as Refusals,
    Scene as Scenes,
};
use serde::Serialize;
use storage::AlarmKind as AlarmKinds;
use utoipa::openapi::schema::{KnownFormat, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// One shape a line: its name, what it is, and its schema.
macro_rules! shapes {
    ($($(#[$doc:meta])* $name:ident = $schema:expr;)*) => { $(
        $(#[$doc])*
        pub struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                $schema
            }
        }

        impl ToSchema for $name {}
    )* };
}

shapes! {
    /// The state of a code.
    State = words(States::ALL);
    /// The colour that a rule gives.
    Colour = words([Colours::Yellow, Colours::Red]);
    /// The level of a risk area.
    Level = words(Levels::ALL);
    /// What somebody is held for.
    HoldKind = words(HoldKinds::ALL);
    /// Where a family member stands.
    MemberState = words(MemberStates::ALL.iter().copied());
    /// How a family link ended.
    LinkEnd = words(LinkEnds::ALL.iter().copied());
    /// By what a family link holds.
    LinkBy = words(LinkBys::ALL.iter().copied());
    /// What a family member is to the guardian.
    Relation = words(Relations::ALL.iter().copied());
    /// What a guardian promises.
    Commitment = words(Commitments::ALL.iter().copied());
    /// Where an application stands.
    ApplicationState = words(ApplicationStates::ALL.iter().copied());
    /// What somebody who returns to work does before the first day.
    FirstDayItem = words(FirstDayItems::ALL.iter().copied());
    /// Why an application goes to a reviewer.
    Doubt = words(Doubts::ALL.iter().copied());
    /// The kind of applicant.
    Applicant = words(Applicants::ALL);
    /// By what a number was added.
    NumberGround = words(NumberGrounds::ALL);
    /// A symptom.
    Symptom = words(Symptoms::ALL);
    /// What a decision rests on.
    EvidenceKind = words(Evidences::ALL);
    /// What a laboratory found.
    Finding = words(Findings::ALL.iter().copied());
    /// By which way a result came.
    ResultSource = words(ResultSources::ALL.iter().copied());
    /// Where a file of results stands.
    ResultFileState = words(ResultFileStates::ALL);
    /// The scene of a checkpoint.
    Scene = words(Scenes::ALL);
    /// Which way the person goes.
    Direction = words(Directions::ALL);
    /// What the checkpoint does.
    Outcome = words(Outcomes::ALL);
    /// Whose code it is, and who can answer for it.
    CodeKind = words(Kinds::ALL);
    /// Why a code is refused.
    Refusal = words(Refusals::ALL);
    /// What a notice tells.
    NoticeKind = words(NoticeKinds::ALL);
    /// A role of staff.
    StaffRole = words(Role::STAFF);
    /// By what a member of staff proved who they are.
    Strength = words([storage::Strength::Password, storage::Strength::Passkey]);
    /// What is proposed.
    ProposalKind = words(ProposalKinds::ALL);
    /// Where a proposal stands.
    ProposalState = words(ProposalStates::ALL);
    /// What whom an investigation names a contact says of it.
    NamedAnswer = words(NamedAnswers::ALL);
    /// What came from a command or a watched place.
    PendingKind = words(PendingKinds::ALL);
    /// Where it stands.
    PendingState = words(PendingStates::ALL);
    /// By which way it came.
    Origin = words(Origins::ALL);
    /// Where an appeal stands.
    AppealState = words(AppealStates::ALL);
    /// What feedback is about.
    FeedbackAbout = words(Abouts::ALL);
    /// Where feedback stands.
    FeedbackState = words(FeedbackStates::ALL);
    /// Why somebody did not get on.
    Cause = words(Causes::ALL);
    /// Why a check of the itinerary failed.
    ItineraryCauseWord = words(ItineraryCauses::ALL);
    /// What staff are asked about a check.
    ItineraryRequestKind = words(ItineraryRequestKinds::ALL);
    /// What shows it.
    ItineraryEvidence = words(ItineraryEvidences::ALL);
    /// Where the request stands.
    ItineraryRequestState = words(ItineraryRequestStates::ALL);
    /// Where a correction stands that went to a reviewer.
    CorrectionState = words(CorrectionStates::ALL);
    /// The law that a proposal rests on.
    Basis = words(Bases::ALL);
    /// Whose people are counted together.
    Limit = words(Limits::ALL);
    /// Over which time people are counted.
    Window = words(Windows::ALL);
    /// What an alarm is about.
    AlarmKind = words(AlarmKinds::ALL.map(AlarmKinds::word));
    /// Why somebody is on a community's list.
    Why = words(Whys::ALL);
    /// What is to be done about somebody.
    TaskKind = words(TaskKinds::ALL);
    /// What help is asked for.
    HelpKind = words(HelpKinds::ALL);
    /// How far help is.
    HelpState = words(HelpStates::ALL);
    /// For whom a note is.
    NoteKind = words(NoteKinds::ALL);
    /// How a worker reached somebody.
    VisitHow = words(VisitHows::ALL);
    /// What is said of a check-in that a worker entered.
    CheckInAnswer = words(CheckInAnswers::ALL);
    /// What an organisation is.
    OrganisationKind = words(OrganisationKinds::ALL);
    /// Whether a member may come in today.
    Entering = words(Enterings::ALL);
    /// By which name an organisation sees a member.
    NameShown = words(NamesShown::ALL);
    /// What a venue is; squares, streets, places of worship, courts and petition offices are refused, with the reason.
    VenueKind = words(VenueKinds::ALL);
    /// By whose hand a check-in was made.
    CheckInBy = words(CheckInBys::ALL);
    /// What somebody travelled in.
    ConveyanceKind = words(ConveyanceKinds::ALL);
    /// What the contact rules make of somebody who was near.
    ContactClass = words(ContactClasses::ALL);
    /// What is not known and would decide a contact rule.
    ContactMissing = words(Missings::ALL);
    /// A positive number of 63 bits, as decimal text.
    Id = text(None, "8831500400922291268", &format!("^({})$", positive()));
    /// The id of a number of a person, as decimal text; `0` is the number of the registration.
    NumberRef = text(None, "0", &format!("^(0|{})$", positive()));
    /// A date, such as 2020-02-20.
    Date = text(Some(KnownFormat::Date), "2020-02-20", DATES);
    /// Six digits of GB/T 2260.
    DivisionCode = text(None, "330106", r"^[0-9]{6}$");
    /// Six digits of a city that can be picked.
    CityCode = text(None, "330100", &city_codes());
    /// Two letters of ISO 3166.
    CountryCode = text(None, "MM", r"^[A-Z]{2}$");
    /// A mobile number of the mainland. It may be typed with blanks, hyphens and +86 too.
    MobileNumber = text(None, "13800000000", r"^1[3-9][0-9]{9}$");
    /// An address for e-mail (RFC 5322, without quotes).
    MailAddress = mail_address();
    /// The six figures of a code that was sent, or that an authenticator app shows.
    SixFigures = text(None, "012345", r"^[0-9]{6}$");
    /// The public key of a device's enrolment key in base64url: an uncompressed point of P-256, 65 bytes that begin with 4.
    DeviceKey = text(None, DEVICE_KEY, r"^B[A-P][A-Za-z0-9_-]{84}[AEIMQUYcgkosw048]$");
    /// A signed JWT in its compact form (RFC 7515, 7.1).
    Jwt = jwt();
    /// Bytes as they are.
    Octets = octets();
    /// A text in the two languages of every screen.
    Text = bilingual();
}

/// The days of the calendar, with the 29th of February in leap years alone.
const DATES: &str = concat!(
    "^([0-9]{4}-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])",
    "|[0-9]{4}-(0[469]|11)-(0[1-9]|[12][0-9]|30)",
    "|[0-9]{4}-02-(0[1-9]|1[0-9]|2[0-8])",
    "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$"
);
/// The point from which the points of P-256 are counted (SEC 2, 2.4.2).
const DEVICE_KEY: &str =
    "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU";
/// The longest address for e-mail, in characters (RFC 5321, 4.5.3.1.3).
const LONGEST_ADDRESS: usize = 254;
/// The longest assertion that is looked at, in characters.
const LONGEST_JWT: usize = 4_096;

/// A closed list of words, as JSON writes them.
fn words<T: Serialize>(values: impl IntoIterator<Item = T>) -> RefOr<Schema> {
    let words = values
        .into_iter()
        .filter_map(|value| serde_json::to_value(value).ok());
    let object = ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(words));
    RefOr::T(Schema::Object(object.build()))
}

fn text(format: Option<KnownFormat>, example: &str, pattern: &str) -> RefOr<Schema> {
    let object = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(format.map(SchemaFormat::KnownFormat))
        .pattern(Some(pattern))
        .examples([serde_json::json!(example)]);
    RefOr::T(Schema::Object(object.build()))
}

/// Positive numbers below 2^63, in decimals: those of fewer digits, and those that are less at the first digit that differs.
fn positive() -> String {
    let most = i64::MAX.to_string();
    let less = most.bytes().enumerate().filter_map(|(at, digit)| {
        let least = if at == 0 { b'1' } else { b'0' };
        let (least, below) = (char::from(least), char::from(digit.checked_sub(1)?));
        let rest = most.len() - at - 1;
        (below >= least).then(|| format!("{}[{least}-{below}][0-9]{{{rest}}}", &most[..at]))
    });
    let shorter = format!("[1-9][0-9]{{0,{}}}", most.len() - 2);
    let all: Vec<String> = [shorter, most.clone()].into_iter().chain(less).collect();
    all.join("|")
}

/// The codes of the cities, as a pattern: a list of words would be a type of its own in every client.
fn city_codes() -> String {
    let codes: Vec<String> = cities().iter().map(|city| city.code.to_string()).collect();
    format!("^({})$", codes.join("|"))
}

fn mail_address() -> RefOr<Schema> {
    let object = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Email)))
        .max_length(Some(LONGEST_ADDRESS))
        .examples([serde_json::json!("anna@example.org")]);
    RefOr::T(Schema::Object(object.build()))
}

fn jwt() -> RefOr<Schema> {
    let object = ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(r"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$"))
        .max_length(Some(LONGEST_JWT));
    RefOr::T(Schema::Object(object.build()))
}

fn octets() -> RefOr<Schema> {
    let binary = SchemaFormat::KnownFormat(KnownFormat::Binary);
    let object = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(binary));
    RefOr::T(Schema::Object(object.build()))
}

fn bilingual() -> RefOr<Schema> {
    let string = || ObjectBuilder::new().schema_type(SchemaType::Type(Type::String));
    let object = ObjectBuilder::new()
        .schema_type(Type::Object)
        .property("zh", string())
        .required("zh")
        .property("en", string())
        .required("en");
    RefOr::T(Schema::Object(object.build()))
}
