//! `healthcode keys list`, `rotate` and `export`: the keys that sign codes, and what gates know of them.

use std::path::Path;

use anyhow::bail;
use domain::place::{DivisionCode, city};
use serde::Serialize;
use service::KeyStanding;

use crate::edge::{self, House};
use crate::output::{Answer, Output};

#[derive(Serialize)]
struct Key {
    kid: String,
    city: DivisionCode,
    name: String,
    state: &'static str,
    made: String,
    from: String,
    until: Option<String>,
}

impl Key {
    fn of(standing: KeyStanding) -> Self {
        Self {
            name: city(standing.city).map_or_else(String::new, |city| city.en.clone()),
            kid: standing.kid,
            city: standing.city,
            state: standing.state.word(),
            made: standing.made.to_string(),
            from: standing.from.to_string(),
            until: standing.until.map(|until| until.to_string()),
        }
    }

    fn words(&self) -> String {
        let until = self.until.as_deref().unwrap_or("open");
        format!(
            "{} {} {} {}: {} until {until}",
            self.kid, self.city, self.name, self.state, self.from
        )
    }
}

fn say(keys: Vec<KeyStanding>, output: &Output) {
    for key in keys {
        output.answer(&Key::of(key), Key::words);
    }
}

/// A database with the keys of its cities: those of its first start, where nobody has served from it yet.
async fn open(database: &str) -> anyhow::Result<House> {
    let house = edge::open(database).await?;
    house.service.ensure_signing_keys(house.clock.now()).await?;
    Ok(house)
}

pub(crate) fn list(database: &str, output: &Output) -> anyhow::Result<Answer> {
    edge::block_on(async {
        let House { service, clock } = open(database).await?;
        say(service.keys(clock.now()).await?, output);
        Ok(Answer::Yes)
    })
}

/// Says the keys that wait. Asked again before they sign, it says the same and makes none.
pub(crate) fn rotate(
    database: &str,
    only: Option<DivisionCode>,
    output: &Output,
) -> anyhow::Result<Answer> {
    if let Some(code) = only.filter(|code| city(*code).is_none()) {
        bail!(
            "--city {code}: is no city that signs codes; give the six digits of a city, such as 330100"
        );
    }
    edge::block_on(async {
        let House { service, clock } = open(database).await?;
        say(service.rotate_keys(only, clock.now()).await?, output);
        Ok(Answer::Yes)
    })
}

#[derive(Serialize)]
struct Exported {
    file: String,
    keys: usize,
    bytes: usize,
}

pub(crate) fn export(
    database: &str,
    out: Option<&Path>,
    output: &Output,
) -> anyhow::Result<Answer> {
    let bytes = edge::block_on(async {
        let House { service, clock } = open(database).await?;
        Ok(service.key_set(clock.now()).await?)
    })?;
    let Some(file) = out else {
        Output::bytes(&bytes)?;
        return Ok(Answer::Yes);
    };
    edge::write_whole(file, &bytes)?;
    let exported = Exported {
        file: file.display().to_string(),
        keys: credential::KeySet::decode(&bytes)?.keys().count(),
        bytes: bytes.len(),
    };
    output.answer(&exported, |e| {
        format!("{}: {} keys, {} bytes", e.file, e.keys, e.bytes)
    });
    Ok(Answer::Yes)
}
