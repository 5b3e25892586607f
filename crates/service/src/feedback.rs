//! Feedback about the service (S0-1): whoever sends it gets a number and reads the answer by it; staff of the city answer. The
//! words are sealed, nobody stands behind them, and they die after 90 days, answered or not.

use domain::access::Action;
use domain::feedback::{CLOCK_HOURS, FeedbackAbout, FeedbackState, MAX_WORDS, said};
use domain::ids::FeedbackId;
use domain::log::{By, Purpose};
use domain::place::{DivisionCode, city};
use domain::staff::Member;
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use storage::{FeedbackRow, WriteError};
use utoipa::ToSchema;
use zeroize::Zeroizing;

use crate::Service;
use crate::error::{Error, Missing};
use crate::explain::Place;
use crate::log::Deed;
use crate::shapes;

/// The most that is read for one answer, and shown in it.
const MOST: u32 = 10_000;
const SHOWN: usize = 200;
const HOUR_MS: i64 = 3_600_000;
/// Letters of a number: 60 bits, three groups of four; none that is read as another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP: usize = 4;
const GROUPS: usize = 3;

/// What somebody sends.
pub struct FeedbackAsked {
    /// Made on the page: the same id twice is one.
    pub id: FeedbackId,
    /// The city that it is about.
    pub city: DivisionCode,
    /// What it is about.
    pub about: FeedbackAbout,
    /// 1 to 1,000 characters.
    pub words: String,
}

/// Feedback as whoever sent it reads it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct FeedbackTold {
    /// The number: three groups of four letters and figures.
    #[schema(example = "7K2M-Q0XR-3DTA")]
    pub number: String,
    /// The city that it is about.
    pub city: Place,
    /// What it is about.
    #[schema(value_type = shapes::FeedbackAbout)]
    pub about: FeedbackAbout,
    /// When it came, in epoch milliseconds.
    pub made_ms: i64,
    /// By when it is answered, in epoch milliseconds.
    pub due_ms: i64,
    /// Where it stands.
    #[schema(value_type = shapes::FeedbackState)]
    pub state: FeedbackState,
    /// What was said.
    pub words: String,
    /// The answer; absent until there is one.
    pub answer: Option<String>,
}

/// Feedback as staff read it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct FeedbackSeen {
    /// Its id, as text.
    pub id: String,
    /// The city that it is about.
    pub city: Place,
    /// What it is about.
    #[schema(value_type = shapes::FeedbackAbout)]
    pub about: FeedbackAbout,
    /// When it came, in epoch milliseconds.
    pub made_ms: i64,
    /// By when it is answered, in epoch milliseconds.
    pub due_ms: i64,
    /// Where it stands.
    #[schema(value_type = shapes::FeedbackState)]
    pub state: FeedbackState,
    /// What was said; absent in lists.
    pub words: Option<String>,
    /// The answer; absent in lists, and until there is one.
    pub answer: Option<String>,
}

/// The words, kept sealed.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    said: String,
    #[serde(default)]
    answer: Option<String>,
}

impl Words {
    fn of(row: &FeedbackRow) -> Result<Self, Error> {
        serde_json::from_str(&row.words).map_err(|e| Error::Refused(e.to_string()))
    }

    fn sealed(&self) -> Result<storage::Word, Error> {
        let text = serde_json::to_string(self).map_err(|e| Error::Refused(e.to_string()))?;
        Ok(text.into())
    }
}

impl Service {
    /// Keeps feedback and answers with its number. Sent again it is the same, with the same number.
    #[crate::boxed]
    pub async fn send_feedback(
        &self,
        asked: &FeedbackAsked,
        now: Instant,
    ) -> Result<FeedbackTold, Error> {
        if city(asked.city).is_none() {
            let (zh, en) = ("请从列表中选择城市", "is no city of the list; pick one");
            return Err(Error::field("city", zh, en));
        }
        let words = Words {
            said: checked("words", &asked.words)?,
            answer: None,
        };
        let row = FeedbackRow {
            id: asked.id,
            jurisdiction: asked.city,
            about: asked.about,
            made: now,
            state: FeedbackState::Waiting,
            answered_by: None,
            answered: None,
            words: words.sealed()?,
        };
        let number = self.feedback_number(asked.id);
        let batch = self.store.add_feedback(&row, &plain(&number));
        self.store.write(batch).await?;
        self.feedback_told(&number, now).await
    }

    /// The feedback of a number, however it is typed, with its answer.
    #[crate::boxed]
    pub async fn feedback_told(&self, typed: &str, now: Instant) -> Result<FeedbackTold, Error> {
        let found = self.store.feedback_of(&plain(typed)).await?;
        self.raise(&found.alarms, now).await?;
        let row = found.rows.into_iter().next();
        let row = row.ok_or(Error::Unknown(Missing::Feedback))?;
        let words = Words::of(&row)?;
        Ok(FeedbackTold {
            number: self.feedback_number(row.id),
            city: Place::of_division(row.jurisdiction, now.date().year()),
            about: row.about,
            made_ms: row.made.ms(),
            due_ms: due_ms(&row),
            state: row.state,
            words: words.said,
            answer: words.answer,
        })
    }

    /// The feedback that waits in a member's divisions, the oldest first, without its words.
    #[crate::boxed]
    pub async fn feedback_for(
        &self,
        member: &Member,
        now: Instant,
    ) -> Result<Vec<FeedbackSeen>, Error> {
        let waiting = self.store.feedback_waiting(MOST).await?;
        self.raise(&waiting.alarms, now).await?;
        let rows = waiting.rows.iter();
        let own = rows.filter(|row| member.may(Action::AnswerFeedback, row.jurisdiction));
        Ok(own.take(SHOWN).map(|row| seen(row, None, now)).collect())
    }

    /// One feedback with its words; that it was opened stands in the log.
    #[crate::boxed]
    pub async fn feedback_seen(
        &self,
        member: &Member,
        id: FeedbackId,
        now: Instant,
    ) -> Result<FeedbackSeen, Error> {
        let row = self.feedback_in(member, id, now).await?;
        let line = self.note(of(member, "read feedback"), &row.words, now);
        self.store.write(self.store.note_feedback(&line)).await?;
        Ok(seen(&row, Some(Words::of(&row)?), now))
    }

    /// Answers feedback, once.
    #[crate::boxed]
    pub async fn answer_feedback(
        &self,
        member: &Member,
        id: FeedbackId,
        answer: &str,
        now: Instant,
    ) -> Result<FeedbackSeen, Error> {
        let answer = checked("words", answer)?;
        let row = self.feedback_in(member, id, now).await?;
        let mut words = Words::of(&row)?;
        if row.state == FeedbackState::Answered && words.answer.as_ref() != Some(&answer) {
            return Err(answered());
        }
        if row.state == FeedbackState::Answered {
            return Ok(seen(&row, Some(words), now));
        }
        words.answer = Some(answer);
        let to = FeedbackRow {
            state: FeedbackState::Answered,
            answered_by: Some(member.id),
            answered: Some(now),
            words: words.sealed()?,
            ..row
        };
        let number = plain(&self.feedback_number(id));
        let line = self.note(of(member, "answer feedback"), &to.words, now);
        let batch = self.store.answer_feedback(&to, &number, &line);
        match self.store.write(batch).await {
            Ok(()) => Ok(seen(&to, Some(words), now)),
            Err(WriteError::Conflict) => Err(answered()),
            Err(error) => Err(error.into()),
        }
    }

    /// A feedback of a member's divisions; that of another is not told from one that is not there, and stands in the log.
    async fn feedback_in(
        &self,
        member: &Member,
        id: FeedbackId,
        now: Instant,
    ) -> Result<FeedbackRow, Error> {
        let found = self.store.feedback(id).await?;
        self.raise(&found.alarms, now).await?;
        let row = found.rows.into_iter().next();
        let row = row.ok_or(Error::Unknown(Missing::Feedback))?;
        let asked = self.admit_staff_in(member, Action::AnswerFeedback, row.jurisdiction, now);
        match asked.await {
            Ok(()) => Ok(row),
            Err(Error::OutsideDivision) => Err(Error::Unknown(Missing::Feedback)),
            Err(error) => Err(error),
        }
    }

    fn feedback_number(&self, id: FeedbackId) -> String {
        let bits = self.store.feedback_bits(id);
        let letter = |n: usize| char::from(LETTERS[(bits >> (5 * n)) as usize % LETTERS.len()]);
        let group = |g: usize| {
            (0..GROUP)
                .map(|n| letter(g * GROUP + n))
                .collect::<String>()
        };
        (0..GROUPS).map(group).collect::<Vec<_>>().join("-")
    }
}

const fn of(member: &Member, action: &'static str) -> Deed {
    Deed {
        by: By::Staff(member.id),
        purpose: Purpose::Operation,
        action,
    }
}

fn due_ms(row: &FeedbackRow) -> i64 {
    row.made.ms() + CLOCK_HOURS * HOUR_MS
}

fn seen(row: &FeedbackRow, words: Option<Words>, now: Instant) -> FeedbackSeen {
    let (words, answer) = words.map_or((None, None), |w| (Some(w.said), w.answer));
    FeedbackSeen {
        id: row.id.0.to_string(),
        city: Place::of_division(row.jurisdiction, now.date().year()),
        about: row.about,
        made_ms: row.made.ms(),
        due_ms: due_ms(row),
        state: row.state,
        words,
        answer,
    }
}

fn checked(field: &str, words: &str) -> Result<String, Error> {
    said(words).map(str::to_owned).ok_or_else(|| {
        Error::Invalid(vec![domain::declaration::Problem::new(
            field,
            format!("请填写1至{MAX_WORDS}个字符"),
            format!("holds 1 to {MAX_WORDS} characters; write or shorten it"),
        )])
    })
}

fn answered() -> Error {
    Error::field(
        "words",
        "这条反馈已有答复，请重新查看",
        "came too late: this feedback was answered already; look at it again",
    )
}

/// A number as it is compared, with the letters that are read as others made those; what is far too long is none.
fn plain(typed: &str) -> Zeroizing<String> {
    let letters = typed.chars().filter(char::is_ascii_alphanumeric);
    let letters = letters.take(2 * GROUP * GROUPS);
    let plain = letters.map(|c| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    });
    Zeroizing::new(plain.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s0_1_a_number_is_the_same_however_it_is_typed() {
        assert_eq!(*plain(" 7k2m-q0xr 3dta"), "7K2MQ0XR3DTA");
        assert_eq!(*plain("oil"), "011");
        assert_eq!(plain(&"A".repeat(90)).len(), 24);
    }
}
