//! What members of staff do: come into use, sign in, look after their own account.

pub(super) mod add_passkey;
pub(super) mod appeals;
pub(super) mod applications;
pub(super) mod begin_enrolment;
pub(super) mod begin_passkey;
pub(super) mod begin_passkey_sign_in;
pub(super) mod community;
pub(super) mod corrections;
pub(super) mod counter;
pub(super) mod end_session;
pub(super) mod enrol;
pub(super) mod family;
pub(super) mod feedback;
pub(super) mod itinerary;
pub(super) mod log;
pub(super) mod me;
mod opening;
pub(super) mod organisations;
pub(super) mod pending;
pub(super) mod proposals;
pub(super) mod quarantine;
pub(super) mod quarantine_csv;
pub(super) mod result_files;
pub(super) mod sign_in;
pub(super) mod sign_in_by_passkey;
pub(super) mod sign_out;
pub(super) mod tasks;
pub(super) mod venues;

use axum::http::header::SET_COOKIE;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::AppendHeaders;
use serde::{Deserialize, Serialize};
use service::{NewPasskey, Party, Registration, StaffSignedIn};
use utoipa::ToSchema;

use crate::App;
use crate::edge::session::staff_cookie;
use crate::wire::Bytes;

/// For which purpose one looks.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Look {
    /// The purpose for which what is about a person is opened: care, investigation, appeal, review, approval or audit. The person
    /// reads it. Absent: what is asked for, without whom it is about.
    #[serde(default)]
    purpose: Option<String>,
}

/// A question to an authenticator.
#[derive(Serialize, ToSchema)]
pub(crate) struct ChallengeBody {
    /// What it signs; it lives five minutes and is answered once.
    challenge: Bytes,
    /// The domain for which the passkey is.
    #[schema(example = "hz.example")]
    rp_id: String,
}

impl ChallengeBody {
    fn of(challenge: Vec<u8>, party: Party) -> Self {
        Self {
            challenge: Bytes(challenge),
            rp_id: party.id,
        }
    }
}

/// What an authenticator answered that has made a passkey.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPasskeyBody {
    /// The challenge, as it was given.
    challenge: Bytes,
    /// `response.attestationObject`.
    attestation: Bytes,
    /// `response.clientDataJSON`.
    client_data: Bytes,
    /// What the member calls the device.
    #[schema(max_length = 60, example = "办公室的电脑")]
    device: String,
}

impl NewPasskeyBody {
    fn registration(&self) -> Registration {
        Registration {
            attestation: self.attestation.0.clone(),
            client_data: self.client_data.0.clone(),
        }
    }

    fn passkey<'a>(&'a self, registration: &'a Registration) -> NewPasskey<'a> {
        NewPasskey {
            challenge: &self.challenge.0,
            registration,
            device: &self.device,
        }
    }
}

/// What goes out when a device has signed in: nothing but the cookie.
type SignedIn = (StatusCode, AppendHeaders<Option<(HeaderName, HeaderValue)>>);

fn signed_in(app: &App, signed_in: &StaffSignedIn) -> SignedIn {
    let cookie = staff_cookie(&signed_in.secret, app.secure).map(|cookie| (SET_COOKIE, cookie));
    (StatusCode::NO_CONTENT, AppendHeaders(cookie))
}
