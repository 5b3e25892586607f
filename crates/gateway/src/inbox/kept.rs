//! What simulated phones and mailboxes have received: a bounded list, and each message once.

use std::collections::{HashMap, VecDeque};

use domain::time::Instant;
use serde::Serialize;

/// The most messages that are kept; the oldest goes first.
const MOST: usize = 1_000;

/// A message on a simulated phone or in a simulated mailbox. No `Debug`: it holds a contact and a code.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Received {
    /// The sender's name for it.
    pub id: String,
    /// The phone as E.164, or the address.
    pub to: String,
    /// The words.
    pub text: String,
    /// When it was taken, in milliseconds since 1970-01-01T00:00Z.
    pub at_ms: Instant,
}

/// Why a message is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OtherMessage;

/// All messages, the newest first, with the keys that they came with.
#[derive(Default)]
pub(super) struct Inbox {
    taken: u64,
    messages: VecDeque<(String, Received)>,
    keys: HashMap<String, String>,
}

impl Inbox {
    /// Takes a message, or says the id that it has had since it came first. A key that came with another message
    /// before is refused.
    pub(super) fn take(
        &mut self,
        key: &str,
        to: &str,
        text: &str,
        at: Instant,
    ) -> Result<String, OtherMessage> {
        if let Some(id) = self.keys.get(key) {
            let known = self.messages.iter().find(|(_, message)| message.id == *id);
            let same = known.is_some_and(|(_, known)| known.to == to && known.text == text);
            return if same {
                Ok(id.clone())
            } else {
                Err(OtherMessage)
            };
        }
        self.taken += 1;
        let id = format!("m{}", self.taken);
        let message = Received {
            id: id.clone(),
            to: to.to_owned(),
            text: text.to_owned(),
            at_ms: at,
        };
        self.keys.insert(key.to_owned(), id.clone());
        self.messages.push_front((key.to_owned(), message));
        if self.messages.len() > MOST
            && let Some((key, _)) = self.messages.pop_back()
        {
            self.keys.remove(&key);
        }
        Ok(id)
    }

    /// The messages to a phone or an address (its canonical text), or all, the newest first.
    pub(super) fn of(&self, to: Option<&str>) -> Vec<Received> {
        let messages = self.messages.iter().map(|(_, message)| message);
        messages
            .filter(|message| to.is_none_or(|to| to == message.to))
            .cloned()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_ms(0);

    #[test]
    fn a_key_takes_one_message_once_and_no_other() {
        let mut inbox = Inbox::default();
        assert_eq!(inbox.take("a", "+861", "x", NOW), Ok("m1".into()));
        assert_eq!(inbox.take("a", "+861", "x", NOW), Ok("m1".into()));
        assert_eq!(inbox.take("a", "+861", "y", NOW), Err(OtherMessage));
        assert_eq!(inbox.take("a", "+862", "x", NOW), Err(OtherMessage));
        assert_eq!(inbox.take("b", "+861", "x", NOW), Ok("m2".into()));
        assert_eq!(inbox.of(None).len(), 2);
    }

    #[test]
    fn the_oldest_goes_when_the_inbox_is_full() {
        let mut inbox = Inbox::default();
        for key in 0..=MOST {
            inbox.take(&key.to_string(), "+861", "x", NOW).unwrap();
        }
        let messages = inbox.of(None);
        assert_eq!((messages.len(), inbox.keys.len()), (MOST, MOST));
        assert_eq!(messages[0].id, format!("m{}", MOST + 1));
        assert_eq!(messages[MOST - 1].id, "m2");
    }
}
