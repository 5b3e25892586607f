//! Where somebody lives: the words that they give, and the community that follows from them.

use std::str::FromStr;

use domain::community::{Door, HomePlace, residence};
use domain::place::{DivisionCode, StreetCode, divisions, street};
use domain::time::{Date, Instant};
use storage::{Home, HomeRow, PersonFacts, Word};

use crate::Service;
use crate::change::{Draft, Drafted, registered};
use crate::error::Error;
use crate::log::Deed;
use crate::session::Session;
use crate::shared::Shared;

/// The longest residence in free words, in characters.
const MAX_STREET: usize = 100;

/// Where a person says that they live.
pub struct HomeForm {
    /// The residence to the street: the nine digits of a street, or words.
    pub street: String,
    /// The door.
    pub door: Option<Door>,
}

impl Service {
    /// Says at which door the person lives from now on. Who moves is handed over at once: the community before reads until the end
    /// of the day that they moved, the new one has the notes.
    #[crate::boxed]
    pub async fn set_home(
        &self,
        session: &Session,
        form: &HomeForm,
        now: Instant,
    ) -> Result<(), Error> {
        let person = session.person()?;
        let street: Word = residence_in_words(&form.street, now)?.into();
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            registered(facts)?;
            let county = residence(&draft.record).map(HomePlace::of_county);
            let place = HomePlace::of_words(&street).or(county);
            let place = place.ok_or_else(no_county)?;
            let door = form.door.clone();
            draft
                .batch
                .settle_home(&Home { place, door }, Some(&street), now);
            Ok(Drafted::Write(()))
        };
        self.change(person, Deed::own("set home"), now, draft)
            .await?;
        Ok(())
    }
}

fn no_county() -> Error {
    Error::field(
        "street",
        "请从列表中选择街道，或先完成申报",
        "pick the street from the list, or declare first: in words alone nobody knows the county",
    )
}

/// The home of somebody who registers: their street where it is known by its digits, and their door. None where neither is.
pub(crate) fn home_of_words(street: &str, door: Option<Door>) -> Option<Home> {
    let place = HomePlace::of_words(street);
    let place = place.or(door.as_ref().map(|_| HomePlace::UNKNOWN))?;
    Some(Home { place, door })
}

/// The home of somebody who declares a residence in `county`: none where what is kept can stay. The door stays where nobody knew
/// the county before.
pub(crate) fn home_after(
    kept: Option<&HomeRow>,
    county: DivisionCode,
    now: Instant,
) -> Option<Home> {
    let year = now.date().year();
    let is_division = |code| divisions().get(code, year).is_some();
    let place = kept.map(|row| row.home.place);
    let stays = place.is_some_and(|place| place.may_lie_in(county, is_division));
    let first = place == Some(HomePlace::UNKNOWN);
    let door = kept.filter(|_| first).and_then(|row| row.home.door.clone());
    (!stays).then_some(Home {
        place: HomePlace::of_county(county),
        door,
    })
}

/// What a place is called: the street, or the county where the street is not known.
pub(super) fn place_name(place: HomePlace, today: Date) -> String {
    let county = divisions().get(place.county(), today.year());
    let county = county.map(|county| county.name);
    place
        .street_name()
        .or(county)
        .unwrap_or_default()
        .to_owned()
}

/// The residence in words: of a street's code the names that it stands for.
pub(crate) fn residence_in_words(given: &str, now: Instant) -> Result<String, Error> {
    let given = given.trim();
    let length = given.chars().count();
    if length == 0 || length > MAX_STREET || given.chars().any(char::is_control) {
        let (zh, en) = (
            "请填写居住地到街道，1至100个字符",
            "say where you live to the street, in 1 to 100 characters",
        );
        return Err(Error::field("street", zh, en));
    }
    if given.len() != 9 || !given.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(given.to_owned());
    }
    let code = StreetCode::from_str(given).ok();
    let found = code.and_then(street);
    let street = found.ok_or_else(|| {
        let (zh, en) = (
            "不是任何街道的代码，请从列表中选择街道或用文字填写",
            "is the number of no street; pick the street from the list or write it in words",
        );
        Error::field("street", zh, en)
    })?;
    let county = street.code.counted_in();
    let county = county.and_then(|code| divisions().get(code, now.date().year()));
    let county = county.map(|county| county.name).unwrap_or_default();
    Ok(format!("{} {county}{}", street.code, street.name))
}
