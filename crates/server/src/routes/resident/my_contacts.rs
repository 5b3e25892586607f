//! `GET /api/me/contacts`: "am I a contact?", for oneself and for whom one holds (S2-14, S2-15).

use axum::Json;
use axum::extract::State;
use service::ContactsTold;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// Whether one is a contact: by which event and rule, until when, and what to do. With `hc-member` the same of a family member.
#[utoipa::path(get, path = "/api/me/contacts", tag = "resident", responses((status = 200, body = ContactsTold), Problems))]
pub(crate) async fn my_contacts(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<Json<ContactsTold>, Problem> {
    let person = session.person()?;
    Ok(Json(app.service.my_contacts(person, now).await?))
}
