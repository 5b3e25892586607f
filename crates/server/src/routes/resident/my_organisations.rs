//! `GET /api/me/organisations`: to what the person agreed, and what they are asked.

use axum::Json;
use axum::extract::State;
use domain::organisation::{NameShown, OrganisationKind};
use domain::time::Instant;
use serde::Serialize;
use service::{MyInvitation, MyMembership, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};
use crate::wire::{Bytes, Id};

/// One's organisations.
#[derive(Serialize, ToSchema)]
pub(crate) struct MyOrganisationsBody {
    /// To what one agreed.
    memberships: Vec<MembershipEntry>,
    /// What one is asked.
    invitations: Vec<InvitationEntry>,
}

/// An agreement.
#[derive(Serialize, ToSchema)]
struct MembershipEntry {
    /// With whom.
    organisation: Id,
    /// What that is.
    #[schema(value_type = shapes::OrganisationKind)]
    kind: OrganisationKind,
    /// Its name.
    name: String,
    /// What the unit is called.
    unit: String,
    /// Since when.
    #[schema(value_type = i64)]
    agreed_ms: Instant,
    /// By which name one is seen.
    #[schema(value_type = shapes::NameShown)]
    shown: NameShown,
    /// Whether a card may be printed.
    card: bool,
    /// Whether whoever holds one agreed for one.
    by_guardian: bool,
}

/// An invitation.
#[derive(Serialize, ToSchema)]
struct InvitationEntry {
    /// By whom.
    organisation: Id,
    /// What that is.
    #[schema(value_type = shapes::OrganisationKind)]
    kind: OrganisationKind,
    /// Its name.
    name: String,
    /// What the unit is called.
    unit: String,
    /// By which one agrees, as with the QR code of the unit.
    token: Bytes,
}

impl From<MyMembership> for MembershipEntry {
    fn from(own: MyMembership) -> Self {
        Self {
            organisation: Id(own.organisation.0),
            kind: own.kind,
            name: own.name,
            unit: own.unit,
            agreed_ms: own.agreed,
            shown: own.shown,
            card: own.card,
            by_guardian: own.by_guardian,
        }
    }
}

impl From<MyInvitation> for InvitationEntry {
    fn from(own: MyInvitation) -> Self {
        Self {
            organisation: Id(own.organisation.0),
            kind: own.kind,
            name: own.name,
            unit: own.unit,
            token: Bytes(own.token),
        }
    }
}

/// The organisations of the person.
#[utoipa::path(get, path = "/api/me/organisations", operation_id = "my_organisations", tag = "resident",
    responses((status = 200, body = MyOrganisationsBody), Problems))]
pub(crate) async fn my_organisations(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<Json<MyOrganisationsBody>, Problem> {
    let mine = app.service.my_organisations(&session, now).await?;
    Ok(Json(MyOrganisationsBody {
        memberships: mine.memberships.into_iter().map(Into::into).collect(),
        invitations: mine.invitations.into_iter().map(Into::into).collect(),
    }))
}
