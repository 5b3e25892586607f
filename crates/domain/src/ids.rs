//! Typed ids. The program makes them (SQL rule 6); a number of one kind cannot be given for another.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    )* };
}

ids! {
    /// A person. Drawn at registration; it says nothing about them.
    PersonId,
    /// One declaration of a person, made on the page that sends it: the same id twice is one declaration.
    DeclarationId,
    /// One stay of a person.
    StayId,
    /// One journey of a person in a conveyance, made on the page that declares it.
    LegId,
    /// One piece of evidence about a person that is not a stay.
    EvidenceId,
    /// One quarantine order of a person.
    OrderId,
    /// One daily check-in of a person.
    CheckInId,
    /// One risk area: a county and the text of a list.
    AreaId,
    /// One risk list.
    RiskListId,
    /// One device of a person, drawn when it was linked.
    DeviceId,
    /// One checkpoint.
    CheckpointId,
    /// One member of staff.
    StaffId,
    /// One office.
    OfficeId,
    /// One proposal.
    ProposalId,
    /// One file that came from a command or a watched place.
    PendingId,
    /// One file of results of laboratories that an operator brought.
    ResultFileId,
    /// One appeal of a person.
    AppealId,
    /// One channel: a vendor's front end.
    ChannelId,
    /// One number of a person; 0 is the one with which they registered.
    NumberId,
    /// One application, drawn by the program.
    ApplicationId,
    /// One hold of a person.
    HoldId,
    /// One family link, made on the guardian's page.
    LinkId,
    /// One feedback about the service, made on the page that sends it: the same id twice is one.
    FeedbackId,
    /// One organisation: that of the proposal that registered it.
    OrganisationId,
    /// One class or unit of an organisation.
    UnitId,
    /// One request to staff about a check of the itinerary, made on the page that sends it.
    ItineraryRequestId,
    /// One request to take a declaration back, made on the page that sends it.
    CorrectionId,
    /// One venue: made on the page that registers it.
    VenueId,
}
