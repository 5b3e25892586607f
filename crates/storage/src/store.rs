//! The store: one database, its keys, its writer and its readers.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, OpenFlags};

use crate::batch::Batch;
use crate::birth::{self, Nature};
use crate::dialect;
use crate::engine::{Readers, Writer};
use crate::error::{OpenError, ReadError, WriteError};
use crate::keys::{self, KeySource, Keys};
use crate::migrate::{self, MIGRATIONS, Stop};

/// The most batches of one propagation that share a commit.
const TOGETHER: usize = 10_000;

/// An open database. Cheap to clone; the last clone that is dropped writes what has queued and closes it.
///
/// Its calls are `async` in shape, for the engine that lies behind a network and for the server that waits on
/// many at once; they need no particular runtime. Reads run on the thread that polls.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    nature: Nature,
    keys: Arc<Keys>,
    readers: Readers,
    // Dropped last: closing the last connection folds the log into the file.
    writer: Writer,
}

impl Store {
    /// Opens the database at `address` (`sqlite:` and a path), makes it where it is not there (a real one, no demo),
    /// brings it to the shape of this program and unwraps its keys.
    #[crate::boxed]
    pub async fn open(address: &str, source: &KeySource) -> Result<Self, OpenError> {
        Self::open_whatever(address, source, None).await
    }

    /// The same for who serves people: a demo is opened as a demo only, and a real one as a real one.
    #[crate::boxed]
    pub async fn open_as(
        address: &str,
        source: &KeySource,
        nature: Nature,
    ) -> Result<Self, OpenError> {
        Self::open_whatever(address, source, Some(nature)).await
    }

    #[expect(
        clippy::unused_async,
        reason = "the engine that lies behind a network waits here"
    )]
    async fn open_whatever(
        address: &str,
        source: &KeySource,
        wanted: Option<Nature>,
    ) -> Result<Self, OpenError> {
        let path = path_of(address)?;
        keys::check_place(source, &path)?;
        let failed = |source| OpenError::Engine {
            path: path.clone(),
            source,
        };
        let connection = connect(&path).map_err(failed)?;
        let (keys, nature) = settle(&connection, source, wanted).map_err(|stop| match stop {
            Stop::Refused(error) => error,
            Stop::Engine(error) => failed(error),
        })?;
        let folds = Readers::connect(&path).map_err(failed)?;
        let writer = Writer::start(connection, folds).map_err(|_| OpenError::System("thread"))?;
        Ok(Self {
            inner: Arc::new(Inner {
                nature,
                keys: Arc::new(keys),
                readers: Readers::new(path),
                writer,
            }),
        })
    }

    /// Writes a batch. `Ok` means that it is on the disk; [`WriteError::Conflict`] that nothing of it was
    /// written, because what it rests on has changed. A caller that stops waiting does not stop the batch.
    #[crate::boxed]
    pub async fn write(&self, batch: Batch) -> Result<(), WriteError> {
        let mut outcomes = self.inner.writer.write(vec![batch]).await?;
        outcomes.pop().unwrap_or(Err(WriteError::Closed))
    }

    /// Writes many batches, each counting or failing alone, with one outcome for each in their order. At most
    /// 10,000 share a commit, so that a propagation leaves room for those who wait meanwhile.
    #[crate::boxed]
    pub async fn write_many(&self, batches: Vec<Batch>) -> Vec<Result<(), WriteError>> {
        let mut outcomes = Vec::with_capacity(batches.len());
        let mut rest = batches.into_iter().peekable();
        while rest.peek().is_some() {
            let group: Vec<Batch> = rest.by_ref().take(TOGETHER).collect();
            let count = group.len();
            match self.inner.writer.write(group).await {
                Ok(mut own) => outcomes.append(&mut own),
                Err(error) => outcomes.extend((0..count).map(|_| Err(error.clone()))),
            }
        }
        outcomes
    }

    /// Whether it is a demo, since it was made.
    pub fn nature(&self) -> Nature {
        self.inner.nature
    }

    /// Runs `ask` on a connection that only reads; all it reads is of one moment.
    #[expect(
        clippy::unused_async,
        reason = "the engine that lies behind a network waits here"
    )]
    pub(crate) async fn read<T>(
        &self,
        ask: impl FnOnce(&Connection) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        self.inner.readers.read(ask)
    }

    /// The data keys.
    pub(crate) fn keys(&self) -> &Arc<Keys> {
        &self.inner.keys
    }
}

/// The path of `sqlite:healthcode.db`.
fn path_of(address: &str) -> Result<PathBuf, OpenError> {
    let path = address.strip_prefix("sqlite:").unwrap_or_default();
    let path = path.strip_prefix("//").unwrap_or(path);
    // The engine reads "file:" as the start of a URI with options of its own, and ":memory:" as no file.
    let special = path.starts_with(':') || path.starts_with("file:");
    if path.is_empty() || special || path.contains('\0') {
        return Err(OpenError::Address(scheme_only(address)));
    }
    Ok(PathBuf::from(path))
}

/// The address up to its scheme: what follows may hold a password.
fn scheme_only(address: &str) -> String {
    match address.split_once("://") {
        Some((scheme, _)) if scheme != "sqlite" => format!("{scheme}://…"),
        _ => address.into(),
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    // The engine gives its log the mode of the file: nobody else reads either. One that is there stays as it is.
    let _there_already = keys::create_private(path);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    dialect::prepare_writer(&connection)?;
    Ok(connection)
}

/// Migrates, unwraps and looks at its birth in one transaction.
fn settle(
    connection: &Connection,
    source: &KeySource,
    wanted: Option<Nature>,
) -> Result<(Keys, Nature), Stop> {
    connection.execute_batch(dialect::BEGIN_WRITE)?;
    let outcome = migrate::migrate(connection, MIGRATIONS)
        .and_then(|()| keys::unwrap_or_make(connection, source))
        .and_then(|(keys, new)| {
            let nature = birth::settle(connection, &keys, new, wanted)?;
            Ok((keys, nature))
        });
    let end = if outcome.is_ok() {
        "COMMIT"
    } else {
        "ROLLBACK"
    };
    connection.execute_batch(end)?;
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_sqlite_and_a_path() {
        let path = |address| path_of(address).map(|p| p.display().to_string());
        assert_eq!(path("sqlite:healthcode.db").unwrap(), "healthcode.db");
        assert_eq!(path("sqlite:/var/a.db").unwrap(), "/var/a.db");
        assert_eq!(path("sqlite:///var/a.db").unwrap(), "/var/a.db");
        let others = [
            "",
            "sqlite:",
            "sqlite::memory:",
            "sqlite:file:a.db?mode=memory",
            "a.db",
        ];
        for other in others {
            assert!(path_of(other).is_err(), "{other}");
        }
    }

    #[test]
    fn a_refused_address_keeps_its_password_to_itself() {
        let error = path_of("postgres://me:secret@host/db").unwrap_err();
        let text = error.to_string();
        assert!(text.contains("postgres://…") && text.contains("PostgreSQL comes later"));
        assert!(!text.contains("secret"));
    }
}
