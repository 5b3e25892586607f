//! The words of `healthcode checkpoint`.

use clap::Subcommand;
use domain::place::DivisionCode;
use domain::verdict::Scene;

#[derive(Subcommand)]
pub(crate) enum CheckpointCommand {
    /// Every checkpoint with its id, and whether a device has it
    List,
    /// Give a checkpoint a new code: the device that had it, lost or broken, is cut off at once
    Renew {
        /// The checkpoint's id, as the list says it
        #[arg(value_name = "ID")]
        id: i64,
    },
    /// Add a checkpoint, and print the code by which its device enrols within a day
    Add {
        /// community, workplace, transport, school, pharmacy, shop, hospital or highway
        #[arg(long, value_name = "SCENE", value_parser = scene)]
        scene: Scene,
        /// The division code of its city or county
        #[arg(long, value_name = "CODE")]
        division: DivisionCode,
        /// What it is called
        #[arg(long, value_name = "NAME")]
        name: String,
    },
}

fn scene(word: &str) -> Result<Scene, String> {
    let known: Vec<&str> = Scene::ALL.iter().map(|scene| scene.word()).collect();
    Scene::from_word(word).ok_or_else(|| format!("no scene; one of: {}", known.join(", ")))
}
