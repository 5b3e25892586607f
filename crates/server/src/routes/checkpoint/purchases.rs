//! `POST /api/checkpoint/purchases`: a pharmacy registers purchases, each sealed on its device. Nothing that is answered says who
//! it was or which colour a code had.

use axum::extract::State;
use domain::time::{Date, Instant};
use serde::{Deserialize, Serialize};
use service::{PurchaseSent, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::AtGate;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::wire::{Bytes, Id};

/// What a device sends: one purchase, or what has queued without a network.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PurchasesBody {
    #[schema(max_items = 100)]
    purchases: Vec<PurchaseBody>,
}

/// A purchase.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Purchase)]
struct PurchaseBody {
    /// Made on the device: the same id twice is one purchase.
    id: Id,
    /// The day of the key under which it is sealed.
    #[schema(value_type = shapes::Date)]
    day: Date,
    /// When the code was scanned, by the device's corrected clock.
    #[schema(value_type = i64)]
    at_ms: Instant,
    /// An ephemeral point of P-256 (65 bytes), then AES-256-GCM of `{"text": the code, "class": the id}` under HKDF-SHA256 of both
    /// keys (salt: the ephemeral point, info: `healthcode purchase 1`), nonce nought, associated data `id day at_ms` with blanks.
    sealed: Bytes,
}

/// What became of them, in their order.
#[derive(Serialize, ToSchema)]
pub(crate) struct RegisteredPurchases {
    registered: Vec<RegisteredPurchase>,
}

/// What became of one.
#[derive(Serialize, ToSchema)]
struct RegisteredPurchase {
    /// Which.
    id: Id,
    /// Whether it is kept. One whose code is no longer known, or is not of this service, is not; the sale goes on all the same.
    registered: bool,
}

/// Registers purchases; sent again they are the same.
#[utoipa::path(post, path = "/api/checkpoint/purchases", tag = "checkpoint", request_body = PurchasesBody,
    responses((status = 200, body = RegisteredPurchases), Problems))]
pub(crate) async fn purchases(
    State(app): State<App>,
    Now(now): Now,
    AtGate(checkpoint): AtGate,
    Json(body): Json<PurchasesBody>,
) -> Result<axum::Json<RegisteredPurchases>, Problem> {
    let sent: Vec<PurchaseSent> = body
        .purchases
        .into_iter()
        .map(|one| PurchaseSent {
            id: one.id.0,
            day: one.day,
            at: one.at_ms,
            sealed: one.sealed.0,
        })
        .collect();
    let service = &app.service;
    let registered = service.register_purchases(&checkpoint, &sent, now).await?;
    let registered = sent.iter().zip(registered);
    let said = registered.map(|(one, registered)| RegisteredPurchase {
        id: Id(one.id),
        registered,
    });
    Ok(axum::Json(RegisteredPurchases {
        registered: said.collect(),
    }))
}
