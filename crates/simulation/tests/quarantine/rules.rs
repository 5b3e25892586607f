//! The rules of two cities, as policy files and as the model reads them. Their days are few, so that a history of four
//! weeks holds several quarantines.

use domain::policy::{Policy, PolicyFile};
use domain::state::Colour;
use domain::time::Date;

pub(crate) const CITIES: [&str; 2] = ["330100", "420100"];

/// The first day of every history.
pub(crate) fn start() -> Date {
    "2020-03-01".parse().unwrap()
}

/// The day on which the first city's second version comes into force.
pub(crate) fn second_version() -> Date {
    start() + 11
}

/// What a rule says of one kind of evidence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Says {
    pub(crate) colour: Colour,
    pub(crate) days: i32,
    pub(crate) then_yellow: i32,
    pub(crate) effective: Date,
}

/// What people report.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Kind {
    Contact,
    Fever,
}

/// What the rules of a city say on a date.
pub(crate) fn says(city: usize, kind: Kind, date: Date) -> Says {
    let (red, yellow) = (Colour::Red, Colour::Yellow);
    let second = city == 0 && date >= second_version();
    let (colour, days, then_yellow) = match (city, second, kind) {
        (0, false, Kind::Contact) => (red, 5, 3),
        (0, true, Kind::Contact) => (red, 8, 0),
        (0, false, Kind::Fever) => (yellow, 4, 0),
        (0, true, Kind::Fever) => (yellow, 2, 0),
        (_, _, Kind::Contact) => (yellow, 7, 0),
        (_, _, Kind::Fever) => (red, 3, 0),
    };
    Says {
        colour,
        days,
        then_yellow,
        effective: if second { second_version() } else { long_ago() },
    }
}

fn long_ago() -> Date {
    "2020-02-16".parse().unwrap()
}

/// The file of a city, of its first or second version.
pub(crate) fn file(city: usize, second: bool) -> String {
    let date = if second { second_version() } else { long_ago() };
    let mut text = format!(
        "jurisdiction = \"{}\"\nversion = \"{}\"\neffective = {date}\ndeclaration_days = 0\ngrace_days = 1\n",
        CITIES[city],
        if second { "second" } else { "first" },
    );
    let rules = [
        (
            Kind::Contact,
            "contact",
            "contact = true",
            "contacts = [{ on = DAY, recorded = DAY }]",
        ),
        (
            Kind::Fever,
            "fever",
            "temperature = 37.3",
            "symptoms = [{ on = DAY, recorded = DAY, temperature = 37.3 }]",
        ),
    ];
    for (kind, id, when, facts) in rules {
        let says = says(city, kind, date);
        let colour = says.colour.word();
        let then = match says.then_yellow {
            0 => String::new(),
            days => format!("then = {{ colour = \"yellow\", days = {days} }}\n"),
        };
        // Windows are longer than a history: what closes them is another matter.
        let rule = format!(
            "[[rule]]\nid = \"{id}\"\nwhen = {{ {when}, within_days = 60 }}\ncolour = \"{colour}\"\ndays = {}\n{then}\
             review = 2030-01-01\nreason.zh = \"规则\"\nreason.en = \"Rule\"\n[[rule.test]]\ntoday = {date}\n\
             facts = {{ {} }}\nexpect = {{ colour = \"{colour}\" }}\n",
            says.days,
            facts.replace("DAY", &date.to_string()),
        );
        text.push_str(&rule);
    }
    text
}

/// The policy of a city on a date.
pub(crate) fn policy(city: usize, date: Date) -> Policy {
    let second = city == 0 && date >= second_version();
    let file = PolicyFile::parse(&file(city, second)).unwrap();
    Policy::of(file.jurisdiction, |code| {
        (code == file.jurisdiction).then_some(&file)
    })
    .unwrap()
}
