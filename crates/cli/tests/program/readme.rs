//! The block *By hand* of the README as it stands: each line is run in the folder of the repository beside a demonstration of the
//! day of `examples/`, and answers as the page says.

use std::fmt::Write as _;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::Place;
use crate::served::Served;

const PAGE: &str = include_str!("../../../../README.md");
/// The day of the files in `examples/`.
const DAY: &str = "2022-07-14";
/// What the page lets be refused: a text that is no code.
const REFUSED: &str = "code verify";

/// The lines of the block under the heading.
fn lines() -> Vec<&'static str> {
    let (_, section) = PAGE.split_once("\n## By hand\n").unwrap();
    let (_, block) = section.split_once("```sh\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    block.lines().collect()
}

/// All lines as one script, which notes how each ended.
fn script(lines: &[&str]) -> String {
    let mut script = String::new();
    for line in lines {
        writeln!(script, "{line}\necho $? >>statuses").unwrap();
    }
    script
}

/// A place that looks like the folder of the repository after a build.
fn repository() -> Place {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = root.canonicalize().unwrap();
    let place = Place::new();
    for folder in ["policies", "examples"] {
        symlink(root.join(folder), place.path(folder)).unwrap();
    }
    std::fs::create_dir_all(place.path("target/debug")).unwrap();
    let program = place.path("target/debug/healthcode");
    symlink(env!("CARGO_BIN_EXE_healthcode"), program).unwrap();
    place
}

#[test]
fn each_line_that_the_readme_shows_by_hand_runs_as_it_stands() {
    let (lines, place) = (lines(), repository());
    assert!(lines.len() > 12, "{lines:?}");
    let demo = ["serve", "--demo", "--json", "--date", DAY];
    let doors = ["--listen", "127.0.0.1:0", "--phone-listen", "127.0.0.1:0"];
    let _served = Served::start(&place, &[&demo[..], &doors].concat());
    let first_list = format!("healthcode-demo-{DAY}/risk-areas-{DAY}.json");
    assert!(PAGE.contains(&first_list) && place.path(&first_list).is_file());
    let run = place.write("by-hand.sh", &script(&lines));
    let said = place.at_home("bash").arg(run).output().unwrap();
    let (out, errors) = (
        String::from_utf8_lossy(&said.stdout),
        String::from_utf8_lossy(&said.stderr),
    );
    let ended = std::fs::read_to_string(place.path("statuses")).unwrap();
    let ended: Vec<&str> = ended.lines().collect();
    assert_eq!(ended.len(), lines.len(), "{errors}");
    for (line, ended) in lines.iter().zip(ended) {
        let expected = if line.contains(REFUSED) { "1" } else { "0" };
        assert_eq!(ended, expected, "{line}\n{out}\n{errors}");
    }
    for words in [
        "red, free from 2020-07-04",
        "330102 浙江省 杭州市 上城区 on 2022-07-14: medium",
        "330300 version 2022-07-14 is in force",
        "1 held until somebody registers",
        "P-41: close by venue-closed",
    ] {
        assert!(out.contains(words), "{words}\n{out}\n{errors}");
    }
}
