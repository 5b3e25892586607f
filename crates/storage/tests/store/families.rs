//! Family rows of somebody who is about to be erased.

use domain::family::{FamilyLink, LinkBy, MemberState};
use domain::ids::{LinkId, PersonId};
use storage::{MemberRow, PersonBatch, Word};

use crate::house::{House, now};

/// Who holds the person, and whom the person wants to hold.
pub(crate) async fn family(house: &House, batch: &mut PersonBatch, own: PersonId) {
    let store = &house.store;
    batch.link_family(&FamilyLink {
        id: LinkId(7_700_000_000_000_001),
        guardian: PersonId(7_700_000_000_000_002),
        by: LinkBy::Consent,
        since: now(),
    });
    let wish = MemberRow {
        id: LinkId(7_700_000_000_000_003),
        member: Some(PersonId(7_700_000_000_000_004)),
        state: MemberState::Unseen,
        end: None,
        made: now(),
        until: now().plus_ms(86_400_000),
        changed: now(),
        used: None,
        words: Word::new("欧阳小宝 子女".into()),
    };
    store.write(store.add_member(own, &wish)).await.unwrap();
    let number = store.put_reference("12345678", (own, wish.id), wish.until);
    store.write(number).await.unwrap();
}
