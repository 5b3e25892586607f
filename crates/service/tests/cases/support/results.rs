//! Results of laboratories as a file, to which a member of staff agrees.

use domain::ids::{OfficeId, StaffId};
use domain::place::DivisionCode;
use domain::staff::{Member, Office};
use domain::time::Instant;
use service::Fate;

use super::{World, wait};

impl World {
    /// An operator brings a file of results, whoever answers for the province agrees, and its lines are taken.
    pub(crate) fn import_results(&self, csv: &str, now: Instant) {
        let brought = wait(self.service.bring_results("results.csv", csv, now)).unwrap();
        let usable = |line: &service::ImportedLine| line.fate == Fate::Taken;
        assert!(brought.lines.iter().all(usable));
        let member = Member {
            id: StaffId(7),
            office: Office {
                id: OfficeId(7),
                name: "省疾病预防控制中心".to_owned(),
                division: DivisionCode::NATION,
            },
            duties: vec!["reviewer@330000".parse().unwrap()],
        };
        let decision = (1, true, "与检测机构电话核对");
        let decided = self
            .service
            .decide_results(&member, brought.id, decision, now);
        wait(decided).unwrap();
        wait(self.service.take_results(now)).unwrap();
    }
}
