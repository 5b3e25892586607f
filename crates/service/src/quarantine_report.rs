//! How many people are in quarantine: by city, stage and day, with what they miss and when they are free. Counts alone,
//! and none that is small.

use std::collections::BTreeMap;

use domain::access::Action;
use domain::log::{By, Purpose};
use domain::masked::{self, Told};
use domain::place::DivisionCode;
use domain::staff::Member;
use domain::state::Colour;
use domain::time::{Date, Instant};
use serde::Serialize;
use storage::{QuarantineCounts, StandingCount};
use utoipa::ToSchema;

use crate::Service;
use crate::error::Error;
use crate::explain::Place;
use crate::log::Deed;
use crate::shapes;

/// What stands in a table for a count that is not told.
const MASKED: &str = "masked";

/// People in quarantine in a division on a date. A count that is absent is one to four, or would
/// let such a one be worked out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct QuarantineReport {
    /// The division.
    pub division: Place,
    /// The date of which it speaks.
    #[schema(value_type = shapes::Date)]
    pub on: Date,
    /// All people.
    pub people: Told,
    /// Of them those who have missed a day.
    pub missed: Told,
    /// Of them those whose check-in of the date is not there yet.
    pub awaited: Told,
    /// Of them those of whom an earlier day is still waited for.
    pub in_grace: Told,
    /// By city, in the order of their codes.
    pub cities: Vec<CityQuarantine>,
    /// Expected releases: at midnight of which date how many are free, if every day from now on has its check-in.
    pub expected: Vec<ExpectedReleases>,
    /// People whom the review of the date has not come to yet; they are not counted.
    pub behind: Told,
}

/// People in quarantine in a city.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct CityQuarantine {
    /// The city of the residence.
    pub city: Place,
    /// How many people.
    pub people: Told,
    /// Of them those who have missed a day.
    pub missed: Told,
    /// Of them those whose check-in of the date is not there yet.
    pub awaited: Told,
    /// By stage and day.
    pub days: Vec<QuarantineDay>,
}

/// People on one day of one stage.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct QuarantineDay {
    /// The colour of the stage.
    #[schema(value_type = shapes::Colour)]
    pub colour: Colour,
    /// Which stage: 1 or 2.
    pub stage: u8,
    /// The day of the stage.
    pub day: u16,
    /// How many people.
    pub people: Told,
}

/// Releases that are expected on a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ExpectedReleases {
    /// The date at whose midnight they are free.
    #[schema(value_type = shapes::Date)]
    pub date: Date,
    /// How many people.
    pub people: Told,
}

impl Service {
    /// The counts of a division today, for a member of staff whose duties reach it. That they were read stands in the log.
    #[crate::boxed]
    pub async fn quarantine_report(
        &self,
        member: &Member,
        division: DivisionCode,
        now: Instant,
    ) -> Result<QuarantineReport, Error> {
        let action = Action::ReadQuarantine;
        self.admit_staff_in(member, action, division, now).await?;
        let today = now.date();
        let counts = self.store.quarantine_counts(range(division), today).await?;
        self.raise(&counts.alarms, now).await?;
        let deed = Deed {
            by: By::Staff(member.id),
            purpose: Purpose::Operation,
            action: "read quarantine counts",
        };
        let line = self.note(deed, &division.to_string(), now);
        self.store.write(self.store.log(&line)).await?;
        Ok(report(division, &counts, today))
    }
}

/// The codes of a division and of what lies in it.
const fn range(division: DivisionCode) -> (u32, u32) {
    let first = division.number();
    let width = if first == DivisionCode::NATION.number() {
        1_000_000
    } else if division.is_province() {
        10_000
    } else if first.is_multiple_of(100) {
        100
    } else {
        1
    };
    (first, first + width - 1)
}

#[derive(Default)]
struct City {
    people: u64,
    missed: u64,
    awaited: u64,
    days: BTreeMap<(std::cmp::Reverse<Colour>, u8, u16), u64>,
}

impl City {
    fn add(&mut self, count: &StandingCount) {
        self.people += count.people;
        self.missed += count.missed;
        self.awaited += count.awaited;
        let day = (std::cmp::Reverse(count.colour), count.stage, count.day);
        *self.days.entry(day).or_default() += count.people;
    }

    fn told(&self, code: DivisionCode, people: Told, today: Date) -> CityQuarantine {
        let counts: Vec<u64> = self.days.values().copied().collect();
        let days = self.days.keys().zip(masked::parts(&counts));
        let days = days.map(|((colour, stage, day), people)| QuarantineDay {
            colour: colour.0,
            stage: *stage,
            day: *day,
            people,
        });
        // Of a city whose own count is not told nothing is.
        let known = |told: Told| people.and(told);
        CityQuarantine {
            city: Place::of_division(code, today.year()),
            people,
            missed: known(masked::part(self.missed, self.people)),
            awaited: known(masked::part(self.awaited, self.people)),
            days: days
                .map(|day| QuarantineDay {
                    people: known(day.people),
                    ..day
                })
                .collect(),
        }
    }
}

fn report(division: DivisionCode, counts: &QuarantineCounts, today: Date) -> QuarantineReport {
    let mut cities: BTreeMap<DivisionCode, City> = BTreeMap::new();
    let mut all = City::default();
    let mut in_grace = 0;
    for count in &counts.standing {
        let city = count.place.city().unwrap_or(count.place);
        cities.entry(city).or_default().add(count);
        all.add(count);
        in_grace += count.in_grace;
    }
    let people: Vec<u64> = cities.values().map(|city| city.people).collect();
    let told = cities.iter().zip(masked::parts(&people));
    let mut expected: BTreeMap<Date, u64> = BTreeMap::new();
    for (_, date, people) in &counts.expected {
        *expected.entry(*date).or_default() += people;
    }
    let frees: Vec<u64> = expected.values().copied().collect();
    let frees = expected.keys().zip(masked::parts(&frees));
    let known = masked::one(all.people);
    QuarantineReport {
        division: Place::of_division(division, today.year()),
        on: today,
        people: known,
        missed: known.and(masked::part(all.missed, all.people)),
        awaited: known.and(masked::part(all.awaited, all.people)),
        in_grace: known.and(masked::part(in_grace, all.people)),
        cities: told
            .map(|((code, city), people)| city.told(*code, people, today))
            .collect(),
        expected: frees
            .map(|(date, people)| ExpectedReleases {
                date: *date,
                people: known.and(people),
            })
            .collect(),
        behind: masked::one(counts.behind),
    }
}

impl QuarantineReport {
    /// The report as a table (CSV, RFC 4180): a row for each city, stage and day. A count that is not told is `masked`.
    pub fn csv(&self) -> String {
        let mut csv = String::from("date,division,city,city_zh,colour,stage,day,people\r\n");
        for city in &self.cities {
            for day in &city.days {
                let cells = [
                    self.on.to_string(),
                    self.division.code.clone(),
                    city.city.code.clone(),
                    city.city.zh.clone(),
                    day.colour.word().to_owned(),
                    day.stage.to_string(),
                    day.day.to_string(),
                    day.people
                        .map_or_else(|| MASKED.to_owned(), |n| n.to_string()),
                ];
                csv.push_str(&cells.join(","));
                csv.push_str("\r\n");
            }
        }
        csv
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(place: u32, day: u16, people: u64) -> StandingCount {
        StandingCount {
            place: DivisionCode::from_number(place).unwrap(),
            colour: Colour::Red,
            stage: 1,
            day,
            people,
            missed: 0,
            awaited: people,
            in_grace: 0,
        }
    }

    #[test]
    fn s2_29_counties_are_counted_with_their_city_and_small_counts_are_not_told() {
        let today: Date = "2020-02-20".parse().unwrap();
        let counts = QuarantineCounts {
            standing: vec![
                count(330_105, 3, 40),
                count(330_106, 3, 2),
                count(330_106, 4, 60),
                count(330_203, 1, 3),
            ],
            expected: Vec::new(),
            behind: 0,
            alarms: Vec::new(),
        };
        let report = report(DivisionCode::from_number(330_000).unwrap(), &counts, today);
        assert_eq!(report.people, Some(105));
        let codes: Vec<&str> = report.cities.iter().map(|c| c.city.code.as_str()).collect();
        assert_eq!(codes, ["330100", "330200"]);
        assert_eq!(report.cities[1].people, None, "three people");
        assert_eq!(
            report.cities[0].people, None,
            "else Ningbo's three could be worked out"
        );
        assert!(
            report
                .csv()
                .contains("2020-02-20,330000,330200,宁波市,red,1,1,masked\r\n")
        );
    }

    #[test]
    fn s2_29_a_report_reaches_what_lies_in_its_division() {
        let of = |number| range(DivisionCode::from_number(number).unwrap());
        assert_eq!(of(0), (0, 999_999));
        assert_eq!(of(330_000), (330_000, 339_999));
        assert_eq!(of(330_100), (330_100, 330_199));
        assert_eq!(of(330_106), (330_106, 330_106));
    }
}
