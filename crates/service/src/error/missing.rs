//! What somebody named and nobody has.

use domain::policy::Text;

domain::closed! {
    /// What is not there.
    Missing {
        /// A declaration of the person that can be corrected.
        Declaration,
        /// A question about a stay of the person.
        Question,
        /// The status list of a day.
        StatusList,
        /// A proposal.
        Proposal,
        /// A list or a policy that came.
        Pending,
        /// A file of results that waits.
        ResultFile,
        /// A draft that is being tried.
        Draft,
        /// A passkey of the member of staff.
        Passkey,
        /// An appeal.
        Appeal,
        /// A link to a worker that lives.
        UnitLink,
        /// An application.
        Application,
        /// A family member, or somebody who asks to hold one.
        FamilyMember,
        /// Feedback with this number.
        Feedback,
        /// Anybody with this name and document.
        Person,
        /// A session of the member of staff.
        StaffSession,
        /// An organisation that the member of staff manages.
        Organisation,
        /// A class or a unit.
        Unit,
        /// A class or a unit whose QR code was scanned.
        UnitCode,
        /// A person in quarantine in the community.
        Followed,
        /// An open task of the community about the person.
        Task,
        /// A request of the person for help.
        Help,
        /// A check-in that a worker entered for the person.
        EnteredCheckIn,
        /// A channel.
        Channel,
        /// A number of the person.
        Number,
        /// A request about a check of the itinerary.
        ItineraryRequest,
        /// A correction that went to a reviewer.
        Correction,
        /// A venue of an organisation that the member of staff manages.
        Venue,
        /// A screen of a venue.
        VenueScreen,
        /// A visit of the person.
        Visit,
    }
}

impl Missing {
    pub(super) fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Declaration => ("可以更正的申报", "a declaration that can be corrected"),
            Self::ItineraryRequest => ("这份行程核验申请", "this request about an itinerary"),
            Self::Correction => ("这份更正申请", "this correction"),
            Self::Question => ("关于这次停留的询问", "a question about this stay"),
            Self::StatusList => ("这一天的状态列表", "a status list of this day"),
            Self::Proposal => ("这份提议", "this proposal"),
            Self::Organisation => (
                "由您管理的这个单位",
                "an organisation with this id that you manage",
            ),
            Self::Unit => ("这个班级或部门", "this class or unit"),
            Self::UnitCode => {
                return Text::new(
                    "没有找到这个二维码对应的班级或部门（二维码可能已更换），请向对方索取新的二维码",
                    "no class or unit has this QR code (it may have been renewed); ask for the new one",
                );
            }
            Self::Pending => ("这份待生效的文件", "this file that waits"),
            Self::ResultFile => (
                "这份等待同意的检测结果文件",
                "this file of test results that waits",
            ),
            Self::Draft => ("这份草稿", "this draft"),
            Self::Passkey => ("您名下的这个通行密钥", "this passkey of yours"),
            Self::Followed => ("名单上的这位居民", "this person of your community"),
            Self::Task => ("这项待办任务", "this open task"),
            Self::Help => ("这项求助", "this request for help"),
            Self::EnteredCheckIn => (
                "工作人员代录的这次打卡",
                "a check-in with this id that a worker entered",
            ),
            Self::Channel => ("以此为代号的入口", "a channel of this name"),
            Self::Number => ("您的这个号码", "this number of yours"),
            Self::Appeal => ("这份申诉", "this appeal"),
            Self::UnitLink => {
                return Text::new(
                    "这个链接已失效（可能已被返岗人员结束），请向返岗人员索取新的链接",
                    "this link has ended, or was never one; ask the worker for a new one",
                );
            }
            Self::Application => ("这份申请", "this application"),
            Self::FamilyMember => ("这位家人", "this family member"),
            Self::Feedback => (
                "这个编号的反馈（可能已过90天）",
                "feedback with this number (it may be older than 90 days)",
            ),
            Self::Person => (
                "以此姓名和证件登记的人",
                "anybody with this name and document",
            ),
            Self::Venue => ("这个场所", "this venue"),
            Self::VenueScreen => {
                return Text::new(
                    "这个屏幕链接已失效（场所码可能已更换），请向场所负责人索取新的链接",
                    "this link of a screen has ended (the code may have been renewed); ask whoever manages the place for the new one",
                );
            }
            Self::Visit => {
                return Text::new(
                    "没有您的这次到访记录（可能未经证实而没有保存，或已过14天）",
                    "no visit of yours is kept under this (it may not have been proven, or 14 days are over)",
                );
            }
            Self::StaffSession => ("您的这次登录", "a session of yours with this id"),
        };
        Text::new(
            format!("没有找到{zh}，请重新查看列表"),
            format!("{en} is not there; look at the list again"),
        )
    }
}
