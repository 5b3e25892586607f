//! `healthcode office add` and `list`: where staff work.

use domain::place::DivisionCode;
use domain::staff::Office;
use serde::Serialize;
use service::OfficeDraft;

use crate::edge::{self, House};
use crate::output::{Answer, Output};

#[derive(Serialize)]
struct Listed {
    id: String,
    name: String,
    division: DivisionCode,
}

impl Listed {
    fn of(office: Office) -> Self {
        Self {
            id: office.id.0.to_string(),
            name: office.name,
            division: office.division,
        }
    }

    fn words(&self) -> String {
        format!("{} ({})", self.name, self.division)
    }
}

/// What is to be added.
pub(crate) fn draft(name: &str, division: DivisionCode) -> OfficeDraft {
    OfficeDraft {
        name: name.to_owned(),
        division,
    }
}

pub(crate) fn add(database: &str, draft: &OfficeDraft, output: &Output) -> anyhow::Result<Answer> {
    let office = edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        Ok(service.add_office(draft, clock.now()).await?)
    })?;
    output.answer(&Listed::of(office), Listed::words);
    Ok(Answer::Yes)
}

pub(crate) fn list(database: &str, output: &Output) -> anyhow::Result<Answer> {
    edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        for office in service.offices(clock.now()).await? {
            output.answer(&Listed::of(office), Listed::words);
        }
        Ok(Answer::Yes)
    })
}
