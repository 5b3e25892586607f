//! Everything that is stored about one person, table by table, as it lies there, with the sealed words opened: what a person
//! may take with them. Statements name their columns, and the columns of a row are called as the statement calls them.
//!
//! *Invariant:* every table with a `person_id` stands here, in [`TABLES`] or with its reason in [`NOT_EXPORTED`]; a test reads
//! the schema and fails otherwise.

use domain::ids::PersonId;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use crate::error::ReadError;
use crate::keys::{Cell, Keys};
use crate::store::Store;

/// A table's rows about one person.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredTable {
    /// The table.
    pub table: &'static str,
    /// Its rows.
    pub rows: Vec<StoredRow>,
}

/// A row.
pub type StoredRow = Vec<StoredColumn>;

/// A column that holds something.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredColumn {
    /// Its name.
    pub name: &'static str,
    /// The number in it; none where it holds words.
    pub number: Option<i64>,
    /// The words in it, opened where they are sealed; empty where it holds a number.
    pub text: String,
}

/// For which cell the words of a table are sealed.
#[derive(Clone, Copy)]
enum Sealing {
    /// It has none.
    None,
    /// By the row's own id, its first column.
    Row,
    /// By the word in the first column.
    Field,
    /// By the person alone.
    Person,
}

/// How a table is read.
struct Exported {
    table: &'static str,
    sealing: Sealing,
    sql: &'static str,
}

const fn open(table: &'static str, sql: &'static str) -> Exported {
    sealed(table, Sealing::None, sql)
}

const fn sealed(table: &'static str, sealing: Sealing, sql: &'static str) -> Exported {
    Exported {
        table,
        sealing,
        sql,
    }
}

/// Every table that is exported, in the order in which a person reads it.
const TABLES: [Exported; 40] = [
    open(
        "person",
        "SELECT registered_ms, erased_ms, erase_rest_on FROM person WHERE person_id = ?1",
    ),
    sealed(
        "person_sealed",
        Sealing::Field,
        "SELECT field, sealed, key_id FROM person_sealed WHERE person_id = ?1 ORDER BY field",
    ),
    open(
        "former_document",
        "SELECT until_ms FROM former_document WHERE person_id = ?1 ORDER BY until_ms",
    ),
    sealed(
        "applicant",
        Sealing::Person,
        "SELECT changed_ms, link_ends_day, sealed, key_id FROM applicant WHERE person_id = ?1",
    ),
    open(
        "hold",
        "SELECT hold_id, kind, since_ms, until_ms, ended_ms FROM hold WHERE person_id = ?1 ORDER BY since_ms, hold_id",
    ),
    open(
        "city_entry",
        "SELECT jurisdiction, recorded_ms, on_day, verified_ms FROM city_entry WHERE person_id = ?1 ORDER BY recorded_ms, jurisdiction",
    ),
    sealed(
        "itinerary_check",
        Sealing::Row,
        "SELECT jurisdiction, arrival_day, begun_ms, changed_ms, consent, consent_ms, state, causes, passed_ms, sealed, key_id FROM itinerary_check WHERE person_id = ?1 ORDER BY jurisdiction",
    ),
    sealed(
        "itinerary_request",
        Sealing::Row,
        "SELECT request_id, jurisdiction, kind, evidence, state, asked_ms, due_ms, decided_ms, sealed, key_id FROM itinerary_request WHERE person_id = ?1 ORDER BY asked_ms, request_id",
    ),
    sealed(
        "person_number",
        Sealing::Row,
        "SELECT number_id, ground, since_ms, given_back_ms, sealed, key_id FROM person_number WHERE person_id = ?1 ORDER BY since_ms, number_id",
    ),
    sealed(
        "home",
        Sealing::Person,
        "SELECT place, since_ms, sealed, key_id FROM home WHERE person_id = ?1",
    ),
    open(
        "jurisdiction_use",
        "SELECT jurisdiction, since_day FROM jurisdiction_use WHERE person_id = ?1 ORDER BY jurisdiction",
    ),
    open(
        "declaration",
        "SELECT declaration_id, jurisdiction, applicant, recorded_ms, contact_on, symptoms, known_symptoms, temperature, corrected_by, taken_by FROM declaration WHERE person_id = ?1 ORDER BY recorded_ms, declaration_id",
    ),
    open(
        "stay",
        "SELECT stay_id, declaration_id, place, country, from_day, to_day, ticked, recorded_ms FROM stay WHERE person_id = ?1 ORDER BY recorded_ms, stay_id",
    ),
    open(
        "stay_area",
        "SELECT stay_id, area_id, recorded_ms, inside FROM stay_area WHERE person_id = ?1 ORDER BY recorded_ms, stay_id, area_id",
    ),
    sealed(
        "leg",
        Sealing::Row,
        "SELECT leg_id, declaration_id, recorded_ms, sealed, key_id FROM leg WHERE person_id = ?1 ORDER BY recorded_ms, leg_id",
    ),
    sealed(
        "met_visit",
        Sealing::Row,
        "SELECT visit_id, met_ms, sealed, key_id FROM met_visit WHERE person_id = ?1 ORDER BY met_ms, visit_id",
    ),
    sealed(
        "correction_request",
        Sealing::Row,
        "SELECT correction_id, declaration_id, asked_ms, due_ms, state, decided_ms, sealed, key_id FROM correction_request WHERE person_id = ?1 ORDER BY correction_id",
    ),
    open(
        "rating",
        "SELECT review_on, decisions FROM rating WHERE person_id = ?1",
    ),
    open(
        "evidence",
        "SELECT evidence_id, kind, class, on_day, until_day, recorded_day, withdrawn_ms FROM evidence WHERE person_id = ?1 ORDER BY evidence_id",
    ),
    open(
        "proposal_answer",
        "SELECT answer, answered_by, answered_ms FROM proposal_answer WHERE person_id = ?1 ORDER BY answered_ms, proposal_id",
    ),
    open(
        "laboratory_result",
        "SELECT evidence_id, laboratory, revision, finding, sampled_ms, received_ms, source FROM laboratory_result WHERE person_id = ?1 ORDER BY result_id",
    ),
    open(
        "quarantine_order",
        "SELECT order_id, jurisdiction, rule, policy_version, colour, days, then_colour, then_days, grace_days, first_day, evidence, state, state_day, opened_ms FROM quarantine_order WHERE person_id = ?1 ORDER BY order_id",
    ),
    open(
        "quarantine_standing",
        "SELECT place, on_day, colour, stage, day, days, until_day, free_day, missed, awaited, in_grace FROM quarantine_standing WHERE person_id = ?1",
    ),
    open(
        "check_in",
        "SELECT check_in_id, on_day, made_ms, recorded_ms, temperature, symptoms, known_symptoms, entered_by, confirmed_ms FROM check_in WHERE person_id = ?1 ORDER BY on_day, check_in_id",
    ),
    sealed(
        "check_in_words",
        Sealing::Row,
        "SELECT check_in_id, sealed, key_id FROM check_in_words WHERE person_id = ?1 ORDER BY check_in_id",
    ),
    open(
        "check_in_answer",
        "SELECT check_in_id, answer, recorded_ms FROM check_in_answer WHERE person_id = ?1 ORDER BY check_in_id, recorded_ms",
    ),
    open(
        "visit",
        "SELECT check_in_id, how, recorded_ms FROM visit WHERE person_id = ?1 ORDER BY check_in_id",
    ),
    open(
        "task",
        "SELECT kind, opened_ms, due_ms, done_ms FROM task WHERE person_id = ?1 ORDER BY opened_ms, kind",
    ),
    sealed(
        "care_note",
        Sealing::Row,
        "SELECT note_id, kind, made_ms, sealed, key_id FROM care_note WHERE person_id = ?1 ORDER BY made_ms, note_id",
    ),
    sealed(
        "help_request",
        Sealing::Row,
        "SELECT help_id, kind, asked_ms, state, state_ms, sealed, key_id FROM help_request WHERE person_id = ?1 ORDER BY asked_ms, help_id",
    ),
    open(
        "notice",
        "SELECT kind, noted_ms, read_ms, sms FROM notice WHERE person_id = ?1 ORDER BY noted_ms, kind, about",
    ),
    sealed(
        "appeal",
        Sealing::Row,
        "SELECT appeal_id, jurisdiction, made_ms, due_ms, state, answered_ms, suspended_ms, sealed, key_id FROM appeal WHERE person_id = ?1 ORDER BY made_ms, appeal_id",
    ),
    open(
        "family_link",
        "SELECT link_id, held_by, since_ms FROM family_link WHERE person_id = ?1 ORDER BY since_ms, link_id",
    ),
    sealed(
        "family_member",
        Sealing::Row,
        "SELECT link_id, state, ended_by, made_ms, until_ms, changed_ms, used_ms, sealed, key_id FROM family_member WHERE person_id = ?1 ORDER BY made_ms, link_id",
    ),
    open(
        "membership",
        "SELECT organisation_id, unit_id, agreed_ms, terms, name_shown, card, agreed_by FROM membership WHERE person_id = ?1 ORDER BY agreed_ms, organisation_id",
    ),
    open(
        "invitation",
        "SELECT organisation_id, unit_id, made_ms FROM invitation WHERE person_id = ?1 ORDER BY made_ms, organisation_id",
    ),
    // What was bought is sealed under the key of its day, and read on its own page.
    open(
        "purchase",
        "SELECT on_day FROM purchase WHERE person_id = ?1 ORDER BY on_day, purchase_id",
    ),
    open(
        "device",
        "SELECT linked_ms FROM device WHERE person_id = ?1 ORDER BY linked_ms, device_id",
    ),
    open(
        "issued_credential",
        "SELECT jurisdiction, state, issued_ms, kind FROM issued_credential WHERE person_id = ?1 ORDER BY issued_ms, list_day, status_index",
    ),
    open(
        "looked",
        "SELECT purpose, on_day FROM looked WHERE person_id = ?1 ORDER BY on_day, purpose, staff_id",
    ),
];

/// The tables that lead to a person and are not exported as they lie there.
pub const NOT_EXPORTED: [&str; 23] = [
    // Ways to the person: hashes under a key, and copies of what stands in the tables above.
    "document_claim",
    "phone_claim",
    "stay_by_place",
    "leg_by_journey",
    "met_by_venue_day",
    "session",
    "credential_status",
    "status_outbox",
    "followed",
    "task_by_place",
    "laboratory_sample",
    "family_outbox",
    "family_reference",
    "unit_link",
    "organisation_member",
    "correction_waiting",
    // What was applied for stands on its own page while it is looked at, and in the tables above once it went through.
    "application",
    // The random name in the log, and the lines, which are told in words.
    "alias",
    "log_line",
    // What the server presents, with its key: what it says stands among the credentials.
    "channel_code",
    // How often the carriers were asked today: numbers alone.
    "itinerary_try",
    // What officials propose counts when two have agreed; then it stands among the decisions and the evidence.
    "proposal_content",
    // What is noticed about rows that were edited by other hands.
    "alarm",
];

/// The tables that are exported, in the order in which a person reads them.
pub fn exported() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|exported| exported.table)
}

impl Store {
    /// Everything that is stored about a person, as it lies there. Looking at it needs a purpose and leaves a log line: the
    /// caller's part. Words that do not open are left out; whoever reads the record raises the alarm.
    #[crate::boxed]
    pub async fn export(&self, person: PersonId) -> Result<Vec<StoredTable>, ReadError> {
        self.read(|connection| {
            let read = |exported: &Exported| {
                let rows = rows(connection, self.keys(), exported, person)?;
                let table = exported.table;
                Ok(StoredTable { table, rows })
            };
            TABLES.iter().map(read).collect()
        })
        .await
    }
}

/// The names of the columns of a statement, in their order.
fn names(sql: &'static str) -> Vec<&'static str> {
    let columns = sql
        .strip_prefix("SELECT ")
        .and_then(|rest| rest.split(" FROM ").next());
    columns.unwrap_or_default().split(", ").collect()
}

fn rows(
    connection: &Connection,
    keys: &Keys,
    exported: &Exported,
    person: PersonId,
) -> Result<Vec<StoredRow>, ReadError> {
    let names = names(exported.sql);
    let mut select = connection.prepare_cached(exported.sql)?;
    let mut found = select.query([person.0])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let mut columns = StoredRow::new();
        for (at, name) in names.iter().copied().enumerate() {
            match row.get_ref(at)? {
                ValueRef::Integer(_) if name == "key_id" => {}
                ValueRef::Integer(number) => columns.push(StoredColumn {
                    name,
                    number: Some(number),
                    text: String::new(),
                }),
                ValueRef::Text(text) => columns.push(words(name, &String::from_utf8_lossy(text))),
                ValueRef::Blob(bytes) => {
                    let (cell, key) = (cell(exported, person, row)?, row.get::<_, i64>(at + 1)?);
                    columns.extend(keys.open(cell, key, bytes).map(|text| words(name, &text)));
                }
                ValueRef::Null | ValueRef::Real(_) => {}
            }
        }
        rows.push(columns);
    }
    Ok(rows)
}

fn words(name: &'static str, text: &str) -> StoredColumn {
    StoredColumn {
        name,
        number: None,
        text: text.to_owned(),
    }
}

/// The cell for which the words of a row are sealed.
fn cell(exported: &Exported, person: PersonId, row: &Row<'_>) -> Result<Cell, ReadError> {
    let (mut column, mut id) = ("sealed", 0);
    match exported.sealing {
        Sealing::Row => id = row.get(0)?,
        Sealing::Field => {
            let word: String = row.get(0)?;
            let fields = crate::words::Field::ALL.iter().map(|field| field.word());
            column = fields
                .into_iter()
                .find(|field| *field == word)
                .unwrap_or(column);
        }
        Sealing::None | Sealing::Person => {}
    }
    Ok(Cell {
        table: exported.table,
        column,
        owner: person.0,
        row: id,
    })
}
