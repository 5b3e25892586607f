//! What `strace -f -y -xx` writes, taken apart: each system call with the lines on which it began and ended.
//!
//! A call that others overtook stands on two lines (`<unfinished ...>`, `<... resumed>`). strace stops a thread when
//! it enters and when it leaves a call, and writes each line then: the order of the lines is the order in which one
//! thread could know of another.

use std::collections::HashMap;
use std::path::PathBuf;

/// One system call on a file.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Call {
    /// Its name, such as `fsync`.
    pub(crate) name: String,
    /// The line on which it began.
    pub(crate) begun: usize,
    /// The line on which it ended; none where the process ended before.
    pub(crate) ended: Option<usize>,
    /// The file descriptor.
    pub(crate) descriptor: u32,
    /// The file behind it.
    pub(crate) path: PathBuf,
    /// What was written; empty for a sync.
    pub(crate) data: Vec<u8>,
    /// What the call gave back.
    pub(crate) result: Option<i64>,
}

/// The calls of a trace, in the order in which they began.
pub(crate) fn calls(trace: &str) -> Vec<Call> {
    let mut calls: Vec<Call> = Vec::new();
    let mut open: HashMap<&str, usize> = HashMap::new();
    for (line, text) in trace.lines().enumerate() {
        let Some((thread, text)) = text.split_once(' ') else {
            continue;
        };
        let text = text.trim_start();
        if text.starts_with("<... ") {
            // Calls that the sample does not follow may have begun before it.
            if let Some(at) = open.remove(thread) {
                calls[at].ended = Some(line);
                calls[at].result = result(text);
            }
        } else if let Some(mut call) = begun(line, text) {
            if text.ends_with("<unfinished ...>") {
                open.insert(thread, calls.len());
            } else {
                call.ended = Some(line);
                call.result = result(text);
            }
            calls.push(call);
        }
    }
    calls
}

/// `fsync(3<\x2f…>) = 0`, `write(1<\x70…>, "\x72…", 33 <unfinished ...>`; none where the line is no call on a file.
fn begun(line: usize, text: &str) -> Option<Call> {
    let (name, rest) = text.split_once('(')?;
    let (descriptor, rest) = rest.split_once('<')?;
    let (path, rest) = rest.split_once('>')?;
    let data = rest.split('"').nth(1).unwrap_or_default();
    assert!(!rest.contains("\"..."), "strace has cut what was written");
    Some(Call {
        name: name.to_owned(),
        begun: line,
        ended: None,
        descriptor: descriptor.parse().ok()?,
        path: PathBuf::from(String::from_utf8(bytes(path)).ok()?),
        data: bytes(data),
        result: None,
    })
}

fn result(text: &str) -> Option<i64> {
    let (_, result) = text.rsplit_once(" = ")?;
    result.split(' ').next()?.parse().ok()
}

/// `\x2f\x74` as bytes.
fn bytes(hexadecimal: &str) -> Vec<u8> {
    hex::decode(hexadecimal.replace("\\x", "")).unwrap()
}

#[test]
fn calls_that_overtake_each_other_are_put_together_again() {
    let trace = "\
11 fsync(3<\\x61> <unfinished ...>
12 write(1<\\x62>, \"\\x63\\x0a\", 2 <unfinished ...>
11 <... fsync resumed>)              = 0
12 <... write resumed>)              = 2
11 pwrite64(3<\\x61>, \"\\x00\\xff\", 2, 4096) = -1 ENOSPC (No space left on device)
12 fdatasync(3<\\x61> <unfinished ...>
11 +++ killed by SIGKILL +++
";
    let calls = calls(trace);
    let seen: Vec<_> = calls
        .iter()
        .map(|c| (c.name.as_str(), c.descriptor, c.begun, c.ended, c.result))
        .collect();
    assert_eq!(
        seen,
        [
            ("fsync", 3, 0, Some(2), Some(0)),
            ("write", 1, 1, Some(3), Some(2)),
            ("pwrite64", 3, 4, Some(4), Some(-1)),
            ("fdatasync", 3, 5, None, None),
        ]
    );
    assert_eq!(calls[1].data, b"c\n");
    assert_eq!(calls[2].data, [0, 255]);
    assert_eq!(calls[0].path, PathBuf::from("a"));
}
