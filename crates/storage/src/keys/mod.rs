//! The keys: one master key that lies outside of the database, and the data keys that it wraps.
//!
//! A stolen database directory holds sealed words, keyed hashes and wrapped keys, and nothing that opens them.
//! The master key is a file made at the first start in the user's configuration folder, or what the operator
//! names. It never lies in the database's own directory, where a copy of the database would take it along;
//! sub-directories are another matter, because the configuration folder lies below a database in the home folder.
//! A wrong key is refused by name, and a lost one is said to be lost rather than replaced.

mod data;
mod file;
mod master;
mod wrapped;

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

pub(crate) use data::{Cell, Keys, MAC, Mac, MacText, open_with, seal_with};
pub(crate) use file::{check_place, create_private};
pub(crate) use wrapped::unwrap_or_make;

/// Where the master key comes from. The program's edge reads the environment and says it here.
pub enum KeySource {
    /// A file, made at the first start of a new database where it is not there.
    File(PathBuf),
    /// The key itself, as 64 hexadecimal digits (`HEALTHCODE_KEY`).
    Hex(Zeroizing<String>),
}

impl KeySource {
    /// The file in which an operator keeps the key (`HEALTHCODE_KEY_FILE`), or the user's own.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self::File(path.into())
    }

    /// The key itself, as 64 hexadecimal digits.
    pub fn hex(text: impl Into<String>) -> Self {
        Self::Hex(Zeroizing::new(text.into()))
    }

    /// The user's own key file: `healthcode/master.key` in `config_home` (`XDG_CONFIG_HOME`, where it is an
    /// absolute path), else in `.config` of `home`. `None` where neither is known.
    pub fn user_file(config_home: Option<&Path>, home: Option<&Path>) -> Option<PathBuf> {
        let config = config_home
            .filter(|path| path.is_absolute())
            .map(Path::to_path_buf)
            .or_else(|| Some(home?.join(".config")))?;
        Some(config.join("healthcode").join("master.key"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_users_key_file_lies_in_the_configuration_folder() {
        let own = |config, home| {
            KeySource::user_file(
                Option::<&str>::map(config, Path::new),
                Option::<&str>::map(home, Path::new),
            )
        };
        let in_home = Some(PathBuf::from("/home/a/.config/healthcode/master.key"));
        assert_eq!(own(None, Some("/home/a")), in_home);
        assert_eq!(own(Some("relative"), Some("/home/a")), in_home);
        let set = Some(PathBuf::from("/etc/xdg/healthcode/master.key"));
        assert_eq!(own(Some("/etc/xdg"), Some("/home/a")), set);
        assert_eq!(own(None, None), None);
    }
}
