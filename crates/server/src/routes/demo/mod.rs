//! What a demonstration offers: its clock, people to be, and its story. A real service has none of it.

pub(super) mod card;
pub(super) mod next_day;
pub(super) mod open_channel;
pub(super) mod story;
pub(super) mod tell;

use std::sync::Arc;

use crate::App;
use crate::demo::Demo;
use crate::problem::{Kind, Problem};

/// The demonstration, where this is one.
fn demo(app: &App) -> Result<Arc<dyn Demo>, Problem> {
    app.demo.clone().ok_or_else(|| {
        Problem::said(
            Kind::NotFound,
            "这不是演示系统，请以 serve --demo 启动",
            "this is no demonstration; start one with serve --demo",
        )
    })
}
