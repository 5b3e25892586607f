//! Results that go back while the laboratories' service takes nothing back: what comes after them is taken, and their person
//! reads of each once.

use gateway::simulator::Behaviour;
use service::ResultsTaken;

use crate::house::{House, later, name, now};
use crate::results::{said, take, taken};

/// The lines that a person reads about results that went back.
async fn lines(house: &House, device: &crate::phone::Device) -> usize {
    let session = device.session(house, later(60)).await;
    let log = house.service.my_log(&session, None, later(60));
    let log = log.await.unwrap();
    let told = log.iter().map(|line| line.action_words.en.as_str());
    told.filter(|words| words.starts_with("A test result went back"))
        .count()
}

const ONE_BACK: ResultsTaken = ResultsTaken {
    taken: 0,
    known: 0,
    held: 0,
    back: 1,
};

/// The page comes, and whatever is asked behind it is answered so.
fn only_the_page(house: &House, behaviour: Behaviour) {
    house.laboratory.conduct().behave(behaviour);
    house.laboratory.conduct().behave_for(1, Behaviour::Well);
}

#[tokio::test]
async fn s2_18_a_return_that_is_not_taken_stops_nothing_and_is_tried_again() {
    for behaviour in [Behaviour::failing(), Behaviour::nonsense()] {
        let house = House::new().await;
        let device = house.declared(1, &[], now()).await;
        let mut slip = said(1, "a", "positive");
        slip.name = name(2).full().into();
        house.laboratory.report(slip);
        only_the_page(&house, behaviour);
        assert_eq!(take(&house, later(60)).await, ONE_BACK);
        assert_eq!(house.count("laboratory_cursor"), 1, "the page is noted");
        assert!(house.laboratory.returned().is_empty());

        house.laboratory.conduct().behave(Behaviour::Well);
        house.laboratory.report(said(1, "b", "negative"));
        assert_eq!(
            take(&house, later(90)).await,
            taken(1),
            "what comes after it"
        );
        assert!(house.laboratory.returned().is_empty(), "not every moment");
        for minutes in [2, 3, 4] {
            let nothing = ResultsTaken::default();
            assert_eq!(take(&house, later(60 * minutes + 60)).await, nothing);
            assert_eq!(house.laboratory.returned().len(), 1);
        }
        assert_eq!(lines(&house, &device).await, 1);
    }
}

#[tokio::test]
async fn s2_18_the_person_reads_once_of_each_revision_that_went_back_however_often_it_comes() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    let mut slip = said(1, " a ", "positive");
    slip.name = name(2).full().into();
    house.laboratory.report(slip.clone());
    for _again in 0..3 {
        assert_eq!(take(&house, later(60)).await, ONE_BACK);
        // As if the program had ended before it was noted how far the laboratories were asked.
        let forget = "DELETE FROM laboratory_cursor";
        house.sql().execute(forget, []).unwrap();
    }
    assert_eq!(lines(&house, &device).await, 1);
    assert_eq!(
        house.laboratory.returned()[0].sample,
        " a ",
        "as it calls it"
    );
    slip.revision = 2;
    house.laboratory.report(slip);
    take(&house, later(60)).await;
    assert_eq!(lines(&house, &device).await, 2);
    assert_eq!(house.laboratory.returned().len(), 2);
}

#[tokio::test]
async fn n_8_what_goes_back_is_sealed_and_forgotten_after_14_days() {
    let house = House::new().await;
    let mut slip = said(1, "sample-of-somebody", "positive");
    slip.document = "1".into();
    house.laboratory.report(slip);
    only_the_page(&house, Behaviour::failing());
    take(&house, now()).await;
    let read = "SELECT sealed FROM laboratory_return";
    let sealed: Vec<u8> = house.sql().query_row(read, [], |row| row.get(0)).unwrap();
    assert!(!String::from_utf8_lossy(&sealed).contains("sample-of-somebody"));
    house.laboratory.conduct().behave(Behaviour::Well);
    // A row that was changed goes nowhere.
    let edit = "UPDATE laboratory_return SET kept_ms = kept_ms + 1";
    house.sql().execute(edit, []).unwrap();
    take(&house, later(3_600)).await;
    assert!(house.laboratory.returned().is_empty());
    assert_eq!(house.count("alarm"), 1);
    let day = 86_400;
    take(&house, later(14 * day + 1)).await;
    assert_eq!(house.count("laboratory_return"), 0);
}
