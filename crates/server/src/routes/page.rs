//! The whole interface on one page: each route with the action that it is for. A route without an action does not
//! compile; `tests/golden/routes.txt` prints the page.

use axum::Router;
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use domain::access::Action;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};
use utoipa_axum::routes;

use super::{checkpoint, demo, public, resident};
use crate::App;
use crate::edge::{access, limits};
use crate::problem::{Kind, Problem};

/// The interface: how it is served, how it is described, and who may use what of it.
pub(crate) struct Page {
    pub(crate) router: Router<App>,
    pub(crate) described: OpenApi,
    pub(crate) rows: Vec<RouteRow>,
}

/// A route and its action.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RouteRow {
    /// The method and the path: `POST /api/declarations`.
    pub route: String,
    /// What it is for, by the word of `domain::access`.
    pub action: Action,
}

/// The page while it is written.
struct Draft {
    app: App,
    router: OpenApiRouter<App>,
    rows: Vec<RouteRow>,
}

/// All routes.
pub(crate) fn page(app: &App, head: OpenApi) -> Page {
    let draft = Draft {
        app: app.clone(),
        router: OpenApiRouter::with_openapi(head),
        rows: Vec::new(),
    };
    let (router, described, rows) = {
        let draft = checkpoint_routes(resident_routes(public_routes(draft)));
        let (router, described) = draft.router.split_for_parts();
        (router, described, draft.rows)
    };
    Page {
        router: router.method_not_allowed_fallback(wrong_method),
        described,
        rows,
    }
}

fn public_routes(draft: Draft) -> Draft {
    draft
        .route(Action::ReadPublic, routes!(public::time::time))
        .route(Action::ReadPublic, routes!(public::cities::cities))
        .route(Action::ReadPublic, routes!(public::provinces::provinces))
        .route(Action::ReadPublic, routes!(public::cities_of_province::cities_of_province))
        .route(Action::ReadPublic, routes!(public::counties_of_city::counties_of_city))
        .route(Action::ReadPublic, routes!(public::counties::counties))
        .route(Action::ReadPublic, routes!(public::streets::streets))
        .route(Action::ReadPublic, routes!(public::areas::areas))
        .route(Action::ReadPublic, routes!(public::countries::countries))
        .route(Action::ReadPublic, routes!(public::keys::keys))
        .route(Action::Demonstrate, routes!(demo::card::card))
        .route(Action::Demonstrate, routes!(demo::next_day::next_day))
}

fn resident_routes(draft: Draft) -> Draft {
    draft
        .route(Action::SignIn, routes!(resident::send_code::send_code))
        .route(Action::SignIn, routes!(resident::sign_in::sign_in))
        .route(Action::ProveDocument, routes!(resident::sign_in_document::sign_in_document))
        .route(Action::SignOut, routes!(resident::sign_out::sign_out))
        .route(Action::ReadOwnAccount, routes!(resident::me::me))
        .route(Action::Register, routes!(resident::registration::registration))
        .route(Action::Declare, routes!(resident::declare::declare))
        .route(Action::Correct, routes!(resident::correct::correct))
        .route(Action::ReadOwnDecision, routes!(resident::decisions::decisions))
        .route(Action::ReadOwnDecision, routes!(resident::questions::questions))
        .route(Action::Answer, routes!(resident::answer::answer))
        .route(Action::CheckIn, routes!(resident::check_in::check_in))
        .route(Action::Issue, routes!(resident::issue::issue))
        .route(Action::Erase, routes!(resident::erase::erase))
}

fn checkpoint_routes(draft: Draft) -> Draft {
    draft
        .route(Action::EnrolCheckpoint, routes!(checkpoint::enrolment::enrolment))
        .route(Action::ReadGate, routes!(checkpoint::standing::standing))
        .route(Action::ReadGate, routes!(checkpoint::rules::rules))
        .route(Action::Scan, routes!(checkpoint::scans::scans))
}

impl Draft {
    /// Adds a route behind the limit and the table for its action.
    fn route(mut self, action: Action, route: UtoipaMethodRouter<App>) -> Self {
        let (schemas, paths, handlers) = route;
        for (path, item) in &paths.paths {
            for method in methods(item) {
                self.rows.push(RouteRow {
                    route: format!("{method} {path}"),
                    action,
                });
            }
        }
        let (passing, counting) = (self.app.clone(), self.app.clone());
        let handlers = handlers
            .layer(from_fn(move |request, next| {
                access::pass(passing.clone(), action, request, next)
            }))
            .layer(from_fn(move |request, next| {
                limits::by_address(counting.clone(), action, request, next)
            }));
        self.router = self.router.routes((schemas, paths, handlers));
        self
    }
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
