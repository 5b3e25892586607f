//! The list of a day: why somebody stands on it, and in which order one walks.

use std::cmp::Ordering;

use super::{Door, Following, HomePlace, TaskKind, Why};
use crate::ids::{PersonId, StaffId};
use crate::time::{Date, Instant};

/// A task that is not done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OpenTask {
    /// Its kind.
    pub kind: TaskKind,
    /// What it is about.
    pub about: i64,
    /// When it was opened.
    pub opened: Instant,
    /// When it is overdue.
    pub due: Instant,
    /// Who has taken it.
    pub taken_by: Option<StaffId>,
}

/// Somebody on the list, before their rows are read.
#[derive(Clone)]
pub struct Listed {
    /// Whom.
    pub person: PersonId,
    /// Where they live; where they lived, once they moved.
    pub place: HomePlace,
    /// The door, where it was given and can be read.
    pub door: Option<Door>,
    /// How they stand.
    pub following: Following,
    /// The date on which they moved to another community.
    pub moved: Option<Date>,
    /// What waits about them.
    pub tasks: Vec<OpenTask>,
}

/// Why somebody is on the list of `today`, the most urgent first; empty for whom nothing is to be done.
pub fn whys(listed: &Listed, today: Date) -> Vec<Why> {
    if listed.moved.is_some() {
        return vec![Why::Moved];
    }
    let following = &listed.following;
    let yesterday = today - 1;
    let has = |kind: TaskKind| listed.tasks.iter().any(|task| task.kind == kind);
    let missing = following.checks_in
        && following.since < today
        && following.checked_in.is_none_or(|on| on < today);
    let ill = following.ill.is_some_and(|on| on >= yesterday);
    let all = [
        (Why::Symptomatic, ill || has(TaskKind::Symptomatic)),
        (Why::Missing, missing || has(TaskKind::MissedCheckIn)),
        (Why::Help, has(TaskKind::Help)),
        (Why::New, following.since >= yesterday),
        (Why::Ending, following.free == Some(today.next())),
    ];
    let so = all.into_iter().filter(|(_, so)| *so);
    so.map(|(why, _)| why).collect()
}

/// The order of the list: what is new since yesterday first, then street by street, building by building, door by door.
pub fn order_of(one: &Listed, other: &Listed, today: Date) -> Ordering {
    let key = |listed: &Listed| (!is_fresh(listed, today), listed.place);
    let doors = || match (&one.door, &other.door) {
        (Some(a), Some(b)) => a.along(b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    };
    key(one)
        .cmp(&key(other))
        .then_with(doors)
        .then_with(|| one.person.cmp(&other.person))
}

/// Whether something about them is new since yesterday.
fn is_fresh(listed: &Listed, today: Date) -> bool {
    let yesterday = today - 1;
    let following = &listed.following;
    listed.moved.is_some()
        || following.since >= yesterday
        || following.ill.is_some_and(|on| on >= yesterday)
        || listed
            .tasks
            .iter()
            .any(|task| task.opened >= yesterday.start())
}
