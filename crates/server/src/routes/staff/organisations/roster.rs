//! `POST /api/staff/organisations/{organisation}/units/{unit}/roster`: a roster invites, and tells of nobody whether they are
//! registered. Only what cannot be a name, a document or a phone is refused, by its row.

use std::time::Duration;

use axum::extract::State;
use domain::declaration::Problem as FieldFault;
use domain::identity::{Document, PersonName, Phone};
use domain::time::Date;
use serde::{Deserialize, Serialize};
use service::{RosterRow, RosterWho};
use utoipa::ToSchema;

use super::{UnitPath, way};
use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Json, Now, Path};
use crate::problem::{Problem, Problems};
use crate::wire::{Id, KindWord};

/// A roster.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Roster)]
pub(crate) struct RosterBody {
    #[schema(max_items = 500)]
    rows: Vec<RosterRowBody>,
}

/// A row: a name, and a document or a phone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RosterRow)]
struct RosterRowBody {
    /// The name as in the document.
    #[schema(max_length = 400)]
    name: String,
    /// The kind of document; a resident ID where it is absent.
    #[serde(default)]
    document_kind: Option<KindWord>,
    /// The document's number; absent with a phone.
    #[serde(default)]
    #[schema(max_length = 400)]
    document_number: Option<String>,
    /// The phone; absent with a document.
    #[serde(default)]
    #[schema(max_length = 40)]
    phone: Option<String>,
}

/// What is answered: for every row the same word.
#[derive(Serialize, ToSchema)]
pub(crate) struct Invited {
    rows: Vec<&'static str>,
}

/// For how long a row is worked on, whatever is known of it.
const A_ROW: Duration = Duration::from_millis(15);

/// What every row is answered.
const INVITED: &str = "invited";

impl RosterRowBody {
    fn row(&self, place: usize, today: Date, faults: &mut Vec<FieldFault>) -> Option<RosterRow> {
        let mut fault = |part: &str, text| {
            faults.push(FieldFault {
                field: format!("rows[{place}].{part}"),
                text,
            });
        };
        let name = PersonName::parse(&self.name);
        let name = name.map_err(|error| fault("name", error.text())).ok();
        let who = match (&self.document_number, &self.phone) {
            (Some(number), None) => {
                let kind = self.document_kind.unwrap_or(KindWord::ResidentId);
                Document::parse(kind.into(), number, today)
                    .map(RosterWho::Document)
                    .map_err(|error| fault("document_number", error.text()))
            }
            (None, Some(phone)) => Phone::parse(phone)
                .map(RosterWho::Phone)
                .map_err(|error| fault("phone", error.text())),
            _ => {
                let text = domain::policy::Text::new(
                    "请在证件号码和手机号中填写一个",
                    "give a document number or a phone, one of the two",
                );
                fault("document_number", text);
                Err(())
            }
        };
        Some(RosterRow {
            name: name?,
            who: who.ok()?,
        })
    }
}

/// Invites by a roster.
#[utoipa::path(post, path = "/api/staff/organisations/{organisation}/units/{unit}/roster", operation_id = "invite_roster",
    tag = "staff", params(("organisation" = Id, Path, description = "Whose."), ("unit" = Id, Path, description = "Which.")),
    request_body = RosterBody, responses((status = 200, body = Invited), Problems))]
pub(crate) async fn roster(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Path(unit): Path<UnitPath>,
    Json(body): Json<RosterBody>,
) -> Result<axum::Json<Invited>, Problem> {
    let (mut faults, mut rows) = (Vec::new(), Vec::with_capacity(body.rows.len()));
    for (place, row) in body.rows.iter().enumerate() {
        rows.extend(row.row(place, now.date(), &mut faults));
    }
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    // What is known of a row costs some milliseconds; everybody waits for the longest, so that the time tells nothing.
    let longest = A_ROW * u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let service = &app.service;
    let invited = service.invite_roster(session.member(), way(unit), &rows, now);
    let (invited, ()) = tokio::join!(invited, tokio::time::sleep(longest));
    invited?;
    Ok(axum::Json(Invited {
        rows: vec![INVITED; rows.len()],
    }))
}
