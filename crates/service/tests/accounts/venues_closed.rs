//! Closing a venue for good: its code is refused with words, and visits of the last days stay until their keys die.

use domain::ids::VenueId;
use domain::venue::VenueKind;
use service::{Error, VisitMark};

use crate::house::{House, later, now};
use crate::venues::{Place, come, field, new};

#[tokio::test]
async fn n_5_a_venue_that_is_closed_refuses_its_code_with_words_and_keeps_the_visits_of_the_last_days()
 {
    let house = House::new().await;
    let place = Place::new(&house).await;
    let (manager, way) = (&place.manager, place.way);
    let device = house.declared(0, &[], now()).await;
    let secret = house.service.set_venue_device(manager, way, now());
    let secret = secret.await.unwrap();
    let hung = place.seen(&house, now()).await;
    let shown = (hung.code.as_str(), Some(hung.figures.as_str()), true);
    come(&house, &device, shown, now()).await.unwrap();
    for again in [60, 70] {
        let closed = house.service.close_venue(manager, way, later(again));
        closed.await.unwrap();
    }
    let refused = come(&house, &device, shown, later(80)).await.unwrap_err();
    assert_eq!(field(&refused), "code");
    let words = refused.text();
    assert!(
        words.en.contains("this place has closed its code"),
        "{refused}"
    );
    assert!(words.zh.contains("已停用场所码"));
    let screen = house.service.venue_screen(way.1, &hung.screen, later(80));
    assert!(matches!(screen.await, Err(Error::Unknown(_))));
    let text = device.fetch(&house, later(80)).await.text(later(80));
    let scanned = house
        .service
        .scan_visitor(manager, way, (&secret, &text), later(81));
    assert!(matches!(scanned.await, Err(Error::Unknown(_))));
    let renewed = house.service.renew_venue(manager, way, later(82)).await;
    assert!(matches!(renewed, Err(Error::Unknown(_))), "for good");
    let listed = house.service.venues(manager, way.0, later(83)).await;
    assert!(listed.unwrap().is_empty());
    // Who came before leaves when they leave, and an event still finds them.
    let session = device.session(&house, later(90)).await;
    let mark = VisitMark {
        venue: way.1,
        day: now().date(),
        id: 77,
    };
    let left = house.service.leave_venue(&session, mark, later(90));
    left.await.unwrap();
    assert_eq!(place.visits(&house, now()).await[0].left, Some(later(90)));
    // Its name is free again.
    let again = new(4_712, VenueKind::Restaurant, "西湖饭店");
    let added = house.service.add_venue(manager, way.0, &again, later(95));
    added.await.unwrap();
    assert_eq!(place.seen(&house, later(96)).await.id, VenueId(4_712));
}

#[tokio::test]
async fn n_5_a_venue_that_was_closed_is_not_opened_again_in_the_database() {
    let house = House::new().await;
    let place = Place::new(&house).await;
    let device = house.declared(0, &[], now()).await;
    let hung = place.seen(&house, now()).await;
    let closed = house
        .service
        .close_venue(&place.manager, place.way, later(60));
    closed.await.unwrap();
    let edit = "UPDATE venue SET closed_ms = NULL";
    house.sql().execute(edit, []).unwrap();
    let shown = (hung.code.as_str(), Some(hung.figures.as_str()), true);
    let refused = come(&house, &device, shown, later(70)).await.unwrap_err();
    assert_eq!(field(&refused), "code");
    assert_eq!(house.count("venue_visit"), 0);
}
