//! Limits on what comes from outside: how much at once, how long, how often from one address.
//!
//! Ten thousand phones can share one carrier's address: what is counted by address is only what nobody signed in
//! asks for, and generously. Codes, tries and declarations have limits of their own, by phone and person, in `service`.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use axum::extract::{ConnectInfo, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::access::Action;
use domain::ids::ChannelId;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tokio::sync::Semaphore;

use crate::App;
use crate::problem::{Kind, Problem};
use crate::serve::Peer;

/// The most bytes of a body: 500 scans of 600 characters with room to spare.
pub(crate) const MOST_BODY: usize = 512 * 1_024;
/// The most bytes of a proposal, which may bring the list of the whole country.
const MOST_PROPOSAL: usize = 8 * 1_024 * 1_024;

/// The most bytes of a body that is for an action.
pub(crate) fn most_body(action: Action) -> usize {
    if action == Action::Propose {
        MOST_PROPOSAL
    } else {
        MOST_BODY
    }
}
/// After this an answer comes no more.
pub(crate) const LONGEST: Duration = Duration::from_secs(20);
/// Requests that are worked on at once; more are told to come again.
const AT_ONCE: usize = 2_048;
/// After how many seconds who was turned away may come again.
const AGAIN_S: u32 = 2;
/// Addresses that are remembered before those that are long quiet are forgotten.
const MOST_ADDRESSES: usize = 100_000;

/// What is counted.
pub(crate) struct Limits {
    places: Semaphore,
    sign_in: DefaultKeyedRateLimiter<IpAddr>,
    enrol: DefaultKeyedRateLimiter<IpAddr>,
    unit: DefaultKeyedRateLimiter<IpAddr>,
    staff: DefaultKeyedRateLimiter<IpAddr>,
    tokens: DefaultKeyedRateLimiter<IpAddr>,
    channels: DefaultKeyedRateLimiter<ChannelId>,
    feedback: DefaultKeyedRateLimiter<IpAddr>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            places: Semaphore::new(AT_ONCE),
            // A crowd behind one address signs in at eight in the morning: two requests each, 200 a second, 40,000 at once.
            sign_in: RateLimiter::keyed(quota(200, 40_000)),
            // A code of 50 random bits: whoever tries them is slow.
            enrol: RateLimiter::keyed(quota(1, 30)),
            // Links have 128 random bits or more; each opening of a worker's is a line that they read, and a screen asks once a minute.
            unit: RateLimiter::keyed(quota(5, 200)),
            // An office behind one address: 20 a minute. Each login has a limit of its own, in `service`.
            staff: RateLimiter::keyed(Quota::per_minute(some(20))),
            // A vendor's servers need a token every ten minutes each: 1 a second, 60 at once.
            tokens: RateLimiter::keyed(quota(1, 60)),
            // The people of a province open one mini-program at eight in the morning: 200 a second, 2,000 at once.
            channels: RateLimiter::keyed(quota(200, 2_000)),
            // Nobody signs in for feedback, and its numbers are not to be tried out: one a second, 300 at once.
            feedback: RateLimiter::keyed(quota(1, 300)),
        }
    }
}

fn quota(a_second: u32, at_once: u32) -> Quota {
    Quota::per_second(some(a_second)).allow_burst(some(at_once))
}

fn some(n: u32) -> NonZeroU32 {
    NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN)
}

impl Limits {
    /// After how many seconds an address may do this again; none where it may now.
    fn wait_s(&self, action: Action, address: IpAddr) -> Option<u32> {
        let counted = match action {
            Action::EnrolCheckpoint => &self.enrol,
            // Whoever opens links has no session yet, like whoever signs in.
            Action::SignIn | Action::OpenChannelLink => &self.sign_in,
            Action::SignInChannel => &self.tokens,
            Action::ReadUnitLink | Action::ShowVenueScreen => &self.unit,
            Action::SendFeedback => &self.feedback,
            // Behind a proxy on this machine everybody has its address, and whoever fills the count keeps all staff out.
            Action::SignInStaff | Action::EnrolStaff if !address.is_loopback() => &self.staff,
            _ => return None,
        };
        if counted.len() > MOST_ADDRESSES {
            counted.retain_recent();
        }
        let refused = counted.check_key(&address).err()?;
        let wait = refused.wait_time_from(DefaultClock::default().now());
        u32::try_from(wait.as_secs() + 1).ok()
    }
}

/// Refuses a channel that has asked for too much.
pub(crate) fn by_channel(app: &App, channel: ChannelId) -> Result<(), Problem> {
    let Err(refused) = app.limits.channels.check_key(&channel) else {
        return Ok(());
    };
    let wait = refused.wait_time_from(DefaultClock::default().now());
    let problem = Problem::said(
        Kind::TooMany,
        "此入口的请求过于频繁，请稍后再试",
        "too many requests of this channel; try again later",
    );
    Err(problem.after(u32::try_from(wait.as_secs() + 1).unwrap_or(u32::MAX)))
}

/// Lets a request through while there is room.
pub(crate) async fn room(app: App, request: Request, next: Next) -> Response {
    let Ok(_place) = app.limits.places.try_acquire() else {
        return Problem::said(
            Kind::Busy,
            "当前访问人数较多；您已有的健康码照常有效，请稍后再试",
            "many people are here just now; your code is good as it is, try again in a moment",
        )
        .after(AGAIN_S)
        .into_response();
    };
    next.run(request).await
}

/// Why a request is refused whose address has asked for too much of the same; none where it has not.
pub(crate) fn by_address(app: &App, action: Action, request: &Request) -> Option<Problem> {
    let peer = request.extensions().get::<ConnectInfo<Peer>>()?;
    let seconds = app.limits.wait_s(action, peer.0.0.ip())?;
    let problem = Problem::said(
        Kind::TooMany,
        "此网络的请求过于频繁，请稍后再试",
        "too many requests from this network; try again later",
    );
    Some(problem.after(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_9_an_address_gets_sixty_tokens_at_once_and_a_channel_asks_two_thousand_times() {
        let limits = Limits::default();
        let one = "192.0.2.1".parse().unwrap();
        let tokens = (0..100).filter(|_| limits.wait_s(Action::SignInChannel, one).is_none());
        // A slow machine gives some more while it counts.
        assert!((60..70).contains(&tokens.count()));
        let [channel, other] = [1, 2].map(ChannelId);
        let asked = (0..4_000).filter(|_| limits.channels.check_key(&channel).is_ok());
        assert!((2_000..3_000).contains(&asked.count()));
        assert!(limits.channels.check_key(&other).is_ok(), "each by itself");
    }

    #[test]
    fn n_3_an_address_signs_staff_in_twenty_times_a_minute() {
        let limits = Limits::default();
        let [one, other]: [IpAddr; 2] =
            ["192.0.2.1", "192.0.2.2"].map(|text| text.parse().unwrap());
        for _try in 0..20 {
            assert_eq!(limits.wait_s(Action::SignInStaff, one), None);
        }
        let wait = limits.wait_s(Action::SignInStaff, one);
        assert!(wait.is_some_and(|seconds| seconds <= 3), "{wait:?}");
        assert!(limits.wait_s(Action::EnrolStaff, one).is_some());
        assert_eq!(limits.wait_s(Action::SignInStaff, other), None);
        assert_eq!(limits.wait_s(Action::ReadStaffAccount, one), None);
        let proxy = "127.0.0.1".parse().unwrap();
        for _try in 0..100 {
            assert_eq!(limits.wait_s(Action::SignInStaff, proxy), None);
        }
    }

    #[test]
    fn s0_1_numbers_of_feedback_cannot_be_tried_out_from_an_address() {
        let limits = Limits::default();
        let address: IpAddr = "192.0.2.1".parse().unwrap();
        for _try in 0..300 {
            assert_eq!(limits.wait_s(Action::SendFeedback, address), None);
        }
        assert!(limits.wait_s(Action::SendFeedback, address).is_some());
    }
}
