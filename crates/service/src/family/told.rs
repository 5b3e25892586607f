//! What both sides read of their links: since when, by what, last used, and what a wish waits for.

use domain::family::{
    COMMITMENTS_VERSION, Commitment, FamilyLink, LinkBy, LinkEnd, MOST_MEMBERS, MemberState,
    Relation, is_minor,
};
use domain::identity::{Document, PersonName, Phone};
use domain::ids::{LinkId, PersonId};
use domain::policy::Text;
use domain::time::Instant;
use serde::Serialize;
use storage::{Field, MemberRow};
use utoipa::ToSchema;

use super::kept::Kept;
use super::{oneself, words};
use crate::Service;
use crate::error::{Error, Missing};
use crate::me::word;
use crate::session::Session;
use crate::shapes;

/// A family member, as the guardian reads it: nothing that the guardian did not type.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct MemberTold {
    /// The link.
    pub id: String,
    /// Where it stands.
    #[schema(value_type = shapes::MemberState)]
    pub state: MemberState,
    /// How it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<shapes::LinkEnd>)]
    pub end: Option<LinkEnd>,
    /// The name, in stars but for the surname.
    pub name_masked: String,
    /// The document, its middle hidden.
    pub document_masked: String,
    /// The phone that was typed, its middle hidden; empty where none was.
    pub phone_masked: String,
    /// What they are to the guardian.
    #[schema(value_type = shapes::Relation)]
    pub relation: Relation,
    /// What it waits for, or how it ended, in words.
    #[schema(value_type = shapes::Text)]
    pub text: Text,
    /// When it was asked for, in epoch milliseconds.
    pub since_ms: i64,
    /// When it lapses while it waits.
    pub until_ms: i64,
    /// The first use on the last day on which it was used; absent before.
    pub used_ms: Option<i64>,
    /// The number to show to whoever sees the member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Whether they are a minor, as they are registered once they are linked: their guardian agrees for them where they are asked.
    pub is_minor: bool,
}

/// Who holds the person who reads it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct HeldBy {
    /// The link.
    pub id: String,
    /// The guardian's name, in stars but for the surname.
    pub name_masked: String,
    /// By what.
    #[schema(value_type = shapes::LinkBy)]
    pub by: LinkBy,
    /// The same in words.
    #[schema(value_type = shapes::Text)]
    pub by_text: Text,
    /// Since when, in epoch milliseconds.
    pub since_ms: i64,
    /// The first use on the last day on which it was used; absent before.
    pub used_ms: Option<i64>,
}

/// Who wants to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct AskedBy {
    /// The link.
    pub id: String,
    /// The guardian's name, in stars but for the surname.
    pub name_masked: String,
    /// When they asked, in epoch milliseconds.
    pub since_ms: i64,
    /// When it lapses.
    pub until_ms: i64,
}

/// A commitment, in the words that are promised.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct CommitmentTold {
    /// Which.
    #[schema(value_type = shapes::Commitment)]
    pub commitment: Commitment,
    /// The version of its text.
    pub version: u16,
    /// Its text.
    #[schema(value_type = shapes::Text)]
    pub text: Text,
}

/// One's family, both ways.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct FamilyTold {
    /// Whom one holds or wants to, the oldest first.
    pub members: Vec<MemberTold>,
    /// How many one may hold.
    pub most: usize,
    /// Who holds one.
    pub held_by: Vec<HeldBy>,
    /// Who wants to.
    pub asked_by: Vec<AskedBy>,
    /// What a guardian promises.
    pub commitments: Vec<CommitmentTold>,
}

impl Service {
    /// One's family, both ways.
    #[crate::boxed]
    pub async fn family(&self, session: &Session, now: Instant) -> Result<FamilyTold, Error> {
        let person = oneself(session)?;
        let facts = self.read_person(person, now).await?;
        let (mut held_by, mut asked_by) = (Vec::new(), Vec::new());
        for link in &facts.family {
            let told = self.guardian_told(link, now).await?;
            if link.by.counts() {
                held_by.push(told);
            } else {
                let until = domain::family::waits_until(link.since);
                let asked = AskedBy {
                    id: told.id,
                    name_masked: told.name_masked,
                    since_ms: told.since_ms,
                    until_ms: until.ms(),
                };
                asked_by.extend((until > now).then_some(asked));
            }
        }
        let mut members = Vec::new();
        for row in self.members(person, now).await? {
            members.push(self.told(&row, now).await?);
        }
        Ok(FamilyTold {
            members,
            most: MOST_MEMBERS,
            held_by,
            asked_by,
            commitments: Commitment::ALL.iter().copied().map(promise).collect(),
        })
    }

    /// One family member.
    pub(super) async fn member_told(
        &self,
        guardian: PersonId,
        id: LinkId,
        now: Instant,
    ) -> Result<MemberTold, Error> {
        self.told(&self.member_row(guardian, id, now).await?, now)
            .await
    }

    async fn told(&self, row: &MemberRow, now: Instant) -> Result<MemberTold, Error> {
        let is_minor = match (row.state, row.member) {
            (MemberState::Linked, Some(member)) => self.is_minor(member, now).await?,
            // Of who is not linked yet nothing is told that the guardian did not type.
            _ => is_minor(Kept::of(row)?.document()?.birth_date(), now.date()),
        };
        told(row, is_minor, now)
    }

    async fn guardian_told(&self, link: &FamilyLink, now: Instant) -> Result<HeldBy, Error> {
        let (words, alarms) = self.store.words_of(link.guardian).await?;
        self.raise(&alarms, now).await?;
        let name = word(&words, Field::Name).and_then(|name| PersonName::parse(name).ok());
        let used = match self.member_row(link.guardian, link.id, now).await {
            Ok(row) => row.used,
            Err(Error::Unknown(Missing::FamilyMember)) => None,
            Err(error) => return Err(error),
        };
        Ok(HeldBy {
            id: link.id.0.to_string(),
            name_masked: name.map(|name| name.masked()).unwrap_or_default(),
            by: link.by,
            by_text: words::held(link.by),
            since_ms: link.since.ms(),
            used_ms: used.map(Instant::ms),
        })
    }
}

fn told(row: &MemberRow, is_minor: bool, now: Instant) -> Result<MemberTold, Error> {
    let kept = Kept::of(row)?;
    let document: Document = kept.document()?;
    let phone = kept.phone.as_deref().and_then(|p| Phone::parse(p).ok());
    let unseen = row.state == MemberState::Unseen;
    Ok(MemberTold {
        id: row.id.0.to_string(),
        state: row.state,
        end: row.end,
        name_masked: kept.name()?.masked(),
        document_masked: document.masked(),
        phone_masked: phone.map(|phone| phone.masked()).unwrap_or_default(),
        relation: kept.relation,
        text: words::stands((row.state, row.end), row.until, now.date()),
        since_ms: row.made.ms(),
        until_ms: row.until.ms(),
        used_ms: row.used.map(Instant::ms),
        reference: kept.reference.filter(|_| unseen),
        is_minor,
    })
}

fn promise(commitment: Commitment) -> CommitmentTold {
    CommitmentTold {
        commitment,
        version: COMMITMENTS_VERSION,
        text: commitment.text(),
    }
}
