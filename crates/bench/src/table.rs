//! The table that `make bench` prints.

use std::io::{self, Write};

use crate::measure::Measured;

pub(crate) fn print(rows: &[Measured], out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "{:<22} {:>16} {:>16} {:>9}  of",
        "row", "ours", "yardstick", "ratio"
    )?;
    for row in rows {
        writeln!(
            out,
            "{:<22} {:>16} {:>16} {:>8.2}x  {}; yardstick: {}",
            row.name,
            grouped(row.ours),
            grouped(row.yardstick_value),
            row.ratio,
            row.unit,
            row.yardstick
        )?;
        for note in &row.notes {
            writeln!(out, "{:<22} {note}", "")?;
        }
    }
    Ok(())
}

/// A number with its thousands apart: `1,234,567`.
fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let text = [7.0, 999.6, 12_345.0, 1_234_567.2].map(grouped);
        assert_eq!(text, ["7", "1,000", "12,345", "1,234,567"]);
    }
}
