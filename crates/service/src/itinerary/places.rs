//! Declaring the places of a number, in the order of the numbers (S0-5, S0-16, S0-17).

use domain::declaration::Problem;
use domain::ids::NumberId;
use domain::itinerary::{DeclaredPlace, Place, Window, may_declare};
use domain::place::{CountryCode, DivisionCode, country, divisions};
use domain::time::{Date, Instant};
use storage::{CheckRow, CheckState};

use super::stand::{Stand, Whose};
use super::told::ItineraryCheck;
use crate::Service;
use crate::error::Error;
use crate::session::Session;

/// The most places of a number.
const MOST: usize = 60;

/// The places that a person declares for a number.
pub struct PlacesSaid {
    /// The number.
    pub number: NumberId,
    /// The places; none where they are those of the first number.
    pub places: Vec<PlaceSaid>,
    /// Whether they are those of the first number.
    pub same_as_first: bool,
}

/// A place as it is sent: a county or a country.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PlaceSaid {
    /// A county of the mainland.
    pub county: Option<DivisionCode>,
    /// A country or region outside of it.
    pub country: Option<CountryCode>,
    /// The first day.
    pub from: Date,
    /// The last day, included.
    pub to: Date,
}

impl Service {
    /// Keeps the places of a number, in the place of those that it had.
    #[crate::boxed]
    pub async fn set_itinerary_places(
        &self,
        session: &Session,
        city: DivisionCode,
        said: &PlacesSaid,
        now: Instant,
    ) -> Result<ItineraryCheck, Error> {
        let person = session.person()?;
        let whose = Whose { person, city };
        let make = |stand: &Stand| declared(stand, said);
        self.step(whose, "declare itinerary places", now, make)
            .await?;
        self.itinerary(session, city, now).await
    }
}

fn declared(stand: &Stand, said: &PlacesSaid) -> Result<CheckRow, Error> {
    let row = stand.begun()?;
    stand.number(said.number)?;
    let states = stand.states();
    if !may_declare(&states, said.number) {
        let (zh, en) = (
            "请先用验证码确认这个号码，并完成前一个号码的行程",
            "is not next; confirm it by its code, after the places of the number before it",
        );
        return Err(Error::field("number", zh, en));
    }
    let first = states.first().map(|state| state.number);
    let places = if said.same_as_first {
        match first.filter(|first| *first != said.number) {
            Some(first) => stand.kept.places(first).to_vec(),
            None => return Err(is_first()),
        }
    } else {
        checked(&said.places, stand.window(row.arrival))?
    };
    let mut kept = stand.kept.clone();
    kept.declare(said.number, &places, said.same_as_first);
    if Some(said.number) == first {
        // What was said to be the same stays the same.
        for state in &states {
            if kept.is_same_as_first(state.number) {
                kept.declare(state.number, &places, true);
            }
        }
    }
    Ok(CheckRow {
        changed: stand.now,
        state: CheckState::InProgress,
        causes: Vec::new(),
        words: kept.sealed()?,
        ..row.clone()
    })
}

fn is_first() -> Error {
    let (zh, en) = (
        "这是第一个号码，请填写去过的地点",
        "is of the first number itself; declare its places",
    );
    Error::field("same_as_first", zh, en)
}

fn checked(said: &[PlaceSaid], window: Window) -> Result<Vec<DeclaredPlace>, Error> {
    let mut problems = Vec::new();
    if said.is_empty() {
        problems.push(Problem::new(
            "places",
            "请至少填写一个地点；目的城市也要填写",
            "is empty; add at least one place, the city that you enter among them",
        ));
    }
    if said.len() > MOST {
        problems.push(Problem::new(
            "places",
            "最多填写60个地点，同一区县的日期请合并",
            "holds 60 places at most; join the days of one county",
        ));
    }
    let mut places = Vec::new();
    for (at, place) in said.iter().take(MOST).enumerate() {
        let field = format!("places[{at}]");
        days(&field, place, window, &mut problems);
        match place_of(&field, place) {
            Ok(found) => places.push(DeclaredPlace {
                place: found,
                from: place.from,
                to: place.to,
            }),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        Ok(places)
    } else {
        Err(Error::Invalid(problems))
    }
}

fn days(field: &str, place: &PlaceSaid, window: Window, problems: &mut Vec<Problem>) {
    let mut add = |part: &str, zh: String, en: String| {
        problems.push(Problem::new(format!("{field}.{part}"), zh, en));
    };
    if place.to < place.from {
        add(
            "to",
            "离开日期早于到达日期，请对调".to_owned(),
            "lies before the first day; exchange them".to_owned(),
        );
    }
    let (from, to) = (window.from, window.to);
    if place.from < from {
        add(
            "from",
            format!("早于核验的第一天，请从{from}开始填写"),
            format!("lies before the first day that counts; begin with {from}"),
        );
    }
    if place.to > to {
        add(
            "to",
            format!("晚于核验的最后一天，请填写到{to}为止"),
            format!("lies behind the last day that counts; end with {to}"),
        );
    }
}

fn place_of(field: &str, place: &PlaceSaid) -> Result<Place, Problem> {
    match (place.county, place.country) {
        (Some(code), None) => {
            let known = |day: Date| divisions().county_level(code, day.year()).is_some();
            if known(place.from) || known(place.to) {
                return Ok(Place::County(code));
            }
            Err(Problem::new(
                format!("{field}.county"),
                "不是当年有效的区县，请从列表中选择",
                "is not a county in force that year; pick it from the list",
            ))
        }
        (None, Some(code)) if country(code).is_some() => Ok(Place::Abroad(code)),
        (None, Some(_)) => Err(Problem::new(
            format!("{field}.country"),
            "不是列表中的国家或地区，请从列表中选择",
            "is not a country or region of the list; pick it from the list",
        )),
        _ => Err(Problem::new(
            format!("{field}.county"),
            "请选择一个区县，或一个国家（地区），只选一项",
            "pick a county or a country, one of them",
        )),
    }
}
