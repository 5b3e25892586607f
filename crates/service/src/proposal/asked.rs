//! What a member of staff asks for, and the content that it becomes.

use std::borrow::Cow;

use credential::content_digest;
use domain::contact::ContactClass;
use domain::declaration::Problem;
use domain::identity::{Document, PersonName};
use domain::ids::{OrderId, PendingId, PersonId, ProposalId};
use domain::organisation::OrganisationKind;
use domain::pending::PendingKind;
use domain::place::DivisionCode;
use domain::policy::PolicyFile;
use domain::proposal::{Basis, Content, Fault, Hand, MAX_WHY, MOST_ORDER_DAYS, Subject, What};
use domain::state::Colour;
use domain::time::{Date, Instant};

use crate::Service;
use crate::error::{Error, Missing};
use crate::event::events_said;
use crate::organisation::check_organisation;
use crate::whole_county::WholeCounty;

/// What is asked for, parsed at the edge.
#[derive(Clone)]
pub struct ProposalAsked {
    /// What.
    pub what: WhatAsked,
    /// Why, in words.
    pub why: String,
    /// By which law.
    pub basis: Basis,
    /// The first date on which it no longer holds.
    pub end: Date,
    /// The division that answers for it.
    pub place: DivisionCode,
}

/// The kinds of what is asked for, with what each needs.
#[derive(Clone)]
pub enum WhatAsked {
    /// A person is yellow or red from a date.
    Order {
        /// The name, as on the proposer's paper.
        name: PersonName,
        /// The document, as on the proposer's paper.
        document: Document,
        /// The colour.
        colour: Colour,
        /// First day.
        from: Date,
    },
    /// A quarantine order ends.
    Lifting {
        /// The name, as on the proposer's paper.
        name: PersonName,
        /// The document, as on the proposer's paper.
        document: Document,
        /// The order, as the person's page names it.
        order: OrderId,
    },
    /// An order by officials ends.
    OrderLifting {
        /// The proposal that made it.
        of: ProposalId,
    },
    /// A risk list comes into force.
    RiskList {
        /// The file's name.
        file: String,
        /// Its text.
        text: String,
    },
    /// A list or a policy that came and waits comes into force: nobody sends its text again.
    Pending {
        /// Which.
        id: PendingId,
    },
    /// A policy comes into force.
    Policy {
        /// Its text.
        text: String,
    },
    /// Another trust list comes into force.
    TrustList {
        /// Its text.
        text: String,
    },
    /// Events of cases come into force, are corrected or taken back.
    Events {
        /// The file's name.
        file: String,
        /// Its text.
        text: String,
    },
    /// A person is a case.
    Case {
        /// The name, as on the proposer's paper.
        name: PersonName,
        /// The document, as on the proposer's paper.
        document: Document,
        /// Onset, or sampling where there are no symptoms.
        onset: Date,
        /// Where they were, as a file of events; empty where nothing is known.
        text: String,
    },
    /// A person is a contact of a case.
    Contact {
        /// The name, as on the proposer's paper.
        name: PersonName,
        /// The document, as on the proposer's paper.
        document: Document,
        /// Which kind of contact.
        class: ContactClass,
        /// The last day of it.
        on: Date,
        /// The proposal that says who the case is.
        case: ProposalId,
    },
    /// An organisation is registered.
    Organisation {
        /// Its official name.
        name: String,
        /// What it is.
        kind: OrganisationKind,
        /// Where it is.
        division: DivisionCode,
        /// The login of who manages it.
        manager: String,
    },
    /// A listed area is its whole county, or is one no longer.
    WholeCounty(WholeCounty),
}

impl WhatAsked {
    /// The file that comes with it.
    pub(super) fn file(&self) -> Option<&str> {
        match self {
            Self::RiskList { text, .. }
            | Self::Policy { text }
            | Self::TrustList { text }
            | Self::Events { text, .. } => Some(text),
            Self::Case { text, .. } if !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }
}

impl Service {
    /// The same question with the text of what waits, where it names that.
    pub(super) async fn with_text<'a>(
        &self,
        asked: &'a ProposalAsked,
        now: Instant,
    ) -> Result<Cow<'a, ProposalAsked>, Error> {
        let WhatAsked::Pending { id } = asked.what else {
            return Ok(Cow::Borrowed(asked));
        };
        let (kind, file, text) = self.waiting_file(id, now).await?;
        Ok(Cow::Owned(ProposalAsked {
            what: match kind {
                PendingKind::RiskList => WhatAsked::RiskList { file, text },
                PendingKind::Policy => WhatAsked::Policy { text },
            },
            why: asked.why.clone(),
            ..*asked
        }))
    }

    /// The content of what is asked for. The same question, id and instant give the same content.
    pub(super) async fn content(
        &self,
        asked: &ProposalAsked,
        by: Hand,
        id: ProposalId,
        made: Instant,
    ) -> Result<Content, Error> {
        let content = Content {
            id,
            what: self.what(&asked.what, made.date()).await?,
            why: asked.why.trim().to_owned(),
            basis: asked.basis,
            end: asked.end,
            place: asked.place,
            by,
            made,
        };
        let faults = content.faults();
        if faults.is_empty() {
            Ok(content)
        } else {
            Err(Error::Invalid(faults.into_iter().map(problem).collect()))
        }
    }

    async fn what(&self, asked: &WhatAsked, today: Date) -> Result<What, Error> {
        Ok(match asked {
            WhatAsked::Order {
                name,
                document,
                colour,
                from,
            } => What::Order {
                subject: self.subject(name, document).await?,
                colour: *colour,
                from: *from,
            },
            WhatAsked::Lifting {
                name,
                document,
                order,
            } => What::Lifting {
                subject: self.subject(name, document).await?,
                order: *order,
            },
            WhatAsked::OrderLifting { of } => What::OrderLifting { of: *of },
            WhatAsked::RiskList { file, text } => What::RiskList {
                file: file.clone(),
                digest: digits(text),
            },
            WhatAsked::Pending { .. } => return Err(Error::Unknown(Missing::Pending)),
            WhatAsked::Policy { text } => {
                let file = PolicyFile::parse(text).map_err(|e| Error::Refused(e.to_string()))?;
                What::Policy {
                    jurisdiction: file.jurisdiction,
                    version: file.version,
                    digest: digits(text),
                }
            }
            WhatAsked::TrustList { text } => What::TrustList {
                digest: digits(text),
            },
            WhatAsked::WholeCounty(said) => said.what(),
            WhatAsked::Events { .. } | WhatAsked::Case { .. } | WhatAsked::Contact { .. } => {
                return self.what_of_cases(asked, today).await;
            }
            WhatAsked::Organisation {
                name,
                kind,
                division,
                manager,
            } => {
                let name = name.trim();
                check_organisation(name, *division)?;
                What::Organisation {
                    name: name.to_owned(),
                    kind: *kind,
                    division: *division,
                    manager: self
                        .manager_by_login("what.manager", manager, *division)
                        .await?,
                    login: manager.trim().to_lowercase(),
                }
            }
        })
    }

    /// What is asked for about cases: events, who is one, who is a contact of one.
    async fn what_of_cases(&self, asked: &WhatAsked, today: Date) -> Result<What, Error> {
        Ok(match asked {
            WhatAsked::Events { file, text } => {
                events_said(text, None, today)?;
                What::Events {
                    file: file.clone(),
                    digest: digits(text),
                }
            }
            WhatAsked::Case {
                name,
                document,
                onset,
                ..
            } => {
                let text = asked.file();
                if let Some(text) = text {
                    events_said(text, Some(*onset), today)?;
                }
                What::Case {
                    subject: self.subject(name, document).await?,
                    onset: *onset,
                    digest: text.map(digits),
                }
            }
            WhatAsked::Contact {
                name,
                document,
                class,
                on,
                case,
            } => What::Contact {
                subject: self.subject(name, document).await?,
                class: *class,
                on: *on,
                case: *case,
            },
            _ => return Err(Error::Unknown(Missing::Proposal)),
        })
    }

    /// Whom a document names. Where nobody is registered with it, an id that nobody has, always the same: a proposal is no
    /// way to find out who is registered.
    async fn subject(&self, name: &PersonName, document: &Document) -> Result<Subject, Error> {
        let canonical = document.canonical();
        let holder = self.store.holder_of(&canonical).await?;
        Ok(Subject {
            person: holder.unwrap_or_else(|| self.nobody(&canonical)),
            name: name.full().to_owned(),
            document: document.number().to_owned(),
        })
    }

    fn nobody(&self, document: &str) -> PersonId {
        let hash = self.store.digest(document);
        let bits = hash
            .iter()
            .take(8)
            .fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        PersonId((bits >> 1) as i64 | 1)
    }
}

/// SHA-256 of a file in hexadecimal digits.
pub(crate) fn digits(text: &str) -> String {
    let digits = content_digest(text)
        .into_iter()
        .flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

fn problem(fault: Fault) -> Problem {
    match fault {
        Fault::Why => Problem::new(
            "why",
            format!("请用1至{MAX_WHY}个字符写明理由"),
            format!("give the reason in 1 to {MAX_WHY} characters"),
        ),
        Fault::EndPast => Problem::new(
            "end",
            "结束日期须晚于开始日期和今天",
            "must lie after the first day and after today",
        ),
        Fault::EndFar => Problem::new(
            "end",
            format!("对个人的决定最长{MOST_ORDER_DAYS}天，其他最长1年"),
            format!("an order lasts {MOST_ORDER_DAYS} days at most, anything else 1 year"),
        ),
        Fault::On => Problem::new(
            "what.on",
            "发病（采样）日期或最后接触日期须为今天或过去60天内",
            "the onset, or the last day of the contact, is today or one of the last 60 days",
        ),
        Fault::Class => Problem::new(
            "what.class",
            "一般接触者由事件匹配得出，不指名认定",
            "a general contact is what events say; nobody is named for it",
        ),
        Fault::From => Problem::new(
            "from",
            "须从今天起7天内开始，不能追溯",
            "begins today or within 7 days, never in the past",
        ),
    }
}
