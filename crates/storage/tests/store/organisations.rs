//! Agreements with organisations.

use domain::ids::{OrganisationId, PersonId, UnitId};
use domain::organisation::NameShown;
use domain::state::State;
use storage::{MembershipRow, PersonBatch, WriteError};

use crate::house::{House, now};

const SCHOOL: OrganisationId = OrganisationId(7);

/// An agreement with a class of the school.
fn agreed(class: i64) -> MembershipRow {
    MembershipRow {
        organisation: SCHOOL,
        unit: UnitId(class),
        agreed: now().plus_ms(class),
        terms: "2026-11".to_owned(),
        name: NameShown::Masked,
        card: false,
        by_guardian: false,
    }
}

async fn change(
    house: &House,
    person: PersonId,
    act: impl FnOnce(&mut PersonBatch),
) -> Result<(), WriteError> {
    let mut batch = house.facts(person).await.batch(now());
    act(&mut batch);
    let rating = house.rating(State::Green, None).await;
    house.store.write(batch.rate(&rating)).await
}

#[tokio::test]
async fn s1_8_only_the_agreement_that_was_read_is_ended() {
    let house = House::new().await;
    let person = house.register(1).await;
    let (first, second) = (agreed(1), agreed(2));
    for row in [&first, &second] {
        let agrees = change(&house, person, |batch| batch.agree(row));
        agrees.await.unwrap();
    }
    let stale = change(&house, person, |batch| batch.end_agreement(&first)).await;
    assert!(matches!(stale, Err(WriteError::Conflict)));
    let own = house.store.memberships_of(person).await.unwrap().0;
    assert_eq!(own.len(), 1, "they moved to another class meanwhile");
    assert_eq!(own[0], second);
    let ends = change(&house, person, |batch| batch.end_agreement(&second));
    ends.await.unwrap();
    assert!(
        house
            .store
            .memberships_of(person)
            .await
            .unwrap()
            .0
            .is_empty()
    );
    let listed = house.store.members_of((SCHOOL, second.unit), 10).await;
    assert!(listed.unwrap().is_empty());
}
