//! Printing a person's sheet for them, and ending one that was lost.

use domain::staff::Member;
use domain::time::Instant;

use super::{AtCounter, served};
use crate::Service;
use crate::error::Error;
use crate::sheet::{Holder, Sheet};

impl Service {
    /// Prints the sheet of the person before the counter, who agrees by asking for it to the name and the end of the number on
    /// it. The sheet before, wherever it was printed, is good no more. Where it is the first that they have of the city and the city
    /// asks for the itinerary, staff are asked as with a declaration.
    #[crate::boxed]
    pub async fn print_sheet_at_counter(
        &self,
        member: &Member,
        at: &AtCounter,
        now: Instant,
    ) -> Result<Sheet, Error> {
        let person = self.before_counter(member, at, now).await?;
        let deed = served(member, "print sheet at counter");
        self.note_served(person, deed, now).await?;
        self.use_city_by(person, at.city, deed, now).await?;
        let asks = served(member, "ask about itinerary at counter");
        self.ask_from_counter((person, at.city), asks, now).await?;
        self.sheet_of((person, Holder::Person), at.city, now).await
    }

    /// Makes the sheet of the person before the counter good no more: it was lost.
    #[crate::boxed]
    pub async fn revoke_sheet_at_counter(
        &self,
        member: &Member,
        at: &AtCounter,
        now: Instant,
    ) -> Result<(), Error> {
        let person = self.before_counter(member, at, now).await?;
        let deed = served(member, "revoke sheet at counter");
        self.revoke_sheet_by(person, deed, now).await
    }
}
