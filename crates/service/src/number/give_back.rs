//! Giving a number back: shown no more at once, compared for two weeks more (S0-15). Messages go on to another.

use domain::ids::NumberId;
use domain::number::Number;
use domain::time::Instant;
use storage::{NumberRow, PersonFacts};

use super::MyNumber;
use crate::Service;
use crate::change::{Draft, Drafted, registered};
use crate::error::{Error, Missing};
use crate::log::Deed;
use crate::session::Session;

impl Service {
    /// Gives a number of the person of a session back, and answers with those that stay. One that was given back already
    /// stays so.
    #[crate::boxed]
    pub async fn give_number_back(
        &self,
        session: &Session,
        id: NumberId,
        now: Instant,
    ) -> Result<Vec<MyNumber>, Error> {
        let person = session.person()?;
        let numbers = self.numbers_of(person, now).await?;
        let row = numbers.rows.iter().find(|row| row.number.id == id);
        let row = row.ok_or(Error::Unknown(Missing::Number))?;
        if row.number.is_shown() {
            let other = numbers.shown().find(|other| *other.phone != *row.phone);
            let Some(other) = other else {
                let (zh, en) = (
                    "这是您唯一的号码，请先添加另一个号码",
                    "is your only number; add another one first",
                );
                return Err(Error::field("id", zh, en));
            };
            let gone = NumberRow {
                number: Number {
                    given_back: Some(now),
                    ..row.number
                },
                phone: row.phone.clone(),
            };
            let is_main = *row.phone == *numbers.main;
            let give = |facts: &PersonFacts, _: &_, draft: &mut Draft| {
                registered(facts)?;
                draft.batch.put_number(&gone);
                if is_main {
                    draft.batch.change_phone(facts, &other.phone);
                }
                Ok(Drafted::Write(()))
            };
            self.change(person, Deed::own("give number back"), now, give)
                .await?;
        }
        self.my_numbers(session, now).await
    }
}
