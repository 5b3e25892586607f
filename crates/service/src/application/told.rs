//! What an applicant reads of their application: where it stands, what is checked, and until when.

use domain::application::ApplicationState;
use domain::policy::Text;
use domain::record::Applicant;
use domain::time::{Date, Instant};
use serde::Serialize;
use storage::ApplicationRow;
use utoipa::ToSchema;

use super::ask_again::unproven;
use super::kept::{Kept, Said};
use super::words::{accepted, refused, registry_checked, reviewer_checked};
use crate::Service;
use crate::error::Error;
use crate::explain::Place;
use crate::session::Session;
use crate::shapes;

/// An application as its applicant reads it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ApplicationTold {
    /// Where it stands.
    #[schema(value_type = shapes::ApplicationState)]
    pub state: ApplicationState,
    /// What is checked, or what became of it.
    #[schema(value_type = shapes::Text)]
    pub text: Text,
    /// When it was made, in epoch milliseconds.
    pub made_ms: i64,
    /// By when it is decided, in epoch milliseconds.
    pub due_ms: i64,
    /// Whether that has passed. It is counted among the overdue ones, which anybody reads.
    pub overdue: bool,
}

/// As what somebody applied.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ApplicantTold {
    /// The kind of applicant.
    #[schema(value_type = shapes::Applicant)]
    pub kind: Applicant,
    /// For which city; absent where they did not say.
    pub city: Option<Place>,
    /// The unit; empty where there is none.
    pub unit: String,
    /// The first day there.
    #[schema(value_type = Option<shapes::Date>)]
    pub first_day: Option<Date>,
}

impl Service {
    /// The application of a session's phone; nothing where none waits and none was decided lately.
    #[crate::boxed]
    pub async fn application_told(
        &self,
        session: &Session,
        now: Instant,
    ) -> Result<Option<ApplicationTold>, Error> {
        let contact = session.contact()?;
        let row = self.application_of(contact.canonical(), now).await?;
        row.map(|row| told(&row, now)).transpose()
    }

    /// As what the person of a session applied; nothing where they were not asked.
    #[crate::boxed]
    pub async fn applicant_told(
        &self,
        session: &Session,
        now: Instant,
    ) -> Result<Option<ApplicantTold>, Error> {
        let (row, alarms) = self.store.applicant_of(session.person()?).await?;
        self.raise(&alarms, now).await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let said = Said::of_row(&row)?.parsed();
        Ok(Some(ApplicantTold {
            kind: said.kind,
            city: said
                .city
                .map(|city| Place::of_division(city, now.date().year())),
            unit: said.unit,
            first_day: said.first_day,
        }))
    }
}

fn told(row: &ApplicationRow, now: Instant) -> Result<ApplicationTold, Error> {
    let application = &row.application;
    let (due, today) = (application.due, now.date());
    let text = match application.state {
        ApplicationState::Registry => registry_checked(due, today),
        ApplicationState::Review => reviewer_checked(&application.doubts, due, today),
        ApplicationState::Accepted => accepted(),
        ApplicationState::Refused if application.decided_by.is_none() => unproven(),
        ApplicationState::Refused => refused(&Kept::of(row)?.reason),
    };
    Ok(ApplicationTold {
        state: application.state,
        text,
        made_ms: application.made.ms(),
        due_ms: due.ms(),
        overdue: application.is_overdue(now),
    })
}
