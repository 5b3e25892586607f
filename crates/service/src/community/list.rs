//! The list of a community today.

use domain::access::Action;
use domain::community::{Listed, Why, order_of, whys};
use domain::staff::Member;
use domain::time::Instant;

use super::entries::{CommunityEntry, MovedEntry};
use crate::Service;
use crate::error::Error;

/// People of a page.
pub const COMMUNITY_PAGE: usize = 50;
/// The most people of an area that are looked through; who follows more asks for a narrower duty.
const MOST: u32 = 50_000;

/// What a worker finds.
pub struct CommunityToday {
    /// How many people of each reason there are, in the order of the reasons.
    pub counts: Vec<(Why, usize)>,
    /// How many people are in quarantine.
    pub followed: usize,
    /// How many are on this list, over all pages.
    pub listed: usize,
    /// The page, in the order in which one walks.
    pub people: Vec<CommunityEntry>,
    /// Who moved to another community since yesterday; with the first page alone.
    pub moved: Vec<MovedEntry>,
    /// The number of the next page; absent behind the last one.
    pub next: Option<usize>,
}

impl Service {
    /// The people in quarantine whom a member follows, page `page` (from 0) of them: those for whom there is a reason, or those of
    /// one reason alone, or (`everybody`) all. What is new since yesterday stands first.
    #[crate::boxed]
    pub async fn community_today(
        &self,
        member: &Member,
        (only, everybody): (Option<Why>, bool),
        page: usize,
        now: Instant,
    ) -> Result<CommunityToday, Error> {
        let areas = member.areas(Action::ReadCommunity);
        let today = now.date();
        let all = self.store.followed_in(&areas, MOST).await?;
        let (moved, here): (Vec<Listed>, Vec<Listed>) =
            all.into_iter().partition(|listed| listed.moved.is_some());
        let with_whys: Vec<(Listed, Vec<Why>)> = here
            .into_iter()
            .map(|listed| {
                let why = whys(&listed, today);
                (listed, why)
            })
            .collect();
        let count = |why: Why| {
            with_whys
                .iter()
                .filter(|(_, all)| all.contains(&why))
                .count()
        };
        let mut counts: Vec<(Why, usize)> =
            Why::ALL.iter().map(|why| (*why, count(*why))).collect();
        counts.retain(|(why, _)| *why != Why::Moved);
        let followed = with_whys.len();
        let wanted = with_whys.into_iter().filter(|(_, all)| match only {
            Some(why) => all.contains(&why),
            None => everybody || !all.is_empty(),
        });
        let mut list: Vec<Listed> = wanted.map(|(listed, _)| listed).collect();
        list.sort_by(|one, other| order_of(one, other, today));
        let first = page.saturating_mul(COMMUNITY_PAGE).min(list.len());
        let end = (first + COMMUNITY_PAGE).min(list.len());
        let people = self.people_seen(member, &list[first..end], now).await?;
        let moved = if page == 0 { moved } else { Vec::new() };
        Ok(CommunityToday {
            counts,
            followed,
            listed: list.len(),
            people,
            moved: moved.iter().filter_map(|one| left(one, now)).collect(),
            next: (end < list.len()).then_some(page + 1),
        })
    }
}

fn left(listed: &Listed, now: Instant) -> Option<MovedEntry> {
    let (building, door) = match &listed.door {
        Some(door) => (door.building().to_owned(), door.door().to_owned()),
        None => Default::default(),
    };
    Some(MovedEntry {
        street: super::home::place_name(listed.place, now.date()),
        building,
        door,
        on: listed.moved?,
    })
}
