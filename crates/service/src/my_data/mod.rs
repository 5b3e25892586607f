//! What is stored about a person, for themself: each kind with how long it is kept (N-8), and, proven by the document's last
//! six, all of it (N-7). What a table holds is read as it lies there (`storage::export`), and said in words here.

mod by_name;
mod kinds;
mod lives;
#[cfg(test)]
pub(crate) mod testing;
mod values;

use domain::ids::PersonId;
use domain::policy::Text;
use domain::time::Instant;
use serde::Serialize;
use storage::{StoredColumn, StoredRow, StoredTable};
use utoipa::ToSchema;

use crate::Service;
use crate::error::Error;
use crate::explain::Explained;
use crate::log::Deed;
use crate::session::Session;
use crate::shapes;

/// The most pages of the log that are taken out at once; each has 50 lines.
const LOG_PAGES: usize = 40;

/// What is stored about a person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct MyData {
    /// When it was read, in epoch milliseconds.
    pub at_ms: i64,
    /// Each kind of record, also those of which there is none.
    pub parts: Vec<StoredPart>,
    /// What is not among them, and why.
    #[schema(value_type = Vec<shapes::Text>)]
    pub not_shown: Vec<Text>,
}

/// A kind of record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct StoredPart {
    /// Its word: the table that holds it.
    pub kind: &'static str,
    /// What it is.
    #[schema(value_type = shapes::Text)]
    pub title: Text,
    /// How long it is kept.
    #[schema(value_type = shapes::Text)]
    pub kept: Text,
    /// How many there are.
    pub count: usize,
    /// All of them; absent where only the kinds are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entries: Option<Vec<StoredEntry>>,
}

/// One record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct StoredEntry {
    /// What it holds.
    pub lines: Vec<StoredLine>,
}

/// One thing that a record holds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct StoredLine {
    /// The column's own name.
    pub column: &'static str,
    /// What it is.
    #[schema(value_type = shapes::Text)]
    pub name: Text,
    /// What it says.
    #[schema(value_type = shapes::Text)]
    pub value: Text,
}

impl Service {
    /// Which kinds of record are stored about a person, how many and for how long.
    #[crate::boxed]
    pub async fn my_data(&self, session: &Session, now: Instant) -> Result<MyData, Error> {
        let mut data = self.stored(session, now).await?;
        for part in &mut data.parts {
            part.entries = None;
        }
        Ok(data)
    }

    /// Everything that is stored about the holder of a session, who proves themself by the last six of their document. A
    /// line in their log says that it was taken out.
    #[crate::boxed]
    pub async fn export_own(
        &self,
        session: &Session,
        last6: &str,
        now: Instant,
    ) -> Result<MyData, Error> {
        let person = self.prove_holder(session, last6, now).await?;
        let line = self
            .line_about(person, Deed::own("export"), "", now)
            .await?;
        self.store
            .write(self.store.log_about(person, &line))
            .await?;
        self.stored(session, now).await
    }

    async fn stored(&self, session: &Session, now: Instant) -> Result<MyData, Error> {
        let person = session.person()?;
        // Rows that do not hold raise their alarm here.
        self.read_person(person, now).await?;
        let tables = self.store.export(person).await?;
        let mut parts: Vec<StoredPart> = tables.iter().map(part).collect();
        self.add_decisions(&mut parts, person, now).await?;
        parts.push(self.log_part(session, now).await?);
        Ok(MyData {
            at_ms: now.ms(),
            parts,
            not_shown: kinds::not_shown(),
        })
    }

    /// The decisions in words, in the place of their compact form.
    async fn add_decisions(
        &self,
        parts: &mut [StoredPart],
        person: PersonId,
        now: Instant,
    ) -> Result<(), Error> {
        let (_, _, decisions) = self.current(person, now).await?;
        let explained = self.explain(person, &decisions, now).await?;
        for part in parts.iter_mut().filter(|part| part.kind == "rating") {
            let entries = explained.iter().map(decision);
            part.entries.get_or_insert_default().extend(entries);
            part.count = explained.len();
        }
        Ok(())
    }

    async fn log_part(&self, session: &Session, now: Instant) -> Result<StoredPart, Error> {
        let mut entries = Vec::new();
        let mut before = None;
        for _page in 0..LOG_PAGES {
            let lines = self.my_log(session, before, now).await?;
            let Some(last) = lines.last() else { break };
            before = Some(last.id);
            entries.extend(lines.into_iter().map(|own| StoredEntry {
                lines: vec![
                    line("instant_ms", values::instant(own.at.ms())),
                    line("action", own.action_words),
                    line("done_by", own.by_words),
                    line("purpose", own.purpose_words),
                ],
            }));
        }
        Ok(StoredPart {
            kind: "log_line",
            title: kinds::title("log_line"),
            kept: lives::kept("log_line"),
            count: entries.len(),
            entries: Some(entries),
        })
    }
}

fn part(table: &StoredTable) -> StoredPart {
    StoredPart {
        kind: table.table,
        title: kinds::title(table.table),
        kept: lives::kept(table.table),
        count: table.rows.len(),
        entries: Some(table.rows.iter().map(entry).collect()),
    }
}

fn entry(row: &StoredRow) -> StoredEntry {
    let columns = row.iter().filter(|column| column.name != "decisions");
    let columns = columns.filter(|column| column.number.is_some() || !column.text.is_empty());
    // What is sealed of a registration is called by the column beside it.
    let field = row.iter().find(|column| column.name == "field");
    let value = |column: &StoredColumn| match field {
        Some(field) if column.name == "sealed" => values::under(&field.text, &column.text),
        _ => values::value(column),
    };
    StoredEntry {
        lines: columns
            .map(|column| line(column.name, value(column)))
            .collect(),
    }
}

fn decision(explained: &Explained) -> StoredEntry {
    let city = Text::new(&*explained.city.zh, &*explained.city.en);
    let mut lines = vec![
        line("jurisdiction", city),
        line("state", values::word(explained.state.word())),
    ];
    lines.extend(
        explained
            .reasons
            .iter()
            .map(|reason| line("reason", reason.text.clone())),
    );
    StoredEntry { lines }
}

fn line(column: &'static str, value: Text) -> StoredLine {
    StoredLine {
        column,
        name: kinds::name(column),
        value,
    }
}
