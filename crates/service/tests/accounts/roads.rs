//! The roads between services of these tests: another one's list is asked of its own use cases, as its route does it. Where
//! no road leads, nobody answers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use domain::time::Instant;
use gateway::status_lists::{ListAsked, ListBytes, StatusLists};
use gateway::{Answer, Error, Neighbour, Why};
use service::{Media, Service};

use crate::house::House;

/// The services that can be reached, by what stands in front of their lists.
#[derive(Default)]
pub(crate) struct Roads(Mutex<HashMap<String, Arc<Service>>>);

impl Roads {
    /// From now on a service is reached.
    pub(crate) fn lead_to(&self, house: &House) {
        let (address, service) = (house.address.clone(), Arc::clone(&house.service));
        self.0.lock().unwrap().insert(address, service);
    }

    /// From now on it is not.
    pub(crate) fn break_to(&self, house: &House) {
        self.0.lock().unwrap().remove(&house.address);
    }

    async fn ask(&self, asked: &ListAsked<'_>, now: Instant) -> Result<ListBytes, Error> {
        let there = self.0.lock().unwrap().get(asked.address).cloned();
        let there = there.ok_or(Error::Unavailable {
            neighbour: Neighbour::RecognisedService,
            why: Why::Connection,
        })?;
        let path = format!("/s/{}", asked.day);
        let may = there.recognised_service(asked.request, &path, now).await;
        if may.is_err() {
            return Err(Error::Refused {
                neighbour: Neighbour::RecognisedService,
                status: 401,
            });
        }
        let of = |media: Media, bytes: &[u8]| ListBytes {
            media: media.word().to_owned(),
            bytes: bytes.to_vec(),
        };
        if let Some(since) = asked.since {
            let difference = there.status_difference(asked.day, since, now).await;
            if let Some(difference) = difference.unwrap() {
                return Ok(of(Media::StatusDifference, &difference));
            }
        }
        let whole = there.status_list(asked.day, now).await.unwrap();
        Ok(of(Media::StatusList, &whole))
    }
}

impl StatusLists for Roads {
    fn fetch<'a>(
        &'a self,
        asked: &'a ListAsked<'a>,
        now: Instant,
    ) -> Answer<'a, Option<ListBytes>> {
        Box::pin(async move { self.ask(asked, now).await.map(Some) })
    }
}
