//! `healthcode import tests`: results as a file.

use crate::Place;

const HEAD: &str = "sample,document_kind,document,name,sampled_at,outcome,laboratory\n";

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the program under test lives by the machine's clock"
)]
fn s2_18_a_file_of_results_is_counted_and_what_goes_back_is_named_by_line_and_reason() {
    let place = Place::new();
    let today = jiff::Zoned::now().date();
    let file = format!(
        "{HEAD}a,resident_id,11010519491231002X,王小明,{today} 00:00,negative,乡镇卫生院\n\
         b,resident_id,110105194912310021,王小明,{today} 00:00,negative,乡镇卫生院\n\
         c,resident_id,11010519491231002X,王小明,{today} 00:00,unclear,乡镇卫生院\n"
    );
    place.write("results.csv", &file);
    let said = place.run(&["import", "tests", "results.csv", "--json"]);
    assert_eq!(said.code, 1, "{}", said.errors);
    let json = &said.json()[0];
    assert_eq!([&json["taken"], &json["known"], &json["held"]], [0, 0, 1]);
    assert_eq!(json["state"], "waiting", "nobody has agreed to it");
    assert_eq!([&json["worse"], &json["better"]], [0, 0]);
    assert_eq!(json["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(
        (&json["back"][0]["line"], &json["back"][0]["reason"]),
        (&3.into(), &"document".into())
    );
    assert_eq!(
        (&json["back"][1]["line"], &json["back"][1]["reason"]),
        (&4.into(), &"outcome".into())
    );

    let said = place.run(&["import", "tests", "results.csv"]);
    let words = said.lines.join("\n");
    assert!(
        words.contains("waits; nothing of it counts before")
            && words.contains("0 taken")
            && words.contains("1 held")
            && words.contains("line 3: document"),
        "{words}"
    );
    assert!(
        !words.contains("王小明") && !words.contains("11010519491231"),
        "{words}"
    );
}

#[test]
fn s2_18_a_file_of_another_shape_is_refused_by_its_column() {
    let place = Place::new();
    place.write("results.csv", "sample,name\n");
    let said = place.run(&["import", "tests", "results.csv"]);
    assert_eq!(said.code, 2);
    assert!(
        said.errors.contains("results.csv") && said.errors.contains("document_kind"),
        "{}",
        said.errors
    );
}
