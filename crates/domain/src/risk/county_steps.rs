//! What the lists said of a county over time: the highest level and how many areas of each, change by change.

use super::history::History;
use super::steps::Steps;
use crate::level::Level;
use crate::place::DivisionCode;
use crate::time::Instant;

/// What is said of a county from an instant on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CountyStep {
    /// From when.
    pub from: Instant,
    /// The highest level of its areas; none where no area is listed any more.
    pub level: Option<Level>,
    /// How many areas are listed as low, medium and high.
    pub areas: [usize; 3],
}

impl History {
    /// Every change of what the lists say of a county, in the order of time; empty where none has named an area of it.
    pub fn steps_of(&self, county: DivisionCode) -> Vec<CountyStep> {
        let Some(known) = self.counties.get(&county) else {
            return Vec::new();
        };
        let areas = known.areas.iter().filter_map(|id| self.areas.get(id));
        let areas: Vec<&Steps> = areas.map(|area| &area.steps).collect();
        let mut instants: Vec<Instant> = areas.iter().flat_map(|steps| steps.instants()).collect();
        instants.sort_unstable();
        instants.dedup();
        let step = |from: Instant| {
            let at = |level| {
                areas
                    .iter()
                    .filter(|steps| steps.at(from) == Some(level))
                    .count()
            };
            CountyStep {
                from,
                level: known.steps.at(from),
                areas: [Level::Low, Level::Medium, Level::High].map(at),
            }
        };
        instants.into_iter().map(step).collect()
    }
}
