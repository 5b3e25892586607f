//! Files of results that wait for a member of staff: what staff read of them, agreeing and refusing, and taking those that somebody
//! agreed to. Nobody stands in what is read: whoever agrees asks the laboratory for the digest and the counts.

use domain::access::Action;
use domain::ids::ResultFileId;
use domain::laboratory::{HELD_DAYS, RESULT_DAYS, ResultFileState};
use domain::log::{By, Purpose};
use domain::place::DivisionCode;
use domain::proposal::MAX_WHY;
use domain::staff::Member;
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use storage::{Alarm, ResultFileRow, Word, WriteError};
use utoipa::ToSchema;

use super::trial::Trial;
use super::{ImportedLine, ResultsTaken};
use crate::Service;
use crate::code::DAY_MS;
use crate::error::{Error, Missing};
use crate::explain::Place;
use crate::log::Deed;
use crate::proposal::{Effect, digits, is_whole};
use crate::shapes;

/// The most files of one answer, beside those that wait.
const MOST: u32 = 100;
/// The most laboratories that are named.
const MOST_NAMED: usize = 20;

/// What is said of a file, kept sealed.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileWords {
    name: String,
    digest: String,
    positive: u64,
    laboratories: Vec<String>,
    foreseen: ResultsTaken,
    effect: Effect,
    replaces: u64,
    reason: Option<String>,
    taken: Option<ResultsTaken>,
}

impl FileWords {
    /// Of a file that is brought, by its name and text.
    pub(super) fn of((name, text): (&str, &str), trial: &Trial) -> Self {
        Self {
            name: name.to_owned(),
            digest: digits(text),
            positive: 0,
            laboratories: Vec::new(),
            foreseen: ResultsTaken::default(),
            effect: Effect::default(),
            replaces: 0,
            reason: None,
            taken: None,
        }
        .tried(trial)
    }

    /// The same with what a trial says.
    pub(super) fn tried(self, trial: &Trial) -> Self {
        let named = trial.laboratories.iter().take(MOST_NAMED);
        Self {
            positive: trial.positive,
            laboratories: named.cloned().collect(),
            foreseen: counted(&trial.lines),
            effect: trial.effect.clone(),
            replaces: trial.replaces,
            ..self
        }
    }

    /// Whether a trial does more than stands here: to more people, in more of a city, or to more of what is held.
    pub(super) fn are_outgrown(&self, trial: &Trial) -> bool {
        let (before, after) = (&self.effect, &trial.effect);
        let seen = before.worse_by_city();
        let mut by_city = after.worse_by_city().into_iter();
        after.worse > before.worse
            || after.better > before.better
            || trial.replaces > self.replaces
            || by_city.any(|(city, worse)| seen.get(&city).is_none_or(|seen| worse > *seen))
    }

    /// By which the file's text is known.
    pub(super) fn digest(&self) -> &str {
        &self.digest
    }

    pub(super) fn read(row: &ResultFileRow) -> Result<Self, Error> {
        serde_json::from_str(&row.words).map_err(|e| Error::Refused(e.to_string()))
    }

    pub(super) fn sealed(&self) -> Result<Word, Error> {
        let text = serde_json::to_string(self).map_err(|e| Error::Refused(e.to_string()))?;
        Ok(text.into())
    }
}

/// A file of results as staff read it. It names nobody.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ResultFileSeen {
    /// Its id, as text.
    pub id: String,
    /// The name that it was brought under.
    pub name: String,
    /// SHA-256 of its text in hexadecimal digits: by it the laboratory says whether it is theirs.
    pub digest: String,
    /// The division that answers for all whom it is about.
    pub place: Place,
    /// When it was brought, in epoch milliseconds.
    pub came_ms: i64,
    /// Where it stands.
    #[schema(value_type = shapes::ResultFileState)]
    pub state: ResultFileState,
    /// Positive results in it that can be used.
    pub positive: u64,
    /// The laboratories that it names, 20 at most.
    pub laboratories: Vec<String>,
    /// What becomes of its lines, as it was tried last: when it was brought, and again when somebody agrees.
    pub foreseen: ResultsTaken,
    /// Whom it would change, as it was tried then.
    pub effect: Effect,
    /// How many results that are held for people who are not registered it takes the place of.
    pub replaces: u64,
    /// What became of its lines; absent until they were taken.
    pub taken: Option<ResultsTaken>,
    /// Why it was agreed to or refused, in the words of staff.
    pub reason: Option<String>,
    /// Whether the reader may agree to it, or refuse it.
    pub may_decide: bool,
    /// Raised by each change of it: whoever agrees names the one that they have read.
    pub version: i64,
}

impl Service {
    /// The files that were brought: all that wait, then what came last, the newest first.
    #[crate::boxed]
    pub async fn result_files(
        &self,
        member: &Member,
        now: Instant,
    ) -> Result<Vec<ResultFileSeen>, Error> {
        let waiting = self.store.result_files_in(ResultFileState::Waiting).await?;
        let newest = self.store.result_files_newest(MOST).await?;
        self.raise(&waiting.alarms, now).await?;
        self.raise(&newest.alarms, now).await?;
        let others = newest.rows.into_iter();
        let others = others.filter(|row| row.state != ResultFileState::Waiting);
        let all = waiting.rows.into_iter().rev().chain(others);
        all.map(|row| seen(member, &row)).collect()
    }

    /// Agrees to a file that waits, or refuses it for a reason. Its lines are taken by the next run of the job. One that does more by now
    /// than in the version that they have read is not agreed to: it says so, and is looked at again.
    #[crate::boxed]
    pub async fn decide_results(
        &self,
        member: &Member,
        id: ResultFileId,
        (version, agree, reason): (i64, bool, &str),
        now: Instant,
    ) -> Result<ResultFileSeen, Error> {
        let row = self.result_file(id, now).await?;
        let action = Action::DecideResultFile;
        self.admit_staff(member, action, now).await?;
        if !may_decide(member, row.place) {
            let words = row.place.to_string();
            self.note_refusal(member, action, &words, now).await?;
            return Err(Error::OutsideDivision);
        }
        let reason = reason_of(reason)?;
        let state = if agree {
            ResultFileState::Agreed
        } else {
            ResultFileState::Refused
        };
        if !row.state.may_become(state) {
            return Err(Error::Unknown(Missing::ResultFile));
        }
        if agree {
            self.refuse_outgrown(&row, version, now).await?;
        }
        let words = FileWords {
            reason: Some(reason.to_owned()),
            ..FileWords::read(&row)?
        };
        let to = ResultFileRow {
            state,
            by: Some(member.id),
            decided: Some(now),
            words: words.sealed()?,
            ..row.clone()
        };
        let deed = Deed {
            by: By::Staff(member.id),
            purpose: Purpose::Approval,
            action: if agree {
                "agree to test results"
            } else {
                "refuse test results"
            },
        };
        let line = self.note(deed, &words.digest, now);
        let changed = self.store.change_result_file(row.version, &to, &line);
        match self.store.write(changed).await {
            Ok(()) => {
                if agree {
                    self.agreed.notify_one();
                }
                let version = row.version + 1;
                seen(member, &ResultFileRow { version, ..to })
            }
            // Another decided at this moment.
            Err(WriteError::Conflict) => Err(Error::Busy),
            Err(error) => Err(error.into()),
        }
    }

    /// Waits until somebody agrees to a file here.
    pub async fn results_agreed(&self) {
        self.agreed.notified().await;
    }

    /// Takes the files that somebody agreed to. One that cannot be taken stops no other and is tried again, loudly.
    pub(super) async fn take_agreed(&self, now: Instant) -> Result<(), Error> {
        let agreed = self.store.result_files_in(ResultFileState::Agreed).await?;
        self.raise(&agreed.alarms, now).await?;
        for row in agreed.rows {
            if let Err(error) = self.take_file(&row, now).await {
                tracing::error!(%error, "a file of results was not taken; it is tried again");
            }
        }
        Ok(())
    }

    async fn take_file(&self, row: &ResultFileRow, now: Instant) -> Result<(), Error> {
        let text = self.text_of_results(row, now).await?;
        // Who agreed saw what could be read then.
        let agreed = row.decided.unwrap_or(row.came);
        let words = FileWords {
            taken: Some(self.take_lines(&text, agreed, now).await?),
            ..FileWords::read(row)?
        };
        let to = ResultFileRow {
            state: ResultFileState::Taken,
            words: words.sealed()?,
            ..row.clone()
        };
        let line = self.note(Deed::automatic("take test results"), &words.digest, now);
        let changed = self.store.change_result_file(row.version, &to, &line);
        match self.store.write(changed).await {
            // Another server took it at this moment.
            Ok(()) | Err(WriteError::Conflict) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// The text of a file, where it is the one that was brought.
    pub(super) async fn text_of_results(
        &self,
        row: &ResultFileRow,
        now: Instant,
    ) -> Result<Word, Error> {
        let text = self.store.result_file_text(row.id).await?;
        self.raise(&text.alarms, now).await?;
        let text = text.rows.ok_or(Error::Unknown(Missing::ResultFile))?;
        if digits(&text) != FileWords::read(row)?.digest {
            return Err(Error::Refused("the text is of another file".to_owned()));
        }
        Ok(text)
    }

    async fn result_file(&self, id: ResultFileId, now: Instant) -> Result<ResultFileRow, Error> {
        let found = self.store.result_file(id).await?;
        self.raise(&found.alarms, now).await?;
        found.rows.ok_or(Error::Unknown(Missing::ResultFile))
    }

    /// Lets files go whose time is over: those that nobody decided, those that are done, and with an alarm those to which somebody agreed
    /// and which could not be taken.
    pub(crate) async fn sweep_result_files(&self, now: Instant) -> Result<(), Error> {
        let ago = |days: i32| now.plus_ms(-i64::from(days) * DAY_MS);
        let (undone, done) = (ago(HELD_DAYS), ago(RESULT_DAYS));
        let agreed = self.store.result_files_in(ResultFileState::Agreed).await?;
        self.raise(&agreed.alarms, now).await?;
        let over = agreed.rows.iter().filter(|row| row.came < undone);
        let alarms: Vec<Alarm> = over.map(|row| Alarm::of_result_file(row.id)).collect();
        self.raise(&alarms, now).await?;
        let dropped = self.store.drop_result_files(undone, done);
        Ok(self.store.write(dropped).await?)
    }
}

/// Whether a member may decide about a file of a place: of what concerns the nation, whoever answers for a whole service.
fn may_decide(member: &Member, place: DivisionCode) -> bool {
    let action = Action::DecideResultFile;
    member.may(action, place)
        || place == DivisionCode::NATION && member.divisions(action).any(is_whole)
}

/// The words of an answer, where they are some.
fn reason_of(said: &str) -> Result<&str, Error> {
    let reason = said.trim();
    if reason.is_empty() || reason.chars().count() > MAX_WHY {
        return Err(Error::field(
            "reason",
            &format!("请用1至{MAX_WHY}个字符写明如何核实，或为何否决"),
            &format!("say in 1 to {MAX_WHY} characters how you know, or why not"),
        ));
    }
    Ok(reason)
}

fn counted(lines: &[ImportedLine]) -> ResultsTaken {
    let mut all = ResultsTaken::default();
    for line in lines {
        all.count(line.fate);
    }
    all
}

fn seen(member: &Member, row: &ResultFileRow) -> Result<ResultFileSeen, Error> {
    let words = FileWords::read(row)?;
    Ok(ResultFileSeen {
        id: row.id.0.to_string(),
        name: words.name,
        digest: words.digest,
        place: Place::of_division(row.place, row.came.date().year()),
        came_ms: row.came.ms(),
        state: row.state,
        positive: words.positive,
        laboratories: words.laboratories,
        foreseen: words.foreseen,
        effect: words.effect,
        replaces: words.replaces,
        taken: words.taken,
        reason: words.reason,
        may_decide: row.state == ResultFileState::Waiting && may_decide(member, row.place),
        version: row.version,
    })
}
