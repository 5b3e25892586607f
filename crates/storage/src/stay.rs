//! Stays as rows, the answers about their areas, and the second copy that is keyed by place.

use domain::ids::{AreaId, DeclarationId, PersonId, StayId};
use domain::rating::Kinds;
use domain::record::{AreaAnswer, StayRecord, Whereabouts};

use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::Fact;
use crate::value::Value;

/// The second copy of a stay, by which a risk list finds the people it touches.
pub(crate) const ADD_BY_PLACE: &str = "INSERT INTO stay_by_place (place, person_id, stay_id, from_day, to_day)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (place, person_id, stay_id) DO UPDATE SET from_day = excluded.from_day, to_day = excluded.to_day";

/// Takes the second copy away.
pub(crate) const DROP_BY_PLACE: &str =
    "DELETE FROM stay_by_place WHERE place = ?1 AND person_id = ?2 AND stay_id = ?3";

/// The second copy of a stay; none for one outside the mainland, which no list names.
pub(crate) fn by_place(stay: &StayRecord, person: PersonId) -> Option<Vec<Value>> {
    let Whereabouts::County(place) = stay.whereabouts else {
        return None;
    };
    Some(vec![
        i64::from(place.number()).into(),
        person.0.into(),
        stay.id.0.into(),
        stay.from.into(),
        stay.to.into(),
    ])
}

impl Fact for StayRecord {
    const TABLE: &'static str = "stay";

    const SELECT: &'static str =
        "SELECT person_id, stay_id, declaration_id, place, country, from_day, to_day, ticked,
recorded_ms, mac
FROM stay WHERE person_id = ?1 ORDER BY stay_id";

    const INSERT: &'static str =
        "INSERT INTO stay (person_id, stay_id, declaration_id, place, country, from_day, to_day,
ticked, recorded_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        let (place, country) = match self.whereabouts {
            Whereabouts::County(code) => (Some(i64::from(code.number())), None),
            Whereabouts::Abroad(country) => (None, Some(country.to_string())),
        };
        vec![
            person.0.into(),
            self.id.0.into(),
            self.declaration.0.into(),
            place.into(),
            country.into(),
            self.from.into(),
            self.to.into(),
            self.ticked.word().into(),
            self.recorded.into(),
        ]
    }

    fn add_kinds(&self, kinds: &mut Kinds) {
        kinds.add_stay(self);
    }

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            id: StayId(columns.i64("stay_id")?),
            declaration: DeclarationId(columns.i64("declaration_id")?),
            whereabouts: whereabouts(columns)?,
            from: columns.date("from_day")?,
            to: columns.maybe_date("to_day")?,
            ticked: columns.word("ticked")?,
            recorded: columns.instant("recorded_ms")?,
        })
    }
}

fn whereabouts(columns: &mut Columns) -> Result<Whereabouts, ReadError> {
    let place = columns.maybe_place("place")?;
    let country = columns.maybe_text("country")?;
    match (place, country) {
        (Some(place), None) => Ok(Whereabouts::County(place)),
        (None, Some(country)) => {
            let country = country.parse().map_err(|_| columns.unknown("country"))?;
            Ok(Whereabouts::Abroad(country))
        }
        _ => Err(columns.unknown("place")),
    }
}

impl Fact for AreaAnswer {
    const TABLE: &'static str = "stay_area";

    const SELECT: &'static str = "SELECT person_id, stay_id, area_id, recorded_ms, inside, mac
FROM stay_area WHERE person_id = ?1 ORDER BY stay_id, area_id, recorded_ms";

    const INSERT: &'static str =
        "INSERT INTO stay_area (person_id, stay_id, area_id, recorded_ms, inside, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            self.stay.0.into(),
            self.area.0.into(),
            self.recorded.into(),
            self.inside.into(),
        ]
    }

    fn add_kinds(&self, kinds: &mut Kinds) {
        kinds.add_answer(self);
    }

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            stay: StayId(columns.i64("stay_id")?),
            area: AreaId(columns.i64("area_id")?),
            recorded: columns.instant("recorded_ms")?,
            inside: columns.flag("inside")?,
        })
    }
}
