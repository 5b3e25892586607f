//! Yardsticks and figures.
