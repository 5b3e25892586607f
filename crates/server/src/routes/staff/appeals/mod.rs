//! Appeals, for whoever answers them and whoever takes one down from paper.

pub(crate) mod answer;
pub(crate) mod list;
pub(crate) mod on_paper;
pub(crate) mod one;
