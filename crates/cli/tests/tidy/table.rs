//! Tables in Markdown.

/// The rows of the first table after a heading (or of the first at all, without one), without its head, each
/// with its line number and its cells.
pub(crate) fn rows(text: &str, heading: Option<&str>) -> Vec<(usize, Vec<String>)> {
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line.trim()));
    if let Some(heading) = heading {
        lines.by_ref().find(|(_, line)| *line == heading);
    }
    let inside = lines.take_while(|(_, line)| heading.is_none() || !line.starts_with("## "));
    let table = inside
        .skip_while(|(_, line)| !line.starts_with('|'))
        .take_while(|(_, line)| line.starts_with('|'));
    table
        .skip(2)
        .map(|(number, line)| (number, cells(line)))
        .collect()
}

/// What stands between backticks.
pub(crate) fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

fn cells(line: &str) -> Vec<String> {
    let inner = line.trim_matches('|');
    inner
        .split('|')
        .map(|cell| cell.trim().to_owned())
        .collect()
}

#[test]
fn the_table_under_a_heading_is_read() {
    let text = "# A\n\n| x |\n|---|\n| no |\n\n## B\n\nwords\n\n| a | b |\n|---|---|\n| `c`, `d` | e |\n\n## C\n| f |\n|--|\n| g |\n";
    let rows = rows(text, Some("## B"));
    assert_eq!(rows, [(13, vec!["`c`, `d`".to_owned(), "e".to_owned()])]);
    assert_eq!(quoted(&rows[0].1[0]), ["c", "d"]);
    assert!(super::table::rows(text, Some("## D")).is_empty());
}
