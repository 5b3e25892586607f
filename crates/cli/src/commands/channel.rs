//! `healthcode channel add`, `list`, `off`, `on` and `renew`: vendors' front ends as registered clients.

use std::path::Path;

use anyhow::anyhow;
use credential::PublicKey;
use domain::channel::ChannelPage;
use domain::policy::Text;
use serde::Serialize;
use service::{ChannelDraft, ChannelStanding};

use super::files;
use crate::arguments::{ChannelAdd, ChannelCommand};
use crate::edge::{self, House};
use crate::output::{Answer, Output};

/// The largest file with a key, in bytes.
const MOST_KEY: u64 = 4_096;

pub(crate) fn run(
    database: &str,
    command: &ChannelCommand,
    output: &Output,
) -> anyhow::Result<Answer> {
    match command {
        ChannelCommand::List => list(database, output),
        ChannelCommand::Add(asked) => add(database, asked, output),
        ChannelCommand::Off { name } => switch(database, name, false, output),
        ChannelCommand::On { name } => switch(database, name, true, output),
        ChannelCommand::Renew { name, key } => renew(database, name, key, output),
    }
}

#[derive(Serialize)]
struct Listed {
    name: String,
    zh: String,
    en: String,
    cities: Vec<String>,
    key: String,
    is_on: bool,
    made: String,
}

impl Listed {
    fn of(channel: ChannelStanding) -> Self {
        let key = PublicKey::from_raw(&channel.key).map(|key| key.kid().to_string());
        Self {
            name: channel.page.name,
            zh: channel.page.title.zh,
            en: channel.page.title.en,
            cities: channel
                .page
                .cities
                .iter()
                .map(ToString::to_string)
                .collect(),
            key: key.unwrap_or_default(),
            is_on: channel.is_on,
            made: channel.made.to_string(),
        }
    }

    fn words(&self) -> String {
        let on = if self.is_on { "on" } else { "off" };
        let cities = match &self.cities[..] {
            [] => "all cities".to_owned(),
            some => some.join(", "),
        };
        format!(
            "{} ({} / {}), {on}, for {cities}; key {}",
            self.name, self.zh, self.en, self.key
        )
    }
}

fn list(database: &str, output: &Output) -> anyhow::Result<Answer> {
    edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        for channel in service.channels(clock.now()).await? {
            output.answer(&Listed::of(channel), Listed::words);
        }
        Ok(Answer::Yes)
    })
}

/// The public key of a PEM file.
fn key_of(path: &Path) -> anyhow::Result<Vec<u8>> {
    let bytes = files::bytes_up_to(path, MOST_KEY)?;
    let text = String::from_utf8_lossy(&bytes);
    let key = PublicKey::from_pem(&text).map_err(|_| {
        anyhow!(
            "{}: holds no public key of P-256 as PEM; make one by: openssl ec -in private.pem -pubout -out public.pem",
            path.display()
        )
    })?;
    Ok(key.raw().to_vec())
}

#[derive(Serialize)]
struct Done {
    name: String,
    is_on: bool,
}

#[derive(Serialize)]
struct Renewed {
    name: String,
}

fn add(database: &str, asked: &ChannelAdd, output: &Output) -> anyhow::Result<Answer> {
    let draft = ChannelDraft {
        page: ChannelPage {
            name: asked.name.clone(),
            title: Text::new(asked.zh.trim(), asked.en.trim()),
            cities: asked.cities.clone(),
        },
        key: key_of(&asked.key)?,
    };
    edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        Ok(service.add_channel(&draft, clock.now()).await?)
    })?;
    let done = Done {
        name: draft.page.name,
        is_on: true,
    };
    output.answer(&done, |done| {
        format!(
            "{} is registered and on; what it signs with this key is believed from now on",
            done.name
        )
    });
    Ok(Answer::Yes)
}

fn switch(database: &str, name: &str, is_on: bool, output: &Output) -> anyhow::Result<Answer> {
    edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        Ok(service.switch_channel(name, is_on, clock.now()).await?)
    })?;
    let done = Done {
        name: name.to_owned(),
        is_on,
    };
    output.answer(&done, |done| {
        if done.is_on {
            format!("{} is on again", done.name)
        } else {
            format!(
                "{} is off: it gets no token and vouches for nobody, and its sessions open nothing",
                done.name
            )
        }
    });
    Ok(Answer::Yes)
}

fn renew(database: &str, name: &str, key: &Path, output: &Output) -> anyhow::Result<Answer> {
    let key = key_of(key)?;
    edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        Ok(service.renew_channel_key(name, &key, clock.now()).await?)
    })?;
    let done = Renewed {
        name: name.to_owned(),
    };
    output.answer(&done, |done| {
        format!(
            "{} has another key; what it signed with the old one is believed no more",
            done.name
        )
    });
    Ok(Answer::Yes)
}
