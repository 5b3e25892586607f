//! What a person does on their own device.

pub(super) mod add_number;
pub(super) mod answer;
pub(super) mod answer_check_in;
pub(super) mod answer_contact;
pub(super) mod appeal;
pub(super) mod appeals;
pub(super) mod application;
pub(super) mod ask_for_help;
pub(super) mod care;
pub(super) mod check_in;
pub(super) mod correct;
pub(super) mod decisions;
pub(super) mod declare;
pub(super) mod erase;
pub(super) mod erasure_preview;
pub(super) mod export;
pub(super) mod family;
pub(super) mod first_day;
pub(super) mod give_number_back;
pub(super) mod issue;
pub(super) mod itinerary;
pub(super) mod join_by_number;
pub(super) mod join_organisation;
pub(super) mod leave_organisation;
pub(super) mod leave_venue;
pub(super) mod link_unit;
pub(super) mod me;
pub(super) mod my_contacts;
pub(super) mod my_data;
pub(super) mod my_declarations;
pub(super) mod my_log;
pub(super) mod my_numbers;
pub(super) mod my_organisations;
pub(super) mod my_purchases;
pub(super) mod my_tests;
pub(super) mod my_tickets;
pub(super) mod notices;
pub(super) mod offered_unit;
pub(super) mod present;
pub(super) mod print_sheet;
pub(super) mod questions;
pub(super) mod read_notices;
pub(super) mod registration;
pub(super) mod release_certificate;
pub(super) mod renew_document;
pub(super) mod revoke_sheet;
pub(super) mod send_code;
pub(super) mod send_number_code;
pub(super) mod set_applicant;
pub(super) mod set_home;
pub(in crate::routes) mod sign_in;
pub(super) mod sign_in_document;
pub(super) mod sign_out;
pub(super) mod unlink_unit;
pub(super) mod visit_venue;
pub(super) mod withdraw_appeal;
pub(super) mod withdraw_correction;

use domain::ids::PersonId;
use domain::rating::Decision;
use domain::time::Instant;
use serde::Serialize;
use service::Explained;
use utoipa::ToSchema;

use crate::App;
use crate::problem::Problem;

/// The decisions of all cities that the person uses, each with its reasons and its way out.
#[derive(Serialize, ToSchema)]
pub(crate) struct Decisions {
    decisions: Vec<Explained>,
}

impl Decisions {
    /// In words.
    pub(super) async fn of(
        app: &App,
        person: PersonId,
        decisions: &[Decision],
        now: Instant,
    ) -> Result<Self, Problem> {
        let decisions = app.service.explain(person, decisions, now).await?;
        Ok(Self { decisions })
    }
}
