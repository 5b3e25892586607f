//! The whole interface on one page: each route with the action that it is for. A route without an action does not
//! compile; `tests/golden/routes.txt` prints the page. What staff and counters do stands on its second sheet,
//! `page_of_work.rs`, what is for family members on its third, `family_page.rs`.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use axum::routing::MethodRouter;
use domain::access::Action;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::SizeAbove;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};
use utoipa_axum::routes;

use super::page_of_work::working_lines;
use super::{channel, checkpoint, demo, public, resident};
use crate::App;
use crate::described::{close_variants, shown_for};
use crate::edge::access;
use crate::edge::limits::most_body;
use crate::problem::{Kind, Problem};

/// From how many bytes on public data are compressed. What is somebody's own never is: the length of secrets beside words
/// that others choose would tell of them.
const LEAST_COMPRESSED: u64 = 1_024;

/// A route and its action.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RouteRow {
    /// The method and the path: `POST /api/declarations`.
    pub route: String,
    /// What it is for, by the word of `domain::access`.
    pub action: Action,
}

/// A line of the page.
pub(super) type Line = (Action, UtoipaMethodRouter<App>);

/// The interface as it is served: each route behind the limit and the table for its action.
pub(crate) fn page(app: &App) -> Router<App> {
    let served = lines()
        .into_iter()
        .fold(OpenApiRouter::new(), |router, (action, route)| {
            let (schemas, paths, handlers) = route;
            let app = app.clone();
            let handlers = handlers.layer(DefaultBodyLimit::max(most_body(action)));
            let handlers: MethodRouter<App> = if action == Action::ReadPublic {
                let large = SizeAbove::new(LEAST_COMPRESSED);
                handlers.layer(CompressionLayer::new().compress_when(large))
            } else {
                handlers
            };
            let handlers = handlers.layer(from_fn(move |request, next| {
                access::pass(app.clone(), action, request, next)
            }));
            router.routes((schemas, paths, handlers))
        });
    let (router, _) = served.split_for_parts();
    router.method_not_allowed_fallback(wrong_method)
}

/// The interface as it is described, and each route with its action.
pub(crate) fn described(head: OpenApi) -> (OpenApi, Vec<RouteRow>) {
    let mut rows = Vec::new();
    let mut router = OpenApiRouter::with_openapi(head);
    for (action, mut route) in lines() {
        for (path, item) in &mut route.1.paths {
            let operations = [
                &mut item.get,
                &mut item.post,
                &mut item.put,
                &mut item.delete,
            ];
            for operation in operations.into_iter().flatten() {
                operation.security = shown_for(action);
            }
            let methods = methods(item).into_iter();
            rows.extend(methods.map(|method| RouteRow {
                route: format!("{method} {path}"),
                action,
            }));
        }
        router = router.routes(route);
    }
    let (_, mut described) = router.split_for_parts();
    close_variants(&mut described);
    (described, rows)
}

fn lines() -> Vec<Line> {
    [
        public_lines(),
        demo_lines(),
        resident_lines(),
        channel_lines(),
        checkpoint_lines(),
        own_data_lines(),
        care_lines(),
        belonging_lines(),
        super::family_page::lines(),
        working_lines(),
    ]
    .concat()
}

fn public_lines() -> Vec<Line> {
    vec![
        (Action::ReadPublic, routes!(public::time::time)),
        (Action::ReadPublic, routes!(public::cities::cities)),
        (Action::ReadPublic, routes!(public::provinces::provinces)),
        (
            Action::ReadPublic,
            routes!(public::cities_of_province::cities_of_province),
        ),
        (
            Action::ReadPublic,
            routes!(public::counties_of_city::counties_of_city),
        ),
        (Action::ReadPublic, routes!(public::counties::counties)),
        (Action::ReadPublic, routes!(public::streets::streets)),
        (Action::ReadPublic, routes!(public::areas::areas)),
        (Action::ReadPublic, routes!(public::events::events)),
        (Action::ReadPublic, routes!(public::countries::countries)),
        (Action::ReadPublic, routes!(public::published::published)),
        (Action::ReadPublic, routes!(public::keys::keys)),
        (Action::ReadPublic, routes!(public::alarms::alarms)),
        (
            Action::ReadPublic,
            routes!(public::propagations::propagations),
        ),
        (Action::ReadPublic, routes!(public::help::help)),
        (Action::ReadPublic, routes!(public::overview::overview)),
        (
            Action::SendFeedback,
            routes!(public::send_feedback::send_feedback),
        ),
        (
            Action::SendFeedback,
            routes!(public::read_feedback::read_feedback),
        ),
    ]
}

fn demo_lines() -> Vec<Line> {
    vec![
        (Action::Demonstrate, routes!(demo::card::card)),
        (Action::Demonstrate, routes!(demo::next_day::next_day)),
        (
            Action::Demonstrate,
            routes!(demo::open_channel::open_channel),
        ),
        (Action::Demonstrate, routes!(demo::story::story)),
        (Action::Demonstrate, routes!(demo::tell::tell)),
    ]
}

fn resident_lines() -> Vec<Line> {
    vec![
        (Action::SignIn, routes!(resident::send_code::send_code)),
        (Action::SignIn, routes!(resident::sign_in::sign_in)),
        (
            Action::ProveDocument,
            routes!(resident::sign_in_document::sign_in_document),
        ),
        (Action::SignOut, routes!(resident::sign_out::sign_out)),
        (Action::ReadOwnAccount, routes!(resident::me::me)),
        (Action::ReadOwnLog, routes!(resident::my_log::my_log)),
        (Action::ReadOwnTests, routes!(resident::my_tests::my_tests)),
        (
            Action::AskForTickets,
            routes!(resident::my_tickets::my_tickets),
        ),
        (
            Action::ReadOwnContacts,
            routes!(resident::my_contacts::my_contacts),
        ),
        (
            Action::AnswerContact,
            routes!(resident::answer_contact::answer_contact),
        ),
        (
            Action::Register,
            routes!(resident::registration::registration),
        ),
        (
            Action::RenewDocument,
            routes!(resident::renew_document::renew_document),
        ),
        (Action::Declare, routes!(resident::declare::declare)),
        (Action::Correct, routes!(resident::correct::correct)),
        (Action::Appeal, routes!(resident::appeal::appeal)),
        (Action::Appeal, routes!(resident::appeals::appeals)),
        (
            Action::Appeal,
            routes!(resident::withdraw_appeal::withdraw_appeal),
        ),
        (
            Action::ReadOwnDecision,
            routes!(resident::decisions::decisions),
        ),
        (
            Action::ReadOwnDecision,
            routes!(resident::questions::questions),
        ),
        (Action::ReadOwnDecision, routes!(resident::notices::notices)),
        (
            Action::ReadOwnDecision,
            routes!(resident::read_notices::read_notices),
        ),
        (
            Action::PrintRelease,
            routes!(resident::release_certificate::release_certificate),
        ),
        (Action::Answer, routes!(resident::answer::answer)),
        (Action::CheckIn, routes!(resident::check_in::check_in)),
        (Action::Issue, routes!(resident::issue::issue)),
        (
            Action::PrintSheet,
            routes!(resident::print_sheet::print_sheet),
        ),
        (
            Action::PrintSheet,
            routes!(resident::revoke_sheet::revoke_sheet),
        ),
        (Action::Erase, routes!(resident::erase::erase)),
    ]
}

fn channel_lines() -> Vec<Line> {
    vec![
        (Action::ReadPublic, routes!(public::channels::channels)),
        (Action::SignInChannel, routes!(channel::token::token)),
        (Action::VouchForPhone, routes!(channel::session::session)),
        (Action::OpenChannelLink, routes!(channel::open::open)),
        (Action::PresentByServer, routes!(resident::present::present)),
        (
            Action::JoinByNumber,
            routes!(resident::join_by_number::join_by_number),
        ),
        (
            Action::ReadOwnNumbers,
            routes!(resident::my_numbers::my_numbers),
        ),
        (
            Action::ChangeNumbers,
            routes!(resident::add_number::add_number),
        ),
        (
            Action::ChangeNumbers,
            routes!(resident::send_number_code::send_number_code),
        ),
        (
            Action::ChangeNumbers,
            routes!(resident::give_number_back::give_number_back),
        ),
    ]
}

fn own_data_lines() -> Vec<Line> {
    vec![
        (
            Action::ReadOwnData,
            routes!(resident::my_declarations::my_declarations),
        ),
        (Action::ReadOwnData, routes!(resident::my_data::my_data)),
        (Action::ExportOwnData, routes!(resident::export::export)),
        (
            Action::Erase,
            routes!(resident::erasure_preview::erasure_preview),
        ),
    ]
}

fn care_lines() -> Vec<Line> {
    vec![
        (Action::ReadOwnCare, routes!(resident::care::care)),
        (
            Action::AskForHelp,
            routes!(resident::ask_for_help::ask_for_help),
        ),
        (
            Action::AnswerCheckIn,
            routes!(resident::answer_check_in::answer_check_in),
        ),
        (Action::SetHome, routes!(resident::set_home::set_home)),
    ]
}

fn checkpoint_lines() -> Vec<Line> {
    vec![
        (
            Action::EnrolCheckpoint,
            routes!(checkpoint::enrolment::enrolment),
        ),
        (Action::ReadGate, routes!(checkpoint::standing::standing)),
        (Action::ReadGate, routes!(checkpoint::rules::rules)),
        (Action::Scan, routes!(checkpoint::scans::scans)),
        (
            Action::RegisterPurchase,
            routes!(checkpoint::purchase_keys::purchase_keys),
        ),
        (
            Action::RegisterPurchase,
            routes!(checkpoint::purchases::purchases),
        ),
        (
            Action::ReadStatusList,
            routes!(checkpoint::status_list::status_list),
        ),
        (
            Action::ReadGate,
            routes!(checkpoint::trust_list::trust_list),
        ),
        (
            Action::ReadGate,
            routes!(checkpoint::their_list::their_list),
        ),
    ]
}

fn belonging_lines() -> Vec<Line> {
    vec![
        (
            Action::ReadOwnPurchases,
            routes!(resident::my_purchases::my_purchases),
        ),
        (
            Action::BelongToOrganisation,
            routes!(resident::offered_unit::offered_unit),
        ),
        (
            Action::BelongToOrganisation,
            routes!(resident::join_organisation::join_organisation),
        ),
        (
            Action::BelongToOrganisation,
            routes!(resident::my_organisations::my_organisations),
        ),
        (
            Action::BelongToOrganisation,
            routes!(resident::leave_organisation::leave_organisation),
        ),
        (
            Action::ShowVenueScreen,
            routes!(public::venue_screen::venue_screen),
        ),
        (
            Action::VisitVenue,
            routes!(resident::visit_venue::visit_venue),
        ),
        (
            Action::VisitVenue,
            routes!(resident::leave_venue::leave_venue),
        ),
    ]
}

/// The methods that a described path answers.
fn methods(item: &utoipa::openapi::PathItem) -> Vec<&'static str> {
    let known = [
        ("GET", item.get.is_some()),
        ("POST", item.post.is_some()),
        ("PUT", item.put.is_some()),
        ("DELETE", item.delete.is_some()),
    ];
    let own = known.into_iter().filter(|(_, own)| *own);
    own.map(|(method, _)| method).collect()
}

async fn wrong_method() -> impl IntoResponse {
    Problem::said(
        Kind::MethodNotAllowed,
        "请求方法不对，请查看接口说明",
        "another method is meant here; look at the description of the interface",
    )
}
