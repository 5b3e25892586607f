//! When each list was saved: three files of one hour differ, and only the time of saving says which is last.
//!
//! The lists themselves do not say it, so that it stands beside them in `saved.csv`
//! (`file,save_time_unix`, seconds since 1970).

use std::collections::BTreeMap;

use crate::time::Instant;

const HEADER: &str = "file,save_time_unix";
const MAX_LINES: usize = 100_000;

/// The time of saving of each file, by its name without folders.
pub type SavedTimes = BTreeMap<String, Instant>;

/// Why a `saved.csv` cannot be read; lines are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SavedError {
    /// The first line is another one.
    #[error("line 1 is not \"{HEADER}\"; begin the file with that line")]
    Header,
    /// A line without a name or with a time that is no number of seconds from 2000 to 2100.
    #[error("line {line}: \"{text}\" is not a file name, a comma and seconds since 1970")]
    Line {
        /// The line, counted from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// A file that already has a time.
    #[error("line {line}: {file} has a time already; keep the later of the two lines")]
    Twice {
        /// The line, counted from 1.
        line: usize,
        /// The file named twice.
        file: String,
    },
    /// More lines than are read.
    #[error("more than {MAX_LINES} lines; split the file")]
    TooLong,
}

/// Reads a `saved.csv`. Blank lines are passed over.
pub fn parse(text: &str) -> Result<SavedTimes, SavedError> {
    let mut lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    if lines.next().map(|(_, header)| header.trim()) != Some(HEADER) {
        return Err(SavedError::Header);
    }
    let mut times = SavedTimes::new();
    for (index, written) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let line = index + 1;
        if line > MAX_LINES {
            return Err(SavedError::TooLong);
        }
        let (file, saved) = entry(written.trim()).ok_or_else(|| SavedError::Line {
            line,
            text: written.chars().take(80).collect(),
        })?;
        if times.insert(file.to_owned(), saved).is_some() {
            let file = file.to_owned();
            return Err(SavedError::Twice { line, file });
        }
    }
    Ok(times)
}

fn entry(line: &str) -> Option<(&str, Instant)> {
    let (file, seconds) = line.rsplit_once(',')?;
    let seconds: i64 = seconds.parse().ok()?;
    let plausible = (946_684_800..4_102_444_800).contains(&seconds);
    let named = !file.is_empty() && !file.contains(['"', ',']);
    (plausible && named).then(|| (file, Instant::from_ms(seconds * 1_000)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s0_23_times_of_saving_are_read_by_file() {
        let times = parse("file,save_time_unix\r\na.json,1657773135\r\n\r\nb.json,1657736000\r\n");
        let times = times.unwrap();
        assert_eq!(times["a.json"].to_string(), "2022-07-14T12:32:15+08:00");
        assert!(times["b.json"] < times["a.json"]);
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        let message = |text: &str| parse(text).unwrap_err().to_string();
        assert!(message("name,time\na,1").contains("line 1"));
        for bad in ["a.json", "a.json,soon", ",1657773135", "a.json,12"] {
            let text = format!("file,save_time_unix\nok.json,1657773135\n{bad}\n");
            assert!(message(&text).starts_with("line 3"), "{bad}");
        }
        let twice = "file,save_time_unix\na.json,1657773135\na.json,1657773136\n";
        assert!(message(twice).contains("a.json has a time already"));
    }
}
