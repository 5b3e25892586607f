//! A journey as a person declares it: what stands on the ticket, read as lists are read, never guessed.

use serde::{Deserialize, Serialize};

use super::MAX_DAYS_BACK;
use crate::contact::{Conveyance, ConveyanceKind, Leg, Role, Seating, numbers, seating};
use crate::ids::LegId;
use crate::policy::Text;
use crate::time::Date;

/// The most characters of a number, seat or station.
const LONGEST: usize = 64;

/// A journey as declared. Seat and stations may be empty: what is not known is not guessed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclaredLeg {
    /// Its id, made on the page.
    pub id: LegId,
    /// What it was.
    pub kind: ConveyanceKind,
    /// The number as on the ticket; of a coach its plate, of a ship its name.
    pub number: String,
    /// The date on which it began.
    pub date: Date,
    /// Carriage and seat as on the ticket: `10车5F`, `32A`, `3012舱`.
    #[serde(default)]
    pub seat: String,
    /// Where the person boarded.
    #[serde(default)]
    pub board: String,
    /// Where they alighted.
    #[serde(default)]
    pub alight: String,
    /// Whether they were of the crew.
    #[serde(default)]
    pub crew: bool,
}

/// A field, and what is wrong with it.
type Wrong = (&'static str, Text);

impl DeclaredLeg {
    /// The journey, its row the id; or the field that nobody can read.
    pub fn parsed(&self) -> Result<Leg, Wrong> {
        for (field, said) in [
            ("number", &self.number),
            ("seat", &self.seat),
            ("board", &self.board),
            ("alight", &self.alight),
        ] {
            if said.chars().count() > LONGEST || said.chars().any(char::is_control) {
                let text = Text::new("最多64个字符", "has at most 64 characters");
                return Err((field, text));
            }
        }
        Ok(Leg {
            row: self.id.0.cast_unsigned(),
            conveyance: self.conveyance()?,
            date: self.date,
            seating: self.seating()?,
            role: if self.crew {
                Role::Crew
            } else {
                Role::Passenger
            },
            board: self.board.trim().to_owned(),
            alight: self.alight.trim().to_owned(),
            times: None,
        })
    }

    fn conveyance(&self) -> Result<Conveyance, Wrong> {
        numbers(self.kind, &self.number).map_err(|unread| ("number", unread.why.text()))
    }

    fn seating(&self) -> Result<Seating, Wrong> {
        let seating = seating(self.kind, &self.seat);
        let seating = seating.map_err(|unread| ("seat", unread.why.text()))?;
        if seating.carriages.len() > 1 {
            let text = Text::new("只能填写一个车厢", "name the one carriage that you were in");
            return Err(("seat", text));
        }
        Ok(seating)
    }

    pub(super) fn problems(
        &self,
        field: &str,
        today: Date,
        add: &mut impl FnMut(String, &str, &str),
    ) {
        if let Err((of, text)) = self.parsed() {
            add(format!("{field}.{of}"), &text.zh, &text.en);
        }
        if self.date > today || self.date < today - MAX_DAYS_BACK {
            add(
                format!("{field}.date"),
                "请填写出发日期，须为今天或过去60天内",
                "give the day on which it began, today or one of the last 60 days",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leg(number: &str, seat: &str) -> DeclaredLeg {
        DeclaredLeg {
            id: LegId(7),
            kind: ConveyanceKind::Train,
            number: number.into(),
            date: "2020-01-16".parse().unwrap(),
            seat: seat.into(),
            board: String::new(),
            alight: String::new(),
            crew: false,
        }
    }

    #[test]
    fn s2_15_a_journey_is_read_from_the_ticket_or_named_by_its_field() {
        let read = leg("g2035", "10车5F").parsed().unwrap();
        assert_eq!(read.conveyance.numbers[0].as_str(), "G2035");
        assert_eq!(read.seating.carriages.to_string(), "10");
        let wrong = |number, seat| leg(number, seat).parsed().unwrap_err().0;
        assert_eq!(wrong("那趟车", ""), "number");
        assert_eq!(wrong("G2035", "靠窗"), "seat");
        assert_eq!(wrong("G2035", "3、17号车厢"), "seat");
        assert_eq!(wrong(&"G".repeat(65), ""), "number");
        assert!(leg("G2035", "").parsed().unwrap().seating.is_unknown());
    }

    #[test]
    fn s2_15_a_journey_lies_in_the_days_that_count() {
        let problems = |today: &str| {
            let mut fields = Vec::new();
            let mut add = |field: String, _: &str, _: &str| fields.push(field);
            leg("G2035", "").problems("legs[0]", today.parse().unwrap(), &mut add);
            fields
        };
        assert!(problems("2020-01-16").is_empty() && problems("2020-03-16").is_empty());
        assert_eq!(problems("2020-01-15"), ["legs[0].date"]);
        assert_eq!(problems("2020-03-17"), ["legs[0].date"]);
    }
}
