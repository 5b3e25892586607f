//! A member without a phone before somebody who sees them: a community worker at the door or in the office, a counter, a school.
//! The guardian shows a number, the worker reads the last six of the document that lies before them: nobody is looked up by name.

use domain::access::Action;
use domain::community::HomePlace;
use domain::family::{FamilyLink, LinkBy, LinkEnd, MemberState, Relation};
use domain::hold::HoldKind;
use domain::identity::Document;
use domain::ids::PersonId;
use domain::log::{By, Purpose};
use domain::notice::NoticeKind;
use domain::place::StreetCode;
use domain::staff::Member;
use domain::time::Instant;
use serde::Serialize;
use storage::{Field, LinkMoved, MemberRow, PersonFacts};
use utoipa::ToSchema;

use super::kept::Kept;
use super::words;
use crate::Service;
use crate::change::{Draft, Drafted, registered};
use crate::error::{Error, Missing};
use crate::log::Deed;
use crate::me::word;
use crate::register::Beside;
use crate::shapes;
use crate::shared::Shared;

/// Whom a worker has before them.
pub struct SeeAsked<'a> {
    /// The number that the guardian shows, eight digits.
    pub reference: &'a str,
    /// The last six of the document that lies before the worker.
    pub document_last6: &'a str,
    /// Why they look, by its word.
    pub purpose: Option<&'a str>,
}

/// What a worker compares with the person and the document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct MemberToSee {
    /// The name that was typed.
    pub name: String,
    /// The kind of document.
    pub document_kind: String,
    /// Its number.
    pub document_number: String,
    /// What the guardian says that they are to them.
    #[schema(value_type = shapes::Relation)]
    pub relation: Relation,
    /// The residence that was typed.
    pub street: String,
    /// The guardian's name.
    pub guardian: String,
    /// When it lapses, in epoch milliseconds.
    pub until_ms: i64,
}

/// A wish that a number led to.
struct Found {
    guardian: PersonId,
    member: PersonId,
    row: MemberRow,
    kept: Kept,
    link: FamilyLink,
}

impl Service {
    /// What a number and the last six lead to. Both the member and the guardian read that it was looked at.
    #[crate::boxed]
    pub async fn member_to_see(
        &self,
        staff: &Member,
        asked: &SeeAsked<'_>,
        now: Instant,
    ) -> Result<MemberToSee, Error> {
        let found = self.member_before(staff, asked, now).await?;
        let (own, alarms) = self.store.words_of(found.guardian).await?;
        self.raise(&alarms, now).await?;
        let document: Document = found.kept.document()?;
        Ok(MemberToSee {
            name: found.kept.name.clone(),
            document_kind: document.kind().word().to_owned(),
            document_number: document.number().to_owned(),
            relation: found.kept.relation,
            street: in_words(&found.kept.street).to_owned(),
            guardian: word(&own, Field::Name).unwrap_or_default().to_owned(),
            until_ms: found.row.until.ms(),
        })
    }

    /// A worker says whether the person before them is whom the guardian named, with the document that was named.
    #[crate::boxed]
    pub async fn confirm_member(
        &self,
        staff: &Member,
        asked: &SeeAsked<'_>,
        is_so: bool,
        now: Instant,
    ) -> Result<(), Error> {
        let found = self.member_before(staff, asked, now).await?;
        let deed = of_staff(staff, "confirm family member");
        if !is_so {
            let deed = of_staff(staff, "refuse family member");
            self.drop_provisional(found.member, deed, now).await?;
            let end = (MemberState::Ended, Some(LinkEnd::Refused), None);
            return self
                .settle_member(found.guardian, found.row.id, end, now)
                .await;
        }
        if let Some((holder, phone)) = self.registered_with(&found.kept.document, now).await? {
            return match phone {
                Some(_) => self.ask_holder(&found, deed, now).await,
                None => self.link_holder(&found, holder, deed, now).await,
            };
        }
        let claimed = self
            .store
            .claim(&found.kept.document, found.member, now)
            .await?;
        if claimed == found.member {
            self.make_real(&found, deed, now).await
        } else {
            // Something is kept of an earlier registration: it counts as before.
            self.return_holder(&found, deed, now).await
        }
    }

    /// The member becomes who they said to be: what is known of their document counts from now on.
    async fn make_real(&self, found: &Found, deed: Deed, now: Instant) -> Result<(), Error> {
        let to = seen(found, now);
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            registered(facts)?;
            let link = facts.family.iter().find(|link| link.id == to.id);
            let Some(link) = link else {
                return Err(Error::Unknown(Missing::FamilyMember));
            };
            if link.by != LinkBy::Unseen {
                return Ok(Drafted::Leave(()));
            }
            draft.batch.change_family(link, &to);
            let holds = draft.record.holds.iter();
            let holds = holds.filter(|h| h.kind == HoldKind::MemberUnseen && h.ended.is_none());
            let ids: Vec<_> = holds.map(|hold| hold.id).collect();
            for id in ids {
                draft.end_hold(id, now);
            }
            Ok(Drafted::Write(()))
        };
        self.change(found.member, deed, now, draft).await?;
        self.settle_statuses(now).await?;
        self.take_held_of(&found.kept.document()?, now).await;
        self.carry_seen(found, found.member, now).await
    }

    /// The document is that of somebody without a phone who is registered already: they are linked, and what was made of the
    /// guardian's words alone goes.
    async fn link_holder(
        &self,
        found: &Found,
        holder: PersonId,
        deed: Deed,
        now: Instant,
    ) -> Result<(), Error> {
        let to = seen(found, now);
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            registered(facts)?;
            if facts.family.iter().any(|link| link.id == to.id) {
                return Ok(Drafted::Leave(()));
            }
            if !domain::family::has_room(&facts.family, to.id) {
                return Err(words::held_by_two());
            }
            draft.batch.link_family(&to);
            draft.tell(NoticeKind::FamilyLinked, to.id.0, now);
            Ok(Drafted::Write(()))
        };
        self.change(holder, deed, now, draft).await?;
        self.replace_provisional(found, holder, deed, now).await
    }

    /// The same of somebody of whom a rest is kept: they are registered again, and it counts as before.
    async fn return_holder(&self, found: &Found, deed: Deed, now: Instant) -> Result<(), Error> {
        let beside = Beside {
            family: Some(seen(found, now)),
            ..Beside::default()
        };
        let registration = || found.kept.registration(self);
        let document = found.kept.document()?;
        let registered = self.register_as(&document, &registration, &beside, now);
        let holder = registered.await?.person;
        self.replace_provisional(found, holder, deed, now).await
    }

    async fn replace_provisional(
        &self,
        found: &Found,
        holder: PersonId,
        deed: Deed,
        now: Instant,
    ) -> Result<(), Error> {
        self.drop_provisional(found.member, deed, now).await?;
        let link = seen(found, now);
        self.finish_link(holder, &link, &found.row, now).await
    }

    /// The document is that of somebody with a phone of their own: they are asked there, like everybody who has one.
    async fn ask_holder(&self, found: &Found, deed: Deed, now: Instant) -> Result<(), Error> {
        self.note_asked(found.guardian, &found.row, now).await?;
        self.drop_provisional(found.member, deed, now).await?;
        let asked = (MemberState::Asked, None, None);
        self.settle_member(found.guardian, found.row.id, asked, now)
            .await?;
        Err(words::asked_on_their_phone())
    }

    async fn carry_seen(&self, found: &Found, member: PersonId, now: Instant) -> Result<(), Error> {
        let moved = LinkMoved {
            member,
            link: found.row.id,
            guardian: found.guardian,
        };
        self.carry_link(moved, LinkEnd::ByMember, now).await
    }

    /// What a number leads to, where the last six are those of the document and the member lives where one of the worker's duties
    /// lies. Every look is a line that member and guardian read; every miss one in the log.
    async fn member_before(
        &self,
        staff: &Member,
        asked: &SeeAsked<'_>,
        now: Instant,
    ) -> Result<Found, Error> {
        let action = Action::SeeMember;
        self.admit_staff(staff, action, now).await?;
        let found = self.referred_to(asked, now).await?;
        let Some(found) = found else {
            self.note_refusal(staff, action, "number", now).await?;
            return Err(Error::Unknown(Missing::FamilyMember));
        };
        let county = found.kept.declaration.residence.county;
        let place = HomePlace::of_words(&found.kept.street);
        let place = place.unwrap_or_else(|| HomePlace::of_county(county));
        if !staff.may_at(action, place) {
            self.note_refusal(staff, action, &county.to_string(), now)
                .await?;
            return Err(Error::OutsideDivision);
        }
        let purpose = asked.purpose.and_then(Purpose::from_word);
        let shown = ("see family member", found.row.words.as_str());
        self.look_at(found.member, (staff, action), purpose, shown, now)
            .await?;
        let deed = of_staff(staff, "see family member");
        self.note_about(found.guardian, deed, "", now).await?;
        Ok(found)
    }

    async fn referred_to(
        &self,
        asked: &SeeAsked<'_>,
        now: Instant,
    ) -> Result<Option<Found>, Error> {
        let reference = asked.reference.trim().replace([' ', '-'], "");
        let Some((guardian, id)) = self.store.referred(&reference, now).await? else {
            return Ok(None);
        };
        let rows = self.members(guardian, now).await?;
        let Some(row) = rows.into_iter().find(|row| row.id == id) else {
            return Ok(None);
        };
        let kept = Kept::of(&row)?;
        let ends = asked.document_last6.trim().to_uppercase();
        let right = kept.reference.as_deref() == Some(reference.as_str())
            && ends.chars().count() == 6
            && kept.document()?.number().ends_with(&ends);
        let waits = row.state == MemberState::Unseen && row.until > now;
        let Some(member) = row.member.filter(|_| right && waits) else {
            return Ok(None);
        };
        let facts = self.store.facts_of(member).await?;
        let mut links = facts.iter().flat_map(|facts| &facts.family);
        let link = links.find(|link| link.id == id && link.guardian == guardian);
        Ok(link.copied().map(|link| Found {
            guardian,
            member,
            row,
            kept,
            link,
        }))
    }
}

/// A residence without the digits of its street.
fn in_words(street: &str) -> &str {
    match street.split_once(' ') {
        Some((code, words)) if code.parse::<StreetCode>().is_ok() => words,
        _ => street,
    }
}

fn seen(found: &Found, now: Instant) -> FamilyLink {
    FamilyLink {
        by: LinkBy::Seen,
        since: now,
        ..found.link
    }
}

fn of_staff(staff: &Member, action: &'static str) -> Deed {
    Deed {
        by: By::Staff(staff.id),
        purpose: Purpose::Review,
        action,
    }
}
