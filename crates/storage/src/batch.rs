//! What a use case writes: one list of statements that counts as a whole or not at all.
//!
//! Only the aggregates of this room build batches. A batch about a person begins with the guard, which raises
//! when the person's version or the generation of the shared data is no longer the one that was read; so no
//! decision made from old facts or an old list is ever written.

use std::borrow::Cow;

use crate::value::Value;

/// The most rows of one multi-row statement (SQL rule 11).
const ROWS: usize = 500;

/// Statements that are written together. See the module.
pub struct Batch {
    pub(crate) statements: Vec<Statement>,
}

/// One statement with its values.
pub(crate) struct Statement {
    pub(crate) sql: Cow<'static, str>,
    pub(crate) values: Vec<Value>,
    pub(crate) role: Role,
}

/// What a statement's outcome means for its batch.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It raises, or touches no row, where the batch must not count.
    Guard,
    /// Any number of rows, of the batch's owner.
    Plain,
    /// The same, of which there are none where the statement before it touched none: then it is not run.
    Following,
    /// A way to the owner, which stands on another shard (SQL rules 2 and 4). Where shards commit apart, ways are
    /// written first: what a crash leaves is a way to nobody, which harms nobody.
    Way,
}

impl Batch {
    /// A batch that needs no guard: claims, alarms, shared tables.
    pub(crate) fn unguarded() -> Self {
        Self {
            statements: Vec::new(),
        }
    }

    /// Adds a statement.
    pub(crate) fn add(&mut self, sql: &'static str, values: Vec<Value>) {
        self.push(Cow::Borrowed(sql), values, Role::Plain);
    }

    /// Adds a statement that must change exactly one row and may raise.
    pub(crate) fn guard(&mut self, sql: &'static str, values: Vec<Value>) {
        self.push(Cow::Borrowed(sql), values, Role::Guard);
    }

    /// Adds a statement that touches no row where the one added before it touches none.
    pub(crate) fn follow(&mut self, sql: &'static str, values: Vec<Value>) {
        self.push(Cow::Borrowed(sql), values, Role::Following);
    }

    /// Adds a way to the owner.
    pub(crate) fn way(&mut self, sql: &'static str, values: Vec<Value>) {
        self.push(Cow::Borrowed(sql), values, Role::Way);
    }

    /// Adds rows of one table by as few statements as possible. `head` ends before `VALUES`, `tail` follows the
    /// rows (such as `ON CONFLICT …`). All rows have the same number of values.
    pub(crate) fn add_rows(&mut self, head: &str, tail: &str, rows: Vec<Vec<Value>>) {
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let mut values = Vec::new();
            let mut lines = Vec::new();
            for row in rows.by_ref().take(ROWS) {
                let first = values.len();
                let places: Vec<String> =
                    (1..=row.len()).map(|n| format!("?{}", first + n)).collect();
                lines.push(format!("({})", places.join(", ")));
                values.extend(row);
            }
            let sql = format!("{head} VALUES {} {tail}", lines.join(", "));
            self.push(Cow::Owned(sql), values, Role::Plain);
        }
    }

    /// The statements of both: they count together or not at all.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.append(other);
        self
    }

    /// Adds all statements of another batch behind those of this one.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.statements.append(&mut other.statements);
    }

    fn push(&mut self, sql: Cow<'static, str>, values: Vec<Value>, role: Role) {
        self.statements.push(Statement { sql, values, role });
    }
}
