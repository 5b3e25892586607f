//! What staff read of proposals. Which there are, all who watch over them read; whom one is about, only the hands that it is
//! in, and that leaves a line that the person reads.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credential::proposal_challenge;
use domain::access::Action;
use domain::ids::ProposalId;
use domain::log::Purpose;
use domain::policy::Text;
use domain::proposal::{Content, Kind, NamedAnswer, Proposal, ProposalState, Rules, Waits, What};
use domain::staff::Member;
use domain::state::Colour;
use domain::time::{Date, Instant};
use serde::Serialize;
use storage::ProposalRow;
use utoipa::ToSchema;

use super::Effect;
use super::effect::events_of;
use super::words::{basis_text, kind_text};
use crate::Service;
use crate::error::{Error, Missing};
use crate::event::{EventSaidTold, events_told};
use crate::explain::Place;
use crate::shapes;

/// The most proposals of one answer, the newest.
const MOST: usize = 200;

/// A proposal as staff read it.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a field of the interface"
)]
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ProposalSeen {
    /// Its id, as text.
    pub id: String,
    /// Its kind.
    #[schema(value_type = shapes::ProposalKind)]
    pub kind: Kind,
    /// What the kind is called.
    #[schema(value_type = shapes::Text)]
    pub called: Text,
    /// Where it stands.
    #[schema(value_type = shapes::ProposalState)]
    pub state: ProposalState,
    /// Whether two are not enough.
    pub held: bool,
    /// The law that it rests on.
    #[schema(value_type = shapes::Text)]
    pub basis: Text,
    /// The division that answers for it.
    pub place: Place,
    /// The office that proposed it.
    pub office: String,
    /// The first date on which it no longer holds.
    #[schema(value_type = shapes::Date)]
    pub end: Date,
    /// When it was made, in epoch milliseconds.
    pub made_ms: i64,
    /// Whom it waits for: approver or third; absent where it waits for nobody.
    pub waits_for: Option<String>,
    /// Until when the one who is asked answers, in epoch milliseconds.
    pub answer_by_ms: Option<i64>,
    /// Whether the reader is asked.
    pub asked: bool,
    /// Whether the reader proposed it.
    pub own: bool,
    /// Whom it would change, as it was counted when it was made.
    pub effect: Effect,
    /// Whether the reader may read the content, for a purpose where it is about a person.
    pub opens: bool,
    /// Why, in the proposer's words; absent where the content was not opened.
    pub why: Option<String>,
    /// Whom it is about; absent where the content was not opened.
    pub subject: Option<SubjectSeen>,
    /// The name of the file, the version of the policy, or the number of what it ends.
    pub of: Option<String>,
    /// The events that it would bring or take back; empty where the content was not opened.
    pub events: Vec<EventSaidTold>,
    /// What the passkey of whoever is asked signs to agree, in base64url; absent for everybody else.
    pub challenge: Option<String>,
}

/// Whom a proposal is about, as the proposer wrote it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct SubjectSeen {
    /// The name.
    pub name: String,
    /// The document's number.
    pub document: String,
    /// The colour; absent for a lifting.
    #[schema(value_type = Option<shapes::Colour>)]
    pub colour: Option<Colour>,
    /// The first day; absent for a lifting.
    #[schema(value_type = Option<shapes::Date>)]
    pub from: Option<Date>,
    /// What they say of it themself, where they are named a contact; absent where they said nothing, or are not registered.
    #[schema(value_type = Option<shapes::NamedAnswer>)]
    pub answer: Option<NamedAnswer>,
}

impl Service {
    /// What a member is asked, the most urgent first.
    #[crate::boxed]
    pub async fn proposals_for(
        &self,
        member: &Member,
        now: Instant,
    ) -> Result<Vec<ProposalSeen>, Error> {
        let rules = Rules::IN_FORCE;
        let mut rows = self.recent(now).await?;
        rows.retain(|row| {
            let proposal = &row.proposal;
            let waits = proposal.clone().after(&rules, now).waits().is_some();
            waits && proposal.asked == Some(member.id) && now < proposal.answer_due(&rules)
        });
        rows.sort_by_key(|row| row.proposal.answer_due(&rules));
        rows.truncate(MOST);
        self.seen(member, &rows, now).await
    }

    /// The proposals of the last 30 days that a member proposed, is asked about, or may watch over, the newest first.
    #[crate::boxed]
    pub async fn proposals(
        &self,
        member: &Member,
        now: Instant,
    ) -> Result<Vec<ProposalSeen>, Error> {
        let mut rows = self.recent(now).await?;
        rows.retain(|row| may_see(member, &row.proposal));
        rows.reverse();
        rows.truncate(MOST);
        self.seen(member, &rows, now).await
    }

    /// One proposal. Of one that a member may not see it says that it is not there. Whom it is about is shown to the hands that it
    /// is in, for a purpose by its word.
    #[crate::boxed]
    pub async fn proposal_seen(
        &self,
        member: &Member,
        id: ProposalId,
        purpose: Option<&str>,
        now: Instant,
    ) -> Result<ProposalSeen, Error> {
        let row = self.proposal_row(id, now).await?;
        if !may_see(member, &row.proposal) {
            return Err(Error::Unknown(Missing::Proposal));
        }
        // Without a purpose one sees where it stands, and nothing of whom it is about.
        let opens = !row.proposal.kind.names_person() || purpose.is_some();
        let content = if opens && may_open(member, &row.proposal) {
            let purpose = purpose.and_then(Purpose::from_word);
            self.opened(member, &row.proposal, purpose, now).await?
        } else {
            None
        };
        let office = self.office_name(row.proposal.by.office).await?;
        let mut told = seen(member, &row, office, content.as_ref(), now)?;
        if let (Some(content), Some(subject)) = (&content, &mut told.subject) {
            let answer = self.named_answer(&row, content, now).await?;
            subject.answer = answer.map(|answer| answer.answer);
        }
        if let Some(content) = content.filter(|content| content.what.has_events()) {
            let file = self.store.proposal_file(id).await?;
            self.raise(&file.alarms, now).await?;
            told.events = events_told(&file.rows.unwrap_or_default(), events_of(&content))?;
        }
        Ok(told)
    }

    /// How a proposal stands for whoever has just answered it, who may not see it otherwise any more.
    pub(super) async fn after_answer(
        &self,
        member: &Member,
        id: ProposalId,
        now: Instant,
    ) -> Result<ProposalSeen, Error> {
        let row = self.proposal_row(id, now).await?;
        let office = self.office_name(row.proposal.by.office).await?;
        seen(member, &row, office, None, now)
    }

    /// A list says of one about a person only what is about nobody.
    async fn seen(
        &self,
        member: &Member,
        rows: &[ProposalRow],
        now: Instant,
    ) -> Result<Vec<ProposalSeen>, Error> {
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            let office = self.office_name(row.proposal.by.office).await?;
            all.push(seen(member, row, office, None, now)?);
        }
        Ok(all)
    }

    /// What a proposal says. What is about a person is shown for a purpose, with the line that the person reads.
    async fn opened(
        &self,
        member: &Member,
        proposal: &Proposal,
        purpose: Option<Purpose>,
        now: Instant,
    ) -> Result<Option<Content>, Error> {
        let content = self.content_of(proposal.id, now).await?;
        if let Some(content) = &content
            && let Some(subject) = content.what.subject()
        {
            let by = (member, Action::ReadProposals);
            let shown = ("read proposal", &*content.text());
            self.look_at(subject.person, by, purpose, shown, now)
                .await?;
        }
        Ok(content)
    }
}

/// Whose hands a proposal is in: who proposed it, who is asked, who approved.
fn is_in_hands_of(member: &Member, proposal: &Proposal) -> bool {
    let approver = proposal.approver.map(|hand| hand.staff);
    proposal.by.staff == member.id
        || proposal.asked == Some(member.id)
        || approver == Some(member.id)
}

pub(super) fn may_see(member: &Member, proposal: &Proposal) -> bool {
    is_in_hands_of(member, proposal) || member.may(Action::ReadProposals, proposal.place)
}

/// What names a person is opened by whose hands it is in alone.
fn may_open(member: &Member, proposal: &Proposal) -> bool {
    !proposal.kind.names_person() || is_in_hands_of(member, proposal)
}

fn seen(
    member: &Member,
    row: &ProposalRow,
    office: String,
    content: Option<&Content>,
    now: Instant,
) -> Result<ProposalSeen, Error> {
    let rules = Rules::IN_FORCE;
    let proposal = &row.proposal.clone().after(&rules, now);
    let asked = proposal.waits().is_some() && proposal.asked == Some(member.id);
    let challenge = proposal.act().filter(|_| asked).map(|act| {
        let challenge = proposal_challenge(act, &row.digest);
        URL_SAFE_NO_PAD.encode(challenge)
    });
    Ok(ProposalSeen {
        id: proposal.id.0.to_string(),
        kind: proposal.kind,
        called: kind_text(proposal.kind),
        state: proposal.state,
        held: proposal.held,
        basis: basis_text(proposal.basis),
        place: Place::of_division(proposal.place, proposal.made.date().year()),
        office,
        end: proposal.end,
        made_ms: proposal.made.ms(),
        waits_for: proposal.waits().map(|waits| match waits {
            Waits::Approver => "approver".to_owned(),
            Waits::Third => "third".to_owned(),
        }),
        answer_by_ms: proposal.waits().map(|_| proposal.answer_due(&rules).ms()),
        asked,
        own: proposal.by.staff == member.id,
        effect: serde_json::from_str(&row.effect).map_err(|e| Error::Refused(e.to_string()))?,
        opens: may_open(member, &row.proposal),
        why: content.map(|content| content.why.clone()),
        subject: content.and_then(subject),
        of: content.and_then(of),
        events: Vec::new(),
        challenge,
    })
}

fn subject(content: &Content) -> Option<SubjectSeen> {
    let (colour, from) = match content.what {
        What::Order { colour, from, .. } => (Some(colour), Some(from)),
        _ => (None, None),
    };
    content.what.subject().map(|subject| SubjectSeen {
        name: subject.name.clone(),
        document: subject.document.clone(),
        colour,
        from,
        answer: None,
    })
}

fn of(content: &Content) -> Option<String> {
    match &content.what {
        What::Order { .. } | What::TrustList { .. } => None,
        What::Lifting { order, .. } => Some(order.0.to_string()),
        What::OrderLifting { of } => Some(of.0.to_string()),
        What::RiskList { file, .. } | What::Events { file, .. } => Some(file.clone()),
        What::Case { onset, .. } => Some(onset.to_string()),
        What::Contact {
            class, on, case, ..
        } => Some(format!("{} ({class}, {on})", case.0)),
        What::Policy {
            jurisdiction,
            version,
            ..
        } => Some(format!("{jurisdiction} {version}")),
        What::WholeCounty { county, area } | What::WholeCountyEnd { county, area } => {
            Some(format!("{county} {area}"))
        }
        What::Organisation {
            name,
            kind,
            division,
            login,
            ..
        } => Some(format!("{name} ({kind}, {division}), {login}")),
    }
}
