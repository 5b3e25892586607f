//! The key file: where it may lie, who may read it, and how it is made so that no half of it is ever seen.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use zeroize::Zeroizing;

use super::KeySource;
use super::master::MasterKey;
use crate::error::OpenError;

/// No key file is longer; a longer one is not read.
const MOST_BYTES: u64 = 1_024;

/// Refuses a key file in the directory of the database itself. Sub-directories are another matter: the user's
/// configuration folder lies below a database in the home folder.
pub(crate) fn check_place(source: &KeySource, database: &Path) -> Result<(), OpenError> {
    let KeySource::File(key) = source else {
        return Ok(());
    };
    let directory = resolve(database.parent().unwrap_or(Path::new("")));
    let resolved = resolve(key);
    if resolved.parent() == Some(directory.as_path()) {
        return Err(OpenError::KeyBesideDatabase {
            key: key.clone(),
            database: directory,
        });
    }
    Ok(())
}

/// The absolute path without symbolic links, as far as it exists; what does not exist yet has none.
fn resolve(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path)
        .or_else(|_| std::env::current_dir())
        .unwrap_or_else(|_| path.to_path_buf());
    for ancestor in absolute.ancestors() {
        let Ok(mut real) = ancestor.canonicalize() else {
            continue;
        };
        let rest = absolute.strip_prefix(ancestor).unwrap_or(Path::new(""));
        let mut turned = false;
        for part in rest.components() {
            if part == Component::ParentDir {
                turned = true;
                real.pop();
            } else {
                real.push(part);
            }
        }
        return if turned { resolve(&real) } else { real };
    }
    absolute
}

/// The key of this source; `None` where its file is not there.
pub(crate) fn load(source: &KeySource) -> Result<Option<MasterKey>, OpenError> {
    let (text, origin) = match source {
        KeySource::Hex(text) => (text.clone(), origin(source)),
        KeySource::File(path) => match read(path)? {
            Some(text) => (text, origin(source)),
            None => return Ok(None),
        },
    };
    let key = MasterKey::parse(&text);
    key.map(Some).ok_or(OpenError::KeyForm(origin))
}

/// How a refusal names the source.
pub(crate) fn origin(source: &KeySource) -> String {
    match source {
        KeySource::Hex(_) => "HEALTHCODE_KEY".into(),
        KeySource::File(path) => format!("the key file {}", path.display()),
    }
}

fn read(path: &Path) -> Result<Option<Zeroizing<String>>, OpenError> {
    use std::io::Read;
    let failed = |source| failure(path, "read", source);
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    check_mode(path, &file.metadata().map_err(failed)?)?;
    let mut text = Zeroizing::new(String::new());
    let mut limited = file.take(MOST_BYTES);
    limited.read_to_string(&mut text).map_err(failed)?;
    Ok(Some(text))
}

#[cfg(unix)]
fn check_mode(path: &Path, metadata: &fs::Metadata) -> Result<(), OpenError> {
    use std::os::unix::fs::PermissionsExt;
    let others = metadata.permissions().mode() & 0o077;
    if others == 0 {
        Ok(())
    } else {
        Err(OpenError::KeyFileOpen(path.to_path_buf()))
    }
}

#[cfg(not(unix))]
fn check_mode(_: &Path, _: &fs::Metadata) -> Result<(), OpenError> {
    Ok(())
}

/// Makes the key file with a new key, or reads the one that another start has just made. It is on the disk
/// before the database knows it: a key that is lost takes all sealed words with it.
pub(crate) fn make(path: &Path) -> Result<MasterKey, OpenError> {
    let key = MasterKey::draw().ok_or(OpenError::System("random numbers"))?;
    let failed = |source| failure(path, "made", source);
    let directory = path.parent().unwrap_or(Path::new("."));
    make_directory(directory).map_err(failed)?;
    // Written beside, then linked to its name: whoever reads the name reads the whole key.
    let beside = path.with_extension(format!("key.{}", key.id()));
    write_private(&beside, key.text().as_bytes()).map_err(failed)?;
    let linked = fs::hard_link(&beside, path);
    fs::remove_file(&beside).map_err(failed)?;
    match linked {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let theirs = load(&KeySource::file(path))?;
            return theirs.ok_or_else(|| failed(ErrorKind::NotFound.into()));
        }
        Err(error) => return Err(failed(error)),
    }
    sync_directory(directory).map_err(failed)?;
    Ok(key)
}

fn failure(path: &Path, doing: &'static str, source: std::io::Error) -> OpenError {
    OpenError::KeyFile {
        path: path.to_path_buf(),
        doing,
        source,
    }
}

fn make_directory(directory: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory)
}

/// Makes a file that only its owner can read.
pub(crate) fn create_private(path: &Path) -> std::io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = create_private(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(unix)]
fn sync_directory(directory: &Path) -> std::io::Result<()> {
    File::open(directory)?.sync_all()
}

#[cfg(not(unix))]
fn sync_directory(_: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(key: &str, database: &str) -> bool {
        check_place(&KeySource::file(key), Path::new(database)).is_err()
    }

    #[test]
    fn relative_paths_are_read_from_where_the_program_stands() {
        assert!(refused("master.key", "healthcode.db"));
        assert!(!refused("keys/master.key", "healthcode.db"));
        assert!(refused("./master.key", "healthcode.db"));
        assert!(refused("./data/../data/master.key", "data/healthcode.db"));
        assert!(refused("none/../data/master.key", "data/healthcode.db"));
        assert!(refused(
            "none/../src/master.key",
            "src/keys/../healthcode.db"
        ));
        assert!(!refused("keys/master.key", "data/healthcode.db"));
        assert!(!refused("data-keys/master.key", "data/healthcode.db"));
    }
}
