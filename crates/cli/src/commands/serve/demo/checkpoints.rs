//! Checkpoints to enrol: six scenes, with codes that are fresh at each start and on each new day.

use domain::place::DivisionCode;
use domain::time::Instant;
use domain::verdict::Scene;
use server::DemoCheckpoint;
use service::{CheckpointDraft, Error, Service};

const CHECKPOINTS: [(Scene, u32, &str); 6] = [
    (Scene::Shop, 330_102, "湖滨商场 Lakeside Mall"),
    (Scene::Transport, 330_100, "地铁1号线 Metro Line 1"),
    (Scene::Community, 330_106, "翠苑社区 Cuiyuan Community"),
    (Scene::Hospital, 330_105, "第二人民医院 Second Hospital"),
    (Scene::Pharmacy, 330_106, "平安药店 Ping'an Pharmacy"),
    (Scene::School, 330_106, "第一中学 No. 1 Middle School"),
];

/// The six, each with a fresh code. One whose device has enrolled stays as it is, and another of its kind is added.
pub(super) async fn waiting(service: &Service, now: Instant) -> Result<Vec<DemoCheckpoint>, Error> {
    let known = service.checkpoints(now).await?;
    let mut fresh = Vec::with_capacity(CHECKPOINTS.len());
    for (scene, division, name) in CHECKPOINTS {
        let free = known.iter().find(|standing| {
            !standing.enrolled
                && standing.checkpoint.name == name
                && standing.checkpoint.scene == scene
        });
        let code = if let Some(standing) = free {
            let id = standing.checkpoint.id;
            service.renew_checkpoint(id, now).await?
        } else {
            let draft = CheckpointDraft {
                scene,
                division: DivisionCode::from_number(division).unwrap_or(DivisionCode::NATION),
                name: name.to_owned(),
            };
            service.add_checkpoint(&draft, now).await?
        };
        fresh.push(DemoCheckpoint {
            scene,
            name: name.to_owned(),
            code: code.text().to_owned(),
        });
    }
    Ok(fresh)
}
