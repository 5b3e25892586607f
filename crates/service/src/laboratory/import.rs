//! Results as a file, which an operator imports for laboratories without a connection.

use domain::declaration::Problem;
use domain::laboratory::{Source, parse_file};
use domain::time::Instant;

use super::Fate;
use crate::Service;
use crate::error::Error;
use crate::log::Deed;

/// What became of a line of the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ImportedLine {
    /// Its number in the file, from 1.
    pub number: u64,
    /// What became of it.
    pub fate: Fate,
}

impl Service {
    /// Takes the results of a file, line by line, as if a laboratory had reported them. A file of another shape is refused
    /// and changes nothing; a line that cannot be used is answered with its reason, and the others are taken. The import
    /// stands in the log before its first line is written.
    #[crate::boxed]
    pub async fn import_results(
        &self,
        text: &str,
        now: Instant,
    ) -> Result<Vec<ImportedLine>, Error> {
        let lines = parse_file(text).map_err(|error| {
            let zh = format!("无法读取检测结果文件，请核对：{error}");
            Error::Invalid(vec![Problem::new("file", &zh, error.to_string())])
        })?;
        let line = self.note(Deed::operation("import test results"), text, now);
        self.store.write(self.store.log(&line)).await?;
        let mut imported = Vec::with_capacity(lines.len());
        for line in lines {
            let fate = match line.said {
                Ok(said) => self.take_result(&said, Source::File, now).await?,
                Err(reason) => Fate::Back(reason),
            };
            imported.push(ImportedLine {
                number: line.number,
                fate,
            });
        }
        Ok(imported)
    }
}
