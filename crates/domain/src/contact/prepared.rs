//! An event made ready to be matched: its setting, the rules that can hold there, and the time that counts.

use super::aboard::Counted;
use super::class::IndexPerson;
use super::conveyance::ConveyanceKind;
use super::event::{Aboard, Air, AtVenue, Event, Where};
use super::rules::{ContactRules, Reach, Seats, Setting, TrainKind};
use super::venue::{PlaceKind, Second};
use super::{Contact, ContactClass};
use crate::policy::Text;

words! {
    /// Why an event is not matched.
    Unfit {
        /// It ends before it begins, or lasts no time.
        Interval = "interval",
        /// It is longer than an event may be.
        TooLong = "too_long",
        /// It lies before the case was infectious.
        NotInfectious = "not_infectious",
        /// Nobody can tell by which rules a train or coach goes.
        Air = "air",
        /// What is said of an aircraft's air is not said of aircraft.
        AirOfAircraft = "air_of_aircraft",
        /// Of a ship nothing is said of its air.
        AirOfShip = "air_of_ship",
    }
}

impl Unfit {
    /// The field of the event.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Interval | Self::TooLong => "to",
            Self::NotInfectious => "onset",
            Self::Air | Self::AirOfAircraft | Self::AirOfShip => "air",
        }
    }

    /// What is wrong and what to do.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Interval => (
                "结束须晚于开始（闭店时间之后不计），请核对",
                "the end lies not after the beginning, or the place was closed; look at from, to and closes",
            ),
            Self::TooLong => (
                "事件超过最长时限，请分段录入",
                "the event is longer than the rules allow; enter it in parts",
            ),
            Self::NotInfectious => (
                "事件早于病例的传染期，不予匹配",
                "the event lies before the case was infectious; it makes no contacts",
            ),
            Self::Air => (
                "无法判断该列车、客车适用哪条规则，请在air中填写sealed（全封闭空调）或ventilated（普通、通风）",
                "nobody can tell which rules apply to this train or coach; write air: sealed, or ventilated",
            ),
            Self::AirOfAircraft => (
                "飞机的air请填写filtered或unfiltered；经高效过滤的可留空",
                "of an aircraft write air: filtered, or unfiltered; leave it empty where it is filtered",
            ),
            Self::AirOfShip => (
                "轮船不填air，请留空",
                "a ship has no air to be told; leave it empty",
            ),
        };
        Text::new(zh, en)
    }
}

/// An event ready to be matched.
#[derive(Clone, Debug)]
pub struct Prepared<'a> {
    /// The number under which its contacts name it.
    pub number: u32,
    /// Where it was.
    pub setting: Setting,
    pub(super) rules: Vec<Asked>,
    pub(super) seats: &'a Seats,
    pub(super) place: Place<'a>,
    /// For how many seconds a visit without an end counts.
    pub(super) open_visit_s: u32,
}

/// A rule that can hold at an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) rule: u16,
    pub(super) reach: Reach,
    pub(super) class: ContactClass,
}

/// The event, with the time that counts.
#[derive(Clone, Debug)]
pub(super) enum Place<'a> {
    Aboard(Counted<'a>),
    Venue(AtVenue),
}

impl<'a> Prepared<'a> {
    /// Makes an event ready under a number of the caller's, or says why it makes no contacts.
    pub fn of(rules: &'a ContactRules, number: u32, event: &'a Event) -> Result<Self, Unfit> {
        let infectious = event.onset.filter(|_| event.of == IndexPerson::Case);
        let infectious = infectious.map(|onset| rules.infectious_from(onset));
        let (setting, kind, place) = match &event.place {
            Where::Aboard(aboard) => {
                let journey = Counted::of(aboard, infectious)?;
                let setting = rules.setting_aboard(aboard)?;
                (setting, None, Place::Aboard(journey))
            }
            Where::Venue(venue) => {
                let first = infectious.map(|first| Second::nearest(first.start()));
                let counted = counted(rules, *venue, first)?;
                let setting = rules.setting_at(venue.kind);
                (setting, Some(venue.kind), Place::Venue(counted))
            }
        };
        Ok(Self {
            number,
            setting,
            rules: rules.asked(event.of, setting, kind),
            seats: &rules.seats,
            place,
            open_visit_s: rules.open_visit_s(),
        })
    }
}

/// The stay with what counts of it: not before the case was infectious, not after the venue closed.
fn counted(
    rules: &ContactRules,
    mut venue: AtVenue,
    infectious: Option<Second>,
) -> Result<AtVenue, Unfit> {
    if venue.from >= venue.to {
        return Err(Unfit::Interval);
    }
    if venue.to.0 - venue.from.0 > rules.limits.longest_event_minutes * 60 {
        return Err(Unfit::TooLong);
    }
    if let Some(first) = infectious {
        venue.from = venue.from.max(first);
        if venue.from >= venue.to {
            return Err(Unfit::NotInfectious);
        }
    }
    if let Some(closes) = venue.closes {
        venue.to = venue.to.min(closes);
    }
    if venue.from >= venue.to {
        return Err(Unfit::Interval);
    }
    Ok(venue)
}

impl ContactRules {
    fn asked(&self, of: IndexPerson, setting: Setting, kind: Option<PlaceKind>) -> Vec<Asked> {
        let holds = |rule: &&super::ContactRule| {
            let at_place = rule.places.is_empty() || kind.is_some_and(|k| rule.places.contains(&k));
            rule.of == of && rule.settings.contains(&setting) && at_place
        };
        let rules = self.rules.iter().zip(0..);
        let asked = rules.filter(|(rule, _)| holds(rule));
        asked
            .map(|(rule, place)| Asked {
                rule: place,
                reach: rule.reach,
                class: rule.class,
            })
            .collect()
    }

    fn setting_at(&self, kind: PlaceKind) -> Setting {
        match kind {
            PlaceKind::Household => Setting::Household,
            closed if self.venues.closed.contains(&closed) => Setting::VenueClosed,
            _ => Setting::VenueOpen,
        }
    }

    /// The setting of a conveyance: what the event says of its air, else what its number says.
    fn setting_aboard(&self, aboard: &Aboard) -> Result<Setting, Unfit> {
        match (aboard.conveyance.kind, aboard.air) {
            (ConveyanceKind::Ship, None) => Ok(Setting::Ship),
            (ConveyanceKind::Ship, Some(_)) => Err(Unfit::AirOfShip),
            (ConveyanceKind::Flight, None | Some(Air::Filtered)) => Ok(Setting::Aircraft),
            (ConveyanceKind::Flight, Some(Air::Unfiltered)) => Ok(Setting::AircraftUnfiltered),
            (ConveyanceKind::Flight, Some(_)) => Err(Unfit::AirOfAircraft),
            (ConveyanceKind::Coach, Some(Air::Sealed)) => Ok(Setting::CoachSealed),
            (ConveyanceKind::Coach, Some(Air::Ventilated)) => Ok(Setting::CoachVentilated),
            (ConveyanceKind::Train, Some(Air::Sealed)) => Ok(Setting::TrainSealed),
            (ConveyanceKind::Train, Some(Air::Ventilated)) => Ok(Setting::TrainOrdinary),
            (ConveyanceKind::Train, None) => self.setting_of_train(aboard).ok_or(Unfit::Air),
            (ConveyanceKind::Train | ConveyanceKind::Coach, _) => Err(Unfit::Air),
        }
    }

    /// The setting of a train by its numbers, which must say the same.
    fn setting_of_train(&self, aboard: &Aboard) -> Option<Setting> {
        let of = |number: &super::Number| {
            let first = number.as_str().chars().next()?;
            if first.is_ascii_digit() {
                return Some(match self.trains.digits_alone {
                    TrainKind::Sealed => Setting::TrainSealed,
                    TrainKind::Ordinary => Setting::TrainOrdinary,
                });
            }
            let sealed = self.trains.sealed_letters.contains(&first);
            sealed.then_some(Setting::TrainSealed)
        };
        let mut settings = aboard.conveyance.numbers.iter().map(of);
        let first = settings.next()??;
        settings.all(|other| other == Some(first)).then_some(first)
    }
}

/// Whether so many of an event's contacts are close that it waits for a second look before anything follows from it.
pub fn is_held(rules: &ContactRules, contacts_of_one_event: &[Contact]) -> bool {
    let close = |contact: &&Contact| contact.class == ContactClass::Close;
    let mut rows: Vec<u64> = contacts_of_one_event
        .iter()
        .filter(close)
        .map(|contact| contact.row)
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows.len() > rules.limits.held_over_people as usize
}
