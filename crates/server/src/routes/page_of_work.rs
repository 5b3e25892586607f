//! The second sheet of the page: what staff and counters do, and what waits for them.

use domain::access::Action;
use utoipa_axum::routes;

use super::page::Line;
use super::{public, resident, staff};

/// The lines of this sheet.
pub(super) fn working_lines() -> Vec<Line> {
    [
        staff_lines(),
        proposal_lines(),
        community_lines(),
        appeal_lines(),
        application_lines(),
        itinerary_lines(),
        correction_lines(),
        feedback_lines(),
        counter_lines(),
        organisation_lines(),
        venue_lines(),
    ]
    .concat()
}

fn staff_lines() -> Vec<Line> {
    vec![
        (
            Action::EnrolStaff,
            routes!(staff::begin_enrolment::begin_enrolment),
        ),
        (Action::EnrolStaff, routes!(staff::enrol::enrol)),
        (Action::SignInStaff, routes!(staff::sign_in::sign_in)),
        (
            Action::SignInStaff,
            routes!(staff::begin_passkey_sign_in::begin_passkey_sign_in),
        ),
        (
            Action::SignInStaff,
            routes!(staff::sign_in_by_passkey::sign_in_by_passkey),
        ),
        (
            Action::AddPasskey,
            routes!(staff::begin_passkey::begin_passkey),
        ),
        (Action::AddPasskey, routes!(staff::add_passkey::add_passkey)),
        (Action::ReadStaffAccount, routes!(staff::me::me)),
        (
            Action::EndStaffSession,
            routes!(staff::end_session::end_session),
        ),
        (Action::EndStaffSession, routes!(staff::sign_out::sign_out)),
    ]
}

fn proposal_lines() -> Vec<Line> {
    vec![
        (Action::ReadTasks, routes!(staff::tasks::tasks)),
        (Action::Propose, routes!(staff::proposals::draft::draft)),
        (Action::Propose, routes!(staff::proposals::trying::trying)),
        (Action::Propose, routes!(staff::proposals::propose::propose)),
        (Action::ReadProposals, routes!(staff::proposals::list::list)),
        (Action::ReadProposals, routes!(staff::proposals::one::one)),
        (
            Action::AnswerProposal,
            routes!(staff::proposals::answer::answer),
        ),
        (Action::ReadPending, routes!(staff::pending::list::list)),
        (
            Action::RefusePending,
            routes!(staff::pending::refuse::refuse),
        ),
        (
            Action::ReadResultFiles,
            routes!(staff::result_files::list::list),
        ),
        (
            Action::DecideResultFile,
            routes!(staff::result_files::decide::decide),
        ),
        (Action::ReadLog, routes!(staff::log::log)),
        (
            Action::ReadQuarantine,
            routes!(staff::quarantine::quarantine),
        ),
        (
            Action::ReadQuarantine,
            routes!(staff::quarantine_csv::quarantine_csv),
        ),
    ]
}

fn community_lines() -> Vec<Line> {
    vec![
        (
            Action::ReadCommunity,
            routes!(staff::community::today::today),
        ),
        (Action::Visit, routes!(staff::community::visit::visit)),
        (Action::Visit, routes!(staff::community::note::note)),
        (Action::Visit, routes!(staff::community::task::task)),
        (Action::Visit, routes!(staff::community::help::help)),
        (
            Action::ReadOverdue,
            routes!(staff::community::overdue::overdue),
        ),
        (
            Action::ConfirmCheckIn,
            routes!(staff::community::waiting::waiting),
        ),
        (
            Action::ConfirmCheckIn,
            routes!(staff::community::confirm::confirm),
        ),
    ]
}

fn appeal_lines() -> Vec<Line> {
    vec![
        (Action::ReadAppeals, routes!(staff::appeals::list::list)),
        (Action::ReadAppeals, routes!(staff::appeals::one::one)),
        (
            Action::AppealOnPaper,
            routes!(staff::appeals::on_paper::on_paper),
        ),
        (
            Action::AnswerAppeal,
            routes!(staff::appeals::answer::answer),
        ),
    ]
}

fn application_lines() -> Vec<Line> {
    vec![
        (
            Action::Register,
            routes!(resident::application::application),
        ),
        (
            Action::SetApplicant,
            routes!(resident::set_applicant::set_applicant),
        ),
        (Action::FirstDay, routes!(resident::first_day::first_day)),
        (Action::FirstDay, routes!(resident::link_unit::link_unit)),
        (
            Action::FirstDay,
            routes!(resident::unlink_unit::unlink_unit),
        ),
        (Action::ReadUnitLink, routes!(public::unit::unit)),
        (
            Action::ReadApplications,
            routes!(staff::applications::list::list),
        ),
        (
            Action::ReadApplications,
            routes!(staff::applications::one::one),
        ),
        (
            Action::DecideApplication,
            routes!(staff::applications::decide::decide),
        ),
    ]
}

fn itinerary_lines() -> Vec<Line> {
    vec![
        (
            Action::ReadOwnItinerary,
            routes!(resident::itinerary::one::one),
        ),
        (
            Action::VerifyItinerary,
            routes!(resident::itinerary::begin::begin),
        ),
        (
            Action::VerifyItinerary,
            routes!(resident::itinerary::code::code),
        ),
        (
            Action::VerifyItinerary,
            routes!(resident::itinerary::confirm::confirm),
        ),
        (
            Action::VerifyItinerary,
            routes!(resident::itinerary::query::query),
        ),
        (
            Action::VerifyItinerary,
            routes!(resident::itinerary::places::places),
        ),
        (
            Action::VerifyItinerary,
            routes!(resident::itinerary::compare::compare),
        ),
        (
            Action::VerifyItinerary,
            routes!(resident::itinerary::submit::submit),
        ),
        (
            Action::AskAboutItinerary,
            routes!(resident::itinerary::request::request),
        ),
        (
            Action::ReadItineraryRequests,
            routes!(staff::itinerary::list::list),
        ),
        (
            Action::ReadItineraryRequests,
            routes!(staff::itinerary::open::open),
        ),
        (
            Action::DecideItineraryRequest,
            routes!(staff::itinerary::decide::decide),
        ),
    ]
}

fn correction_lines() -> Vec<Line> {
    vec![
        (
            Action::Correct,
            routes!(resident::withdraw_correction::withdraw_correction),
        ),
        (
            Action::ReadCorrections,
            routes!(staff::corrections::list::list),
        ),
        (
            Action::ReadCorrections,
            routes!(staff::corrections::open::open),
        ),
        (
            Action::DecideCorrection,
            routes!(staff::corrections::decide::decide),
        ),
    ]
}

fn feedback_lines() -> Vec<Line> {
    vec![
        (Action::AnswerFeedback, routes!(staff::feedback::list::list)),
        (Action::AnswerFeedback, routes!(staff::feedback::one::one)),
        (
            Action::AnswerFeedback,
            routes!(staff::feedback::answer::answer),
        ),
    ]
}

fn counter_lines() -> Vec<Line> {
    vec![
        (
            Action::ServeAtCounter,
            routes!(staff::counter::register::register),
        ),
        (
            Action::ServeAtCounter,
            routes!(staff::counter::declare::declare),
        ),
        (
            Action::ServeAtCounter,
            routes!(staff::counter::last_declaration::last_declaration),
        ),
        (
            Action::ServeAtCounter,
            routes!(staff::counter::correct::correct),
        ),
        (
            Action::ServeAtCounter,
            routes!(staff::counter::print_sheet::print_sheet),
        ),
        (
            Action::ServeAtCounter,
            routes!(staff::counter::revoke_sheet::revoke_sheet),
        ),
        (
            Action::ServeAtCounter,
            routes!(staff::counter::renew::renew),
        ),
    ]
}

fn organisation_lines() -> Vec<Line> {
    vec![
        (
            Action::ManageOrganisation,
            routes!(staff::organisations::list::list),
        ),
        (
            Action::ManageOrganisation,
            routes!(staff::organisations::add_unit::add_unit),
        ),
        (
            Action::ManageOrganisation,
            routes!(staff::organisations::renew_code::renew_code),
        ),
        (
            Action::ManageOrganisation,
            routes!(staff::organisations::remove::remove),
        ),
        (
            Action::ManageOrganisation,
            routes!(staff::organisations::today::today),
        ),
        (
            Action::ManageOrganisation,
            routes!(staff::organisations::today_csv::today_csv),
        ),
        (
            Action::ManageOrganisation,
            routes!(staff::organisations::remind::remind),
        ),
        (
            Action::ManageOrganisation,
            routes!(staff::organisations::roster::roster),
        ),
        (
            Action::ManageOrganisation,
            routes!(staff::organisations::cards::cards),
        ),
    ]
}

fn venue_lines() -> Vec<Line> {
    vec![
        (
            Action::ManageOrganisation,
            routes!(staff::venues::list::list),
        ),
        (Action::ManageOrganisation, routes!(staff::venues::add::add)),
        (
            Action::ManageOrganisation,
            routes!(staff::venues::renew_code::renew_code),
        ),
        (
            Action::ManageOrganisation,
            routes!(staff::venues::device::device),
        ),
        (
            Action::ManageOrganisation,
            routes!(staff::venues::scan::scan),
        ),
        (
            Action::ManageOrganisation,
            routes!(staff::venues::send_number_code::send_number_code),
        ),
        (
            Action::ManageOrganisation,
            routes!(staff::venues::set_number::set_number),
        ),
        (
            Action::ManageOrganisation,
            routes!(staff::venues::end_number::end_number),
        ),
        (
            Action::ManageOrganisation,
            routes!(staff::venues::close::close),
        ),
    ]
}
