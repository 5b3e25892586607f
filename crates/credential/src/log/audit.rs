//! The audit of a whole log: heads and lines are given in their order, and everything that is wrong is kept.

use super::fault::LogFault;
use super::head::{LogHead, SignedHead};
use super::line::SealedLine;
use super::mark::LogMark;
use super::tree::{HASH_BYTES, Hash, Tree};
use crate::hour::Hour;
use crate::key::{Kid, PublicKey};

/// No line dies within a year: what a head says of the lines that are kept is no way to be rid of one.
const LEAST_LIFE_HOURS: u32 = 365 * 24;

/// The most faults that are told; a log that was written anew has one for each hour.
const MOST_FAULTS: usize = 100;

/// An audit that goes on. Give each head, then its lines, in the order of hours, servers and numbers.
pub struct Audit {
    keys: Vec<PublicKey>,
    seen: Vec<LogMark>,
    kept_from: Hour,
    before: Option<LogHead>,
    open: Option<Open>,
    kid: Option<Kid>,
    said: Audited,
}

/// The hour whose lines are read.
struct Open {
    head: LogHead,
    tree: Tree,
    last: Vec<(i64, i64)>,
    damaged: bool,
}

/// What came of an audit.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Audited {
    /// How many hours were sealed.
    pub hours: u64,
    /// How many lines were looked at.
    pub lines: u64,
    /// The newest head.
    pub newest: Option<LogMark>,
    /// The key that signed it.
    pub key: Option<Kid>,
    /// What is wrong, the first hundred.
    pub faults: Vec<LogFault>,
}

impl Audit {
    /// An audit with the keys of the service, old ones among them. `seen` are marks that were kept elsewhere; lines of
    /// hours before `kept_from` are not asked for, and the newest head has to say the same.
    pub fn new(keys: Vec<PublicKey>, seen: Vec<LogMark>, kept_from: Hour) -> Self {
        Self {
            keys,
            seen,
            kept_from,
            before: None,
            open: None,
            kid: None,
            said: Audited::default(),
        }
    }

    /// The next head, as it was signed.
    pub fn head(&mut self, bytes: &[u8]) {
        self.close();
        let Some(signed) = SignedHead::read(bytes) else {
            let behind = self
                .before
                .as_ref()
                .map_or(Hour::from_number(0), |b| b.hour);
            return self.fault(LogFault::Head(behind));
        };
        let hour = signed.head.hour;
        match self.keys.iter().find(|key| key.kid() == signed.kid) {
            Some(key) if signed.holds(key) => {}
            Some(_) => self.fault(LogFault::Signature(hour)),
            None => self.fault(LogFault::Key {
                hour,
                kid: signed.kid,
            }),
        }
        if !follows(self.before.as_ref(), &signed.head) {
            self.fault(LogFault::Chain(hour));
        }
        let mark = signed.head.mark();
        for seen in std::mem::take(&mut self.seen) {
            if seen.hour != hour {
                self.seen.push(seen);
            } else if seen != mark {
                self.fault(LogFault::OtherHead(hour));
            }
        }
        self.kid = Some(signed.kid);
        self.open = Some(Open {
            head: signed.head,
            tree: Tree::default(),
            last: Vec::new(),
            damaged: false,
        });
    }

    /// The next line of the last head, as it was sealed.
    pub fn line(&mut self, bytes: &[u8]) {
        let hour = self.open.as_ref().map(|open| open.head.hour);
        let fault = match (&mut self.open, SealedLine::read(bytes)) {
            (Some(open), Ok(line)) => open.take(&line, bytes),
            (Some(open), Err(_)) => {
                open.damaged = true;
                Some(LogFault::Line(open.head.hour))
            }
            (None, _) => Some(LogFault::File),
        };
        if let Some(fault) = fault {
            self.fault(fault);
        }
        self.said.lines += u64::from(hour.is_some());
    }

    /// What came of it. The marks that no head met are of hours that the log does not have.
    pub fn end(mut self) -> Audited {
        self.close();
        let kept_from = self.before.as_ref().map(|head| head.kept_from);
        if let (Some(head), Some(kept_from)) = (&self.before, kept_from)
            && kept_from != self.kept_from
        {
            let hour = head.hour;
            self.fault(LogFault::Head(hour));
        }
        for seen in std::mem::take(&mut self.seen) {
            self.fault(LogFault::NoHead(seen.hour));
        }
        self.said.newest = self.before.as_ref().map(LogHead::mark);
        self.said.key = self.kid;
        self.said
    }

    /// Ends the hour that is open.
    fn close(&mut self) {
        let Some(open) = self.open.take() else {
            return;
        };
        self.said.hours += 1;
        // Of an hour whose lines have come to their end nothing is left to compare.
        let over = open.head.hour < self.kept_from && open.tree.leaves() == 0;
        if let Some(fault) = open.fault().filter(|_| !over && !open.damaged) {
            self.fault(fault);
        }
        self.before = Some(open.head);
    }

    fn fault(&mut self, fault: LogFault) {
        if self.said.faults.len() < MOST_FAULTS {
            self.said.faults.push(fault);
        }
    }
}

/// Whether a head is the next one behind `before`.
fn follows(before: Option<&LogHead>, head: &LogHead) -> bool {
    let (previous, total, after, kept): (Hash, u64, bool, bool) = match before {
        None => ([0; HASH_BYTES], 0, true, true),
        Some(before) => (
            before.digest(),
            before.total,
            before.hour < head.hour,
            before.kept_from <= head.kept_from,
        ),
    };
    head.previous == previous
        && total.checked_add(head.lines) == Some(head.total)
        && after
        && kept
        && lives_long(head)
}

fn lives_long(head: &LogHead) -> bool {
    let kept_from = head.kept_from.number();
    kept_from == 0 || kept_from.saturating_add(LEAST_LIFE_HOURS) <= head.hour.number()
}

impl Open {
    /// Adds a line; the first that is out of its place is told.
    fn take(&mut self, line: &SealedLine, bytes: &[u8]) -> Option<LogFault> {
        self.tree.push(bytes);
        let next = match self.last.last() {
            Some((server, number)) if *server == line.server => Some(number + 1),
            Some((server, _)) if *server > line.server => None,
            _ => Some(1),
        };
        if next == Some(1) {
            self.last.push((line.server, 0));
        }
        if let Some(last) = self.last.last_mut() {
            last.1 = line.number;
        }
        let placed = line.hour == self.head.hour && next == Some(line.number);
        if placed || self.damaged {
            return None;
        }
        self.damaged = true;
        Some(LogFault::Gap {
            hour: self.head.hour,
            server: line.server,
            number: next.unwrap_or(1),
        })
    }

    /// What does not fit the head, once all lines were given.
    fn fault(&self) -> Option<LogFault> {
        let hour = self.head.hour;
        let (sealed, found) = (self.head.lines, self.tree.leaves());
        if sealed != found {
            return Some(LogFault::Count {
                hour,
                sealed,
                found,
            });
        }
        let holds = self.tree.root() == self.head.root && self.last == self.head.last;
        (!holds).then_some(LogFault::Root(hour))
    }
}
