//! The list of a unit today: who has reported, and who may come in. A line a day stands in each member's log before it is shown.

use domain::ids::{OrganisationId, PersonId, UnitId};
use domain::log::Purpose;
use domain::organisation::{Entering, MOST_MEMBERS, NameShown, entering, reported};
use domain::rating::rate;
use domain::staff::Member;
use domain::state::State;
use domain::time::{Date, Instant};
use storage::{MembershipRow, OrganisationRow, PersonFacts};

use crate::Service;
use crate::error::Error;
use crate::shared::Shared;

/// A unit today.
pub struct UnitToday {
    /// The organisation's name.
    pub organisation: String,
    /// What the unit is called.
    pub unit: String,
    /// The date for which it is.
    pub today: Date,
    /// Its members: who has not reported first, then by name.
    pub members: Vec<MemberToday>,
}

/// A member, as the organisation sees them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MemberToday {
    /// By which the manager names the member; it leads to nobody by itself.
    pub handle: Vec<u8>,
    /// The name, as the member agreed.
    pub name: String,
    /// Whether they reported today.
    pub reported: bool,
    /// Whether they may come in.
    pub entering: Entering,
    /// Whether a card may be printed for them.
    pub card: bool,
}

/// A member as they were read.
pub(super) struct Known {
    pub(super) facts: PersonFacts,
    pub(super) membership: MembershipRow,
}

impl Service {
    /// A unit today, for its manager.
    #[crate::boxed]
    pub async fn unit_today(
        &self,
        member: &Member,
        way: (OrganisationId, UnitId),
        now: Instant,
    ) -> Result<UnitToday, Error> {
        let (row, unit) = self.managed_unit(member, way, now).await?;
        let known = self.members_known(way, now).await?;
        let shared = self.shared(now).await?;
        let mut members = Vec::with_capacity(known.len());
        for one in &known {
            members.push(self.member_today(one, &row, &shared, now).await?);
        }
        let shown: Vec<&PersonFacts> = known.iter().map(|one| &one.facts).collect();
        let looked = ("read organisation list", Purpose::Organisation);
        self.note_looks(member, &shown, looked, now).await?;
        members.sort_by(|one, other| (one.reported, &one.name).cmp(&(other.reported, &other.name)));
        Ok(UnitToday {
            organisation: row.name,
            unit: unit.name,
            today: now.date(),
            members,
        })
    }

    /// The members of a unit by their own rows: who left, was erased, or is led to by a row that was put there, is nobody.
    pub(super) async fn members_known(
        &self,
        way: (OrganisationId, UnitId),
        now: Instant,
    ) -> Result<Vec<Known>, Error> {
        let people: Vec<PersonId> = self.store.members_of(way, MOST_MEMBERS).await?;
        let mut known = Vec::with_capacity(people.len());
        for mut facts in self.store.facts_of_many(&people).await? {
            let (own, alarms) = self.store.memberships_of(facts.id).await?;
            self.raise(&alarms, now).await?;
            let erased = facts.person.as_ref().is_none_or(|p| p.erased.is_some());
            let agreed = own
                .into_iter()
                .find(|own| (own.organisation, own.unit) == way);
            let Some(membership) = agreed.filter(|_| !erased) else {
                continue;
            };
            self.take_proven(&mut facts, now).await?;
            self.raise(&facts.alarms, now).await?;
            known.push(Known { facts, membership });
        }
        Ok(known)
    }

    async fn member_today(
        &self,
        Known { facts, membership }: &Known,
        row: &OrganisationRow,
        shared: &Shared,
        now: Instant,
    ) -> Result<MemberToday, Error> {
        let name = self.name_of(facts.id, now).await?;
        let city = row.division.city().unwrap_or(row.division);
        let policy = shared.policy(city, now.date())?;
        let states = self.states_at(facts, row, shared, now)?;
        let way = (membership.organisation, membership.unit);
        Ok(MemberToday {
            handle: self.store.member_handle(way, facts.id),
            name: match membership.name {
                NameShown::Masked => name.masked(),
                NameShown::Full => name.full().to_owned(),
            },
            reported: reported(&facts.record, now.date()),
            entering: entering(&policy.verdicts, row.kind, &states),
            card: membership.card,
        })
    }

    /// The states that a member's code has in the organisation's city; who uses another city alone is also judged by the rules of
    /// this one. None where nobody knows before staff have looked.
    fn states_at(
        &self,
        facts: &PersonFacts,
        row: &OrganisationRow,
        shared: &Shared,
        now: Instant,
    ) -> Result<Vec<(State, bool)>, Error> {
        let here = row.division.city().unwrap_or(row.division);
        let decisions = match self.decide(facts, &facts.record, shared, now) {
            Ok(decided) => decided.decisions,
            Err(Error::Damaged | Error::Refused(_)) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut own = decisions.iter();
        if let Some(decision) = own.find(|decision| decision.jurisdiction == here) {
            return Ok(vec![(decision.state, !decision.pop_ups.is_empty())]);
        }
        let elsewhere = decisions.iter().map(|d| (d.state, !d.pop_ups.is_empty()));
        let mut states: Vec<(State, bool)> = elsewhere.collect();
        let policy = shared.policy(here, now.date())?;
        let assembled = shared.facts(&facts.record, &policy, now.date());
        let decision = rate(&policy, &assembled, now.date());
        states.push((decision.state, !decision.pop_ups.is_empty()));
        Ok(states)
    }
}

impl UnitToday {
    /// The list as a table to take along: what the page shows, and no more.
    pub fn csv(&self) -> String {
        let mut csv = String::from("date,unit,name,reported,entering\r\n");
        for member in &self.members {
            let reported = if member.reported { "yes" } else { "no" };
            let cells = [
                &*self.today.to_string(),
                &cell(&self.unit),
                &cell(&member.name),
                reported,
                member.entering.word(),
            ]
            .join(",");
            csv.push_str(&cells);
            csv.push_str("\r\n");
        }
        csv
    }
}

/// A cell that no spreadsheet takes for a formula or for two.
fn cell(words: &str) -> String {
    let formula = words.starts_with(['=', '+', '-', '@', '\t']);
    let plain = if formula {
        format!("'{words}")
    } else {
        words.to_owned()
    };
    if plain.contains([',', '"', '\r', '\n']) {
        return format!("\"{}\"", plain.replace('"', "\"\""));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s1_8_a_name_in_the_table_is_no_formula_and_one_cell() {
        assert_eq!(cell("王*"), "王*");
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("a,\"b\""), "\"a,\"\"b\"\"\"");
    }
}
