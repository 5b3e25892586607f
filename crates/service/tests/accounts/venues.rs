//! Venues and visits: what proves one, what becomes of a code that was passed on, harvested or forged, and what nobody can ask.

use domain::declaration::Tick;
use domain::ids::{OrganisationId, PersonId, VenueId};
use domain::staff::Member;
use domain::time::Instant;
use domain::venue::{Position, VenueKind, VenueVisit};
use service::{Error, NewVenue, TooMany, VenueSeen, VisitMark, VisitSaid, VisitTold};

use crate::house::{House, at, later, now, wuchang};
use crate::organisations::Class;
use crate::phone::Device;

/// A restaurant, who manages it, and what hangs at its door.
pub(crate) struct Place {
    pub(crate) manager: Member,
    pub(crate) way: (OrganisationId, VenueId),
}

pub(crate) fn new(id: i64, kind: VenueKind, name: &str) -> NewVenue<'_> {
    NewVenue {
        id: VenueId(id),
        kind,
        name,
        position: Position::new(3_026_000, 12_015_000),
        closes: 22 * 60,
    }
}

impl Place {
    pub(crate) async fn new(house: &House) -> Self {
        let class = Class::new(house).await;
        let way = (class.way.0, VenueId(4_711));
        let venue = new(4_711, VenueKind::Restaurant, "西湖饭店");
        for _again in 0..2 {
            let added = house
                .service
                .add_venue(&class.teacher, way.0, &venue, now());
            added.await.unwrap();
        }
        Self {
            manager: class.teacher,
            way,
        }
    }

    pub(crate) async fn seen(&self, house: &House, now: Instant) -> VenueSeen {
        let seen = house.service.venues(&self.manager, self.way.0, now);
        let mut seen = seen.await.unwrap();
        assert_eq!(seen.len(), 1, "sent twice it is one");
        seen.remove(0)
    }

    /// The visits of a day, as a match with an event would read them.
    pub(crate) async fn visits(&self, house: &House, now: Instant) -> Vec<VenueVisit> {
        let store = house.service.store();
        let (visits, alarms) = store.venue_visits(self.way.1, now.date()).await.unwrap();
        assert!(alarms.is_empty());
        visits
    }
}

pub(crate) async fn come(
    house: &House,
    device: &Device,
    (code, figures, near): (&str, Option<&str>, bool),
    now: Instant,
) -> Result<VisitTold, Error> {
    let session = device.session(house, now).await;
    let said = VisitSaid {
        id: 77,
        code,
        figures,
        near,
    };
    house.service.visit_venue(&session, &said, now).await
}

pub(crate) fn field(error: &Error) -> &str {
    match error {
        Error::Invalid(problems) => &problems[0].field,
        other => panic!("{other}"),
    }
}

/// Everything that is decided of everybody.
fn decisions(house: &House) -> String {
    let sql = "SELECT group_concat(decisions) FROM rating";
    house.sql().query_row(sql, [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn n_5_squares_streets_places_of_worship_courts_and_petition_offices_are_refused_with_the_reason()
 {
    let house = House::new().await;
    let place = Place::new(&house).await;
    for kind in VenueKind::ALL
        .iter()
        .filter(|kind| kind.refused().is_some())
    {
        let asked = new(5, *kind, "某处");
        let refused = house
            .service
            .add_venue(&place.manager, place.way.0, &asked, now());
        let refused = refused.await.unwrap_err();
        assert_eq!(field(&refused), "kind");
        let why = kind.refused().unwrap();
        assert_eq!((refused.text().zh, refused.text().en), (why.zh, why.en));
    }
    assert_eq!(house.count("venue"), 1);
}

#[tokio::test]
async fn n_5_a_visit_by_todays_figures_where_the_phone_compared_its_position_is_kept_and_left() {
    let house = House::new().await;
    let place = Place::new(&house).await;
    let device = house.declared(0, &[], now()).await;
    let hung = place.seen(&house, now()).await;
    assert_eq!(hung.figures.len(), 4);
    let shown = (hung.code.as_str(), Some(hung.figures.as_str()), true);
    for again in [0, 5] {
        let told = come(&house, &device, shown, later(again)).await.unwrap();
        assert!(told.proven);
        assert_eq!((told.venue, told.from), (place.way.1, now()));
    }
    let visits = place.visits(&house, now()).await;
    assert_eq!(visits.len(), 1, "sent again it is the same");
    assert_eq!((visits[0].from, visits[0].left), (now(), None));
    assert_eq!(
        visits[0].over(hung.closes),
        at("2020-02-20 22:00"),
        "whoever forgets to leave is out when the place closes"
    );
    let session = device.session(&house, later(3_600)).await;
    let mark = VisitMark {
        venue: place.way.1,
        day: now().date(),
        id: 77,
    };
    for again in [3_600, 7_200] {
        let left = house.service.leave_venue(&session, mark, later(again));
        left.await.unwrap();
    }
    let visits = place.visits(&house, now()).await;
    assert_eq!(visits[0].left, Some(later(3_600)), "the first time counts");
    // Somebody else's phone cannot end it, whatever it sends.
    let other = house.declared(1, &[], now()).await;
    let session = other.session(&house, now()).await;
    let left = house.service.leave_venue(&session, mark, now()).await;
    assert!(matches!(left, Err(Error::Unknown(_))));
}

#[tokio::test]
async fn n_5_what_is_not_proven_is_not_kept() {
    let house = House::new().await;
    let place = Place::new(&house).await;
    let device = house.declared(0, &[], now()).await;
    let hung = place.seen(&house, now()).await;
    let figures = Some(hung.figures.as_str());
    for (figures, near) in [(None, true), (None, false), (figures, false)] {
        let told = come(&house, &device, (&hung.code, figures, near), now());
        assert!(!told.await.unwrap().proven);
    }
    assert_eq!(house.count("venue_visit"), 0);
}

#[tokio::test]
async fn n_5_a_code_passed_on_to_the_next_day_is_refused() {
    let house = House::new().await;
    let place = Place::new(&house).await;
    let device = house.declared(0, &[], now()).await;
    let hung = place.seen(&house, now()).await;
    let screen = house.service.venue_screen(place.way.1, &hung.screen, now());
    let screen = screen.await.unwrap();
    let forged = house.service.venue_screen(place.way.1, &[7; 16], now());
    assert!(matches!(forged.await, Err(Error::Unknown(_))));
    let tomorrow = later(86_400);
    let passed_on = (hung.code.as_str(), Some(hung.figures.as_str()), true);
    let refused = come(&house, &device, passed_on, tomorrow)
        .await
        .unwrap_err();
    assert_eq!(field(&refused), "figures");
    assert!(refused.text().en.contains("of yesterday"), "{refused}");
    let refused = come(&house, &device, (&screen.code, None, true), tomorrow).await;
    assert_eq!(field(&refused.unwrap_err()), "code");
    assert_eq!(house.count("venue_visit"), 0);
    let today = come(&house, &device, (&screen.code, None, false), later(60)).await;
    assert!(today.unwrap().proven, "of this minute it proves by itself");
}

#[tokio::test]
async fn n_5_figures_are_not_guessed_and_a_renewed_code_opens_nothing() {
    let house = House::new().await;
    let place = Place::new(&house).await;
    let device = house.declared(0, &[], now()).await;
    let hung = place.seen(&house, now()).await;
    let wrong = if hung.figures == "0000" {
        "0001"
    } else {
        "0000"
    };
    for _ in 0..5 {
        let refused = come(&house, &device, (&hung.code, Some(wrong), true), now()).await;
        assert_eq!(field(&refused.unwrap_err()), "figures");
    }
    let right = (hung.code.as_str(), Some(hung.figures.as_str()), true);
    let refused = come(&house, &device, right, now()).await.unwrap_err();
    let much = matches!(
        refused,
        Error::TooMany {
            what: TooMany::VenueFigures,
            ..
        }
    );
    assert!(much, "{refused}");
    let other = house.declared(1, &[], now()).await;
    assert!(come(&house, &other, right, now()).await.unwrap().proven);
    let renewed = house.service.renew_venue(&place.manager, place.way, now());
    renewed.await.unwrap();
    let refused = come(&house, &other, right, now()).await.unwrap_err();
    assert_eq!(field(&refused), "code");
    assert_ne!(place.seen(&house, now()).await.code, hung.code);
}

#[tokio::test]
async fn n_5_a_link_a_forged_code_and_one_of_another_service_open_nothing() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let foreign = House::new().await;
    let theirs = Place::new(&foreign).await.seen(&foreign, now()).await;
    let own = device.fetch(&house, now()).await.text(now());
    for code in ["https://evil.example/menu", "", &own, &theirs.code] {
        let refused = come(&house, &device, (code, Some("1234"), true), now()).await;
        assert_eq!(field(&refused.unwrap_err()), "code");
    }
    assert_eq!(house.count("venue_visit"), 0);
}

#[tokio::test]
async fn n_5_a_rogue_restaurant_that_replays_harvested_codes_changes_nobody() {
    let house = House::new().await;
    let place = Place::new(&house).await;
    let (manager, way) = (&place.manager, place.way);
    let secret = house.service.set_venue_device(manager, way, now());
    let secret = secret.await.unwrap();
    let device = house.declared(0, &[], now()).await;
    let code = device.fetch(&house, now()).await;
    let before = decisions(&house);
    // 500 pictures of codes, taken in the course of the day; each is older than a minute.
    for n in 0..500 {
        let harvested = code.text(now().plus_ms(n * 7_000));
        let replayed = now().plus_ms(500 * 7_000 + 60_000);
        let scanned = house
            .service
            .scan_visitor(manager, way, (&secret, &harvested), replayed);
        assert_eq!(field(&scanned.await.unwrap_err()), "text");
    }
    // The credential alone, a sheet of paper, and a device that is not the venue's.
    let session = device.session(&house, now()).await;
    let city = "330100".parse().unwrap();
    let sheet = house.service.print_sheet(&session, city, now());
    let sheet = sheet.await.unwrap();
    let fresh = code.text(later(1));
    for (device, text) in [
        (secret.as_str(), sheet.text.as_str()),
        ("hcv_another", fresh.as_str()),
    ] {
        let scanned = house
            .service
            .scan_visitor(manager, way, (device, text), later(1));
        scanned.await.unwrap_err();
    }
    assert_eq!(house.count("venue_visit"), 0);
    assert_eq!(decisions(&house), before);
}

#[tokio::test]
async fn n_5_staff_scan_a_person_by_the_holders_signature_once() {
    let house = House::new().await;
    let place = Place::new(&house).await;
    let (manager, way) = (&place.manager, place.way);
    let earlier = house.service.set_venue_device(manager, way, now());
    let earlier = earlier.await.unwrap();
    let secret = house.service.set_venue_device(manager, way, now());
    let secret = secret.await.unwrap();
    let device = house.declared(0, &[], now()).await;
    let text = device.fetch(&house, now()).await.text(now());
    for seconds in [1, 20] {
        let scanned = house
            .service
            .scan_visitor(manager, way, (&secret, &text), later(seconds));
        scanned.await.unwrap();
    }
    assert_eq!(place.visits(&house, now()).await.len(), 1);
    let scanned = house
        .service
        .scan_visitor(manager, way, (&earlier, &text), later(21));
    assert_eq!(
        field(&scanned.await.unwrap_err()),
        "device",
        "one device a venue"
    );
}

#[tokio::test]
async fn n_5_scanning_never_changes_a_colour() {
    let house = House::new().await;
    let place = Place::new(&house).await;
    let area = house.list("2020-02-19 8时", "某小区", now()).await;
    let stays = [wuchang(7, Tick::Areas(vec![area]))];
    let red = house.declared(0, &stays, now()).await;
    let green = house.declared(1, &[], now()).await;
    let before = decisions(&house);
    let hung = place.seen(&house, now()).await;
    for (n, device) in [&red, &green].into_iter().enumerate() {
        let session = device.session(&house, now()).await;
        let said = VisitSaid {
            id: n as i64,
            code: &hung.code,
            figures: Some(&hung.figures),
            near: true,
        };
        let told = house.service.visit_venue(&session, &said, now()).await;
        assert!(told.unwrap().proven, "whatever the colour");
    }
    assert_eq!(decisions(&house), before);
}

#[tokio::test]
async fn n_8_visits_are_closed_to_a_thief_and_die_with_the_key_of_their_day_after_14_days() {
    let house = House::new().await;
    let place = Place::new(&house).await;
    let device = house.declared(0, &[], now()).await;
    let hung = place.seen(&house, now()).await;
    let shown = (hung.code.as_str(), Some(hung.figures.as_str()), true);
    come(&house, &device, shown, now()).await.unwrap();
    let person = device.session(&house, now()).await.person().unwrap();
    let leads = |person: PersonId| -> i64 {
        let sql = "SELECT count(*) FROM venue_visit WHERE instr(CAST(sealed AS TEXT), ?1) > 0";
        let words = [person.0.to_string()];
        house.sql().query_row(sql, words, |row| row.get(0)).unwrap()
    };
    assert_eq!(leads(person), 0);
    let day = |days: i64| later(days * 86_400);
    house.service.sweep(day(13)).await.unwrap();
    assert_eq!(place.visits(&house, now()).await.len(), 1);
    house.service.sweep(day(14)).await.unwrap();
    assert_eq!(house.count("venue_visit"), 0);
    let keys = house.service.store().day_keys(now().date(), now().date());
    assert!(keys.await.unwrap().0.is_empty());
}

#[tokio::test]
async fn n_8_without_the_key_of_its_day_a_visit_is_nobodys() {
    let house = House::new().await;
    let place = Place::new(&house).await;
    let device = house.declared(0, &[], now()).await;
    let hung = place.seen(&house, now()).await;
    let shown = (hung.code.as_str(), Some(hung.figures.as_str()), true);
    come(&house, &device, shown, now()).await.unwrap();
    let copied = "UPDATE venue_visit SET on_day = on_day + 1";
    house.sql().execute(copied, []).unwrap();
    assert!(place.visits(&house, now()).await.is_empty());
    let store = house.service.store();
    let made = store.make_day_keys(&[now().date() + 1]);
    store.write(made).await.unwrap();
    let moved = store.venue_visits(place.way.1, now().date() + 1);
    let (visits, alarms) = moved.await.unwrap();
    assert_eq!(
        (visits.len(), alarms.len()),
        (0, 1),
        "what was moved raises an alarm"
    );
}
