//! `healthcode organisation list` and `manager`: who manages communities, enterprises and schools. They are registered by a
//! proposal.

use domain::ids::OrganisationId;
use serde::Serialize;
use service::OrganisationStanding;

use crate::arguments::OrganisationCommand;
use crate::edge::{self, House};
use crate::output::{Answer, Output};

pub(crate) fn run(
    database: &str,
    command: &OrganisationCommand,
    output: &Output,
) -> anyhow::Result<Answer> {
    match command {
        OrganisationCommand::List => list(database, output),
        OrganisationCommand::Manager { id, login } => {
            hand_over(database, (OrganisationId(*id), login), output)
        }
    }
}

#[derive(Serialize)]
struct Listed {
    id: String,
    kind: &'static str,
    name: String,
    division: String,
    manager: Option<String>,
}

impl Listed {
    fn of(standing: OrganisationStanding) -> Self {
        Self {
            id: standing.id.0.to_string(),
            kind: standing.kind.word(),
            name: standing.name,
            division: standing.division.to_string(),
            manager: standing.manager,
        }
    }

    fn words(&self) -> String {
        let manager = self.manager.as_deref().unwrap_or("nobody");
        format!(
            "{} {} ({}, {}), managed by {manager}",
            self.id, self.name, self.kind, self.division
        )
    }
}

fn list(database: &str, output: &Output) -> anyhow::Result<Answer> {
    edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        for standing in service.all_organisations(clock.now()).await? {
            output.answer(&Listed::of(standing), Listed::words);
        }
        Ok(Answer::Yes)
    })
}

#[derive(Serialize)]
struct HandedOver<'a> {
    id: String,
    manager: &'a str,
}

fn hand_over(
    database: &str,
    (id, login): (OrganisationId, &str),
    output: &Output,
) -> anyhow::Result<Answer> {
    edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        let now = clock.now();
        Ok(service.hand_over_organisation(id, login, now).await?)
    })?;
    let handed = HandedOver {
        id: id.0.to_string(),
        manager: login.trim(),
    };
    output.answer(&handed, |handed| {
        format!(
            "{} is managed by {}; whoever managed it before sees nothing of it any more",
            handed.id, handed.manager
        )
    });
    Ok(Answer::Yes)
}
