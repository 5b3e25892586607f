//! The database read by SQL after a kill: what belongs together stands together.

use std::collections::BTreeSet;

use domain::ids::PersonId;
use rusqlite::{Connection, OpenFlags};

use crate::support::Place;

/// What must have no row, each with its question.
const HALVES: [(&str, &str); 8] = [
    (
        "a person without a claim",
        "SELECT count(*) FROM person p WHERE NOT EXISTS
           (SELECT 1 FROM document_claim c WHERE c.document_hash = p.document_hash AND c.person_id = p.person_id)",
    ),
    (
        "a person without the way from their phone",
        "SELECT count(*) FROM person p WHERE NOT EXISTS
           (SELECT 1 FROM phone_claim c WHERE c.phone_hash = p.phone_hash AND c.person_id = p.person_id)",
    ),
    (
        "a person without a rating or a name in the log",
        "SELECT count(*) FROM person p
         WHERE NOT EXISTS (SELECT 1 FROM rating r WHERE r.person_id = p.person_id)
            OR NOT EXISTS (SELECT 1 FROM alias a WHERE a.person_id = p.person_id)",
    ),
    (
        "a person without all four words",
        "SELECT count(*) FROM person p
         WHERE 4 <> (SELECT count(*) FROM person_sealed s WHERE s.person_id = p.person_id)",
    ),
    (
        "a row of nobody",
        "SELECT count(*) FROM (SELECT person_id FROM rating UNION SELECT person_id FROM person_sealed
           UNION SELECT person_id FROM alias UNION SELECT person_id FROM phone_claim
           UNION SELECT person_id FROM declaration UNION SELECT person_id FROM check_in
           UNION SELECT person_id FROM quarantine_order UNION SELECT person_id FROM log_line) r
         WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.person_id = r.person_id)",
    ),
    (
        "a declaration without its residence",
        "SELECT count(*) FROM declaration d WHERE NOT EXISTS (SELECT 1 FROM stay s
           WHERE s.person_id = d.person_id AND s.declaration_id = d.declaration_id AND s.to_day IS NULL)",
    ),
    (
        "a stay that is not found by its place, or a way to no stay",
        "SELECT (SELECT count(*) FROM stay WHERE place IS NOT NULL) + (SELECT count(*) FROM stay_by_place)
           - 2 * (SELECT count(*) FROM stay s JOIN stay_by_place b
                  ON b.place = s.place AND b.person_id = s.person_id AND b.stay_id = s.stay_id)",
    ),
    (
        "a declaration or check-in without its log line, or a line without what it speaks of",
        "SELECT abs((SELECT count(*) FROM log_line WHERE action IN ('declare', 'check in'))
           - (SELECT count(*) FROM declaration) - (SELECT count(*) FROM check_in))",
    ),
];

const OPEN_CLAIMS: &str = "SELECT person_id FROM document_claim c
    WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.person_id = c.person_id)";

/// Reads the database as any tool would.
pub(crate) fn read(place: &Place) -> Connection {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    Connection::open_with_flags(place.database(), flags).unwrap()
}

/// Whether nothing is there by half, and the file itself is sound.
pub(crate) fn nothing_is(place: &Place) {
    let connection = read(place);
    let sound: String = connection
        .query_row("PRAGMA quick_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(sound, "ok");
    for (what, question) in HALVES {
        let count: i64 = connection
            .query_row(question, [], |row| row.get(0))
            .unwrap();
        assert_eq!(count, 0, "{what}");
    }
}

/// The people whom a claim names and who are not there yet.
pub(crate) fn claims_without_a_person(place: &Place) -> BTreeSet<PersonId> {
    let connection = read(place);
    let mut select = connection.prepare(OPEN_CLAIMS).unwrap();
    let people = select.query_map([], |row| row.get(0).map(PersonId));
    people.unwrap().map(Result::unwrap).collect()
}
