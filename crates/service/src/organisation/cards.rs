//! Cards for members without a phone: a sheet of paper each, for those alone who agreed to a card. A gate scans it like every sheet.

use domain::ids::{OrganisationId, UnitId};
use domain::staff::Member;
use domain::time::Instant;

use super::units::of_manager;
use crate::Service;
use crate::error::{Error, Missing};
use crate::sheet::Holder;

/// A card, as it is printed.
pub struct MemberCard {
    /// The text of its QR code.
    pub text: String,
    /// The name on it.
    pub name: String,
    /// The end of the document's number on it.
    pub document_tail: String,
    /// The first instant at which it is no longer good.
    pub expires: Instant,
}

impl Service {
    /// Prints the cards of a unit: of those who agreed to one. The sheet that a member had before is good no more.
    #[crate::boxed]
    pub async fn print_cards(
        &self,
        member: &Member,
        way: (OrganisationId, UnitId),
        now: Instant,
    ) -> Result<Vec<MemberCard>, Error> {
        let (row, _) = self.managed_unit(member, way, now).await?;
        let city = row.division.city().unwrap_or(row.division);
        let mut known = self.members_known(way, now).await?;
        known.retain(|one| one.membership.card);
        let deed = of_manager(member, "print card");
        let mut cards = Vec::with_capacity(known.len());
        for one in &known {
            // The line is there before the card is.
            self.note_about(one.facts.id, deed, "", now).await?;
            let whose = (one.facts.id, Holder::Organisation(row.id));
            let sheet = match self.sheet_of(whose, city, now).await {
                Ok(sheet) => sheet,
                // Too many codes today, or staff must look first, or they left at this moment: the others have theirs.
                Err(
                    Error::TooMany { .. }
                    | Error::Damaged
                    | Error::Refused(_)
                    | Error::Unknown(Missing::Person)
                    | Error::NotRegistered,
                ) => continue,
                Err(error) => return Err(error),
            };
            cards.push(MemberCard {
                text: sheet.text,
                name: sheet.name,
                document_tail: sheet.document_tail,
                expires: sheet.expires,
            });
        }
        cards.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(cards)
    }
}
