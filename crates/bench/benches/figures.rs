//! `make bench`: measures every row, prints the table and keeps the results.

fn main() -> anyhow::Result<()> {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    bench::run(&wanted)
}
