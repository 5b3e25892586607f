//! The door at which somebody lives, within their street.

use std::cmp::Ordering;

use crate::declaration::Problem;

/// The longest name of a building or a door, in characters.
pub const MAX_DOOR: usize = 20;

/// A building and a door in it, in the words of whoever lives there. No `Debug`, no `Display`: it is kept sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Door {
    building: String,
    door: String,
}

impl Door {
    /// A door of 1 to 20 characters in a building of at most as many; problems name the field.
    pub fn parse(building: &str, door: &str) -> Result<Self, Vec<Problem>> {
        let (building, door) = (building.trim(), door.trim());
        let mut problems = Vec::new();
        if !fits(building) {
            let (zh, en) = (
                "楼栋最多20个字符，例如“3幢”；平房请留空",
                "the building has at most 20 characters, such as 3; leave it empty for a house",
            );
            problems.push(Problem::new("building", zh, en));
        }
        if door.is_empty() || !fits(door) {
            let (zh, en) = (
                "请填写门牌，1至20个字符，例如“501”",
                "write the door, in 1 to 20 characters, such as 501",
            );
            problems.push(Problem::new("door", zh, en));
        }
        if problems.is_empty() {
            Ok(Self {
                building: building.to_owned(),
                door: door.to_owned(),
            })
        } else {
            Err(problems)
        }
    }

    /// The building; empty for a house of its own.
    pub fn building(&self) -> &str {
        &self.building
    }

    /// The door.
    pub fn door(&self) -> &str {
        &self.door
    }

    /// The order in which one walks: buildings by their numbers, doors by theirs.
    pub fn along(&self, other: &Self) -> Ordering {
        by_number(&self.building, &other.building).then_with(|| by_number(&self.door, &other.door))
    }

    /// One text, as it is sealed.
    pub fn text(&self) -> String {
        format!("{}\n{}", self.building, self.door)
    }

    /// The door of such a text.
    pub fn from_text(text: &str) -> Option<Self> {
        let (building, door) = text.split_once('\n')?;
        Self::parse(building, door).ok()
    }
}

fn fits(text: &str) -> bool {
    text.chars().count() <= MAX_DOOR && !text.chars().any(char::is_control)
}

/// Numbers in texts are compared as numbers: 3 stands before 10.
fn by_number(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (parts(one).into_iter(), parts(other).into_iter());
    loop {
        match (one.next(), other.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(a), Some(b)) if a == b => {}
            (Some(a), Some(b)) => return a.cmp(&b),
        }
    }
}

/// A text cut into numbers and what stands between them; a number stands before words.
fn parts(text: &str) -> Vec<(u64, String)> {
    let mut parts: Vec<(bool, String)> = Vec::new();
    for letter in text.chars() {
        let digit = letter.is_ascii_digit();
        match parts.last_mut() {
            Some((of_digits, part)) if *of_digits == digit => part.push(letter),
            _ => parts.push((digit, letter.to_string())),
        }
    }
    let number = |(digits, part): (bool, String)| match part.parse::<u64>() {
        Ok(number) if digits => (number, String::new()),
        _ => (u64::MAX, part),
    };
    parts.into_iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn door(building: &str, door: &str) -> Door {
        Door::parse(building, door).ok().unwrap()
    }

    #[test]
    fn one_walks_by_numbers() {
        let mut doors = [
            door("10幢", "101"),
            door("3幢", "1001"),
            door("3幢", "502"),
            door("3幢2单元", "101"),
            door("", "8号"),
        ];
        doors.sort_by(Door::along);
        let walked: Vec<String> = doors.iter().map(|d| d.text().replace('\n', " ")).collect();
        assert_eq!(
            walked,
            [" 8号", "3幢 502", "3幢 1001", "3幢2单元 101", "10幢 101"]
        );
    }

    #[test]
    fn what_is_no_door_is_refused_by_its_field() {
        let fields = |building: &str, door: &str| {
            let problems = Door::parse(building, door).err().unwrap_or_default();
            problems.into_iter().map(|p| p.field).collect::<Vec<_>>()
        };
        let long = "长".repeat(21);
        assert_eq!(fields(&long, ""), ["building", "door"]);
        assert_eq!(fields("3", "5\u{0}1"), ["door"]);
        assert!(fields("3\n4", "501") == ["building"] && fields("", "501").is_empty());
        let kept = door(" 3 ", "501");
        assert!(Door::from_text(&kept.text()) == Some(kept));
    }
}
