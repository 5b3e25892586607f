//! Ours and a yardstick, in turn.

use std::time::Duration;

use serde::Serialize;

/// How often each is measured.
const ROUNDS: usize = 5;

/// The medians of a row.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Measured {
    pub(crate) name: String,
    pub(crate) ours: f64,
    pub(crate) unit: &'static str,
    /// What the yardstick is.
    pub(crate) yardstick: &'static str,
    pub(crate) yardstick_value: f64,
    /// How many times the yardstick ours is; more is better.
    pub(crate) ratio: f64,
    /// Lines for people below the row.
    #[serde(skip)]
    pub(crate) notes: Vec<String>,
}

impl Measured {
    pub(crate) fn named(self, name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..self
        }
    }

    pub(crate) fn with_note(mut self, note: String) -> Self {
        self.notes.push(note);
        self
    }
}

/// Measures two rates, such as ratings a second, of which more is better.
pub(crate) fn rates(
    unit: &'static str,
    mut ours: impl FnMut() -> anyhow::Result<f64>,
    yardstick: &'static str,
    mut yardstick_rate: impl FnMut() -> anyhow::Result<f64>,
) -> anyhow::Result<Measured> {
    let (mut one, mut other) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        one.push(ours()?);
        other.push(yardstick_rate()?);
    }
    let (ours, yardstick_value) = (median(one), median(other));
    Ok(Measured {
        name: String::new(),
        ours,
        unit,
        yardstick,
        yardstick_value,
        ratio: ours / yardstick_value,
        notes: Vec::new(),
    })
}

/// Two rates that were measured once: what was done cannot be done again.
pub(crate) fn once(
    unit: &'static str,
    ours: f64,
    yardstick: &'static str,
    yardstick_value: f64,
) -> Measured {
    Measured {
        name: String::new(),
        ours,
        unit,
        yardstick,
        yardstick_value,
        ratio: ours / yardstick_value,
        notes: Vec::new(),
    }
}

/// How often `work` was done in a second: it is repeated for `time` and answers how much one call did.
pub(crate) fn rate_of(time: Duration, mut work: impl FnMut() -> u32) -> f64 {
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
    let start = std::time::Instant::now();
    let mut done = 0.0;
    loop {
        done += f64::from(work());
        let spent = start.elapsed();
        if spent >= time {
            return done / spent.as_secs_f64();
        }
    }
}

/// The one in the middle.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ratio_is_of_the_medians_and_more_is_better() {
        let mut ours = [9.0, 10.0, 1000.0, 10.0, 11.0].into_iter();
        let mut other = [2.0, 1.0, 2.0, 3.0, 2.0].into_iter();
        let row = rates(
            "a second",
            || Ok(ours.next().unwrap()),
            "other",
            || Ok(other.next().unwrap()),
        )
        .unwrap();
        assert_eq!((row.ours, row.yardstick_value, row.ratio), (10.0, 2.0, 5.0));
        let line = serde_json::to_string(&row.named("a/b")).unwrap();
        assert_eq!(
            line,
            r#"{"name":"a/b","ours":10.0,"unit":"a second","yardstick":"other","yardstick_value":2.0,"ratio":5.0}"#
        );
    }
}
