//! The only room with SQL.
//!
//! A [`Store`] keeps what is known: people, their facts and decisions, and the data that everyone shares.
//! A use case reads, decides in pure code and hands back one [`Batch`], which is durable when
//! [`Store::write`] returns. Personal words are sealed before they reach the engine, each fact carries a
//! keyed MAC, and the keys to both lie outside of the database ([`keys`]).
//!
//! Every statement here is written for SQLite and PostgreSQL alike; what differs stands in `dialect`.

/// What the room offers is compiled in the room: an `async fn` that is not boxed is compiled anew wherever it is awaited, in
/// each program and each test.
pub(crate) use async_recursion::async_recursion as boxed;

mod alarm;
mod appeal;
mod applicant;
mod application;
mod batch;
mod birth;
mod bulk;
mod channel;
mod check_in;
mod checkpoint;
mod city_count;
mod claim;
mod columns;
mod community;
mod correction;
mod declaration;
mod device;
mod dialect;
mod document_try;
mod engine;
mod erase;
mod error;
mod event_file;
mod evidence;
mod export;
mod fact;
mod facts;
mod failure_count;
mod family;
mod feedback;
mod find;
mod former_document;
mod hold;
mod issuing;
mod itinerary;
mod jurisdiction;
pub mod keys;
mod laboratory;
mod lease;
mod leg;
mod log;
mod met_visit;
mod migrate;
mod notice;
mod number;
mod one_time_code;
mod order;
mod organisation;
mod pending;
mod person;
mod person_batch;
mod placement;
mod policy;
mod propagation;
mod proposal;
mod published;
mod purchase;
mod rating;
mod register;
mod retention;
mod risk_list;
mod scan;
mod seen;
mod session;
mod shared;
mod signing_key;
mod staff;
mod standing;
mod status;
mod stay;
mod store;
mod text_hour;
mod trust;
mod value;
mod venue;
mod words;

pub use alarm::{Alarm, AlarmKind, AlarmRow};
pub use appeal::{AppealMark, AppealRow, AppealWaiting, AppealsWaiting};
pub use applicant::{ApplicantRow, LinkHash};
pub use application::{ApplicationRow, PhoneKey};
pub use batch::Batch;
pub use birth::Nature;
pub use bulk::Ways;
pub use channel::{ChannelCode, ChannelLink, ChannelLinkHash, ChannelRow};
pub use checkpoint::{Checkpoint, CheckpointRow, Enrolment};
pub use city_count::CityCount;
pub use community::{AnswerRow, HelpRow, Home, HomeRow, NoteRow, OverdueTask, TaskRow, VisitRow};
pub use correction::{CorrectionBare, CorrectionRow, CorrectionWaiting};
pub use device::Device;
pub use document_try::Tried;
pub use erase::Rest;
pub use error::{OpenError, ReadError, WriteError};
pub use event_file::EventFileRow;
pub use evidence::EvidenceRow;
pub use export::{NOT_EXPORTED, StoredColumn, StoredRow, StoredTable, exported};
pub use facts::{PersonFacts, SuspendedEvidence};
pub use family::{LinkMoved, MemberRow};
pub use feedback::FeedbackRow;
pub use former_document::FormerDocument;
pub use issuing::Issuing;
pub use itinerary::{
    CheckMark, CheckRow, CheckState, ItineraryRequestRow, ItineraryTry, ItineraryWaiting,
};
pub use keys::KeySource;
pub use laboratory::{
    HeldResult, ResultFileHash, ResultFileRow, ResultRow, ReturnedResult, SampleHash, WaitingReturn,
};
pub use lease::Lease;
pub use log::{
    Alias, DIGEST, HeadRow, LinePlace, LineSaid, LogLine, OwnLine, SealedRow, WaitingLine,
};
pub use notice::{Notice, NoticeKey, OldNotice, SmsOutcome};
pub use number::NumberRow;
pub use one_time_code::OneTimeCode;
pub use order::OrderRow;
pub use organisation::{InvitationRow, MembershipRow, OrganisationRow, RosterHash, UnitRow};
pub use pending::{PendingChange, PendingRow};
pub use person::Person;
pub use person_batch::PersonBatch;
pub use policy::PolicyRow;
pub use propagation::{PropagationRow, PropagationStep};
pub use proposal::{NamedAnswerRow, NewProposal, ProposalRow, SignatureRow};
pub use published::Published;
pub use purchase::{DayKey, PurchaseRow, seal_to_day};
pub use rating::Rating;
pub use register::Registration;
pub use scan::{ByHand, ScanMark, ScanRow};
pub use seen::{IdRange, MOST_COUNTED, Picked, Seen, Span};
pub use session::{SessionHash, SessionRow};
pub use shared::Generation;
pub use signing_key::{KID, SigningKeyRow};
pub use staff::{
    OfficeRow, Proofs, SignedInStaff, StaffPasskey, StaffPassword, StaffRow, StaffSessionHash,
    StaffSessionRow, StaffTries, Strength,
};
pub use standing::{QuarantineCounts, StandingCount};
pub use status::{
    Carried, CodeSays, EntryMark, Held, IssuedCredential, ListEntries, STATUS_PLACES,
};
pub use store::Store;
pub use trust::TrustRow;
pub use venue::{VenueDevice, VenueNumberRow, VenueRow};
pub use words::{Field, Word};
