//! Help that a person in quarantine asks their community for.

use domain::community::{HelpKind, HelpState, TaskKind, residence};
use domain::time::Instant;
use storage::{HelpRow, PersonFacts, Word};

use super::care::was_in_quarantine;
use crate::Service;
use crate::change::{Draft, Drafted, registered};
use crate::error::Error;
use crate::session::Session;
use crate::shared::Shared;

/// The longest request, in characters.
const MAX_WORDS: usize = 200;
/// The most requests of a person that may wait.
const MAX_OPEN: usize = 5;

/// What is asked for.
pub struct HelpAsked {
    /// Made on the page: the same id twice is one request.
    pub id: i64,
    /// What kind.
    pub kind: HelpKind,
    /// What is needed, in words; they may be empty but for the kind *other*.
    pub words: Word,
}

impl Service {
    /// Asks the community for help: a task with a clock opens for it.
    #[crate::boxed]
    pub async fn ask_for_help(
        &self,
        session: &Session,
        asked: &HelpAsked,
        now: Instant,
    ) -> Result<(), Error> {
        let person = session.person()?;
        let words = words_of(asked)?;
        let (rows, alarms) = self.store.help_of(person).await?;
        self.raise(&alarms, now).await?;
        if rows.iter().any(|row| row.id == asked.id) {
            return Ok(());
        }
        if rows
            .iter()
            .filter(|row| row.state != HelpState::Done)
            .count()
            >= MAX_OPEN
        {
            return Err(Error::field(
                "kind",
                "已有5项求助在处理，请等其中一项完成，或致电社区",
                "5 requests wait already; wait for one of them, or call your community",
            ));
        }
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            registered(facts)?;
            if !was_in_quarantine(facts, now.date()) {
                return Err(not_now());
            }
            draft.batch.ask_for_help(&HelpRow {
                id: asked.id,
                kind: asked.kind,
                asked: now,
                state: HelpState::Open,
                since: now,
                by: None,
                words: words.clone(),
            });
            let county = residence(&draft.record);
            draft.batch.open_task(TaskKind::Help, asked.id, county, now);
            Ok(Drafted::Write(()))
        };
        self.change(person, session.hand()?.deed("ask for help"), now, draft)
            .await?;
        Ok(())
    }
}

fn words_of(asked: &HelpAsked) -> Result<Word, Error> {
    let words = asked.words.trim();
    let needed = asked.kind == HelpKind::Other;
    let length = words.chars().count();
    if length > MAX_WORDS || (needed && length == 0) {
        return Err(Error::field(
            "words",
            "请用1至200个字符说明需要什么",
            "say what you need, in 1 to 200 characters",
        ));
    }
    Ok(Word::new(words.to_owned()))
}

fn not_now() -> Error {
    Error::field(
        "kind",
        "隔离期间才能在此求助；紧急情况请拨打120",
        "help is asked for here during a quarantine; in an emergency call 120",
    )
}
