//! `GET /api/staff/community/today`: who is in quarantine in one's community, and why somebody should look after them (S2-29).

use axum::Json;
use axum::extract::State;
use domain::community;
use domain::time::{Date, Instant};
use serde::{Deserialize, Serialize};
use service::{COMMUNITY_PAGE, CommunityEntry, CommunityToday, MovedEntry, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedStaff;
use crate::edge::extract::{Now, Query};
use crate::problem::{Problem, Problems};

/// Which people, and which page of them.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct TodayAsked {
    /// Those of one reason, or `everybody`; absent: all for whom there is a reason.
    #[serde(default)]
    #[param(inline)]
    show: Option<Show>,
    /// The page, from 0.
    #[serde(default)]
    #[param(maximum = 65535)]
    page: u16,
}

/// Which people.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Show {
    /// Symptoms or a fever since yesterday.
    Symptomatic,
    /// No check-in yet.
    Missing,
    /// Asked for help.
    Help,
    /// New since yesterday.
    New,
    /// Free from tomorrow on.
    Ending,
    /// Everybody in quarantine.
    Everybody,
}

impl Show {
    const fn why(self) -> Option<community::Why> {
        match self {
            Self::Symptomatic => Some(community::Why::Symptomatic),
            Self::Missing => Some(community::Why::Missing),
            Self::Help => Some(community::Why::Help),
            Self::New => Some(community::Why::New),
            Self::Ending => Some(community::Why::Ending),
            Self::Everybody => None,
        }
    }
}

/// A page of the list.
#[derive(Serialize, ToSchema)]
#[schema(as = CommunityToday)]
pub(crate) struct TodayBody {
    /// The date for which it is.
    #[schema(value_type = shapes::Date)]
    today: Date,
    /// When it was made.
    #[schema(value_type = i64)]
    at_ms: Instant,
    /// How many people there are of each reason.
    counts: Vec<WhyCount>,
    /// How many people are in quarantine.
    followed: usize,
    /// How many are on this list, over all its pages.
    listed: usize,
    /// The page: new since yesterday first, then street by street, building by building, door by door.
    people: Vec<CommunityEntry>,
    /// Who moved to another community; with the first page alone.
    moved: Vec<MovedEntry>,
    /// The next page; absent behind the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<usize>,
    /// People of a page.
    page_size: usize,
}

/// People of a reason.
#[derive(Serialize, ToSchema)]
struct WhyCount {
    /// The reason.
    #[schema(value_type = shapes::Why)]
    why: community::Why,
    /// How many.
    count: usize,
}

/// The people of one's community. Looking is a line a day in the log of everybody on the page.
#[utoipa::path(get, path = "/api/staff/community/today", operation_id = "community_today", tag = "staff", params(TodayAsked),
    responses((status = 200, body = TodayBody), Problems))]
pub(crate) async fn today(
    State(app): State<App>,
    Now(now): Now,
    SignedStaff(session): SignedStaff,
    Query(asked): Query<TodayAsked>,
) -> Result<Json<TodayBody>, Problem> {
    let only = asked.show.and_then(Show::why);
    let everybody = matches!(asked.show, Some(Show::Everybody));
    let page = usize::from(asked.page);
    let member = session.member();
    let list = app
        .service
        .community_today(member, (only, everybody), page, now)
        .await?;
    Ok(Json(TodayBody::of(list, now)))
}

impl TodayBody {
    fn of(list: CommunityToday, now: Instant) -> Self {
        let counts = list.counts.into_iter();
        Self {
            today: now.date(),
            at_ms: now,
            counts: counts.map(|(why, count)| WhyCount { why, count }).collect(),
            followed: list.followed,
            listed: list.listed,
            people: list.people,
            moved: list.moved,
            next: list.next,
            page_size: COMMUNITY_PAGE,
        }
    }
}
