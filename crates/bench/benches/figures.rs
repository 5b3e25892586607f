//! `make bench`: measures every row, prints the table and keeps the results.

/// The allocator of the program, for ours and for every yardstick.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> anyhow::Result<()> {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    bench::run(&wanted)
}
