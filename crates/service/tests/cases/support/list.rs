//! Lists made up in the official form, so that they come in by the same door as the real ones.

use domain::ids::AreaId;
use domain::level::Level;
use domain::risk::{AreaText, area_id};
use serde_json::{Value, json};

use super::code;

/// Province, city and county as the lists write them.
pub(crate) type Names = [&'static str; 3];

/// 330106 in Hangzhou.
pub(crate) const WEST_LAKE: Names = ["浙江省", "杭州市", "西湖区"];
/// 330110 in Hangzhou.
pub(crate) const YUHANG: Names = ["浙江省", "杭州市", "余杭区"];
/// 420106 in Wuhan.
pub(crate) const WUCHANG: Names = ["湖北省", "武汉市", "武昌区"];
/// 110105: the lists of Beijing write the district in the city's place and the street in the county's.
pub(crate) const CHAOYANG: Names = ["北京市", "朝阳区", "酒仙桥街道"];
/// A zone of Chengdu that has no code.
pub(crate) const ZONE: Names = ["四川省", "成都市", "高新区"];

/// A list of one instant.
#[derive(Clone)]
pub(crate) struct List {
    as_of: String,
    rows: Vec<(Level, Names, Vec<String>)>,
}

impl List {
    /// An empty list of a date and an hour: `2022-07-14 8`.
    pub(crate) fn of(as_of: &str) -> Self {
        Self {
            as_of: format!("{as_of}时"),
            rows: Vec::new(),
        }
    }

    pub(crate) fn high(self, county: Names, areas: &[&str]) -> Self {
        self.with(Level::High, county, areas)
    }

    pub(crate) fn medium(self, county: Names, areas: &[&str]) -> Self {
        self.with(Level::Medium, county, areas)
    }

    pub(crate) fn low(self, county: Names, areas: &[&str]) -> Self {
        self.with(Level::Low, county, areas)
    }

    fn with(mut self, level: Level, county: Names, areas: &[&str]) -> Self {
        let areas = areas.iter().map(|area| (*area).to_owned()).collect();
        self.rows.push((level, county, areas));
        self
    }

    /// The file.
    pub(crate) fn text(&self) -> String {
        let (high, medium, low) = (
            self.rows_of(Level::High),
            self.rows_of(Level::Medium),
            self.rows_of(Level::Low),
        );
        let data = json!({
            "end_update_time": self.as_of,
            "hcount": high.1, "mcount": medium.1, "lcount": low.1,
            "highlist": high.0, "middlelist": medium.0, "lowlist": low.0,
        });
        json!({ "data": data, "code": 0, "msg": "" }).to_string()
    }

    fn rows_of(&self, level: Level) -> (Vec<Value>, usize) {
        let rows = self.rows.iter().filter(|(of, ..)| *of == level);
        let row = |(_, names, areas): &(Level, Names, Vec<String>)| {
            json!({
                "type": "2", "province": names[0], "city": names[1], "county": names[2],
                "area_name": names.join(" ").trim(), "communitys": areas,
            })
        };
        let count = rows.clone().map(|(_, _, areas)| areas.len()).sum();
        (rows.map(row).collect(), count)
    }
}

/// The area that a list names in a county.
pub(crate) fn area(county: &str, text: &str) -> AreaId {
    area_id(code(county), &AreaText::parse(text).unwrap())
}
