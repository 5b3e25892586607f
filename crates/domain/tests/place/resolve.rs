//! Names of the official lists against codes: every row of the fourteen files.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use domain::place::{Resolved, Unresolved, divisions, resolve};

use crate::golden::golden;
use crate::shared_data::shared;
use crate::support::code;

struct Row {
    file: String,
    year: i16,
    names: [String; 3],
    areas: usize,
}

fn rows() -> Option<Vec<Row>> {
    let mut files: Vec<_> = std::fs::read_dir(shared("risk_samples")?)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    let rows = files.iter().flat_map(|path| {
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        let list: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        ["highlist", "middlelist", "lowlist"]
            .iter()
            .filter_map(|level| list["data"][level].as_array())
            .flatten()
            .map(|row| Row {
                year: file[..4].parse().unwrap(),
                file: file.clone(),
                names: ["province", "city", "county"]
                    .map(|key| row[key].as_str().unwrap_or("").into()),
                areas: row["communitys"].as_array().map_or(0, Vec::len),
            })
            .collect::<Vec<_>>()
    });
    Some(rows.collect())
}

fn resolved(row: &Row) -> Resolved<'_> {
    let [province, city, county] = &row.names;
    resolve(province, city, county, row.year)
}

#[test]
fn s0_23_rows_of_the_official_lists_resolve_as_listed() {
    let Some(rows) = rows() else { return };
    let mut files: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let mut triples: BTreeMap<(String, String), usize> = BTreeMap::new();
    for row in &rows {
        let counts = files.entry(&row.file).or_default();
        counts[0] += 1;
        counts[2] += row.areas;
        if let Resolved::Unresolved(reason) = resolved(row) {
            counts[1] += 1;
            counts[3] += row.areas;
            *triples
                .entry((reason.to_string(), row.names.join(" ")))
                .or_default() += 1;
        }
    }
    let mut text = String::from("# file, rows, of them unresolved, areas, of them unresolved\n");
    for (file, [rows, open, areas, open_areas]) in files {
        writeln!(text, "{file} {rows} {open} {areas} {open_areas}").unwrap();
    }
    let mut reason = "";
    for ((why, names), rows) in &triples {
        if why != reason {
            writeln!(text, "\n# {why}").unwrap();
            reason = why;
        }
        writeln!(text, "{names} ({rows})").unwrap();
    }
    golden("place_unresolved.txt", &text);
}

#[test]
fn s0_8_every_resolved_row_names_its_county_in_the_table() {
    let Some(rows) = rows() else { return };
    let mut seen = BTreeMap::new();
    for row in &rows {
        let Resolved::County { code, street } = resolved(row) else {
            continue;
        };
        let [province, city, county] = &row.names;
        let path = divisions().path_name(code, row.year).unwrap();
        let plain = match street {
            Some(street) => format!("{path} {street}"),
            None => path.clone(),
        };
        if plain != format!("{province} {city} {county}") {
            let street = street
                .map(|street| format!(" + {street}"))
                .unwrap_or_default();
            seen.insert(
                format!("{province} {city} {county}"),
                format!("{code} {path}{street}"),
            );
        }
    }
    let mut text = String::from("# names of the list -> code and names of the table (+ street)\n");
    for (names, found) in seen {
        writeln!(text, "{names} -> {found}").unwrap();
    }
    golden("place_resolved_otherwise.txt", &text);
}

#[test]
fn s0_8_names_are_read_with_the_codes_of_the_year() {
    let of = |city, county, year| resolve("浙江省", city, county, year).code();
    assert_eq!(of("杭州市", "下城区", 2020), Some(code("330103")));
    assert_eq!(of("杭州市", "下城区", 2022), None);
    assert_eq!(of("杭州市", "临平区", 2020), None);
    assert_eq!(of("杭州市", "临平区", 2022), Some(code("330113")));
    let sanyuan = |year| resolve("福建省", "三明市", "三元区", year).code();
    assert_eq!(sanyuan(2020), Some(code("350403")));
    assert_eq!(sanyuan(2021), Some(code("350404")));
    assert_eq!(sanyuan(2022), Some(code("350404")));
}

#[test]
fn each_part_of_the_country_is_read_in_its_own_way() {
    let county = |digits, street| Resolved::County {
        code: code(digits),
        street,
    };
    let of = |province, city, county| resolve(province, city, county, 2022);
    assert_eq!(
        of("北京市", "丰台区", "丰台街道"),
        county("110106", Some("丰台街道"))
    );
    assert_eq!(of("上海市", "上海市", "浦东新区"), county("310115", None));
    assert_eq!(of("重庆市", "重庆市", "城口县"), county("500229", None));
    assert_eq!(of("河北省", "定州市", "定州市"), county("130682", None));
    assert_eq!(of("河北省", "雄县", "雄县"), county("130638", None));
    assert_eq!(of("湖北省", "仙桃市", "仙桃市"), county("429004", None));
    assert_eq!(
        of("海南省", "省直辖县级行政单位", "万宁市"),
        county("469006", None)
    );
    assert_eq!(of("海南省", "儋州市", "市辖区"), county("460400", None));
    assert_eq!(
        of("广东省", "东莞市", "虎门镇"),
        county("441900", Some("虎门镇"))
    );
    assert_eq!(
        of(" 上海市", "上海市　", "\t黄浦区 "),
        county("310101", None)
    );
}

#[test]
fn what_has_no_code_is_never_guessed() {
    let of = |province, city, county| match resolve(province, city, county, 2022) {
        Resolved::Unresolved(reason) => reason,
        found @ Resolved::County { .. } => panic!("{found:?}"),
    };
    let corps = "新疆生产建设兵团";
    assert_eq!(of(corps, corps, corps), Unresolved::Province);
    assert_eq!(of("", "", ""), Unresolved::Empty);
    assert_eq!(
        of("福建省", "平潭综合实验区", "平潭综合实验区"),
        Unresolved::City
    );
    assert_eq!(of("四川省", "成都市", "高新区"), Unresolved::County);
    assert_eq!(of("河南省", "许昌市", "东城区"), Unresolved::County);
    assert_eq!(of("重庆市", "重庆市", "两江新区"), Unresolved::County);
    assert_eq!(
        of("江苏省", "苏州市", "苏州工业园区"),
        Unresolved::Zone(code("320576"))
    );
    assert_eq!(of("浙江省", "杭州市", "西湖"), Unresolved::County);
    assert_eq!(of("浙江省", "西湖区", "西湖区"), Unresolved::City);
}

proptest::proptest! {
    #[test]
    fn whatever_a_list_names_resolves_to_the_level_of_counties_or_not_at_all(
        province in "(北京市|浙江省|河北省|广东省|海南省|\\PC{0,9})",
        city in "(杭州市|雄县|东莞市|丰台区|省直辖县级行政单位|\\PC{0,9})",
        county in "(西湖区|雄县|市辖区|万宁市|\\PC{0,9})",
        year in 1980_i16..2030,
    ) {
        if let Some(code) = resolve(&province, &city, &county, year).code() {
            proptest::prop_assert!(divisions().county_level(code, year).is_some());
        }
    }
}
