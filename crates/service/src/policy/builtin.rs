//! The policies that come with the program. A new database starts with them, so that every city inherits one.

use std::sync::LazyLock;

use domain::place::DivisionCode;
use domain::policy::PolicyFile;

/// The texts of the folder `policies/`. A test compares the list with the folder.
const TEXTS: [&str; 7] = [
    include_str!("../../../../policies/000000.toml"),
    include_str!("../../../../policies/110000.toml"),
    include_str!("../../../../policies/110000-2022.toml"),
    include_str!("../../../../policies/330000.toml"),
    include_str!("../../../../policies/410000.toml"),
    include_str!("../../../../policies/410300.toml"),
    include_str!("../../../../policies/411600.toml"),
];

static FILES: LazyLock<Vec<(PolicyFile, &'static str)>> = LazyLock::new(|| {
    // A file that does not parse fails the test below, and is not there.
    TEXTS
        .iter()
        .filter_map(|text| Some((PolicyFile::parse(text).ok()?, *text)))
        .collect()
});

/// The built-in policies with their texts, the nation's first.
pub fn builtin() -> &'static [(PolicyFile, &'static str)] {
    &FILES
}

/// The first built-in policy of a jurisdiction itself, not of what it inherits.
pub fn builtin_file(jurisdiction: DivisionCode) -> Option<&'static PolicyFile> {
    FILES
        .iter()
        .map(|(file, _)| file)
        .find(|file| file.jurisdiction == jurisdiction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_1_every_file_of_the_folder_is_built_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies");
        let files = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let texts: Vec<String> = files
            .filter(|path| path.is_file())
            .map(|path| std::fs::read_to_string(path).unwrap())
            .collect();
        assert_eq!(builtin().len(), texts.len());
        assert!(
            builtin()
                .iter()
                .all(|(_, text)| texts.iter().any(|t| t == text))
        );
    }
}
