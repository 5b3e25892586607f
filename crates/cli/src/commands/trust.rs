//! `healthcode trust export`, `import` and `show`: who recognises whom.
//!
//! Two services recognise each other when each imports what the other exported. The file is TOML, to be read before it
//! is imported, and may be made stricter by hand: `crates/service/src/trust/file.rs` describes it.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::place::{DivisionCode, city, divisions, province_en};
use domain::policy::Text;
use domain::time::Date;
use serde::Serialize;

use crate::arguments::TrustExport;
use crate::commands::files;
use crate::edge::{self, House};
use crate::output::{Answer, Output};

/// For how many days others recognise us by a file that names no date.
const DAYS: i32 = 180;

/// A trust file that recognises this service.
#[derive(Serialize)]
struct TrustFile {
    expires: Date,
    issuer: Vec<Issuer>,
}

#[derive(Serialize)]
struct Issuer {
    name: Text,
    address: String,
    divisions: Vec<DivisionCode>,
    keys: String,
}

#[derive(Serialize)]
struct Exported {
    file: String,
    expires: Date,
    divisions: Vec<DivisionCode>,
}

/// Writes what others import to recognise this service.
pub(crate) fn export(
    database: &str,
    asked: &TrustExport,
    output: &Output,
) -> anyhow::Result<Answer> {
    let file = edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        let now = clock.now();
        service.ensure_signing_keys(now).await?;
        Ok(TrustFile {
            expires: asked.expires.unwrap_or(now.date() + DAYS),
            issuer: vec![Issuer {
                name: name(&asked.divisions, now.date())?,
                address: asked.address.trim_end_matches('/').to_owned(),
                divisions: asked.divisions.clone(),
                keys: URL_SAFE_NO_PAD.encode(service.key_set(now).await?),
            }],
        })
    })?;
    let text = toml::to_string(&file).context("the file cannot be written")?;
    let Some(out) = &asked.out else {
        Output::bytes(text.as_bytes())?;
        return Ok(Answer::Yes);
    };
    edge::write_whole(out, text.as_bytes())?;
    let exported = Exported {
        file: out.display().to_string(),
        expires: file.expires,
        divisions: asked.divisions.clone(),
    };
    output.answer(&exported, |e| {
        format!(
            "{}: whoever imports it recognises this service until {}",
            e.file, e.expires
        )
    });
    Ok(Answer::Yes)
}

/// What the divisions are called.
fn name(codes: &[DivisionCode], today: Date) -> anyhow::Result<Text> {
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for code in codes {
        let chinese = divisions().name(*code, today.year());
        let english = province_en(*code).or_else(|| city(*code).map(|city| city.en.clone()));
        let (Some(chinese), Some(english)) = (chinese, english) else {
            bail!("--division {code}: is no province or city in force; look at its six digits");
        };
        zh.push(chinese);
        en.push(english);
    }
    Ok(Text {
        zh: zh.join("、"),
        en: en.join(", "),
    })
}

#[derive(Serialize)]
struct Recognised {
    issuers: usize,
}

/// From now on whom the files name is recognised, and nobody else. One that has a fault makes the answer no, and
/// everything stays as it was.
pub(crate) fn import(database: &str, paths: &[PathBuf], output: &Output) -> anyhow::Result<Answer> {
    let text = match paths {
        [one] => files::read(one)?,
        several => joined(several)?,
    };
    let published = edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        service.ensure_signing_keys(clock.now()).await?;
        Ok(service
            .trust_list_publish(text.as_bytes(), clock.now())
            .await)
    })?;
    match published {
        Ok(issuers) => {
            output.answer(&Recognised { issuers }, |r| {
                format!(
                    "the codes of {} others are recognised from now on",
                    r.issuers
                )
            });
            Ok(Answer::Yes)
        }
        Err(service::Error::Invalid(problems)) => {
            for problem in &problems {
                output.note(&problem.to_string());
            }
            output.note("not imported; whom this service recognised before it still does");
            Ok(Answer::No)
        }
        Err(error) => Err(error.into()),
    }
}

/// One list of several files; it ends with the first that does.
fn joined(paths: &[PathBuf]) -> anyhow::Result<String> {
    let mut ends: Vec<String> = Vec::new();
    let mut issuers = Vec::new();
    for path in paths {
        let (own_end, own) = parts(path)?;
        ends.push(own_end);
        issuers.extend(own);
    }
    let mut table = toml::Table::new();
    // Dates in their writing stand in their order.
    let end = ends.into_iter().min().unwrap_or_default();
    table.insert(
        "expires".to_owned(),
        end.parse::<toml::value::Datetime>()?.into(),
    );
    table.insert("issuer".to_owned(), toml::Value::Array(issuers));
    toml::to_string(&table).context("the files cannot be joined")
}

fn parts(path: &Path) -> anyhow::Result<(String, Vec<toml::Value>)> {
    let table: toml::Table = files::read(path)?
        .parse()
        .map_err(|e| anyhow!("{}: {e}", path.display()))?;
    let expires = table.get("expires").map(ToString::to_string);
    let expires = expires.ok_or_else(|| anyhow!("{}: expires is missing", path.display()))?;
    match table.get("issuer") {
        Some(toml::Value::Array(issuers)) => {
            Ok((expires.trim_matches('"').to_owned(), issuers.clone()))
        }
        _ => bail!("{}: has no [[issuer]]", path.display()),
    }
}

/// Writes the list in force as it was imported.
pub(crate) fn show(database: &str, output: &Output) -> anyhow::Result<Answer> {
    let text = edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        Ok(service.trust_file(clock.now()).await?)
    })?;
    let Some(text) = text else {
        output.note("nobody is recognised; import what another service has exported");
        return Ok(Answer::No);
    };
    Output::bytes(text.as_bytes())?;
    Ok(Answer::Yes)
}
