//! People as their community sees them: read anew and whole, a page at a time.

use domain::access::Action;
use domain::community::{HelpKind, HelpState, Listed, NoteKind, TaskKind, Why, stage_day, whys};
use domain::facts::{Symptom, Temperature};
use domain::ids::PersonId;
use domain::log::{By, Purpose};
use domain::record::{CheckIn, CheckInBy};
use domain::staff::Member;
use domain::state::Colour;
use domain::time::{Date, Instant};
use serde::Serialize;
use storage::{Field, HelpRow, NoteRow, PersonFacts, TaskRow};
use utoipa::ToSchema;

use super::care::place_of;
use crate::Service;
use crate::error::Error;
use crate::log::Deed;
use crate::me::word;
use crate::shapes;

/// Somebody in quarantine, for a worker of their community.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct CommunityEntry {
    /// By which they are named in what the worker sends.
    pub person: String,
    /// The name in full.
    pub name: String,
    /// The phone, as it is dialled.
    pub phone: String,
    /// The street's name, or the county's where the street is not known.
    pub street: String,
    /// The building; empty for a house of its own and where it is not known.
    pub building: String,
    /// The door; empty where it is not known.
    pub door: String,
    /// The worst colour that holds.
    #[schema(value_type = shapes::Colour)]
    pub colour: Colour,
    /// Which day of the stage today is; absent where officials ordered it.
    pub day: Option<u16>,
    /// Days of the stage.
    pub days: Option<u16>,
    /// The first free date, as far as it is foreseen.
    #[schema(value_type = Option<shapes::Date>)]
    pub free: Option<Date>,
    /// Whether a check-in of today is there.
    pub checked_in: bool,
    /// The last check-in.
    pub last: Option<LastCheckIn>,
    /// Why they are on the list, the most urgent first; empty where nothing is to be done.
    #[schema(value_type = Vec<shapes::Why>)]
    pub whys: Vec<Why>,
    /// What waits to be done about them.
    pub tasks: Vec<TaskEntry>,
    /// Help that they asked for and that has not come.
    pub help: Vec<HelpEntry>,
    /// What the last shift left, and the notes of visits, the newest first.
    pub notes: Vec<NoteEntry>,
}

/// A check-in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct LastCheckIn {
    /// The date for which it counts.
    #[schema(value_type = shapes::Date)]
    pub on: Date,
    /// The temperature in degrees Celsius.
    #[schema(value_type = Option<f64>)]
    pub temperature: Option<Temperature>,
    /// New symptoms.
    #[schema(value_type = Vec<shapes::Symptom>)]
    pub symptoms: Vec<Symptom>,
    /// By whose hand.
    #[schema(value_type = shapes::CheckInBy)]
    pub by: CheckInBy,
}

/// A task that is not done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct TaskEntry {
    /// Its kind.
    #[schema(value_type = shapes::TaskKind)]
    pub kind: TaskKind,
    /// What it is about, as text.
    pub about: String,
    /// When it is overdue, in epoch milliseconds.
    #[schema(value_type = i64)]
    pub due_ms: Instant,
    /// Whether it is.
    pub overdue: bool,
    /// Whether somebody has taken it.
    pub taken: bool,
    /// Whether the reader has.
    pub mine: bool,
}

/// Help that was asked for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct HelpEntry {
    /// Its id, as text.
    pub id: String,
    /// What kind.
    #[schema(value_type = shapes::HelpKind)]
    pub kind: HelpKind,
    /// What is needed, in the person's words.
    pub words: String,
    /// How far it is.
    #[schema(value_type = shapes::HelpState)]
    pub state: HelpState,
    /// When it was asked, in epoch milliseconds.
    #[schema(value_type = i64)]
    pub asked_ms: Instant,
}

/// A note.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct NoteEntry {
    /// Its kind.
    #[schema(value_type = shapes::NoteKind)]
    pub kind: NoteKind,
    /// When it was written, in epoch milliseconds.
    #[schema(value_type = i64)]
    pub made_ms: Instant,
    /// The words.
    pub words: String,
}

/// Somebody who moved to another community: where the worker need not go any more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct MovedEntry {
    /// The street's name.
    pub street: String,
    /// The building.
    pub building: String,
    /// The door.
    pub door: String,
    /// The date on which they moved.
    #[schema(value_type = shapes::Date)]
    pub on: Date,
}

/// Notes of visits that are shown.
const MOST_NOTES: usize = 10;

impl Service {
    /// The people of a page for the member who looks, in their order. Who is no longer there, no longer in quarantine, or lives
    /// elsewhere by what holds, is left out. A line a day stands in each person's log before anything is shown.
    pub(super) async fn seen_by(
        &self,
        member: &Member,
        page: &[Listed],
        now: Instant,
    ) -> Result<Vec<CommunityEntry>, Error> {
        let people: Vec<PersonId> = page.iter().map(|listed| listed.person).collect();
        let all = self.store.facts_of_many(&people).await?;
        let mut entries = Vec::with_capacity(page.len());
        let mut shown = Vec::with_capacity(page.len());
        for listed in page {
            let Some(facts) = all.iter().find(|facts| facts.id == listed.person) else {
                continue;
            };
            if let Some(entry) = self.entry_of(member, listed, facts, now).await? {
                entries.push(entry);
                shown.push(facts);
            }
        }
        let looked = ("read community list", Purpose::Care);
        self.note_looks(member, &shown, looked, now).await?;
        Ok(entries)
    }

    async fn entry_of(
        &self,
        member: &Member,
        listed: &Listed,
        facts: &PersonFacts,
        now: Instant,
    ) -> Result<Option<CommunityEntry>, Error> {
        let person = listed.person;
        let (home, alarms) = self.store.home_of(person).await?;
        self.raise(&facts.alarms, now).await?;
        self.raise(&alarms, now).await?;
        let place = place_of(home.as_ref(), facts);
        let erased = facts.person.as_ref().is_none_or(|p| p.erased.is_some());
        // The index is no source: a row that was put there by other hands opens nobody's door.
        let theirs = place.filter(|place| member.may_at(Action::ReadCommunity, *place));
        let Some(place) = theirs.filter(|_| !erased) else {
            return Ok(None);
        };
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let (tasks, alarms) = self.store.tasks_of(person).await?;
        self.raise(&alarms, now).await?;
        let (help, alarms) = self.store.help_of(person).await?;
        self.raise(&alarms, now).await?;
        let (notes, alarms) = self.store.notes_of(person).await?;
        self.raise(&alarms, now).await?;
        let today = now.date();
        let said = |field| word(&words, field).unwrap_or_default().to_owned();
        let door = home.and_then(|row| row.home.door);
        let day = stage_day(&facts.record.orders, &facts.record.check_ins, today);
        let check_ins = &facts.record.check_ins;
        Ok(Some(CommunityEntry {
            person: person.0.to_string(),
            name: said(Field::Name),
            phone: said(Field::Phone),
            street: super::home::place_name(place, today),
            building: door
                .as_ref()
                .map(|d| d.building().to_owned())
                .unwrap_or_default(),
            door: door
                .as_ref()
                .map(|d| d.door().to_owned())
                .unwrap_or_default(),
            colour: listed.following.colour,
            day: day.map(|(day, _)| day),
            days: day.map(|(_, days)| days),
            free: listed.following.free,
            checked_in: check_ins.iter().any(|c| c.on == today),
            last: check_ins.iter().max_by_key(|c| (c.on, c.made)).map(last),
            whys: whys(listed, today),
            tasks: tasks
                .iter()
                .filter_map(|row| task(row, member, now))
                .collect(),
            help: open_help(&help),
            notes: newest(&notes),
        }))
    }

    /// Notes in the log of each of these people that a member looked at them, once a day.
    pub(super) async fn note_looks(
        &self,
        member: &Member,
        people: &[&PersonFacts],
        (action, purpose): (&'static str, Purpose),
        now: Instant,
    ) -> Result<(), Error> {
        let ids: Vec<PersonId> = people.iter().map(|facts| facts.id).collect();
        let new = self
            .store
            .not_looked_at(&ids, member.id, now.date())
            .await?;
        let deed = Deed {
            by: By::Staff(member.id),
            purpose,
            action,
        };
        let looks = people.iter().filter(|facts| new.contains(&facts.id));
        let batches = looks.map(|facts| {
            let line = self.line(deed, facts.alias, "", now);
            self.store.look(facts.id, member.id, &line)
        });
        for outcome in self.store.write_many(batches.collect()).await {
            outcome?;
        }
        Ok(())
    }
}

fn last(check_in: &CheckIn) -> LastCheckIn {
    LastCheckIn {
        on: check_in.on,
        temperature: check_in.temperature,
        symptoms: check_in.symptoms.clone(),
        by: check_in.by,
    }
}

fn task(row: &TaskRow, member: &Member, now: Instant) -> Option<TaskEntry> {
    let task = row.task;
    (row.done.is_none() && task.kind.is_of_community()).then(|| TaskEntry {
        kind: task.kind,
        about: task.about.to_string(),
        due_ms: task.due,
        overdue: task.due < now,
        taken: task.taken_by.is_some(),
        mine: task.taken_by == Some(member.id),
    })
}

fn open_help(rows: &[HelpRow]) -> Vec<HelpEntry> {
    let open = rows.iter().filter(|row| row.state != HelpState::Done);
    open.map(help_entry).collect()
}

/// A request as it is shown.
pub(super) fn help_entry(row: &HelpRow) -> HelpEntry {
    HelpEntry {
        id: row.id.to_string(),
        kind: row.kind,
        words: row.words.as_str().to_owned(),
        state: row.state,
        asked_ms: row.asked,
    }
}

/// The note of the shift first, then those of visits, the newest first.
fn newest(rows: &[NoteRow]) -> Vec<NoteEntry> {
    let mut notes: Vec<&NoteRow> = rows.iter().collect();
    notes.sort_by_key(|row| (row.kind == NoteKind::Visit, std::cmp::Reverse(row.made)));
    let shown = notes.into_iter().take(MOST_NOTES);
    let entry = |row: &NoteRow| NoteEntry {
        kind: row.kind,
        made_ms: row.made,
        words: row.words.as_str().to_owned(),
    };
    shown.map(entry).collect()
}
