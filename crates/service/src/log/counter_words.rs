//! The words of the log for what is done about a person's document, at a counter and by themself.

use super::words::{Action, apart, same};

/// Every action of a counter.
pub(super) static ACTIONS: [Action; 8] = [
    apart(
        "serve at counter",
        ["在服务台核对证件", "Served a person at a counter"],
        [
            "在服务台核对您的证件",
            "Your document was looked at at a counter",
        ],
    ),
    apart(
        "register at counter",
        ["在服务台代为登记", "Registered a person at a counter"],
        ["在服务台为您登记", "You were registered at a counter"],
    ),
    apart(
        "declare at counter",
        ["在服务台代录申报", "Took a declaration down at a counter"],
        [
            "在服务台代您录入申报",
            "Your declaration was taken down at a counter",
        ],
    ),
    apart(
        "print sheet at counter",
        ["在服务台打印纸质码", "Printed a sheet at a counter"],
        [
            "在服务台为您打印纸质码",
            "Your sheet was printed at a counter",
        ],
    ),
    apart(
        "correct at counter",
        ["在服务台代录更正", "Took a correction down at a counter"],
        [
            "在服务台代您录入更正",
            "Your correction was taken down at a counter",
        ],
    ),
    apart(
        "revoke sheet at counter",
        ["在服务台作废纸质码", "Ended a sheet at a counter"],
        [
            "在服务台作废您的纸质码",
            "Your sheet was ended at a counter",
        ],
    ),
    apart(
        "renew document at counter",
        [
            "在服务台更换证件号码",
            "Took a renewed document down at a counter",
        ],
        [
            "在服务台为您更换证件号码",
            "The number of your renewed document was taken down at a counter",
        ],
    ),
    same(
        "renew document",
        "更换证件号码",
        "A renewed document came in the place of the old one",
    ),
];
