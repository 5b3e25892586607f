//! Proposals: drafted, made, answered, read. Whom one names is typed by the proposer and looked up for nobody.

pub(crate) mod answer;
pub(crate) mod draft;
pub(crate) mod list;
pub(crate) mod one;
pub(crate) mod propose;
pub(crate) mod trying;

use domain::contact::ContactClass;
use domain::ids::{OrderId, PendingId, ProposalId};
use domain::organisation::OrganisationKind;
use domain::place::DivisionCode;
use domain::proposal::Basis;
use domain::state::Colour;
use domain::time::Date;
use serde::Deserialize;
use service::{Assertion, Party, ProposalAsked, SignedBy, WhatAsked, WholeCounty, shapes};
use utoipa::ToSchema;

use crate::problem::Problem;
use crate::wire::{Bytes, Id, KindWord, named};

/// What is proposed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProposalBody {
    what: WhatBody,
    /// Why, in 1 to 1,000 characters.
    #[schema(min_length = 1, max_length = 1_000, pattern = r"\S")]
    why: String,
    /// The law that it rests on.
    #[schema(value_type = shapes::Basis)]
    basis: Basis,
    /// The first date on which it no longer holds; of what ends at once the date until which it may be answered.
    #[schema(value_type = shapes::Date)]
    end: Date,
    /// The division that answers for it, within the proposer's own.
    #[schema(value_type = shapes::DivisionCode)]
    place: DivisionCode,
}

/// The kinds of what is proposed, with what each needs.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum WhatBody {
    /// A person is yellow or red from a date until the end.
    Order {
        /// The name, as on the proposer's paper.
        #[schema(max_length = 400)]
        name: String,
        /// The kind of document.
        document_kind: KindWord,
        /// Its number, as on the proposer's paper.
        #[schema(max_length = 400)]
        document_number: String,
        /// The colour.
        #[schema(value_type = shapes::Colour)]
        colour: Colour,
        /// The first day: today or within a week.
        #[schema(value_type = shapes::Date)]
        from: Date,
    },
    /// A quarantine order ends early.
    Lifting {
        /// The name, as on the proposer's paper.
        #[schema(max_length = 400)]
        name: String,
        /// The kind of document.
        document_kind: KindWord,
        /// Its number, as on the proposer's paper.
        #[schema(max_length = 400)]
        document_number: String,
        /// The order, as the person's page names it.
        order: Id,
    },
    /// An order by officials ends early.
    OrderLifting {
        /// The proposal that made it.
        of: Id,
    },
    /// A risk list comes into force.
    RiskList {
        /// The file's name.
        #[schema(max_length = 200)]
        file: String,
        /// Its text.
        text: String,
    },
    /// A list or a policy that came and waits comes into force: its text lies here already.
    Pending {
        /// Which.
        id: Id,
    },
    /// A policy comes into force.
    Policy {
        /// Its text.
        text: String,
    },
    /// Others are recognised.
    TrustList {
        /// Its text.
        text: String,
    },
    /// Events of cases come into force, are corrected or taken back.
    Events {
        /// The file's name.
        #[schema(max_length = 200)]
        file: String,
        /// Its text: CSV or JSON, with the columns of a file of events and `withdrawn`.
        text: String,
    },
    /// A person is a case.
    Case {
        /// The name, as on the proposer's paper.
        #[schema(max_length = 400)]
        name: String,
        /// The kind of document.
        document_kind: KindWord,
        /// Its number, as on the proposer's paper.
        #[schema(max_length = 400)]
        document_number: String,
        /// Onset, or sampling where there are no symptoms.
        #[schema(value_type = shapes::Date)]
        onset: Date,
        /// Where they were, as a file of events; empty where nothing is known.
        text: String,
    },
    /// A person is a contact of a case, as an investigation found: in the household, or within a metre.
    Contact {
        /// The name, as on the proposer's paper.
        #[schema(max_length = 400)]
        name: String,
        /// The kind of document.
        document_kind: KindWord,
        /// Its number, as on the proposer's paper.
        #[schema(max_length = 400)]
        document_number: String,
        /// Which kind of contact: close or secondary.
        #[schema(value_type = shapes::ContactClass)]
        class: ContactClass,
        /// The last day of it.
        #[schema(value_type = shapes::Date)]
        on: Date,
        /// The proposal that says who the case is.
        case: Id,
    },
    /// A community, an enterprise or a school is registered.
    Organisation {
        /// Its official name.
        #[schema(max_length = 60)]
        name: String,
        /// What it is.
        #[schema(value_type = shapes::OrganisationKind)]
        of_kind: OrganisationKind,
        /// The city or county where it is.
        #[schema(value_type = shapes::DivisionCode)]
        division: DivisionCode,
        /// The login of the member of staff who manages it.
        #[schema(max_length = 60)]
        manager: String,
    },
    /// A listed area is its whole county from now on: who stayed or lives there needs no tick.
    WholeCounty {
        /// The county.
        #[schema(value_type = shapes::DivisionCode)]
        county: DivisionCode,
        /// The area, as the lists write it.
        #[schema(max_length = 2_000)]
        area: String,
    },
    /// A listed area is its whole county no longer.
    WholeCountyEnd {
        /// The county.
        #[schema(value_type = shapes::DivisionCode)]
        county: DivisionCode,
        /// The area, as the lists write it.
        #[schema(max_length = 2_000)]
        area: String,
    },
}

/// What a passkey signed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AssertionBody {
    /// `rawId`: which passkey it was.
    passkey_id: Bytes,
    /// `response.authenticatorData`.
    authenticator_data: Bytes,
    /// `response.clientDataJSON`.
    client_data: Bytes,
    /// `response.signature`.
    signature: Bytes,
}

impl AssertionBody {
    fn signed(self, party: Party) -> SignedBy {
        SignedBy {
            passkey: self.passkey_id.0,
            assertion: Assertion {
                authenticator_data: self.authenticator_data.0,
                client_data: self.client_data.0,
                signature: self.signature.0,
            },
            party,
        }
    }
}

impl ProposalBody {
    /// What is asked for, or the fields that cannot be.
    fn asked(self, today: Date) -> Result<ProposalAsked, Problem> {
        Ok(ProposalAsked {
            what: self.what.asked(today)?,
            why: self.why,
            basis: self.basis,
            end: self.end,
            place: self.place,
        })
    }
}

impl WhatBody {
    fn asked(self, today: Date) -> Result<WhatAsked, Problem> {
        Ok(match self {
            Self::Order {
                name,
                document_kind,
                document_number,
                colour,
                from,
            } => {
                let (name, document) =
                    named("what.", (&name, document_kind, &document_number), today)?;
                WhatAsked::Order {
                    name,
                    document,
                    colour,
                    from,
                }
            }
            Self::Lifting {
                name,
                document_kind,
                document_number,
                order,
            } => {
                let (name, document) =
                    named("what.", (&name, document_kind, &document_number), today)?;
                WhatAsked::Lifting {
                    name,
                    document,
                    order: OrderId(order.0),
                }
            }
            Self::OrderLifting { of } => WhatAsked::OrderLifting {
                of: ProposalId(of.0),
            },
            Self::RiskList { file, text } => WhatAsked::RiskList { file, text },
            Self::Pending { id } => WhatAsked::Pending {
                id: PendingId(id.0),
            },
            Self::Policy { text } => WhatAsked::Policy { text },
            Self::TrustList { text } => WhatAsked::TrustList { text },
            Self::Events { .. } | Self::Case { .. } | Self::Contact { .. } => {
                return self.asked_of_cases(today);
            }
            Self::WholeCounty { county, area } => {
                WhatAsked::WholeCounty(WholeCounty::parse(county, &area, true)?)
            }
            Self::WholeCountyEnd { county, area } => {
                WhatAsked::WholeCounty(WholeCounty::parse(county, &area, false)?)
            }
            Self::Organisation {
                name,
                of_kind,
                division,
                manager,
            } => WhatAsked::Organisation {
                name,
                kind: of_kind,
                division,
                manager,
            },
        })
    }

    /// What is asked for about cases.
    fn asked_of_cases(self, today: Date) -> Result<WhatAsked, Problem> {
        Ok(match self {
            Self::Events { file, text } => WhatAsked::Events { file, text },
            Self::Case {
                name,
                document_kind,
                document_number,
                onset,
                text,
            } => {
                let (name, document) =
                    named("what.", (&name, document_kind, &document_number), today)?;
                WhatAsked::Case {
                    name,
                    document,
                    onset,
                    text,
                }
            }
            Self::Contact {
                name,
                document_kind,
                document_number,
                class,
                on,
                case,
            } => {
                let (name, document) =
                    named("what.", (&name, document_kind, &document_number), today)?;
                WhatAsked::Contact {
                    name,
                    document,
                    class,
                    on,
                    case: ProposalId(case.0),
                }
            }
            other => return other.asked(today),
        })
    }
}
