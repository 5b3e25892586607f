//! What takes long without waiting for anything, on a thread beside those that answer.

use std::panic::resume_unwind;

/// Does `work` aside; where it ends in a panic, whoever waits does too.
pub(crate) async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(ended) => match ended.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            // The program ends before it was begun: nobody waits any more.
            Err(_) => std::future::pending().await,
        },
    }
}
