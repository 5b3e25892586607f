//! Files of test results that an operator brought: which wait, whom they would change, and agreeing to one.

pub(crate) mod decide;
pub(crate) mod list;
