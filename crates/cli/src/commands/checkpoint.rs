//! `healthcode checkpoint add`, `list` and `renew`: checkpoints, and the codes by which their devices enrol.

use domain::ids::CheckpointId;
use domain::place::DivisionCode;
use domain::verdict::Scene;
use serde::Serialize;
use service::{CheckpointDraft, CheckpointStanding};

use crate::edge::{self, House};
use crate::output::{Answer, Output};

#[derive(Serialize)]
struct Added {
    scene: Scene,
    division: DivisionCode,
    name: String,
    code: String,
}

/// What is to be added.
pub(crate) fn draft(scene: Scene, division: DivisionCode, name: &str) -> CheckpointDraft {
    CheckpointDraft {
        scene,
        division,
        name: name.to_owned(),
    }
}

pub(crate) fn add(
    database: &str,
    draft: &CheckpointDraft,
    output: &Output,
) -> anyhow::Result<Answer> {
    let code = edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        Ok(service.add_checkpoint(draft, clock.now()).await?)
    })?;
    let added = Added {
        scene: draft.scene,
        division: draft.division,
        name: draft.name.trim().to_owned(),
        code: code.text().to_owned(),
    };
    output.answer(&added, |a| {
        format!(
            "{} ({} in {}): its device enrols with {} within 24 hours, once",
            a.name, a.scene, a.division, a.code
        )
    });
    Ok(Answer::Yes)
}

#[derive(Serialize)]
struct Listed {
    id: String,
    scene: Scene,
    division: DivisionCode,
    name: String,
    made: String,
    enrolled: bool,
    code_ends: Option<String>,
}

impl Listed {
    fn of(standing: CheckpointStanding) -> Self {
        Self {
            id: standing.checkpoint.id.0.to_string(),
            scene: standing.checkpoint.scene,
            division: standing.checkpoint.division,
            name: standing.checkpoint.name,
            made: standing.made.to_string(),
            enrolled: standing.enrolled,
            code_ends: standing.code_ends.map(|ends| ends.to_string()),
        }
    }

    fn words(&self) -> String {
        let device = match (&self.code_ends, self.enrolled) {
            (_, true) => "has a device".to_owned(),
            (Some(ends), false) => format!("waits for its device until {ends}"),
            (None, false) => "has no device".to_owned(),
        };
        format!(
            "{} {} ({} in {}): {device}",
            self.id, self.name, self.scene, self.division
        )
    }
}

pub(crate) fn list(database: &str, output: &Output) -> anyhow::Result<Answer> {
    edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        for standing in service.checkpoints(clock.now()).await? {
            output.answer(&Listed::of(standing), Listed::words);
        }
        Ok(Answer::Yes)
    })
}

#[derive(Serialize)]
struct Renewed {
    id: String,
    code: String,
}

pub(crate) fn renew(database: &str, id: CheckpointId, output: &Output) -> anyhow::Result<Answer> {
    let code = edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        Ok(service.renew_checkpoint(id, clock.now()).await?)
    })?;
    let renewed = Renewed {
        id: id.0.to_string(),
        code: code.text().to_owned(),
    };
    output.answer(&renewed, |r| {
        format!(
            "its device is cut off; another enrols with {} within 24 hours, once",
            r.code
        )
    });
    Ok(Answer::Yes)
}
