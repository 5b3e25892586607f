//! The index of people in quarantine by place. It is written with their decisions; the place is looked up in the engine, so
//! that the way from a list to a decision need not read it. What reads the home stands behind what the same batch writes of
//! it, and so is no way that could be written apart and first.

use domain::community::{Following, HomePlace};
use domain::ids::PersonId;
use domain::place::DivisionCode;
use domain::time::Date;

use super::task;
use crate::batch::Batch;
use crate::person_batch::PersonBatch;
use crate::value::Value;

/// Person `?1` is in quarantine at their home; where none is kept, in the county `?2` that they declared.
const FOLLOW: &str = "INSERT INTO followed (place, person_id, colour, since_day, free_day, checks_in, check_in_day, ill_day,
moved_day, sealed, key_id)
SELECT place, person_id, CAST(?3 AS TEXT), CAST(?4 AS BIGINT), CAST(?5 AS BIGINT), CAST(?6 AS BOOLEAN), CAST(?7 AS BIGINT),
CAST(?8 AS BIGINT), NULL, sealed, key_id FROM (
  SELECT place, person_id, sealed, key_id FROM home WHERE person_id = ?1
  UNION ALL
  SELECT CAST(?2 AS BIGINT), CAST(?1 AS BIGINT), NULL, NULL
  WHERE CAST(?2 AS BIGINT) IS NOT NULL AND NOT EXISTS (SELECT 1 FROM home WHERE person_id = ?1)
) AS h
WHERE TRUE
ON CONFLICT (place, person_id) DO UPDATE SET colour = excluded.colour, since_day = excluded.since_day,
free_day = excluded.free_day, checks_in = excluded.checks_in, check_in_day = excluded.check_in_day,
ill_day = excluded.ill_day, moved_day = NULL, sealed = excluded.sealed, key_id = excluded.key_id";

/// Person `?1` is in quarantine no more.
const UNFOLLOW: &str = "DELETE FROM followed WHERE person_id = ?1 AND moved_day IS NULL";

/// Person `?1`, who lives at `?2` from day `?3` on, is followed elsewhere no more.
const LEAVE: &str =
    "UPDATE followed SET moved_day = ?3 WHERE person_id = ?1 AND place <> ?2 AND moved_day IS NULL";

/// Person `?1` leaves no trace.
pub(crate) const ERASE: &str = "DELETE FROM followed WHERE person_id = ?1";

/// The place of whoever has declared a county and no home.
pub(super) fn of_residence(residence: Option<DivisionCode>) -> Value {
    let place = residence.map(HomePlace::of_county);
    place.map(|place| i64::from(place.number())).into()
}

/// The old place of somebody who moves keeps their door until the end of the day.
pub(super) fn leave(batch: &mut Batch, person: PersonId, to: HomePlace, on: Date) {
    let values = vec![person.0.into(), i64::from(to.number()).into(), on.into()];
    batch.add(LEAVE, values);
}

impl PersonBatch {
    /// Puts the person into the list of their community: that of their home, or of the county that they declared.
    pub fn follow(&mut self, following: &Following, residence: Option<DivisionCode>) {
        let values = vec![
            self.person().0.into(),
            of_residence(residence),
            following.colour.word().into(),
            following.since.into(),
            following.free.into(),
            following.checks_in.into(),
            following.checked_in.into(),
            following.ill.into(),
        ];
        self.rows.add(FOLLOW, values);
    }

    /// Takes the person off the list of their community, with what was to be done about them.
    pub fn unfollow(&mut self) {
        let person = self.person();
        self.rows.add(UNFOLLOW, vec![person.0.into()]);
        task::end(&mut self.rows, person);
    }
}
