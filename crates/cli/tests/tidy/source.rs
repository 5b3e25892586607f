//! Rust source taken apart as far as the rules need it: code without comments, texts and test modules, and
//! the texts by themselves.

/// One file, taken apart.
pub(crate) struct Source {
    /// The code, with a blank for each character of a comment or of a text; line ends stay.
    pub(crate) code: String,
    /// Each text with the line on which it begins.
    pub(crate) texts: Vec<(usize, String)>,
}

impl Source {
    /// Takes a file apart.
    pub(crate) fn parse(text: &str) -> Self {
        let mut source = Self {
            code: String::new(),
            texts: Vec::new(),
        };
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let length = source.step(rest, c);
            rest = &rest[length..];
        }
        source
    }

    /// The file without what is compiled for tests alone (`#[cfg(test)] mod … { … }`).
    pub(crate) fn without_tests(text: &str) -> Self {
        let whole = Self::parse(text);
        let Some(start) = whole.code.find("#[cfg(test)]") else {
            return whole;
        };
        let end = closing_brace(&whole.code[start..]).map_or(whole.code.len(), |at| start + at);
        let blank: String = text[start..end]
            .chars()
            .map(|c| if c == '\n' { '\n' } else { ' ' })
            .collect();
        Self::without_tests(&format!("{}{blank}{}", &text[..start], &text[end..]))
    }

    /// Takes the next piece off the front and says how long it was.
    fn step(&mut self, rest: &str, c: char) -> usize {
        let piece = comment(rest).or_else(|| character(rest));
        if let Some(length) = piece {
            self.blank(&rest[..length]);
            return length;
        }
        if let Some((length, inside)) = literal(rest).filter(|_| !self.inside_word(c)) {
            self.texts.push((self.line(), inside.into()));
            self.blank(&rest[..length]);
            return length;
        }
        self.code.push(c);
        c.len_utf8()
    }

    /// Whether a letter goes on with a name: `for"` begins no raw text.
    fn inside_word(&self, c: char) -> bool {
        c != '"'
            && self
                .code
                .ends_with(|before: char| before.is_alphanumeric() || before == '_')
    }

    fn line(&self) -> usize {
        self.code.matches('\n').count() + 1
    }

    /// Bytes stay bytes, so that code and file share their positions.
    fn blank(&mut self, piece: &str) {
        self.code
            .extend(piece.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
    }
}

/// The length of the comment at the front.
fn comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if !rest.starts_with("/*") {
        return None;
    }
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        let here = &rest.as_bytes()[at..];
        if here.starts_with(b"/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if here.starts_with(b"*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += 1;
        }
    }
    Some(rest.len())
}

/// The length of the character literal at the front; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    let mut chars = inside.char_indices();
    let (_, first) = chars.next()?;
    if first == '\\' {
        return inside[2..].find('\'').map(|end| 2 + end + 2);
    }
    let (at, second) = chars.next()?;
    (second == '\'').then_some(1 + at + 1)
}

/// The length and the inside of the text at the front: plain, raw, byte or C.
fn literal(rest: &str) -> Option<(usize, &str)> {
    let prefix = rest.find(|c: char| !matches!(c, 'b' | 'c' | 'r'))?;
    let raw = rest[..prefix].contains('r');
    if prefix > 2 {
        return None;
    }
    let after = &rest[prefix..];
    let hashes = if raw {
        after.len() - after.trim_start_matches('#').len()
    } else {
        0
    };
    let inside = after[hashes..].strip_prefix('"')?;
    let begin = prefix + hashes + 1;
    let end = if raw {
        inside.find(&format!("\"{}", "#".repeat(hashes)))?
    } else {
        plain_end(inside)?
    };
    Some((begin + end + 1 + hashes, &inside[..end]))
}

fn plain_end(inside: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            '"' if !escaped => return Some(at),
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    None
}

/// The place after the brace that closes the first one, or after the `;` of a module in a file of its own.
fn closing_brace(code: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in code.char_indices() {
        match c {
            ';' if depth == 0 => return Some(at + 1),
            '{' => depth += 1,
            '}' if depth <= 1 => return Some(at + 1),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[test]
fn texts_comments_and_test_modules_are_told_from_code() {
    let text = "//! std::fs\nuse std::fmt; /* a /* b */ \" */\nlet a = \"x \\\" // y\"; let c = '\"'; let l: &'static str = r#\"q\"q\"#;\n\
        #[cfg(test)]\nmod tests { fn f() { \"}\"; } }\nfn after() -> char { '\\'' }\n";
    let source = Source::parse(text);
    assert_eq!(
        source.texts,
        [
            (3, "x \\\" // y".into()),
            (3, "q\"q".into()),
            (5, "}".into())
        ]
    );
    assert!(!source.code.contains("std::fs") && source.code.contains("use std::fmt;"));
    assert_eq!(source.code.lines().count(), text.lines().count());
    let live = Source::without_tests(text);
    assert!(!live.code.contains("mod tests") && live.code.contains("fn after()"));
    assert_eq!(live.texts.len(), 2);
}
