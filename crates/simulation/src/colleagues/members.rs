//! Who there is: five offices in three divisions with eleven members.

/// Offices with the division codes for which they work.
pub(super) const OFFICES: [(&str, u32); 5] = [
    ("杭州市卫生健康委员会", 330_100),
    ("杭州市疾病预防控制中心", 330_100),
    ("浙江省卫生健康委员会", 330_000),
    ("浙江省疾病预防控制中心", 330_000),
    ("杭州市西湖区卫生健康局", 330_106),
];

/// A member as they are added.
pub(super) struct Role {
    pub(super) login: &'static str,
    pub(super) name: &'static str,
    /// Their office, by its place in the list.
    pub(super) office: usize,
    /// Their duties, with a blank between them.
    pub(super) duties: &'static str,
    /// Whether a visitor may be them.
    pub(super) for_visitors: bool,
}

/// Everybody, in the order in which they are added.
pub(super) const MEMBERS: [Role; 11] = [
    Role {
        login: "chen.li",
        name: "陈丽",
        office: 0,
        duties: "epidemiologist@330100 policy_officer@330100",
        for_visitors: true,
    },
    Role {
        login: "wang.min",
        name: "王敏",
        office: 1,
        duties: "epidemiologist@330100 reviewer@330100 community_worker@330106",
        for_visitors: true,
    },
    Role {
        login: "he.mei",
        name: "何梅",
        office: 0,
        duties: "community_worker@330105 community_worker@330106 community_worker@330108 organisation_manager@330106",
        for_visitors: true,
    },
    Role {
        login: "xu.qing",
        name: "徐青",
        office: 0,
        duties: "counter@330100",
        for_visitors: true,
    },
    Role {
        login: "zhao.lei",
        name: "赵磊",
        office: 0,
        duties: "reviewer@330100 epidemiologist@330100 organisation_manager@330100",
        for_visitors: false,
    },
    Role {
        login: "sun.yue",
        name: "孙悦",
        office: 1,
        duties: "epidemiologist@330100 policy_officer@330100 reviewer@330100",
        for_visitors: false,
    },
    Role {
        login: "zhou.ning",
        name: "周宁",
        office: 1,
        duties: "epidemiologist@330100 policy_officer@330100 reviewer@330100",
        for_visitors: false,
    },
    Role {
        login: "qian.wei",
        name: "钱伟",
        office: 4,
        duties: "epidemiologist@330106 policy_officer@330106 reviewer@330106",
        for_visitors: false,
    },
    Role {
        login: "wu.gang",
        name: "吴刚",
        office: 2,
        duties: "epidemiologist@330000 policy_officer@330000 operator@330000",
        for_visitors: false,
    },
    Role {
        login: "zheng.hui",
        name: "郑慧",
        office: 2,
        duties: "epidemiologist@330000 reviewer@330000 auditor@330000",
        for_visitors: false,
    },
    Role {
        login: "feng.jie",
        name: "冯洁",
        office: 3,
        duties: "epidemiologist@330000 policy_officer@330000 inspector@330000",
        for_visitors: false,
    },
];
