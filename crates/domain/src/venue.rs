//! Venue codes (N-5): which places may have one, what a visit is, and until when it can have lasted. A place is registered by
//! whoever manages its organisation; a person scans it, and nobody follows whoever does not.

use crate::contact::PlaceKind;
use crate::ids::{PersonId, VenueId};
use crate::policy::Text;
use crate::record::VisitRecord;
use crate::risk::siphash::hash63;
use crate::time::{Date, Instant};

/// For how many days a visit is kept, its own among them. P
pub const VISIT_DAYS: i32 = 14;
/// The most characters of a venue's name: it stands in the code.
pub const MAX_VENUE_NAME: usize = 30;
/// The most venues of an organisation. P
pub const MOST_VENUES: usize = 100;
/// The latest closing time: 6 o'clock of the next morning, in minutes after midnight.
pub const LATEST_CLOSING: u16 = 30 * 60;
/// Figures beside a printed code.
pub const FIGURES: usize = 4;
/// For how long the code of a screen is good: a minute of its own, and one in which it is scanned and sent. P
pub const SCREEN_MS: i64 = 2 * MINUTE_MS;
/// How far ahead of the clock a screen's code may lie.
pub const SCREEN_AHEAD_MS: i64 = 15_000;

/// From this hour of the day on its figures go out to the number that a manager named. P
const FIGURES_HOUR: i64 = 5;

const MINUTE_MS: i64 = 60_000;

/// By which a venue is told from others without its name: the last four digits of its id.
pub fn short_number(venue: VenueId) -> String {
    format!("{:04}", venue.0.rem_euclid(10_000))
}

/// Whether the figures of the day go out at `now`: from 05:00 on, before places open.
pub fn is_figures_time(now: Instant) -> bool {
    now.ms() >= now.date().start().ms() + FIGURES_HOUR * 60 * MINUTE_MS
}

words! {
    /// What a place is. The last five are never registered, and say why.
    VenueKind {
        /// A restaurant, a café, a bar.
        Restaurant = "restaurant",
        /// A canteen.
        Canteen = "canteen",
        /// A cinema, a game room, karaoke, a gym, a bath.
        Entertainment = "entertainment",
        /// A shop or a market hall.
        Shop = "shop",
        /// A hotel.
        Hotel = "hotel",
        /// A library, a museum.
        Library = "library",
        /// A classroom.
        Classroom = "classroom",
        /// An office.
        Office = "office",
        /// A workshop.
        Workshop = "workshop",
        /// A ward of a hospital, a waiting room.
        Ward = "ward",
        /// A square or a park.
        Square = "square",
        /// A street or a station's forecourt.
        Street = "street",
        /// A place of worship.
        Worship = "worship",
        /// A court.
        Court = "court",
        /// An office where people petition.
        Petition = "petition",
    }
}

impl VenueKind {
    /// What it is in the contact rules; none where it is never registered.
    pub const fn place(self) -> Option<PlaceKind> {
        match self {
            Self::Restaurant => Some(PlaceKind::Restaurant),
            Self::Canteen => Some(PlaceKind::Canteen),
            Self::Entertainment => Some(PlaceKind::Entertainment),
            Self::Shop | Self::Hotel | Self::Library => Some(PlaceKind::Other),
            Self::Classroom => Some(PlaceKind::Classroom),
            Self::Office => Some(PlaceKind::Office),
            Self::Workshop => Some(PlaceKind::Workshop),
            Self::Ward => Some(PlaceKind::Ward),
            Self::Square | Self::Street | Self::Worship | Self::Court | Self::Petition => None,
        }
    }

    /// Why it is never registered, where it is not.
    pub fn refused(self) -> Option<Text> {
        let (zh, en) = match self {
            Self::Square | Self::Street => (
                "广场、公园和街道不是封闭场所，路过的人不是接触者，不设场所码",
                "squares, parks and streets are not closed places, and who passes is nobody's contact: they have no code",
            ),
            Self::Worship => (
                "宗教活动场所不设场所码：谁信仰什么不应留下记录",
                "places of worship have no code: who believes what leaves no record",
            ),
            Self::Court => (
                "法院不设场所码：打官司不应以扫码为条件",
                "courts have no code: nobody is scanned on the way to a judge",
            ),
            Self::Petition => (
                "信访接待场所不设场所码：反映问题不应留下记录",
                "petition offices have no code: who complains leaves no record",
            ),
            _ => return None,
        };
        Some(Text::new(zh, en))
    }
}

/// Where a place is: hundred-thousandths of a degree, about a metre (WGS 84).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    latitude: i32,
    longitude: i32,
}

impl Position {
    /// A position on the globe, in hundred-thousandths of a degree.
    pub fn new(latitude: i32, longitude: i32) -> Option<Self> {
        let on_globe = latitude.abs() <= 9_000_000 && longitude.abs() <= 18_000_000;
        on_globe.then_some(Self {
            latitude,
            longitude,
        })
    }

    /// Hundred-thousandths of a degree north.
    pub const fn latitude(self) -> i32 {
        self.latitude
    }

    /// Hundred-thousandths of a degree east.
    pub const fn longitude(self) -> i32 {
        self.longitude
    }
}

/// Somebody's visit, proven on the spot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VenueVisit {
    /// Where.
    pub venue: VenueId,
    /// The day of its beginning, under whose key it lies.
    pub day: Date,
    /// Made on the phone, or of what the phone presented: the same id twice is one visit.
    pub id: i64,
    /// Who.
    pub person: PersonId,
    /// When they came.
    pub from: Instant,
    /// When they said that they left, if they did.
    pub left: Option<Instant>,
}

impl VenueVisit {
    /// The visit as a fact of the person's, once an event met it at `now`. Its id follows from venue, day and the phone's own: a phone
    /// that names all its visits alike makes several facts of them.
    pub fn record(&self, closes: u16, now: Instant) -> VisitRecord {
        let id = format!("visit {} {} {}", self.venue.0, self.day, self.id);
        VisitRecord {
            id: hash63(id.as_bytes()),
            venue: self.venue,
            from: self.from,
            left: self.left,
            closed: self.closed(closes),
            met: now,
            set_aside: None,
        }
    }

    /// When the visit was over at the latest: when the person left, and never after the place closed.
    pub fn over(&self, closes: u16) -> Instant {
        let end = self.closed(closes);
        self.left.map_or(end, |left| left.min(end))
    }

    /// When the place closed behind the visit (`closes`, minutes after midnight; who comes before the night's closing leaves with
    /// it). A visit after hours lasts no time.
    pub fn closed(&self, closes: u16) -> Instant {
        let at = |minutes: i64| self.day.start().plus_ms(minutes * MINUTE_MS);
        let (tonight, day) = (i64::from(closes), 24 * 60);
        if self.from < at(tonight - day) {
            at(tonight - day)
        } else {
            at(tonight).max(self.from)
        }
    }
}

/// The first day whose visits are still kept on a date.
pub fn first_kept(today: Date) -> Date {
    today - (VISIT_DAYS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n_5_no_square_street_place_of_worship_court_or_petition_office_has_a_code() {
        let refused: Vec<&str> = VenueKind::ALL
            .iter()
            .filter(|kind| kind.refused().is_some())
            .map(|kind| kind.word())
            .collect();
        assert_eq!(
            refused,
            ["square", "street", "worship", "court", "petition"]
        );
        for kind in VenueKind::ALL {
            assert_eq!(kind.place().is_none(), kind.refused().is_some(), "{kind}");
        }
    }

    #[test]
    fn n_5_a_visit_ends_when_one_left_and_never_after_the_place_closed() {
        let day: Date = "2020-02-20".parse().unwrap();
        let at = |minutes: i64| day.start().plus_ms(minutes * MINUTE_MS);
        let visit = |from, left| VenueVisit {
            venue: VenueId(1),
            day,
            id: 1,
            person: PersonId(1),
            from,
            left,
        };
        assert_eq!(visit(at(600), Some(at(660))).over(1_320), at(660));
        assert_eq!(visit(at(600), None).over(1_320), at(1_320));
        assert_eq!(visit(at(600), Some(at(1_400))).over(1_320), at(1_320));
        assert_eq!(visit(at(1_330), None).over(1_320), at(1_330));
        let night = 26 * 60;
        assert_eq!(visit(at(1_380), Some(at(1_500))).over(night), at(1_500));
        assert_eq!(visit(at(30), None).over(night), at(120));
        assert_eq!(visit(at(130), None).over(night), at(1_560));
    }

    #[test]
    fn n_5_a_position_lies_on_the_globe() {
        assert!(Position::new(3_026_000, 12_015_000).is_some());
        assert!(Position::new(9_000_001, 0).is_none());
        assert!(Position::new(0, -18_000_001).is_none());
    }

    #[test]
    fn n_8_a_visit_is_kept_for_14_days_with_its_own() {
        let today: Date = "2020-02-20".parse().unwrap();
        assert_eq!(first_kept(today).to_string(), "2020-02-07");
    }
}
