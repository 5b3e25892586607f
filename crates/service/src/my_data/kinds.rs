//! What each kind of record is, and what each of its columns, and of the parts of what is sealed, is called. How long it is kept: `lives`.

use domain::policy::Text;

/// A word, in Chinese and English.
type Said = (&'static str, &'static str, &'static str);

const TITLES: [Said; 41] = [
    ("person", "登记", "Registration"),
    (
        "person_sealed",
        "姓名、证件、手机号或邮箱、出生日期、住址（加密保存）",
        "Name, document, phone or e-mail, birth date, street (kept sealed)",
    ),
    (
        "former_document",
        "换发前的证件（只留不可还原的标记）",
        "Documents from before a renewal (a mark only)",
    ),
    (
        "person_number",
        "登记后添加的号码",
        "Numbers that you added",
    ),
    ("home", "住所与门牌", "Where you live, and your door"),
    (
        "jurisdiction_use",
        "使用健康码的城市",
        "Cities whose code you use",
    ),
    ("declaration", "申报", "Declarations"),
    (
        "stay",
        "申报中的居住地和行程",
        "Places of your declarations",
    ),
    (
        "stay_area",
        "对风险地区的勾选和回答",
        "Your answers about listed areas",
    ),
    (
        "leg",
        "申报中的车次、航班和座位（加密保存）",
        "Journeys of your declarations: train, flight, seat (kept sealed)",
    ),
    (
        "met_visit",
        "与病例事件重合的到访（加密保存）",
        "Visits that overlapped with an event of a case (kept sealed)",
    ),
    ("correction_request", "更正申请", "Requests for correction"),
    ("rating", "健康码判定", "Decisions about your code"),
    ("evidence", "来自他人的依据", "Evidence from others"),
    (
        "proposal_answer",
        "您对“被认定为接触者”的回答",
        "What you answered where an investigation named you a contact",
    ),
    ("laboratory_result", "检测结果", "Test results"),
    ("quarantine_order", "隔离", "Quarantine"),
    (
        "quarantine_standing",
        "当前隔离进度",
        "Where your quarantine stands",
    ),
    ("check_in", "每日打卡", "Daily check-ins"),
    (
        "check_in_words",
        "打卡时的留言",
        "What you wrote at check-ins",
    ),
    (
        "check_in_answer",
        "对代录打卡的确认",
        "Answers about entered check-ins",
    ),
    (
        "visit",
        "社区代录的打卡",
        "Check-ins that your community entered",
    ),
    ("task", "社区的待办任务", "Tasks of your community"),
    ("care_note", "社区的随访记录", "Notes of your community"),
    ("help_request", "您的求助", "Help that you asked for"),
    ("notice", "通知", "Notices"),
    ("appeal", "申诉", "Appeals"),
    ("family_link", "谁可以为您代办", "Who may ask for you"),
    (
        "family_member",
        "您代办的家人，和您填写的资料（加密保存）",
        "Family members whom you ask for, and what you entered (kept sealed)",
    ),
    (
        "applicant",
        "以何种身份申请（单位和返岗日期加密保存）",
        "As what you apply (unit and first day kept sealed)",
    ),
    ("hold", "等待核实", "What is being checked"),
    (
        "city_entry",
        "进入城市（需核验行程）",
        "Entries into a city that asks for the itinerary",
    ),
    (
        "itinerary_check",
        "行程核验，和您填写的地点（加密保存；不保存运营商记录）",
        "Checks of your itinerary, with the places that you declared (kept sealed; no record of a carrier is kept)",
    ),
    (
        "itinerary_request",
        "关于行程核验的申请（加密保存）",
        "Requests about the itinerary (kept sealed)",
    ),
    (
        "membership",
        "您同意加入的单位",
        "Organisations that you agreed to",
    ),
    ("invitation", "收到的邀请", "Invitations"),
    (
        "purchase",
        "药店购药登记（类别见“我的购药登记”）",
        "Purchases at pharmacies (their class stands under your purchases)",
    ),
    ("device", "登录的手机", "Your phone"),
    (
        "issued_credential",
        "签发给您的健康码",
        "Codes issued to you",
    ),
    ("looked", "今天谁看过您", "Who looked at you today"),
    (
        "log_line",
        "谁看过、做过什么",
        "The log: who looked and what was done",
    ),
];

const NAMES: [Said; 73] = [
    ("link_id", "代办编号", "Family link"),
    ("held_by", "依据", "By what"),
    ("ended_by", "怎样结束", "How it ended"),
    ("until_ms", "截止时间", "Until"),
    ("changed_ms", "更新时间", "Changed"),
    ("used_ms", "最近使用", "Last used"),
    ("registered_ms", "登记时间", "Registered"),
    ("erased_ms", "删除时间", "Erased"),
    ("erase_rest_on", "剩余资料删除日期", "Rest is erased on"),
    ("field", "项目", "Item"),
    ("sealed", "内容", "Content"),
    ("place", "地点", "Place"),
    ("country", "国家或地区", "Country or region"),
    ("since_ms", "起始时间", "Since"),
    ("since_day", "起始日期", "Since"),
    ("jurisdiction", "城市", "City"),
    ("declaration_id", "申报编号", "Declaration"),
    ("applicant", "申报身份", "Applying as"),
    ("recorded_ms", "收到时间", "Received"),
    ("recorded_day", "收到日期", "Received on"),
    ("contact_on", "最后接触病例日期", "Last contact with a case"),
    ("symptoms", "新出现的症状", "New symptoms"),
    (
        "known_symptoms",
        "早已有的症状",
        "Symptoms known for longer",
    ),
    ("temperature", "体温", "Temperature"),
    ("corrected_by", "被哪次申报更正", "Corrected by"),
    ("taken_by", "由谁录入", "Taken down by"),
    ("stay_id", "停留编号", "Stay"),
    ("from_day", "首日", "First day"),
    ("to_day", "末日", "Last day"),
    ("ticked", "对风险地区的回答", "About listed areas"),
    ("area_id", "地区编号", "Area"),
    ("inside", "是否到过", "Were you there"),
    ("correction_id", "更正编号", "Correction"),
    ("asked_ms", "提出时间", "Asked"),
    ("due_ms", "答复期限", "Answered by"),
    ("state", "状态", "State"),
    ("decided_ms", "决定时间", "Decided"),
    ("review_on", "下次自动判定日期", "Looked at again on"),
    ("reason", "原因", "Reason"),
    ("evidence_id", "依据编号", "Evidence"),
    ("kind", "种类", "Kind"),
    ("class", "类别", "Class"),
    ("on_day", "日期", "Day"),
    ("until_day", "截止日期", "Until"),
    ("withdrawn_ms", "撤回时间", "Withdrawn"),
    ("laboratory", "检测机构", "Laboratory"),
    ("revision", "第几版", "Revision"),
    ("finding", "结果", "Finding"),
    ("sampled_ms", "采样时间", "Sampled"),
    ("received_ms", "收到时间", "Received"),
    ("source", "来源", "Came by"),
    ("order_id", "隔离编号", "Order"),
    ("rule", "规则", "Rule"),
    ("policy_version", "规则版本", "Version of the rules"),
    ("colour", "颜色", "Colour"),
    ("days", "天数", "Days"),
    ("then_colour", "下一阶段颜色", "Colour of the next stage"),
    ("then_days", "下一阶段天数", "Days of the next stage"),
    ("grace_days", "补打卡宽限天数", "Days of grace"),
    ("first_day", "第一天", "First day"),
    ("evidence", "依据", "Rests on"),
    ("state_day", "状态日期", "State since"),
    ("opened_ms", "开始时间", "Opened"),
    ("stage", "阶段", "Stage"),
    ("day", "第几天", "Day of the stage"),
    ("free_day", "解除日期", "Free from"),
    ("missed", "漏打天数", "Days missed"),
    ("awaited", "今天是否待打卡", "Check-in awaited today"),
    ("in_grace", "是否在宽限期", "In grace"),
    ("check_in_id", "打卡编号", "Check-in"),
    ("made_ms", "时间", "Made"),
    ("entered_by", "谁录入的", "Entered by"),
    ("confirmed_ms", "确认时间", "Confirmed"),
];

const MORE_NAMES: [Said; 44] = [
    ("leg_id", "行程编号", "Journey"),
    ("visit_id", "到访编号", "Visit"),
    ("met_ms", "重合确认时间", "Met"),
    ("hold_id", "核实编号", "Hold"),
    ("verified_ms", "核验通过时间", "Verified"),
    ("arrival_day", "到达日期", "Arrival"),
    ("begun_ms", "开始时间", "Begun"),
    ("consent", "同意的文本", "Text agreed to"),
    ("consent_ms", "同意时间", "Agreed"),
    ("causes", "未通过的原因", "Why it did not pass"),
    ("request_id", "申请编号", "Request"),
    ("ended_ms", "结束时间", "Ended"),
    ("link_ends_day", "单位链接失效日期", "Link to the unit ends"),
    ("organisation_id", "单位编号", "Organisation"),
    ("unit_id", "班级或部门编号", "Class or unit"),
    ("agreed_ms", "同意时间", "Agreed"),
    ("terms", "同意的文本", "Text agreed to"),
    ("name_shown", "显示的姓名", "Name shown"),
    ("card", "可打印卡片", "Card may be printed"),
    ("agreed_by", "谁代为同意", "Agreed for you by"),
    ("number_id", "号码编号", "Number"),
    ("ground", "依据", "Added by"),
    ("given_back_ms", "交还时间", "Given back"),
    ("answer", "回答", "Answer"),
    ("how", "方式", "How"),
    ("done_ms", "完成时间", "Done"),
    ("note_id", "记录编号", "Note"),
    ("help_id", "求助编号", "Request"),
    ("state_ms", "状态时间", "State since"),
    ("noted_ms", "通知时间", "Noted"),
    ("read_ms", "阅读时间", "Read"),
    ("sms", "短信", "Short message"),
    ("appeal_id", "申诉编号", "Appeal"),
    ("answered_ms", "答复时间", "Answered"),
    ("answered_by", "由谁回答", "Answered by"),
    ("suspended_ms", "暂停执行时间", "Suspended"),
    ("linked_ms", "登录时间", "Signed in"),
    ("issued_ms", "签发时间", "Issued"),
    ("purpose", "目的", "Purpose"),
    ("instant_ms", "时间", "When"),
    ("action", "做了什么", "What was done"),
    ("done_by", "谁", "Who"),
    ("said", "留言", "Words"),
    ("passed_ms", "通过时间", "Passed"),
];

/// The parts of what is sealed as JSON, where no column is called so.
const PART_NAMES: [Said; 47] = [
    ("venue", "场所编号", "Number of the venue"),
    ("from_ms", "到达时间", "Came"),
    ("left_ms", "离开时间", "Left"),
    ("closed_ms", "场所关门时间", "The venue closed"),
    (
        "set_aside_ms",
        "自何时起认定不属实",
        "Found not to be so since",
    ),
    (
        "set_aside_by_one",
        "由一人认定",
        "Found by one reviewer alone",
    ),
    ("number", "号码", "Number"),
    ("date", "日期", "Date"),
    ("seat", "座位", "Seat"),
    ("board", "上车、登机或上船地点", "Boarded at"),
    ("alight", "下车、下机或下船地点", "Got off at"),
    ("role", "以何种身份", "As"),
    ("crew", "是否乘务人员", "Of the crew"),
    ("times", "时间", "Times"),
    ("id", "编号", "Id"),
    ("instead", "更正后的申报", "What it should say"),
    ("residence", "居住地", "Residence"),
    ("stays", "停留", "Stays"),
    ("whereabouts", "地点", "Where"),
    ("county", "县（市、区）", "County"),
    ("abroad", "境外国家或地区", "Abroad"),
    ("areas", "风险地区", "Listed areas"),
    ("from", "首日", "First day"),
    ("to", "末日", "Last day"),
    ("legs", "行程", "Journeys"),
    ("contact", "最后接触病例日期", "Last contact with a case"),
    (
        "areas_loaded",
        "看到风险地区名单的时间",
        "List of areas seen",
    ),
    ("name", "姓名", "Name"),
    ("document", "证件", "Document"),
    ("phone", "手机号", "Phone"),
    ("relation", "关系", "Relation"),
    ("street", "住址", "Street"),
    ("door", "门牌", "Door"),
    ("declaration", "申报", "Declaration"),
    ("promised", "承诺", "Promises"),
    ("commitment", "承诺", "Promise"),
    ("version", "版本", "Version"),
    ("promised_ms", "承诺时间", "Promised"),
    ("reference", "出示编号", "Number to show"),
    (
        "by_registry",
        "登记机关是否确认您的监护",
        "The registry names you",
    ),
    ("numbers", "号码", "Numbers"),
    ("places", "到过的地点", "Places"),
    (
        "same_as_first",
        "是否与第一个号码相同",
        "As of the first number",
    ),
    ("handed_in", "已提交的地点", "Handed in"),
    ("failed", "未通过的原因", "Why it did not pass"),
    ("city", "城市", "City"),
    ("unit", "单位", "Unit"),
];

const NOT_SHOWN: [[&str; 2]; 5] = [
    [
        "按密钥计算的摘要（证件、手机号、样本、登录会话）：只用来找到上面的记录，本身不含任何信息",
        "Keyed digests (document, phone, sample, session): they only lead to the records above and say nothing themselves",
    ],
    [
        "为查找而保留的副本（按地点排列的停留、按车次排列的行程、按场所和日期排列的到访、社区名单、健康码状态列表）：内容与上面的记录相同",
        "Copies kept for finding (stays by place, journeys by train or flight, visits by venue and day, the community's list, status lists of codes): they say what stands above",
    ],
    [
        "尚未经两人同意的提议：生效前不影响您；生效后列在“来自他人的依据”中。每次查看都在记录里",
        "Proposals to which two have not agreed: they do not touch you. One that counts stands under “Evidence from others”, and each look at it in the log",
    ],
    [
        "审核中的申请：见申请页面，通过后即为上面的登记",
        "An application that is being looked at: it stands on its own page, and is the registration above once it went through",
    ],
    [
        "意见反馈：不与您关联，凭编号查看",
        "Feedback: nothing leads from it to you; it is read by its number",
    ],
];

fn said(list: &[Said], word: &str) -> Option<Text> {
    let found = list.iter().find(|(known, ..)| *known == word);
    found.map(|(_, zh, en)| Text::new(*zh, *en))
}

/// What a kind of record is.
pub(super) fn title(kind: &str) -> Text {
    said(&TITLES, kind).unwrap_or_else(|| Text::new(kind, kind))
}

/// What a column is called, or a part of what is sealed.
pub(super) fn name(column: &str) -> Text {
    let known = said(&NAMES, column).or_else(|| said(&MORE_NAMES, column));
    let known = known.or_else(|| said(&PART_NAMES, column));
    known.unwrap_or_else(|| Text::new(column, column))
}

/// What is not told, and why.
pub(super) fn not_shown() -> Vec<Text> {
    NOT_SHOWN.map(|[zh, en]| Text::new(zh, en)).to_vec()
}
