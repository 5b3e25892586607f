//! Which room leans on which (ARCHITECTURE, arrows). Nothing points back, not even for a test.

use crate::{none, tree};

/// Each room with the rooms that it may import.
const ARROWS: [(&str, &[&str]); 9] = [
    ("domain", &[]),
    ("credential", &["domain"]),
    ("storage", &["domain"]),
    ("gateway", &["domain"]),
    ("service", &["domain", "credential", "storage", "gateway"]),
    ("server", &["service", "domain"]),
    (
        "simulation",
        &["domain", "credential", "gateway", "service"],
    ),
    (
        "cli",
        &[
            "domain",
            "credential",
            "storage",
            "gateway",
            "service",
            "server",
            "simulation",
        ],
    ),
    (
        "bench",
        &[
            "domain",
            "credential",
            "storage",
            "gateway",
            "service",
            "server",
            "simulation",
            "cli",
        ],
    ),
];

/// What a room imports although it may not; none where the room is unknown.
fn forbidden(room: &str, imports: &[String]) -> Option<Vec<String>> {
    let (_, allowed) = ARROWS.iter().find(|(name, _)| *name == room)?;
    let back = imports
        .iter()
        .filter(|import| !allowed.contains(&import.as_str()))
        .map(|import| format!("crates/{room}/Cargo.toml: {room} -> {import}"));
    Some(back.collect())
}

/// The rooms that a manifest imports: for the program, for tests and for building.
fn imports(manifest: &toml::Table, rooms: &[String]) -> Vec<String> {
    ["dependencies", "dev-dependencies", "build-dependencies"]
        .iter()
        .filter_map(|section| manifest.get(*section)?.as_table())
        .flat_map(|section| section.keys())
        .filter(|name| rooms.contains(name))
        .cloned()
        .collect()
}

#[test]
fn the_arrows_between_the_rooms_never_point_back() {
    let rooms = tree::rooms();
    let mut findings = Vec::new();
    for room in &rooms {
        let manifest = tree::manifest(&format!("crates/{room}/Cargo.toml"));
        match forbidden(room, &imports(&manifest, &rooms)) {
            Some(back) => findings.extend(back),
            None => findings.push(format!(
                "crates/{room}: stands in no arrow; add the room to arrows.rs"
            )),
        }
    }
    none(&findings, "a room leans only on the rooms below it");
    assert!(rooms.len() >= 6, "the rooms were not found");
}

#[test]
fn an_arrow_that_points_back_is_noticed() {
    let manifest =
        "[dependencies]\nserde.workspace = true\n[dev-dependencies]\nservice.workspace = true\n";
    let rooms = ["domain".to_owned(), "service".to_owned()];
    let imports = imports(&manifest.parse().unwrap(), &rooms);
    assert_eq!(
        forbidden("storage", &imports).unwrap(),
        ["crates/storage/Cargo.toml: storage -> service"]
    );
    assert_eq!(forbidden("attic", &imports), None);
}
