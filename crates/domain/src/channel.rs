//! Channels: front ends of vendors (a mini-program in Alipay or `WeChat`) that bring people and vouch for the phone bound
//! there (S2-9, S2-23, S2-30). What a vendor signs is a JWT (RFC 7519, ES256); this module knows what must stand in
//! it, and the room of signatures whether it was signed.

use serde::Deserialize;

use crate::declaration::Problem;
use crate::place::{DivisionCode, city};
use crate::policy::Text;
use crate::time::Instant;

/// For how long an assertion may be good, from `iat` to `exp`, in milliseconds.
pub const ASSERTION_MS: i64 = 5 * 60_000;
/// How far a vendor's clock may be ahead of ours, in milliseconds.
const AHEAD_MS: i64 = 60_000;
/// The most characters of `iss`, `sub` and `jti`.
const MOST_WORD: usize = 128;
/// The least characters of `jti`: it is drawn, and never used twice.
const LEAST_ID: usize = 16;
/// The longest title, in characters.
const MOST_TITLE: usize = 30;
/// The most cities that a channel names.
const MOST_CITIES: usize = 400;

/// What is published about a channel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChannelPage {
    /// By which it signs: 3 to 32 of `a` to `z`, digits and `-`.
    pub name: String,
    /// What people call it.
    pub title: Text,
    /// The cities that it serves; none: all.
    pub cities: Vec<DivisionCode>,
}

impl ChannelPage {
    /// What is wrong with it, by field.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !is_name(&self.name) {
            problems.push(Problem::new(
                "name",
                "不是入口代号，请用3至32个小写字母、数字或连字符，以字母开头",
                "is no name of a channel; use 3 to 32 small letters, digits and hyphens, a letter first",
            ));
        }
        let titled = |text: &str| {
            let length = text.trim().chars().count();
            (1..=MOST_TITLE).contains(&length) && !text.chars().any(char::is_control)
        };
        for (field, title) in [("zh", &self.title.zh), ("en", &self.title.en)] {
            if !titled(title) {
                problems.push(Problem::new(
                    field,
                    "不是名称，请填写1至30个字",
                    "is no title; write 1 to 30 characters",
                ));
            }
        }
        let known = self.cities.len() <= MOST_CITIES
            && self.cities.iter().all(|code| city(*code).is_some());
        if !known {
            problems.push(Problem::new(
                "city",
                "含有不能选择的城市，请核对六位代码",
                "names a code that is no city; look at its six digits",
            ));
        }
        problems
    }

    /// Whether it serves a city.
    pub fn serves(&self, wanted: DivisionCode) -> bool {
        self.cities.is_empty() || self.cities.contains(&wanted)
    }
}

fn is_name(text: &str) -> bool {
    let formed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (3..=32).contains(&text.len())
        && text.bytes().all(formed)
        && text.starts_with(|c: char| c.is_ascii_lowercase())
}

/// What a vendor's server says in an assertion. Nothing of it counts before its signature was verified and
/// [`Assertion::check`] found nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Assertion {
    /// `iss`: the channel's name.
    pub issuer: String,
    /// `sub`: the channel's name again, or the vendor's own opaque id of its user.
    pub subject: String,
    /// `aud`: for whom it is.
    pub audience: Vec<String>,
    /// `iat`: when it was signed.
    pub issued: Instant,
    /// `exp`: the first instant at which it counts no more.
    pub expires: Instant,
    /// `jti`: by which it is known again.
    pub id: String,
    /// `phone`: the number bound there, as it was sent.
    pub phone: Option<String>,
}

closed! {
    /// Why an assertion is not believed. It is told to the vendor, whose own words it is about.
    AssertionFault {
        /// No claims of the shape.
        Malformed,
        /// Of another issuer.
        Issuer,
        /// Of another subject than the issuer, or of none.
        Subject,
        /// For somebody else.
        Audience,
        /// Over.
        Expired,
        /// Good for longer than five minutes.
        TooLong,
        /// Signed in the future.
        Ahead,
        /// Without an id that can be known again.
        Id,
        /// Used before.
        Used,
        /// Not signed by the channel's key.
        Signature,
    }
}

impl AssertionFault {
    /// What is wrong and what helps.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Malformed => (
                "断言的内容不全：须有 iss、sub、aud、iat、exp、jti",
                "the assertion lacks a claim; send iss, sub, aud, iat, exp and jti",
            ),
            Self::Issuer => (
                "断言的 iss 不是此入口，请填写登记的代号",
                "iss is not this channel; write its registered name",
            ),
            Self::Subject => (
                "断言的 sub 不对：令牌用代号，用户用1至128个字符的不透明编号",
                "sub does not fit; write the channel's name for a token, and for a user an opaque id of 1 to 128 characters",
            ),
            Self::Audience => (
                "断言的 aud 不是本地址，请填写接口说明中的地址",
                "aud is not this address; write the one that the description gives",
            ),
            Self::Expired => (
                "断言已过期，请重新签署",
                "the assertion has expired; sign a new one",
            ),
            Self::TooLong => (
                "断言有效期超过5分钟，请缩短 iat 至 exp 的间隔",
                "the assertion is good for longer than 5 minutes; let exp follow iat sooner",
            ),
            Self::Ahead => (
                "断言的 iat 在未来，请校准服务器时钟",
                "iat lies in the future; set your server's clock",
            ),
            Self::Id => (
                "断言的 jti 须为16至128个字符，每次重新生成",
                "jti must have 16 to 128 characters, drawn anew for each assertion",
            ),
            Self::Used => (
                "此断言已经用过，请重新签署",
                "the assertion was used already; sign a new one",
            ),
            Self::Signature => (
                "断言不是由登记的密钥以 ES256 签署，请核对密钥",
                "the assertion is not signed with ES256 by the registered key; look at the key",
            ),
        };
        Text::new(zh, en)
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize)]
struct Raw {
    iss: String,
    sub: String,
    aud: Audience,
    iat: i64,
    exp: i64,
    jti: String,
    #[serde(default)]
    phone: Option<String>,
}

impl Assertion {
    /// The claims of a JSON text. Claims that are not known here are passed over (RFC 7519, 4).
    pub fn parse(json: &[u8]) -> Result<Self, AssertionFault> {
        let raw: Raw = serde_json::from_slice(json).map_err(|_| AssertionFault::Malformed)?;
        let instant = |seconds: i64| {
            let ms = seconds.checked_mul(1_000);
            ms.map(Instant::from_ms).ok_or(AssertionFault::Malformed)
        };
        Ok(Self {
            issuer: raw.iss,
            subject: raw.sub,
            audience: match raw.aud {
                Audience::One(one) => vec![one],
                Audience::Several(several) => several,
            },
            issued: instant(raw.iat)?,
            expires: instant(raw.exp)?,
            id: raw.jti,
            phone: raw.phone,
        })
    }

    /// Whether it is of `issuer`, for `audience`, and good at `now` (RFC 7523, 3). Whether it was used before is the
    /// caller's to know.
    pub fn check(&self, issuer: &str, audience: &str, now: Instant) -> Result<(), AssertionFault> {
        let (from, expires) = (self.issued.ms(), self.expires.ms());
        let is_word = |text: &str, least: usize| {
            (least..=MOST_WORD).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic())
        };
        if self.issuer != issuer {
            Err(AssertionFault::Issuer)
        } else if !is_word(&self.subject, 1) {
            Err(AssertionFault::Subject)
        } else if !self.audience.iter().any(|own| own == audience) {
            Err(AssertionFault::Audience)
        } else if !is_word(&self.id, LEAST_ID) {
            Err(AssertionFault::Id)
        } else if from > now.ms().saturating_add(AHEAD_MS) {
            Err(AssertionFault::Ahead)
        } else if expires.saturating_sub(from) > ASSERTION_MS {
            Err(AssertionFault::TooLong)
        } else if expires <= now.ms() {
            Err(AssertionFault::Expired)
        } else {
            Ok(())
        }
    }
}
