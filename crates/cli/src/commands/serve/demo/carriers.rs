//! What the simulated carriers recorded of the ready identities, so that each of them can pass a check of the itinerary, and
//! fail by a cause of their own.

use domain::identity::{Document, Phone};
use domain::itinerary::{Place, RecordedStay};
use domain::time::Date;
use gateway::carrier::Life;

use super::{channels, identities};

/// A number that carriers know.
pub(super) struct Known {
    pub(super) document: Document,
    pub(super) phone: Phone,
    pub(super) life: Life,
}

/// Where somebody lives, and one place where they were in the days before.
struct Story {
    home: &'static str,
    /// Six digits or two letters; empty: nowhere else.
    trip: &'static str,
}

/// In the order of the ready identities with a phone: who stayed at home; who was in Wuhan; who lives by the border of the
/// mainland and was beyond it.
const STORIES: [Story; 3] = [
    Story {
        home: "330102",
        trip: "",
    },
    Story {
        home: "330105",
        trip: "420106",
    },
    Story {
        home: "440304",
        trip: "HK",
    },
];

/// The numbers of the ready identities as they are recorded on a demonstration's day, and the first one's second number.
pub(super) fn records(today: Date) -> Vec<Known> {
    let people = identities::ready().into_iter();
    let people = people.filter_map(|ready| ready.identity).zip(&STORIES);
    let mut known: Vec<Known> = people
        .filter_map(|(identity, story)| {
            Some(Known {
                document: identity.document,
                phone: identity.phone,
                life: life(story, today)?,
            })
        })
        .collect();
    let second = Phone::parse(channels::SECOND_PHONE).ok();
    let second = known.first().zip(second).map(|(first, phone)| Known {
        document: first.document.clone(),
        phone,
        life: first.life.clone(),
    });
    known.extend(second);
    known
}

fn life(story: &Story, today: Date) -> Option<Life> {
    let mut life = Life::at_home(story.home.parse().ok()?);
    let county = story.trip.parse().map(Place::County).ok();
    let place = county.or_else(|| story.trip.parse().map(Place::Abroad).ok());
    life.trips.extend(place.map(|place| RecordedStay {
        place,
        from: today - 6,
        to: today - 3,
    }));
    Some(life)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_18_every_ready_identity_with_a_phone_has_a_record_and_one_a_second_number() {
        let today = Date::from_ymd(2022, 7, 14).unwrap();
        let known = records(today);
        assert_eq!(known.len(), STORIES.len() + 1);
        let trips: Vec<usize> = known.iter().map(|known| known.life.trips.len()).collect();
        assert_eq!(trips, [0, 1, 1, 0]);
        assert!(known[0].document == known[3].document && known[0].phone != known[3].phone);
    }
}
