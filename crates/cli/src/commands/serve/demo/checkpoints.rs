//! Checkpoints to enrol: four scenes, with codes that are fresh at each start and on each new day.

use domain::place::DivisionCode;
use domain::time::Instant;
use domain::verdict::Scene;
use server::DemoCheckpoint;
use service::{CheckpointDraft, Error, Service};

const CHECKPOINTS: [(Scene, u32, &str); 4] = [
    (Scene::Shop, 330_102, "湖滨商场 Lakeside Mall"),
    (Scene::Transport, 330_100, "地铁1号线 Metro Line 1"),
    (Scene::Community, 330_106, "翠苑社区 Cuiyuan Community"),
    (Scene::Hospital, 330_105, "第二人民医院 Second Hospital"),
];

/// Adds them.
pub(super) async fn add(service: &Service, now: Instant) -> Result<Vec<DemoCheckpoint>, Error> {
    let mut added = Vec::with_capacity(CHECKPOINTS.len());
    for (scene, division, name) in CHECKPOINTS {
        let draft = CheckpointDraft {
            scene,
            division: DivisionCode::from_number(division).unwrap_or(DivisionCode::NATION),
            name: name.to_owned(),
        };
        let code = service.add_checkpoint(&draft, now).await?;
        added.push(DemoCheckpoint {
            scene,
            name: draft.name,
            code: code.text().to_owned(),
        });
    }
    Ok(added)
}
