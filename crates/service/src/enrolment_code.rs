//! Codes that are handed over by hand and bring something into use once: a checkpoint's device, an account of staff.

use zeroize::Zeroizing;

/// For how long a code is good.
pub(crate) const CODE_MS: i64 = 24 * 3_600_000;
/// The letters of a code: none that is read as another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a code: 50 random bits.
const CODE_LETTERS: usize = 10;

/// The code by which something comes into use, once. No `Debug`, no `Display`; wiped when dropped.
pub struct EnrolmentCode(Zeroizing<String>);

impl EnrolmentCode {
    /// The code of 50 of these bits.
    pub(crate) fn new(bits: u64) -> Self {
        let mut code = Zeroizing::new(String::with_capacity(CODE_LETTERS + 1));
        for n in 0..CODE_LETTERS {
            if n == CODE_LETTERS / 2 {
                code.push('-');
            }
            code.push(LETTERS[(bits >> (5 * n)) as usize % LETTERS.len()].into());
        }
        Self(code)
    }

    /// `XXXXX-XXXXX`, for whoever it is handed to.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The code as it is compared.
    pub(crate) fn letters(&self) -> Zeroizing<String> {
        plain(&self.0)
    }
}

/// A typed code as it is compared; none where it is far too long to be one.
pub(crate) fn letters(typed: &str) -> Option<Zeroizing<String>> {
    (typed.len() <= 4 * CODE_LETTERS).then(|| plain(typed))
}

/// However it is typed, with the letters that are read as others made those.
fn plain(code: &str) -> Zeroizing<String> {
    let plain = code.chars().filter(char::is_ascii_alphanumeric);
    let plain = plain.map(|c| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    });
    Zeroizing::new(plain.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        let code = EnrolmentCode::new(0x0123_4567_89AB_CDEF);
        assert_eq!(code.text().len(), 11);
        let typed = format!(" {} ", code.text().to_lowercase().replace('-', " "));
        assert_eq!(*letters(&typed).unwrap(), *code.letters());
        assert_eq!(*letters("oil-OIL").unwrap(), "011011");
        assert!(letters(&"0".repeat(41)).is_none());
    }
}
