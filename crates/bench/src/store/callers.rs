//! Many callers who take the next call as soon as their last one is answered.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::runtime::Runtime;
use tokio::task::JoinSet;

/// The runtime of a server on this machine.
pub(crate) fn runtime() -> anyhow::Result<Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?)
}

/// Makes one call for each of `items` from `callers` tasks, and says how many were answered a second.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
pub(crate) fn rate<T, F>(
    runtime: &Runtime,
    callers: usize,
    items: Vec<T>,
    call: impl Fn(Arc<Vec<T>>, usize) -> F + Clone + Send + 'static,
) -> anyhow::Result<f64>
where
    T: Send + Sync + 'static,
    F: Future<Output = anyhow::Result<()>> + Send,
{
    let count = u32::try_from(items.len())?;
    let (items, next) = (Arc::new(items), Arc::new(AtomicUsize::new(0)));
    let begin = std::time::Instant::now();
    runtime.block_on(async {
        let mut tasks = JoinSet::new();
        for _ in 0..callers {
            let (items, next, call) = (Arc::clone(&items), Arc::clone(&next), call.clone());
            tasks.spawn(async move {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= items.len() {
                        return anyhow::Ok(());
                    }
                    call(Arc::clone(&items), at).await?;
                }
            });
        }
        while let Some(ended) = tasks.join_next().await {
            ended??;
        }
        anyhow::Ok(())
    })?;
    Ok(f64::from(count) / begin.elapsed().as_secs_f64())
}
