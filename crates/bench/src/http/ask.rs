//! What pages send when a person registers and declares.

use domain::declaration::{Declaration, DeclaredStay, Tick};
use domain::identity::DocumentKind;
use domain::record::Whereabouts;
use serde_json::{Value, json};
use service::Applicant;

/// What somebody registers with. The synthetic people are residents of the mainland.
pub(crate) fn registration(applicant: &Applicant) -> anyhow::Result<String> {
    let document = &applicant.document;
    anyhow::ensure!(document.kind() == DocumentKind::ResidentId);
    let body = json!({
        "name": applicant.name.full(),
        "document_kind": "resident_id",
        "document_number": document.number(),
        "street": applicant.street,
    });
    Ok(body.to_string())
}

/// A declaration.
pub(crate) fn declaration(declared: &Declaration) -> String {
    let residence = &declared.residence;
    json!({
        "id": declared.id.0.to_string(),
        "city": declared.jurisdiction,
        "applicant": declared.applicant,
        "residence": {
            "id": residence.id.0.to_string(),
            "county": residence.county,
            "areas": tick(&residence.areas),
        },
        "stays": declared.stays.iter().map(stay).collect::<Vec<_>>(),
        "contact": declared.contact,
        "symptoms": declared.symptoms,
        "known_symptoms": declared.known_symptoms,
    })
    .to_string()
}

fn stay(stay: &DeclaredStay) -> Value {
    let whereabouts = match stay.whereabouts {
        Whereabouts::County(county) => json!({ "county": county }),
        Whereabouts::Abroad(country) => json!({ "abroad": country }),
    };
    json!({
        "id": stay.id.0.to_string(),
        "whereabouts": whereabouts,
        "from": stay.from,
        "to": stay.to,
        "areas": tick(&stay.areas),
    })
}

fn tick(tick: &Tick) -> Value {
    match tick {
        Tick::Areas(areas) => {
            let ids = areas.iter().map(|area| area.0.to_string());
            json!({ "areas": ids.collect::<Vec<_>>() })
        }
        Tick::Elsewhere => json!("elsewhere"),
        Tick::Unknown => json!("unknown"),
    }
}
