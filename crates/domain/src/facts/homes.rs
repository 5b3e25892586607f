//! The homes of a record, as orders cover them that ended long ago.
//!
//! Whatever else a person declared leaves every window, but a home goes on. A rule may find it by what it has been since long: since it
//! was first said, or since a list named it. An order of that time covers it (`rating::covering`), and stays for that.

use std::collections::BTreeSet;

use super::places::{Place, WIDEST_WINDOW_DAYS, places};
use super::{EvidenceKind, EvidenceRef};
use crate::ids::StayId;
use crate::quarantine::Order;
use crate::record::Record;
use crate::risk::{History, ResidenceDays};
use crate::time::Date;

/// The homes of a record on a date.
pub(crate) struct Homes {
    /// When each was first said that goes on.
    first_said: Vec<Date>,
    /// The stays of those that ended long ago.
    ended: BTreeSet<StayId>,
    /// Whether one ended not long ago, or a list names, or could name, one that goes on in the widest window of a policy.
    unquiet: bool,
}

impl Homes {
    /// Those of a record on `today`. What ended before `since` ended long ago.
    pub(crate) fn of(record: &Record, lists: &History, since: Date, today: Date) -> Self {
        let homes = places(record)
            .into_iter()
            .filter(|place| place.is_residence);
        let (ended, going): (Vec<Place>, Vec<Place>) =
            homes.partition(|home| home.to.is_some_and(|to| to < since));
        let is_unquiet = |home: &Place| home.to.is_some() || is_listed(home, lists, today);
        Self {
            first_said: going.iter().map(|home| home.recorded).collect(),
            unquiet: lists.is_incomplete() || going.iter().any(is_unquiet),
            ended: ended.into_iter().flat_map(|home| home.stays).collect(),
        }
    }

    /// Whether an order that is over may still cover one of them, or rests on it.
    pub(crate) fn need(&self, order: &Order, record: &Record) -> bool {
        let is_home = |evidence: &EvidenceRef| {
            let mut stays = record.stays.iter();
            let goes_on = |id: StayId| id.0 == evidence.id && !self.ended.contains(&id);
            evidence.kind == EvidenceKind::Stay
                && stays.any(|stay| stay.to.is_none() && goes_on(stay.id))
        };
        self.unquiet
            || self.first_said.contains(&order.first_day)
            || order.evidence.iter().any(is_home)
    }
}

/// Whether the lists name a home that goes on in the widest window of a policy: its county, or an area that was ticked for it.
fn is_listed(home: &Place, lists: &History, today: Date) -> bool {
    let since = |recorded| ResidenceDays {
        from: home.from,
        recorded,
        look_back: WIDEST_WINDOW_DAYS,
    };
    let (county, all) = (home.county, since(home.recorded));
    let mut inside = home.inside();
    lists.county_residence_level(county, all, today).is_some()
        || lists.whole_residence_level(county, all, today).is_some()
        || inside.any(|(area, on)| lists.residence_level(&[area], since(on), today).is_some())
}
