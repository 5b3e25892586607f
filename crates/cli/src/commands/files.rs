//! Files that commands read, with errors that name file and field.

use std::path::Path;

use anyhow::{Context, anyhow};
use domain::facts::Facts;
use domain::place::DivisionCode;
use domain::policy::{Policy, PolicyFile, position};
use service::policy::builtin_file;

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 64 << 20;

/// The text of a file.
pub(crate) fn read(path: &Path) -> anyhow::Result<String> {
    String::from_utf8(bytes(path)?)
        .map_err(|_| anyhow!("{}: is not UTF-8 text; convert it", path.display()))
}

/// The bytes of a file.
pub(crate) fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    bytes_up_to(path, MAX_BYTES)
}

/// The bytes of a file that has at most `most` of them.
pub(crate) fn bytes_up_to(path: &Path, most: u64) -> anyhow::Result<Vec<u8>> {
    let size = std::fs::metadata(path)
        .with_context(|| format!("{}: cannot be read", path.display()))?
        .len();
    if size > most {
        return Err(anyhow!(
            "{}: has {size} bytes; at most {most} are read",
            path.display()
        ));
    }
    std::fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))
}

/// The facts of a file: TOML where its name ends in `.toml`, else JSON.
pub(crate) fn facts(path: &Path) -> anyhow::Result<Facts> {
    let text = read(path)?;
    let is_toml = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("toml"));
    let facts: Result<Facts, anyhow::Error> = if is_toml {
        toml::from_str(&text).map_err(Into::into)
    } else {
        serde_json::from_str(&text).map_err(Into::into)
    };
    Ok(facts
        .map_err(|e| anyhow!("{}: {e}", path.display()))?
        .canonical())
}

/// A policy file and the policy that it makes with what it inherits: files beside it, named by their code, or
/// else the built-in ones.
pub(crate) fn policy(path: &Path) -> anyhow::Result<(PolicyFile, Policy)> {
    let (file, policy, _) = policy_with_text(path)?;
    Ok((file, policy))
}

/// The same, with the text of the file.
pub(crate) fn policy_with_text(path: &Path) -> anyhow::Result<(PolicyFile, Policy, String)> {
    let text = read(path)?;
    let file = parsed(path, &text)?;
    let mut above = Vec::new();
    for code in file
        .jurisdiction
        .ancestors()
        .filter(|c| *c != file.jurisdiction)
    {
        let beside = path.with_file_name(format!("{code}.toml"));
        if beside.exists() {
            above.push(policy_file(&beside)?);
        }
    }
    let file_of = |code: DivisionCode| {
        let own = std::iter::once(&file)
            .chain(&above)
            .find(|f| f.jurisdiction == code);
        own.or_else(|| builtin_file(code))
    };
    let policy = Policy::of(file.jurisdiction, file_of).map_err(|e| {
        let at = position(&text, e.field()).map(|at| format!("{at}: "));
        anyhow!("{}: {}{e}", path.display(), at.unwrap_or_default())
    })?;
    Ok((file, policy, text))
}

fn policy_file(path: &Path) -> anyhow::Result<PolicyFile> {
    parsed(path, &read(path)?)
}

fn parsed(path: &Path, text: &str) -> anyhow::Result<PolicyFile> {
    PolicyFile::parse(text).map_err(|e| anyhow!("{}: {e}", path.display()))
}
