//! People as their community sees them: read anew and whole, a page at a time.

use domain::access::Action;
use domain::community::{HelpState, Listed, NoteKind, following, standing_of, whys};
use domain::ids::PersonId;
use domain::log::{By, Purpose};
use domain::record::CheckIn;
use domain::staff::Member;
use domain::time::Instant;
use storage::{Field, HelpRow, HomeRow, NoteRow, PersonFacts, TaskRow, Word};

use super::care::place_of;
use super::entries::{CommunityEntry, HelpEntry, LastCheckIn, NoteEntry, TaskEntry};
use super::home::place_name;
use crate::Service;
use crate::error::Error;
use crate::log::Deed;
use crate::me::word;
use crate::post::contact_in;

/// What is known of a person in words.
struct Written {
    words: Vec<(Field, Word)>,
    tasks: Vec<TaskRow>,
    help: Vec<HelpRow>,
    notes: Vec<NoteRow>,
}

/// Notes of visits that are shown.
const MOST_NOTES: usize = 10;

impl Service {
    /// The people of a page for the member who looks, in their order. Who is no longer there, no longer in quarantine, or lives
    /// elsewhere by what holds, is left out. A line a day stands in each person's log before anything is shown.
    pub(super) async fn people_seen(
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
        let (home, alarms) = self.store.home_of(listed.person).await?;
        self.raise(&facts.alarms, now).await?;
        self.raise(&alarms, now).await?;
        let place = place_of(home.as_ref(), facts);
        let erased = facts.person.as_ref().is_none_or(|p| p.erased.is_some());
        // The index is no source: a row that was put there by other hands opens nobody's door.
        let theirs = place.filter(|place| member.may_at(Action::ReadCommunity, *place));
        let Some(place) = theirs.filter(|_| !erased) else {
            return Ok(None);
        };
        let today = now.date();
        let (record, rating) = (&facts.record, facts.rating.as_ref());
        let decisions = rating.map(|r| &r.decisions[..]).unwrap_or_default();
        let Some(stands) = following(&record.orders, &record.check_ins, decisions, today) else {
            return Ok(None);
        };
        let written = self.written_about(listed.person, now).await?;
        let tasks = written.tasks.iter().filter(|row| row.done.is_none());
        let known = Listed {
            following: stands,
            tasks: tasks.map(|row| row.task).collect(),
            ..listed.clone()
        };
        let said = |field| word(&written.words, field).unwrap_or_default().to_owned();
        let (building, door) = door_words(home.as_ref());
        let day = standing_of(record, today).map(|s| (s.day, s.days));
        let check_ins = &facts.record.check_ins;
        let tasks = written.tasks.iter();
        Ok(Some(CommunityEntry {
            person: listed.person.0.to_string(),
            name: said(Field::Name),
            phone: reached_at(&written.words),
            street: place_name(place, today),
            building,
            door,
            colour: stands.colour,
            day: day.map(|(day, _)| day),
            days: day.map(|(_, days)| days),
            free: stands.free,
            checked_in: check_ins.iter().any(|c| c.on == today),
            last: check_ins.iter().max_by_key(|c| (c.on, c.made)).map(last),
            whys: whys(&known, today),
            tasks: tasks.filter_map(|row| task(row, member, now)).collect(),
            help: open_help(&written.help),
            notes: newest(&written.notes),
        }))
    }

    /// The words of a person, and what was written about them.
    async fn written_about(&self, person: PersonId, now: Instant) -> Result<Written, Error> {
        let (words, mut alarms) = self.store.words_of(person).await?;
        let (tasks, more) = self.store.tasks_of(person).await?;
        alarms.extend(more);
        let (help, more) = self.store.help_of(person).await?;
        alarms.extend(more);
        let (notes, more) = self.store.notes_of(person).await?;
        alarms.extend(more);
        self.raise(&alarms, now).await?;
        Ok(Written {
            words,
            tasks,
            help,
            notes,
        })
    }

    /// Notes in the log of each of these people that a member looked at them, once a day.
    pub(crate) async fn note_looks(
        &self,
        member: &Member,
        people: &[&PersonFacts],
        (action, purpose): (&'static str, Purpose),
        now: Instant,
    ) -> Result<(), Error> {
        let ids: Vec<PersonId> = people.iter().map(|facts| facts.id).collect();
        let new = self
            .store
            .not_looked_at(&ids, (member.id, purpose), now.date())
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

/// The phone or address of a person; empty where they have none.
pub(super) fn reached_at(words: &[(Field, Word)]) -> String {
    let contact = contact_in(words);
    contact.map_or_else(String::new, |contact| contact.canonical().to_owned())
}

/// Building and door in words; empty where they are not known.
pub(super) fn door_words(home: Option<&HomeRow>) -> (String, String) {
    let door = home.and_then(|row| row.home.door.as_ref());
    let words = door.map(|door| (door.building().to_owned(), door.door().to_owned()));
    words.unwrap_or_default()
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
