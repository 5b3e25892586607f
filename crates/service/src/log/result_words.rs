//! The words of the log for results of tests.

use super::words::{Action, apart, same};

/// Every action about one, or about a file of them.
pub(super) static ACTIONS: [Action; 7] = [
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
    same(
        "agree to test results",
        "同意检测结果文件",
        "Agreed to a file of test results",
    ),
    same(
        "try test results again",
        "检测结果文件影响有变化，待重新决定",
        "A file of test results does more than was seen, and is looked at again",
    ),
    same(
        "refuse test results",
        "否决检测结果文件",
        "Refused a file of test results",
    ),
    same(
        "take test results",
        "检测结果文件经同意入库",
        "A file of test results was taken, to which somebody had agreed",
    ),
];
