//! Family links. Each side's rows are its owner's: the member's are facts, so that one which was put there or put back by other
//! hands holds nobody; the guardian's carry, sealed, what was typed and promised.

mod link;
mod member;
mod outbox;
mod reference;

pub use member::MemberRow;
pub use outbox::LinkMoved;

pub(crate) use link::DROP_ALL as DROP_LINKS;
pub(crate) use member::DROP_ALL as DROP_MEMBERS;
pub(crate) use outbox::DROP_ALL as DROP_OUTBOX;
pub(crate) use reference::DROP_ALL as DROP_REFERENCES;
