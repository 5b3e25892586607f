//! `GET /api/checkpoint/purchase-keys`: what the device of a pharmacy seals purchases under, and the classes.

use axum::Json;
use axum::extract::State;
use domain::policy::Text;
use domain::time::{Date, Instant};
use serde::Serialize;
use service::shapes;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::AtGate;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};
use crate::wire::Bytes;

/// What a purchase is sealed under.
#[derive(Serialize, ToSchema)]
pub(crate) struct PurchaseKeysBody {
    /// By which the device measures its clock.
    #[schema(value_type = i64)]
    now_ms: Instant,
    /// The keys of today and the next days, so that a device without a network registers too.
    keys: Vec<PurchaseKey>,
    /// The classes from which the pharmacist picks.
    classes: Vec<PurchaseClassEntry>,
}

/// The key of a day.
#[derive(Serialize, ToSchema)]
struct PurchaseKey {
    /// The day on which it is used; what is sealed under it dies 14 days after it began.
    #[schema(value_type = shapes::Date)]
    day: Date,
    /// An uncompressed point of P-256.
    public_key: Bytes,
}

/// A class of medicine.
#[derive(Serialize, ToSchema)]
struct PurchaseClassEntry {
    /// Its id.
    id: String,
    /// What it is called.
    #[schema(value_type = shapes::Text)]
    name: Text,
}

/// The keys and the classes of a pharmacy.
#[utoipa::path(get, path = "/api/checkpoint/purchase-keys", tag = "checkpoint",
    responses((status = 200, body = PurchaseKeysBody), Problems))]
pub(crate) async fn purchase_keys(
    State(app): State<App>,
    Now(now): Now,
    AtGate(checkpoint): AtGate,
) -> Result<Json<PurchaseKeysBody>, Problem> {
    let given = app.service.purchase_keys(&checkpoint, now).await?;
    let keys = given.keys.into_iter();
    let classes = given.classes.into_iter();
    Ok(Json(PurchaseKeysBody {
        now_ms: now,
        keys: keys
            .map(|(day, public_key)| PurchaseKey {
                day,
                public_key: Bytes(public_key),
            })
            .collect(),
        classes: classes
            .map(|class| PurchaseClassEntry {
                id: class.id,
                name: class.name,
            })
            .collect(),
    }))
}
