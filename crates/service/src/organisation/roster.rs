//! A roster is a way to invite, and none to find out: every row is answered alike, whether anybody is registered with it, is a
//! member already, has another name, or there is nobody. Who is registered reads an invitation in the app and agrees, or does not.

use domain::identity::{Document, PersonName, Phone};
use domain::ids::{OrganisationId, PersonId, UnitId};
use domain::notice::NoticeKind;
use domain::organisation::{MOST_ROSTER_ROWS, MOST_ROSTER_ROWS_A_DAY};
use domain::staff::Member;
use domain::time::Instant;
use storage::{InvitationRow, PersonFacts};

use super::units::of_manager;
use crate::Service;
use crate::change::{Draft, Drafted, registered};
use crate::error::Error;
use crate::shared::Shared;

/// The most people of one phone that are looked at.
const MOST_USERS: u32 = 20;

/// A row of a roster: a name, and by what its person is found.
pub struct RosterRow {
    /// The name.
    pub name: PersonName,
    /// By what.
    pub who: RosterWho,
}

/// By what a person is found.
pub enum RosterWho {
    /// Their document.
    Document(Document),
    /// A phone that they use.
    Phone(Phone),
}

impl RosterWho {
    fn words(&self) -> String {
        match self {
            Self::Document(document) => format!("document {}", document.canonical()),
            Self::Phone(phone) => format!("phone {}", phone.canonical()),
        }
    }
}

impl Service {
    /// Invites whoever of a roster is registered under the same name. Nothing is answered of anybody.
    #[crate::boxed]
    pub async fn invite_roster(
        &self,
        member: &Member,
        way: (OrganisationId, UnitId),
        rows: &[RosterRow],
        now: Instant,
    ) -> Result<(), Error> {
        self.managed_unit(member, way, now).await?;
        let (organisation, today) = (way.0, now.date());
        let before = self.store.roster_rows(organisation, today).await?;
        let fits = rows.len() <= MOST_ROSTER_ROWS && before + rows.len() <= MOST_ROSTER_ROWS_A_DAY;
        if !fits {
            return Err(Error::field(
                "rows",
                "一次最多500行，每天最多3000行，其余请明天再导入",
                "at most 500 rows at once and 3000 a day; send the others tomorrow",
            ));
        }
        let hashes: Vec<_> = rows
            .iter()
            .map(|row| {
                let words = format!("{} {}", row.who.words(), row.name.full());
                self.store.roster_hash(&words)
            })
            .collect();
        let batch = self.store.note_roster(organisation, today, &hashes);
        self.store.write(batch).await?;
        let line = self.note(of_manager(member, "import roster"), "", now);
        self.store.write(self.store.log(&line)).await?;
        for row in rows {
            for person in self.on_roster(row, now).await? {
                self.invite(member, way, person, now).await?;
            }
        }
        Ok(())
    }

    /// Who is registered as a row says.
    async fn on_roster(&self, row: &RosterRow, now: Instant) -> Result<Vec<PersonId>, Error> {
        let holders = match &row.who {
            RosterWho::Document(document) => {
                let holder = self.store.holder_of(&document.canonical()).await?;
                holder.into_iter().collect()
            }
            RosterWho::Phone(phone) => self.store.users_of(phone.canonical(), MOST_USERS).await?,
        };
        let mut named = Vec::new();
        for person in holders {
            match self.name_of(person, now).await {
                Ok(name) if name == row.name => named.push(person),
                // Another name, or a claim without a person.
                Ok(_) | Err(Error::Damaged) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(named)
    }

    async fn invite(
        &self,
        member: &Member,
        (organisation, unit): (OrganisationId, UnitId),
        person: PersonId,
        now: Instant,
    ) -> Result<(), Error> {
        let (own, alarms) = self.store.memberships_of(person).await?;
        self.raise(&alarms, now).await?;
        let (asked, alarms) = self.store.invitations_of(person).await?;
        self.raise(&alarms, now).await?;
        let member_already = own.iter().any(|own| own.organisation == organisation);
        let asked_already = asked
            .iter()
            .any(|own| (own.organisation, own.unit) == (organisation, unit));
        if member_already || asked_already {
            return Ok(());
        }
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            registered(facts)?;
            draft.batch.invite(&InvitationRow {
                organisation,
                unit,
                made: now,
            });
            draft.tell(NoticeKind::Invited, unit.0, now);
            Ok(Drafted::Write(()))
        };
        let deed = of_manager(member, "invite");
        match self.change(person, deed, now, draft).await {
            // Nothing is decided about them before staff have looked; it is answered as everything else.
            Ok(_) | Err(Error::NotRegistered | Error::Damaged | Error::Refused(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }
}
