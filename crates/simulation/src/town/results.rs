//! What the laboratories of a demonstration report: of some people of the town, mostly negative, one positive, and one whose
//! name was written down wrongly and goes back.

use domain::identity::{Document, PersonName};
use domain::laboratory::{Finding, Said};
use domain::time::Instant;

use super::Town;
use crate::random::mix;

/// One in so many people was tested.
const TESTED: u64 = 12;
/// Which of those tested is positive, and of whom the name is wrong.
const POSITIVE: u64 = 4;
const SLIP: u64 = 7;
const HOUR_MS: i64 = 3_600_000;
const LABORATORIES: [&str; 3] = [
    "杭州市疾病预防控制中心检验科",
    "西湖医学检验所",
    "钱塘医学检验实验室",
];

impl Town {
    /// The results that are reported on the day of `now`: of the day before. The same day and seed give the same ones.
    pub fn results(&self, now: Instant) -> Vec<Said> {
        let day = now.date().start();
        let tested = (0..self.people).filter(|n| n % TESTED == TESTED / 2);
        let reported = tested.enumerate().map(|(at, n)| {
            let at = at as u64;
            let person = self.applicant(n);
            let finding = if at == POSITIVE {
                Finding::Positive
            } else {
                Finding::Negative
            };
            let hours = 8 + (mix(self.seed ^ n) % 10) as i64;
            let sampled = day.plus_ms((hours - 24) * HOUR_MS);
            let slip = at == SLIP;
            let mut said = reported(&person.name, &person.document, sampled, finding);
            if slip {
                said.name.push('儿');
            }
            said
        });
        reported.collect()
    }
}

/// A result about somebody, of a sample of that instant.
pub fn reported(
    name: &PersonName,
    document: &Document,
    sampled: Instant,
    finding: Finding,
) -> Said {
    let number = document.number().bytes();
    let number = number.fold(sampled.ms() as u64, |n, b| mix(n ^ u64::from(b)));
    let laboratory = LABORATORIES[(number % LABORATORIES.len() as u64) as usize];
    Said {
        sample: format!("DEMO-{number:016x}"),
        revision: 1,
        document_kind: document.kind().word().to_owned(),
        document: document.number().to_owned(),
        name: name.full().to_owned(),
        sampled_ms: sampled.ms(),
        outcome: finding.word().to_owned(),
        laboratory: laboratory.to_owned(),
    }
}
