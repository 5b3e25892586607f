//! The pages: files that the build of `web/` has written, served beside the interface that they speak to.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use tower_http::compression::CompressionLayer;
use tower_http::services::{ServeDir, ServeFile};

use crate::App;
use crate::problem::{Kind, Problem};

/// Each page, its address and its file.
const PAGES: [(&str, &str); 7] = [
    ("/", "index.html"),
    ("/channel", "channel.html"),
    ("/checkpoint", "checkpoint.html"),
    ("/community", "community.html"),
    ("/console", "console.html"),
    ("/demo", "demo.html"),
    ("/unit", "unit.html"),
];
/// The address of what anybody may read of the service, short enough to be written on a wall, and its screen.
const OVERVIEW: (&str, &str) = ("/overview", "/#/overview");
/// Files under this folder carry a digest in their name and never change.
const ASSETS: &str = "/assets/";

/// The pages and their files; whatever else is asked for is not there.
pub(crate) fn routes(folder: &Path) -> Router<App> {
    let mut router = Router::new();
    for (address, file) in PAGES {
        router = router.route_service(address, ServeFile::new(folder.join(file)));
        if address != "/" {
            let slashed = format!("{address}/");
            router = router.route(
                &slashed,
                get(move || async move { Redirect::permanent(address) }),
            );
        }
    }
    let (address, screen) = OVERVIEW;
    router = router.route(
        address,
        get(move || async move { Redirect::temporary(screen) }),
    );
    let files = ServeDir::new(folder).append_index_html_on_directories(false);
    let missing = !folder.join("index.html").is_file();
    router
        .fallback_service(
            files.fallback(get(move |uri: Uri| async move { not_there(&uri, missing) })),
        )
        .layer(from_fn(caching))
        .layer(CompressionLayer::new())
}

/// A file whose name carries its digest is kept for good; all others are asked for again.
async fn caching(request: Request, next: Next) -> Response {
    let lasting = request.uri().path().starts_with(ASSETS);
    let mut response = next.run(request).await;
    let found =
        response.status() == StatusCode::OK || response.status() == StatusCode::NOT_MODIFIED;
    let kept = if lasting && found {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    response
        .headers_mut()
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static(kept));
    response
}

fn not_there(uri: &Uri, pages_missing: bool) -> Response {
    let problem = if pages_missing && !uri.path().starts_with("/api/") {
        Problem::said(
            Kind::NotFound,
            "页面文件尚未构建，请运行 make run",
            "the pages are not built; run make run, or name their folder with --web",
        )
    } else {
        Problem::said(
            Kind::NotFound,
            "没有这个地址，请从首页打开，或查看接口说明（/docs）",
            "there is no such address; begin at the first page, or look at /docs",
        )
    };
    problem.into_response()
}
