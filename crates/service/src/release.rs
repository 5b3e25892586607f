//! The certificate of release: a sheet that says that a quarantine ended after all its days. It names the rule's
//! jurisdiction and the dates, and neither colour nor reason.

use credential::{Hour, Release, ShownName};
use domain::facts::orders_of;
use domain::ids::PersonId;
use domain::quarantine::{Course, Order, OrderState, course, running};
use domain::retention::ORDER_DAYS;
use domain::time::{Date, Instant};

use crate::Service;
use crate::error::Error;
use crate::explain::Place;
use crate::log::Hand;

/// What the log says where a quarantine that had ended after all its days was let go (`retention.rs`).
const LET_GO: &str = "old quarantine deleted";
/// So many of a person's newest lines in the log are looked through for that.
const LINES: u32 = 2_000;

/// A certificate, as it is printed.
#[derive(Debug)]
pub struct ReleaseCertificate {
    /// The text of its QR code.
    pub text: String,
    /// The name on it.
    pub name: String,
    /// The end of the document's number on it.
    pub document_tail: String,
    /// The jurisdiction whose rule had opened the quarantine.
    pub issuer: Place,
    /// Day 1 of the quarantine.
    pub first_day: Date,
    /// The first date after it.
    pub free: Date,
}

impl Service {
    /// The certificate of the last quarantine of a person that ended after all its days. Refused while one runs, and where
    /// none has ended so. Who asks agrees to the name and the end of the number on it.
    pub async fn release_certificate(
        &self,
        by: impl Into<Hand>,
        now: Instant,
    ) -> Result<ReleaseCertificate, Error> {
        let by = by.into();
        let person = by.person;
        let (shared, facts, _) = self.current(person, now).await?;
        let orders = orders_of(&facts.record);
        if !running(&orders, now.date()).is_empty() {
            return Err(Error::field(
                "order",
                "隔离尚未期满，期满后可生成证明",
                "a quarantine still runs; the certificate is made once all its days are counted",
            ));
        }
        let Some((order, free)) = last_completed(&orders, now.date()) else {
            return Err(self.nothing_to_certify(person).await?);
        };
        let name = ShownName::full(&self.name_of(person, now).await?);
        let document = self.document_tail(person, now).await?;
        let release = Release {
            issuer: order.jurisdiction,
            issued: Hour::of(now),
            first_day: order.first_day,
            free,
            name,
            document,
            demo: self.is_demo(),
        };
        let key = shared.keys().signing(order.jurisdiction, now);
        let key =
            key.ok_or_else(|| Error::Signing("the city has no key for this hour".to_owned()))?;
        let text = release.sign(key);
        let text = text.map_err(|e| Error::Signing(e.to_string()))?;
        let line = self.line_about(person, by.deed("print release"), &text, now);
        let line = line.await?;
        self.store
            .write(self.store.log_about(person, &line))
            .await?;
        Ok(ReleaseCertificate {
            text,
            name: release.name.to_string(),
            document_tail: release.document.to_string(),
            issuer: Place::of_division(order.jurisdiction, now.date().year()),
            first_day: order.first_day,
            free,
        })
    }

    /// Why there is nothing to certify: no quarantine has ended so, or it was let go with its time.
    async fn nothing_to_certify(&self, person: PersonId) -> Result<Error, Error> {
        let lines = self.store.own_lines(person, i64::MAX, LINES).await?;
        let let_go = lines.iter().any(|own| own.line.action == LET_GO);
        Ok(if let_go { gone() } else { none() })
    }
}

/// The order whose days were all counted last, and its first free date.
fn last_completed(orders: &[Order], today: Date) -> Option<(&Order, Date)> {
    let ended = |order: &Order| match (order.state, course(order, today)) {
        (OrderState::Complete(free), _) | (OrderState::Open, Course::Done(free)) => Some(free),
        _ => None,
    };
    let completed = orders.iter().filter_map(|o| Some((o, ended(o)?)));
    completed.max_by_key(|(order, free)| (*free, order.id))
}

fn none() -> Error {
    Error::field(
        "order",
        "没有按天数期满解除的隔离，无须证明",
        "no quarantine has ended after all its days; there is nothing to certify",
    )
}

fn gone() -> Error {
    Error::field(
        "order",
        &format!("隔离记录已在结束{ORDER_DAYS}天后按期删除，无法再生成证明"),
        &format!(
            "the quarantine was deleted {ORDER_DAYS} days after its end and cannot be certified any more"
        ),
    )
}
