//! What the list of a community is made of: the index of people in quarantine and the tasks that wait, of whole areas at a
//! time. Names come later, of the few that a page shows.

use std::collections::{HashMap, HashSet};

use domain::community::{Area, Following, HomePlace, Listed, OpenTask, TaskKind};
use domain::ids::{PersonId, StaffId};
use domain::time::Instant;
use rusqlite::Connection;

use super::home::{open_door, place};
use crate::alarm::AlarmKind;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::keys::Keys;
use crate::published::raised;
use crate::store::Store;
use crate::value::Value;

const FOLLOWED: &str = "SELECT place, person_id, colour, since_day, free_day, checks_in, check_in_day, ill_day, moved_day, sealed,
key_id FROM followed WHERE place >= ?1 AND place <= ?2 ORDER BY place, person_id LIMIT ?3";

const WAITING: &str =
    "SELECT place, due_ms, person_id, kind, about, opened_ms, taken_by FROM task_by_place
WHERE place >= ?1 AND place <= ?2 ORDER BY place, due_ms, person_id, kind, about LIMIT ?3";

/// Those of kind `?4`, what is due first before everything else: a street at the end of the list waits no longer than one at its
/// beginning.
const OF_KIND: &str =
    "SELECT place, due_ms, person_id, kind, about, opened_ms, taken_by FROM task_by_place
WHERE kind = ?4 AND place >= ?1 AND place <= ?2 ORDER BY due_ms, person_id, about, place LIMIT ?3";

const OVERDUE_OF: &str = "SELECT place, due_ms, person_id, kind, about, opened_ms, taken_by FROM task_by_place
WHERE due_ms < ?4 AND place >= ?1 AND place <= ?2 ORDER BY due_ms, person_id, kind, about, place LIMIT ?3";

const COUNT: &str = "SELECT kind, count(1) AS tasks FROM task_by_place WHERE due_ms < ?1 GROUP BY kind ORDER BY kind";

const LEFT: &str =
    "SELECT place FROM followed WHERE person_id = ?1 AND moved_day IS NOT NULL ORDER BY place";

/// A task that is overdue, without the person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OverdueTask {
    /// Where.
    pub place: HomePlace,
    /// The task.
    pub task: OpenTask,
}

/// A row of the index.
struct Followed {
    listed: Listed,
    sealed: Option<(Vec<u8>, i64)>,
}

impl Store {
    /// Everybody in quarantine in these areas with what waits about them, in no particular order, `limit` of an area at most. An
    /// index: whoever is shown is read anew.
    #[crate::boxed]
    pub async fn followed_in(&self, areas: &[Area], limit: u32) -> Result<Vec<Listed>, ReadError> {
        self.read(|connection| {
            let mut all: HashMap<(HomePlace, PersonId), Listed> = HashMap::new();
            for area in areas {
                let bound = bound(*area, limit);
                let rows = select(connection, "followed", FOLLOWED, &bound, |columns| {
                    Ok(or_report("followed", followed(columns)))
                })?;
                for row in rows.into_iter().flatten() {
                    let listed = opened(self.keys(), row);
                    all.insert((listed.place, listed.person), listed);
                }
            }
            let mut seen = HashSet::new();
            for area in areas {
                for (place, person, task) in waiting(connection, WAITING, &bound(*area, limit))? {
                    if seen.insert((person, task.kind, task.about))
                        && let Some(listed) = all.get_mut(&(place, person))
                    {
                        listed.tasks.push(task);
                    }
                }
            }
            Ok(all.into_values().collect())
        })
        .await
    }

    /// Whose task of one of these kinds waits in these areas, what is due first, `limit` of an area and a kind at most.
    #[crate::boxed]
    pub async fn tasks_in(
        &self,
        areas: &[Area],
        kinds: &[TaskKind],
        limit: u32,
    ) -> Result<Vec<(PersonId, OpenTask)>, ReadError> {
        self.read(|connection| {
            let mut all = Vec::new();
            for area in areas {
                for kind in kinds {
                    let mut bound = bound(*area, limit);
                    bound.push(kind.word().into());
                    let found = waiting(connection, OF_KIND, &bound)?;
                    all.extend(found.into_iter().map(|(_, person, task)| (person, task)));
                }
            }
            all.sort_by_key(|(person, task)| (task.due, *person, task.kind, task.about));
            all.dedup();
            Ok(all)
        })
        .await
    }

    /// What is overdue at `now` in these areas, the longest first, `limit` of an area at most.
    #[crate::boxed]
    pub async fn overdue_in(
        &self,
        areas: &[Area],
        now: Instant,
        limit: u32,
    ) -> Result<Vec<OverdueTask>, ReadError> {
        self.read(|connection| {
            let mut all = Vec::new();
            for area in areas {
                let mut bound = bound(*area, limit);
                bound.push(now.into());
                for (place, person, task) in waiting(connection, OVERDUE_OF, &bound)? {
                    all.push((task.due, person, OverdueTask { place, task }));
                }
            }
            all.sort_by_key(|(due, person, over)| (*due, *person, over.task.kind, over.task.about));
            all.dedup();
            Ok(all.into_iter().map(|(.., over)| over).collect())
        })
        .await
    }

    /// How many tasks of each kind are overdue at `now`, wherever.
    #[crate::boxed]
    pub async fn overdue_count(&self, now: Instant) -> Result<Vec<(TaskKind, i64)>, ReadError> {
        self.read(|connection| {
            select(
                connection,
                "task_by_place",
                COUNT,
                &[now.into()],
                |columns| Ok((columns.word("kind")?, columns.i64("tasks")?)),
            )
        })
        .await
    }

    /// The places that a person in quarantine has left today.
    #[crate::boxed]
    pub async fn places_left(&self, person: PersonId) -> Result<Vec<HomePlace>, ReadError> {
        self.read(|connection| select(connection, "followed", LEFT, &[person.0.into()], place))
            .await
    }
}

fn bound(area: Area, limit: u32) -> Vec<Value> {
    let places = area.places();
    vec![
        i64::from(*places.start()).into(),
        i64::from(*places.end()).into(),
        i64::from(limit).into(),
    ]
}

fn followed(columns: &mut Columns) -> Result<Followed, ReadError> {
    let listed = Listed {
        place: place(columns)?,
        person: PersonId(columns.i64("person_id")?),
        door: None,
        following: Following {
            colour: columns.word("colour")?,
            since: columns.date("since_day")?,
            free: columns.maybe_date("free_day")?,
            checks_in: columns.flag("checks_in")?,
            checked_in: columns.maybe_date("check_in_day")?,
            ill: columns.maybe_date("ill_day")?,
        },
        moved: columns.maybe_date("moved_day")?,
        tasks: Vec::new(),
    };
    let sealed = columns.maybe_bytes("sealed")?;
    let sealed = sealed.zip(columns.maybe_i64("key_id")?);
    Ok(Followed { listed, sealed })
}

fn opened(keys: &Keys, row: Followed) -> Listed {
    Listed {
        door: open_door(keys, row.listed.person, row.sealed),
        ..row.listed
    }
}

type Waits = (HomePlace, PersonId, OpenTask);

fn waiting(connection: &Connection, sql: &str, bound: &[Value]) -> Result<Vec<Waits>, ReadError> {
    let rows = select(connection, "task_by_place", sql, bound, |columns| {
        Ok(or_report("task_by_place", waits(columns)))
    })?;
    Ok(rows.into_iter().flatten().collect())
}

fn waits(columns: &mut Columns) -> Result<Waits, ReadError> {
    let place = place(columns)?;
    let due = columns.instant("due_ms")?;
    let person = PersonId(columns.i64("person_id")?);
    let task = OpenTask {
        kind: columns.word("kind")?,
        about: columns.i64("about")?,
        opened: columns.instant("opened_ms")?,
        due,
        taken_by: columns.maybe_i64("taken_by")?.map(StaffId),
    };
    Ok((place, person, task))
}

/// A row of an index that no program of ours has written closes the list of nobody else: it is reported and left out.
fn or_report<T>(table: &'static str, row: Result<T, ReadError>) -> Option<T> {
    if row.is_err() {
        raised(AlarmKind::Altered, table, 0);
    }
    row.ok()
}
