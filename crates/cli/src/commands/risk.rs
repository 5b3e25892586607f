//! `healthcode risk level`, `unresolved` and `whole`: what the lists say of a county, of what is none, and what is all of one.

use anyhow::bail;
use domain::level::Level;
use domain::place::{DivisionCode, Suggestion, divisions};
use domain::time::{Date, Instant};
use serde::Serialize;
use service::WaitingArea;

use crate::edge::{self, House};
use crate::output::{Answer, Output};

#[derive(Serialize)]
struct LevelOn {
    code: DivisionCode,
    name: &'static str,
    on: Date,
    level: &'static str,
}

pub(crate) fn level(
    database: &str,
    code: DivisionCode,
    on: Date,
    output: &Output,
) -> anyhow::Result<Answer> {
    let Some(path) = divisions().path_name(code, on.year()) else {
        bail!(
            "{code} was no division in {}; give the six digits of a county of that year",
            on.year()
        );
    };
    let Some(county) = divisions().county_level(code, on.year()) else {
        bail!("{code} {path} is no county; lists speak of counties, give one of its own");
    };
    let level = edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        let shared = service.shared(clock.now()).await?;
        Ok(shared.history().latest_level(code, on))
    })?;
    let level = level.map_or("none", |level| level.word());
    let answer = LevelOn {
        code,
        name: county.name,
        on,
        level,
    };
    output.answer(&answer, |a| {
        format!("{} {path} on {}: {}", a.code, a.on, a.level)
    });
    Ok(Answer::Yes)
}

#[derive(Serialize)]
struct UnresolvedArea {
    as_of: String,
    province: String,
    city: String,
    county: String,
    area: String,
    level: Level,
    suggestions: Vec<Suggested>,
}

#[derive(Serialize)]
struct Suggested {
    code: DivisionCode,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    street: Option<&'static str>,
}

impl Suggested {
    fn of(suggestion: &Suggestion, year: i16) -> Self {
        Self {
            code: suggestion.county,
            name: divisions()
                .name(suggestion.county, year)
                .unwrap_or_default()
                .to_owned(),
            street: suggestion.street,
        }
    }

    fn words(&self) -> String {
        let because = self.street.map(|street| format!(", has {street}"));
        format!("{} {}{}", self.code, self.name, because.unwrap_or_default())
    }
}

/// Lists what nobody has placed. An empty answer says so.
pub(crate) fn unresolved(database: &str, on: Date, output: &Output) -> anyhow::Result<Answer> {
    let waiting = edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        Ok(service.waiting_areas(on, clock.now()).await?)
    })?;
    let Some((as_of, waiting)) = waiting else {
        bail!("no list is in force on {on}; import one with: healthcode import risk-areas FILE");
    };
    for WaitingArea { area, suggestions } in &waiting {
        let suggestions = suggestions.iter().map(|s| Suggested::of(s, on.year()));
        let answer = UnresolvedArea {
            as_of: as_of.to_string(),
            province: area.province.clone(),
            city: area.city.clone(),
            county: area.county.clone(),
            area: area.text.to_string(),
            level: area.level,
            suggestions: suggestions.collect(),
        };
        output.answer(&answer, |a| {
            let suggested: Vec<String> = a.suggestions.iter().map(Suggested::words).collect();
            let suggested = match &suggested[..] {
                [] => String::new(),
                some => format!(" -> {}?", some.join(" or ")),
            };
            format!(
                "{} {} {}: {} ({}){suggested}",
                a.province, a.city, a.county, a.area, a.level
            )
        });
    }
    output.note(&format!(
        "{} areas of the list of {as_of} have no county code; they colour nobody. Place one with: healthcode risk place",
        waiting.len()
    ));
    Ok(Answer::Yes)
}

#[derive(Serialize)]
struct NamedWhole {
    code: DivisionCode,
    name: String,
    area: String,
    since: Instant,
}

/// Lists what staff named as a whole county. An empty answer says so.
pub(crate) fn whole(database: &str, output: &Output) -> anyhow::Result<Answer> {
    let (named, year) = edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        let now = clock.now();
        let shared = service.shared(now).await?;
        Ok((shared.history().named_whole(), now.date().year()))
    })?;
    for (code, area, since) in &named {
        let answer = NamedWhole {
            code: *code,
            name: divisions().path_name(*code, year).unwrap_or_default(),
            area: area.to_string(),
            since: *since,
        };
        output.answer(&answer, |a| {
            format!("{} {}: {}, since {}", a.code, a.name, a.area, a.since)
        });
    }
    if named.is_empty() {
        output.note(
            "no area is named as its whole county; two members of staff do it: console, New proposal",
        );
    }
    Ok(Answer::Yes)
}
