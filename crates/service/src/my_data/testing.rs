//! For the tests of what is kept sealed, beside what is sealed: how it is told to whose it is.

use domain::contact::ConveyanceKind;
use domain::declaration::{Declaration, DeclaredLeg, DeclaredStay, Residence, Tick};
use domain::facts::Symptom;
use domain::ids::{AreaId, DeclarationId, LegId, StayId};
use domain::policy::Text;
use domain::record::{Applicant, Whereabouts};
use domain::time::Instant;
use serde::Serialize;
use storage::StoredColumn;

use super::values;

/// What is told of something sealed. In Chinese no word and no name of the program's own is left of it.
pub(crate) fn told(sealed: &impl Serialize) -> Text {
    let column = StoredColumn {
        name: "sealed",
        number: None,
        text: serde_json::to_string(sealed).unwrap(),
    };
    let told = values::value(&column);
    let own = |letter: char| letter.is_ascii_lowercase() || letter == '_';
    assert!(!told.zh.contains(own), "{}", told.zh);
    assert!(!told.en.contains('_'), "{}", told.en);
    told
}

/// A declaration that says something of everything.
pub(crate) fn declaration() -> Declaration {
    let day = "2022-07-12".parse().unwrap();
    let stay = |id, whereabouts, areas| DeclaredStay {
        id: StayId(id),
        whereabouts,
        from: day,
        to: day,
        areas,
    };
    Declaration {
        id: DeclarationId(31),
        jurisdiction: "330100".parse().unwrap(),
        applicant: Applicant::ReturningToWork,
        residence: Residence {
            id: StayId(32),
            county: "330106".parse().unwrap(),
            areas: Tick::Areas(vec![AreaId(33), AreaId(34)]),
        },
        stays: vec![
            stay(
                35,
                Whereabouts::County("420106".parse().unwrap()),
                Tick::Elsewhere,
            ),
            stay(
                36,
                Whereabouts::Abroad("MM".parse().unwrap()),
                Tick::Unknown,
            ),
        ],
        legs: vec![DeclaredLeg {
            id: LegId(37),
            kind: ConveyanceKind::Train,
            number: "G2035".to_owned(),
            date: day,
            seat: "10车5F".to_owned(),
            board: "上海虹桥".to_owned(),
            alight: "杭州东".to_owned(),
            crew: true,
        }],
        contact: Some(day),
        symptoms: Symptom::ALL.to_vec(),
        known_symptoms: vec![Symptom::Fatigue],
        temperature: Some(serde_json::from_str("36.5").unwrap()),
        areas_loaded: Some(Instant::from_ms(1_657_767_600_000)),
    }
}
