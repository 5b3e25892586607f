//! Applications (S1-1..3): what somebody says of themself, the background review, and a reviewer's look.
//!
//! `apply` takes one: the registry agrees, and it goes through; it gives no answer, and it waits; two answers contradict each
//! other, or the document has a code on another phone, and a reviewer looks. `ask_again` is the job for what waits, `decide`
//! the reviewer's answer, `see` what reviewers read, `told` what the applicant reads.

mod admit;
mod applicant;
mod apply;
mod ask_again;
mod decide;
mod first_day;
mod kept;
mod messages;
mod see;
mod take_over;
mod told;
mod words;

pub use apply::{Applied, RegistrationForm};
pub use ask_again::ApplicationsSettled;
pub use first_day::{FirstDay, FirstDayStep, UnitSees, UnitStep};
pub use see::{ApplicationOpened, ApplicationSeen, HolderSeen};
pub use told::{ApplicantTold, ApplicationTold};
pub(crate) use words::refusal_text;

use domain::ids::ApplicationId;
use domain::time::Instant;
use storage::ApplicationRow;

use crate::Service;
use crate::error::{Error, Missing};

/// For how many days an application that was decided is kept (P): so long its applicant reads what became of it.
pub const APPLICATION_DAYS: i32 = 14;

impl Service {
    /// The application of a phone or address.
    async fn application_of(
        &self,
        contact: &str,
        now: Instant,
    ) -> Result<Option<ApplicationRow>, Error> {
        let (row, alarms) = self.store.application_of_phone(contact).await?;
        self.raise(&alarms, now).await?;
        Ok(row)
    }

    async fn application_row(
        &self,
        id: ApplicationId,
        now: Instant,
    ) -> Result<ApplicationRow, Error> {
        let (row, alarms) = self.store.application_by_id(id).await?;
        self.raise(&alarms, now).await?;
        row.ok_or(Error::Unknown(Missing::Application))
    }
}
