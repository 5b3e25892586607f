//! Results as a file, which an operator brings for laboratories without a connection. Nothing of it comes into a record by that
//! alone: it is tried on whom it is about, and waits, sealed, until a member of staff has agreed to it.

use domain::declaration::Problem;
use domain::ids::ResultFileId;
use domain::laboratory::{Line, Report, ResultFileState, Said, Source, parse_file};
use domain::time::Instant;
use storage::{ResultFileRow, WriteError};

use super::files::FileWords;
use super::trial::Trial;
use super::{Fate, ResultsTaken};
use crate::Service;
use crate::chance::growing_id;
use crate::error::{Error, Missing};
use crate::log::Deed;
use crate::proposal::{Effect, digits};

/// What becomes of a line of the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ImportedLine {
    /// Its number in the file, from 1.
    pub number: u64,
    /// What becomes of it.
    pub fate: Fate,
}

/// A file of results that an operator brought.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ResultsBrought {
    /// Its id.
    pub id: ResultFileId,
    /// SHA-256 of its text in hexadecimal digits: by it the laboratory says that it is theirs.
    pub digest: String,
    /// Where it stands: the same file brought again is the same.
    pub state: ResultFileState,
    /// What becomes of each line once somebody agrees, as far as that is known.
    pub lines: Vec<ImportedLine>,
    /// Whom it changes then.
    pub effect: Effect,
    /// How many results that are held for people who are not registered it takes the place of.
    pub replaces: u64,
}

impl Service {
    /// Brings a file of results. A file of another shape is refused and changes nothing; of each line that cannot be used the reason
    /// is told. Nobody is coloured by it and nothing of it is in any record before a member of staff has agreed to it.
    #[crate::boxed]
    pub async fn bring_results(
        &self,
        name: &str,
        text: &str,
        now: Instant,
    ) -> Result<ResultsBrought, Error> {
        let trial = self.try_results(&lines_of(text)?, now).await?;
        let kept = match self.result_file_like(text, now).await? {
            Some(row) => row,
            None => self.keep_results((name, text), &trial, now).await?,
        };
        Ok(ResultsBrought {
            id: kept.id,
            digest: digits(text),
            state: kept.state,
            lines: trial.lines,
            effect: trial.effect,
            replaces: trial.replaces,
        })
    }

    async fn result_file_like(
        &self,
        text: &str,
        now: Instant,
    ) -> Result<Option<ResultFileRow>, Error> {
        let hash = self.store.result_file_hash(text);
        let found = self.store.result_file_of(hash).await?;
        self.raise(&found.alarms, now).await?;
        Ok(found.rows)
    }

    async fn keep_results(
        &self,
        (name, text): (&str, &str),
        trial: &Trial,
        now: Instant,
    ) -> Result<ResultFileRow, Error> {
        let row = ResultFileRow {
            id: ResultFileId(growing_id(&*self.chance, now)),
            hash: self.store.result_file_hash(text),
            place: trial.place,
            came: now,
            state: ResultFileState::Waiting,
            by: None,
            decided: None,
            words: FileWords::of((name, text), trial).sealed()?,
            version: 1,
        };
        let line = self.note(Deed::operation("import test results"), text, now);
        let kept = self.store.add_result_file(&row, text, &line);
        match self.store.write(kept).await {
            Ok(()) => Ok(row),
            // The same file was brought by another at this moment.
            Err(WriteError::Conflict) => {
                let found = self.result_file_like(text, now).await?;
                found.ok_or(Error::Unknown(Missing::ResultFile))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Takes the results of a file to which somebody agreed, as if a laboratory had reported them: those of one sample in their order.
    /// Taken again it changes nothing. What could not be read when they agreed was in nothing that they saw, and is not taken.
    pub(super) async fn take_lines(
        &self,
        text: &str,
        agreed: Instant,
        now: Instant,
    ) -> Result<ResultsTaken, Error> {
        let (mut taken, mut results) = (ResultsTaken::default(), Vec::new());
        for line in lines_of(text)? {
            let read = |said: Said| Report::read(&said, agreed).map(|_| said);
            match line.said.and_then(read) {
                Ok(said) => results.push(said),
                Err(reason) => taken.count(Fate::Back(reason)),
            }
        }
        for (_, fate) in self.take_all(results, Source::File, now).await? {
            taken.count(fate);
        }
        Ok(taken)
    }
}

pub(super) fn lines_of(text: &str) -> Result<Vec<Line>, Error> {
    parse_file(text).map_err(|error| {
        let zh = format!("无法读取检测结果文件，请核对：{error}");
        Error::Invalid(vec![Problem::new("file", &zh, error.to_string())])
    })
}
