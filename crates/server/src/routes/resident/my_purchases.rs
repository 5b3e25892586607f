//! `GET /api/me/purchases`: what pharmacies registered under one's own codes (S1-7).

use axum::Json;
use axum::extract::State;
use domain::policy::Text;
use domain::time::{Date, Instant};
use serde::Serialize;
use service::shapes;
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

/// One's own purchases, the newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct MyPurchases {
    purchases: Vec<PurchaseEntry>,
}

/// A purchase.
#[derive(Serialize, ToSchema)]
struct PurchaseEntry {
    /// The class of medicine.
    #[schema(value_type = shapes::Text)]
    class: Text,
    /// The pharmacy.
    pharmacy: String,
    /// When.
    #[schema(value_type = i64)]
    at_ms: Instant,
    /// The last date on which it is kept.
    #[schema(value_type = shapes::Date)]
    kept_until: Date,
}

/// The purchases of the person.
#[utoipa::path(get, path = "/api/me/purchases", tag = "resident", responses((status = 200, body = MyPurchases), Problems))]
pub(crate) async fn my_purchases(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
) -> Result<Json<MyPurchases>, Problem> {
    let mine = app.service.my_purchases(&session, now).await?.into_iter();
    let entry = |purchase: service::MyPurchase| PurchaseEntry {
        class: purchase.class,
        pharmacy: purchase.pharmacy,
        at_ms: purchase.at,
        kept_until: purchase.kept_until,
    };
    Ok(Json(MyPurchases {
        purchases: mine.map(entry).collect(),
    }))
}
