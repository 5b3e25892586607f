//! What a worker writes about a person: a note of a visit, or the one for the next shift.

use domain::access::Action;
use domain::community::NoteKind;
use domain::ids::PersonId;
use domain::staff::Member;
use domain::time::Instant;
use storage::{NoteRow, PersonFacts, Word};

use super::care::{caring, was_in_quarantine};
use crate::Service;
use crate::change::{Draft, Drafted};
use crate::error::Error;
use crate::shared::Shared;

/// The longest note, in characters.
const MAX_NOTE: usize = 500;

/// A note.
pub struct Note {
    /// Made on the worker's device: the same id twice is one note.
    pub id: i64,
    /// About whom.
    pub person: PersonId,
    /// For whom.
    pub kind: NoteKind,
    /// The words.
    pub words: Word,
}

impl Service {
    /// Keeps a note, sealed. That of a shift takes the place of the one before. It is no evidence: no rule reads it.
    #[crate::boxed]
    pub async fn write_note(
        &self,
        member: &Member,
        note: &Note,
        now: Instant,
    ) -> Result<(), Error> {
        let words = written(&note.words)?;
        self.care_for((member, Action::Visit), note.person, now)
            .await?;
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            if !was_in_quarantine(facts, now.date()) {
                return Err(over());
            }
            draft.batch.write_note(&NoteRow {
                id: note.id,
                kind: note.kind,
                by: member.id,
                made: now,
                words: words.clone(),
            });
            Ok(Drafted::Write(()))
        };
        self.change(note.person, caring(member, "write note"), now, draft)
            .await?;
        Ok(())
    }
}

fn written(words: &Word) -> Result<Word, Error> {
    let trimmed = words.trim();
    let length = trimmed.chars().count();
    if length == 0 || length > MAX_NOTE {
        return Err(Error::field(
            "words",
            "请填写1至500个字符",
            "write 1 to 500 characters",
        ));
    }
    Ok(Word::new(trimmed.to_owned()))
}

fn over() -> Error {
    Error::field(
        "person",
        "已不在隔离期，不能再记录；请刷新名单",
        "is in quarantine no more and nothing is written about them; look at the list again",
    )
}
