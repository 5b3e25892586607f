//! Passwords: which are taken, and how they are kept (Argon2id, RFC 9106: 19 MiB, two passes, one lane).

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use domain::declaration::Problem;
use zeroize::Zeroizing;

use crate::chance::Chance;

/// KiB of memory, passes and lanes of a hash.
const COST: (u32, u32, u32) = (19 * 1_024, 2, 1);
/// Characters of a password.
const FEWEST: usize = 12;
const MOST: usize = 128;
/// What stands where nobody has a password: a try against it takes as long as against somebody's, and none is right.
pub(super) const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mgc2FsdC4uLg$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// What many would take first, as far as it is long enough; in lower case.
const COMMON: [&str; 28] = [
    "000000000000",
    "111111111111",
    "123123123123",
    "123456123456",
    "123456654321",
    "123456789012",
    "1234567890123",
    "123456789abc",
    "1234567890qwe",
    "123456789qwe",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "abc123456789",
    "abcd12345678",
    "adminadmin123",
    "administrator",
    "aa1234567890",
    "healthcode123",
    "iloveyou1314",
    "jiankangma123",
    "p@ssw0rd1234",
    "password1234",
    "password12345",
    "password123456",
    "passwordpassword",
    "qazwsxedcrfv",
    "qwertyuiop12",
    "qwertyuiop123",
];

/// What is wrong with a password; none where it is taken.
pub(super) fn problem(password: &str, login: &str) -> Option<Problem> {
    let length = password.chars().count();
    if !(FEWEST..=MOST).contains(&length) {
        return Some(Problem::new(
            "password",
            format!("密码须为{FEWEST}至{MOST}个字符"),
            format!("a password has {FEWEST} to {MOST} characters"),
        ));
    }
    let lower = password.to_lowercase();
    let mut letters: Vec<char> = lower.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    let common = COMMON.contains(&&*lower) || letters.len() < 4 || lower.contains(login);
    common.then(|| {
        Problem::new(
            "password",
            "这个密码太容易猜到，请用几个互不相关的词",
            "this password is among those that are tried first; take some words that have nothing to do with each other",
        )
    })
}

/// The hash of a password as a PHC string; none where the library fails.
pub(super) fn hash(password: &str, salt: [u8; 16]) -> Option<Zeroizing<String>> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).ok()?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = argon
        .hash_password_with_salt(password.as_bytes(), &salt)
        .ok()?;
    Some(Zeroizing::new(hash.to_string()))
}

/// Whether a hash is that of a password.
pub(super) fn is_password(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        let verified = Argon2::default().verify_password(password.as_bytes(), &hash);
        verified.is_ok()
    })
}

/// 16 random bytes.
pub(super) fn sixteen(chance: &dyn Chance) -> [u8; 16] {
    let bits = u128::from(chance.bits()) << 64 | u128::from(chance.bits());
    bits.to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_by_its_hash_and_no_other_is() {
        let kept = hash("三只猫 walk on ice", [7; 16]).unwrap();
        assert!(
            kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{}",
            *kept
        );
        assert!(is_password("三只猫 walk on ice", &kept));
        assert!(!is_password("三只猫 walk on ice ", &kept));
        assert!(!is_password("三只猫 walk on ice", NOBODYS) && !is_password("", NOBODYS));
        assert!(
            PasswordHash::new(NOBODYS).is_ok(),
            "it is computed like every other"
        );
        assert!(!is_password("x", "no hash"));
    }

    #[test]
    fn n_3_short_common_and_own_passwords_are_refused() {
        let refused = [
            "short",
            "elevenchars",
            "Password1234",
            "aaaaaaaaaaaaaaaa",
            "121212121212",
            "wang.min-2020",
            &"长".repeat(129),
        ];
        for password in refused {
            let problem = problem(password, "wang.min").unwrap();
            assert_eq!(problem.field, "password");
        }
        for password in [
            "correct horse battery",
            "三只猫在冰上走了十二里路",
            &"长a b c".repeat(20),
        ] {
            assert!(problem(password, "wang.min").is_none(), "{password}");
        }
        assert!(COMMON.iter().all(|common| common.chars().count() >= FEWEST));
        assert!(COMMON.iter().all(|common| *common == common.to_lowercase()));
    }
}
