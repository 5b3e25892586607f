//! Where passwords are hashed: one thread of its own with a short queue.
//!
//! A hash takes a core for some ten milliseconds and 19 MiB. Whoever tries passwords by the thousand fills the queue and
//! is told to come again; gates, whose scans are judged on the other threads, notice one busy core at most.

use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, OnceLock};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use crate::error::Error;

/// How many may wait, the one that is worked on among them.
const QUEUE: usize = 32;
/// After how many seconds who was turned away may come again.
const AGAIN_S: u32 = 5;

type Work = Box<dyn FnOnce() + Send>;

/// The thread and its queue; it begins with the first password.
pub(crate) struct Hashing {
    places: Arc<Semaphore>,
    thread: OnceLock<Option<Sender<Work>>>,
}

/// A place in the queue.
pub(crate) struct Place<'a> {
    hashing: &'a Hashing,
    permit: OwnedSemaphorePermit,
}

impl Default for Hashing {
    fn default() -> Self {
        Self {
            places: Arc::new(Semaphore::new(QUEUE)),
            thread: OnceLock::new(),
        }
    }
}

impl Hashing {
    /// A place in the queue, where there is one: taken before anything is read or counted.
    pub(crate) fn place(&self) -> Result<Place<'_>, Error> {
        let permit = Arc::clone(&self.places).try_acquire_owned();
        let permit = permit.map_err(|_| crowded())?;
        Ok(Place {
            hashing: self,
            permit,
        })
    }

    fn thread(&self) -> Option<&Sender<Work>> {
        self.thread.get_or_init(begin).as_ref()
    }
}

impl Place<'_> {
    /// Does the work when its turn comes. Who waits no longer is passed over.
    pub(crate) async fn work<T: Send + 'static>(
        self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let (tell, told) = oneshot::channel();
        let permit = self.permit;
        let turn = Box::new(move || {
            let done = (!tell.is_closed()).then(work);
            // Whoever hears of it finds the place free.
            drop(permit);
            if let Some(done) = done {
                // Whoever left meanwhile hears nothing.
                let _gone = tell.send(done);
            }
        });
        let thread = self.hashing.thread().ok_or_else(crowded)?;
        thread.send(turn).map_err(|_| crowded())?;
        told.await.map_err(|_| crowded())
    }
}

fn crowded() -> Error {
    Error::Crowded {
        retry_after_s: AGAIN_S,
    }
}

/// None where the system gives no thread. It ends with the service, when its last sender is dropped.
fn begin() -> Option<Sender<Work>> {
    let (sender, queue) = channel::<Work>();
    let thread = std::thread::Builder::new().name("passwords".into());
    let begun = thread.spawn(move || {
        for work in queue {
            work();
        }
    });
    begun.ok().map(|_| sender)
}

#[cfg(test)]
mod tests {
    use std::pin::Pin;
    use std::task::{Context, Waker};

    use super::*;

    /// Whether a call has begun and waits.
    fn begins<T>(call: Pin<&mut impl Future<Output = T>>) -> bool {
        let mut nobody = Context::from_waker(Waker::noop());
        call.poll(&mut nobody).is_pending()
    }

    #[tokio::test]
    async fn n_3_the_queue_of_passwords_is_bounded_and_gives_its_places_back() {
        let hashing = Hashing::default();
        let places: Vec<_> = (0..QUEUE).map(|_| hashing.place().unwrap()).collect();
        let full = hashing.place().err().unwrap();
        assert!(matches!(full, Error::Crowded { retry_after_s } if retry_after_s > 0));
        let works = places.into_iter().enumerate();
        let works = works.map(|(n, place)| place.work(move || n));
        let done = futures_util::future::join_all(works).await;
        let done: Vec<usize> = done.into_iter().map(Result::unwrap).collect();
        assert_eq!(done, (0..QUEUE).collect::<Vec<_>>());
        let again: Vec<_> = (0..QUEUE).map(|_| hashing.place().unwrap()).collect();
        assert_eq!(again.len(), QUEUE);
    }

    #[tokio::test]
    async fn who_left_the_queue_costs_nothing() {
        let hashing = Hashing::default();
        let (release, waits) = channel::<()>();
        let first = hashing.place().unwrap().work(move || waits.recv().is_ok());
        let mut first = std::pin::pin!(first);
        assert!(begins(first.as_mut()));
        {
            let second = hashing
                .place()
                .unwrap()
                .work(|| panic!("nobody waits for it"));
            let mut second = std::pin::pin!(second);
            assert!(begins(second.as_mut()));
        }
        release.send(()).unwrap();
        assert!(first.await.unwrap());
        assert_eq!(hashing.place().unwrap().work(|| 7).await.unwrap(), 7);
    }
}
