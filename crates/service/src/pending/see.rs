//! What staff read of what came: when, by which way, where it stands, and whom it would change.

use domain::access::Action;
use domain::ids::PendingId;
use domain::pending::{Origin, PendingKind, PendingState};
use domain::place::DivisionCode;
use domain::staff::Member;
use domain::time::Instant;
use serde::Serialize;
use storage::PendingRow;
use utoipa::ToSchema;

use super::kept::counted_of;
use super::leave::Counted;
use crate::Service;
use crate::error::{Error, Missing};
use crate::explain::Place;
use crate::proposal::{Effect, is_whole};
use crate::shapes;

/// The most files of one answer, beside those that wait.
const MOST: u32 = 100;

/// A list or a policy that came.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct PendingSeen {
    /// Its id, as text.
    pub id: String,
    /// What it is.
    #[schema(value_type = shapes::PendingKind)]
    pub kind: PendingKind,
    /// The name that it came under.
    pub name: String,
    /// By which way it came.
    #[schema(value_type = shapes::Origin)]
    pub origin: Origin,
    /// The division that answers for it: of a policy its jurisdiction, of a list the smallest in which all lies that it raises.
    pub place: Place,
    /// From when it says something, in epoch milliseconds: of a list its instant, of a policy its first day.
    pub from_ms: i64,
    /// When it came, in epoch milliseconds.
    pub came_ms: i64,
    /// Where it stands.
    #[schema(value_type = shapes::PendingState)]
    pub state: PendingState,
    /// Whether it came into force by itself, because it worsens few.
    pub alone: bool,
    /// Why it was refused, or what of it cannot be read.
    pub reason: Option<String>,
    /// The proposal that was made of it last, or by which it came into force.
    pub proposal: Option<String>,
    /// Whom it would change, as it was tried last.
    pub effect: Effect,
    /// Of each city that it worsens, how many of how many people.
    pub cities: Vec<CityWorse>,
    /// When that was tried, in epoch milliseconds.
    pub tried_ms: i64,
    /// Whether something of it begins only later, so that nobody can count it yet.
    pub uncertain: bool,
    /// Whether the reader may refuse it.
    pub may_refuse: bool,
}

/// How many of a city are worse.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct CityWorse {
    /// The city.
    pub city: Place,
    /// People who use it.
    pub people: u64,
    /// Those of them whose state would be worse, or last longer.
    pub worse: u64,
}

impl Service {
    /// What came: all that waits, and what came last, the newest first.
    #[crate::boxed]
    pub async fn pending_files(
        &self,
        member: &Member,
        now: Instant,
    ) -> Result<Vec<PendingSeen>, Error> {
        let waiting = self.store.pending_waiting().await?;
        let newest = self.store.pending_newest(MOST).await?;
        self.raise(&waiting.alarms, now).await?;
        self.raise(&newest.alarms, now).await?;
        let mut rows = waiting.rows;
        rows.reverse();
        let others = newest.rows.into_iter();
        rows.extend(others.filter(|row| row.now.state != PendingState::Pending));
        Ok(rows.iter().map(|row| seen(member, row)).collect())
    }

    /// One file that came.
    #[crate::boxed]
    pub async fn pending_file(
        &self,
        member: &Member,
        id: PendingId,
        now: Instant,
    ) -> Result<PendingSeen, Error> {
        Ok(seen(member, &self.kept(id, now).await?))
    }

    /// A file that waits, or waited: its kind, its name and its text, for a proposal.
    pub(crate) async fn waiting_file(
        &self,
        id: PendingId,
        now: Instant,
    ) -> Result<(PendingKind, String, String), Error> {
        let row = self.kept(id, now).await?;
        if matches!(row.now.state, PendingState::InForce | PendingState::Broken) {
            return Err(Error::Unknown(Missing::Pending));
        }
        let text = self.kept_text(id, now).await?;
        Ok((row.kind, row.name, text))
    }
}

/// Whether a member may refuse what is of a place: of what concerns the nation, whoever answers for a whole service.
pub(super) fn may_refuse(member: &Member, place: DivisionCode) -> bool {
    let action = Action::RefusePending;
    let mut duties = member.duties.iter();
    member.may(action, place)
        || place == DivisionCode::NATION
            && duties.any(|duty| action.is_open_to(duty.role()) && is_whole(duty.division()))
}

fn seen(member: &Member, row: &PendingRow) -> PendingSeen {
    let Counted {
        effect,
        cities,
        uncertain,
    } = counted_of(row);
    let year = row.came.date().year();
    PendingSeen {
        id: row.id.0.to_string(),
        kind: row.kind,
        name: row.name.clone(),
        origin: row.origin,
        place: Place::of_division(row.place, year),
        from_ms: row.from.ms(),
        came_ms: row.came.ms(),
        state: row.now.state,
        alone: row.now.alone,
        reason: row.now.reason.clone(),
        proposal: row.now.proposal.map(|id| id.0.to_string()),
        effect,
        cities: cities
            .iter()
            .map(|count| CityWorse {
                city: Place::of_division(count.city, year),
                people: count.people,
                worse: count.worse,
            })
            .collect(),
        tried_ms: row.now.tried.ms(),
        uncertain,
        may_refuse: row.now.state == PendingState::Pending && may_refuse(member, row.place),
    }
}
