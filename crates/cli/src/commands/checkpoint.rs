//! `healthcode checkpoint add`: a checkpoint, and the code by which its device enrols.

use domain::place::DivisionCode;
use domain::verdict::Scene;
use serde::Serialize;
use service::CheckpointDraft;

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
