//! Zones: places that lists and forms name and that GB/T 2260 gives no code.
//!
//! The statistics office counts development zones under codes of its own (…7x). They overlap counties, so no
//! rule reads them: a zone is a type of its own and never a [`Division`](super::Division).

use std::sync::LazyLock;

use super::code::DivisionCode;

/// A place without a code of GB/T 2260.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Zone {
    /// The number under which statistics count it, where they do. Not a division code in force.
    pub statistical: Option<DivisionCode>,
    /// The city (or Hong Kong, Macau, Taiwan) in which it lies.
    pub city: DivisionCode,
    /// The Chinese name.
    pub name: &'static str,
}

/// All zones that the tables name.
pub fn zones() -> &'static [Zone] {
    static ZONES: LazyLock<Vec<Zone>> = LazyLock::new(|| {
        let text = include_str!("../../data/zones.tsv");
        text.lines().filter_map(parse).collect()
    });
    &ZONES
}

fn parse(line: &'static str) -> Option<Zone> {
    let (code, name) = line.split_once('\t')?;
    let code: DivisionCode = code.parse().ok()?;
    Some(Zone {
        statistical: (!code.is_province()).then_some(code),
        city: code.city()?,
        name,
    })
}
