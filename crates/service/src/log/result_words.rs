//! The words of the log for results of tests.

use super::words::{Action, apart, same};

/// Every action about one, or about a file of them.
pub(super) static ACTIONS: [Action; 3] = [
    same(
        "test result",
        "检测结果入库",
        "A test result came in, or was corrected",
    ),
    apart(
        "return test result",
        ["退回检测结果", "Gave a test result back"],
        [
            "退回证件号码与姓名不符的检测结果",
            "A test result went back: it had your document and another name",
        ],
    ),
    same(
        "import test results",
        "导入检测结果文件，等待同意",
        "Imported a file of test results, which waits for somebody to agree",
    ),
];
