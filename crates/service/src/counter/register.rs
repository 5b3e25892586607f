//! Registering somebody whose document was seen.

use domain::access::Action;
use domain::community::Door;
use domain::declaration::Problem;
use domain::staff::Member;
use domain::time::{Date, Instant};
use gateway::registry::Agreement;

use super::{AtCounter, served};
use crate::Service;
use crate::community::residence_in_words;
use crate::error::Error;
use crate::register::{Applicant, Beside, Registered};

/// What a person says at the counter beside their document.
pub struct CounterForm {
    /// The birth date, where the number does not say it.
    pub born: Option<Date>,
    /// The residence to the street: the nine digits of a street, or words.
    pub street: String,
    /// The door, where it was given.
    pub door: Option<Door>,
}

/// How the person before the counter stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Served {
    /// They were registered just now.
    Registered,
    /// They were registered already with this name and document, and nothing was changed.
    Known,
}

impl Service {
    /// Registers a person without phone or address. The registry must know name, document and birth date, as of everybody who
    /// brings no phone of the mainland: nobody is made up at a counter. Sent again they are known already.
    #[crate::boxed]
    pub async fn register_at_counter(
        &self,
        member: &Member,
        at: &AtCounter,
        form: &CounterForm,
        now: Instant,
    ) -> Result<Served, Error> {
        let action = Action::ServeAtCounter;
        self.admit_staff_for_city(member, action, at.city, now)
            .await?;
        if let Some(person) = self.person_by(&at.name, &at.document, now).await? {
            let deed = served(member, "serve at counter");
            self.note_served(person, deed, now).await?;
            return Ok(Served::Known);
        }
        let street = residence_in_words(&form.street, now)?;
        let born = at.document.born(form.born, now.date());
        let born = born.map_err(|error| {
            let text = error.text();
            Error::Invalid(vec![Problem::new("birth_date", text.zh, text.en)])
        })?;
        let registry = &self.neighbours()?.registry;
        let agrees = registry
            .agrees_born(&at.name, &at.document, born, now)
            .await;
        if agrees.map_err(Error::neighbour)? == Agreement::No {
            self.note_refusal(member, action, "not confirmed", now)
                .await?;
            return Err(not_known());
        }
        let applicant = Applicant {
            name: at.name.clone(),
            document: at.document.clone(),
            contact: None,
            born: Some(born),
            street,
        };
        let beside = Beside {
            deed: served(member, "register at counter"),
            ..Beside::default()
        };
        let who = (&applicant, form.door.as_ref());
        match self.register_with(who, &beside, now).await {
            Ok(Registered { .. }) => Ok(Served::Registered),
            Err(Error::AlreadyRegistered) => {
                self.note_refusal(member, action, "not confirmed", now)
                    .await?;
                Err(not_known())
            }
            Err(error) => Err(error),
        }
    }
}

/// What is said where the registry does not agree, and where the document is registered under another name: the same.
fn not_known() -> Error {
    Error::field(
        "document",
        "身份信息库不能确认此姓名、证件号码和出生日期，请与证件逐字核对；证件无误的，请发证机关核实",
        "is not confirmed by the registry for this name and birth date; compare each character with the document, and \
         where it is as it stands there, ask the office that made it out",
    )
}
