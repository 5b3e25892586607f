//! The file in which an operator says whom this service recognises. TOML:
//!
//! ```toml
//! expires = 2022-12-31                     # the last date on which anybody is recognised by it
//!
//! [[issuer]]
//! name      = { zh = "江苏省", en = "Jiangsu" }
//! address   = "https://js.example"         # in front of /s/2022-07-15, their status lists
//! divisions = ["320000"]                   # whose codes are recognised, cities included
//! keys      = "g6cB…"                      # their COSE key set in base64url (`healthcode keys export`)
//! states    = { yellow = "red" }           # optional: what a state of theirs means here, where it is another
//! ```
//!
//! A state of theirs never means a milder one here: of what they say and what it means here the stricter counts.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credential::{KeySet, MOST_ISSUERS, MOST_TRUST_BYTES, StateMap, StatusRef, TrustedIssuer};
use domain::declaration::Problem;
use domain::place::DivisionCode;
use domain::policy::Text;
use domain::state::State;
use domain::time::Date;
use gateway::Address;
use serde::Deserialize;

use crate::error::Error;
use crate::keys::SERVICE;

/// The longest name, in characters.
const MAX_NAME: usize = 40;

/// A file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TrustFile {
    /// The last date on which anybody is recognised by it.
    pub(super) expires: Date,
    /// Who is.
    #[serde(default, rename = "issuer")]
    issuers: Vec<IssuerEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IssuerEntry {
    name: Text,
    address: String,
    divisions: Vec<DivisionCode>,
    keys: String,
    #[serde(default)]
    states: BTreeMap<State, State>,
}

impl TrustFile {
    /// Reads a file: its shape. What it says is looked at by [`issuers`](Self::issuers).
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > MOST_TRUST_BYTES {
            let most = MOST_TRUST_BYTES >> 20;
            return Err(Error::Refused(format!("the file is larger than {most} MB")));
        }
        let text = std::str::from_utf8(bytes).map_err(|e| Error::Refused(e.to_string()))?;
        toml::from_str(text).map_err(|e| Error::Refused(e.to_string()))
    }

    /// Whom it recognises, or everything that is wrong with it. `own` are the keys of this service.
    pub(super) fn issuers(&self, own: &KeySet, demo: bool) -> Result<Vec<TrustedIssuer>, Error> {
        let mut problems = Vec::new();
        if self.issuers.len() > MOST_ISSUERS {
            let en = format!("at most {MOST_ISSUERS} issuers; take the others out");
            problems.push(Problem::new(
                "issuer",
                format!("最多{MOST_ISSUERS}个签发方，请删去其余"),
                en,
            ));
        }
        let mut issuers = Vec::new();
        for (at, entry) in self.issuers.iter().enumerate() {
            match entry.issuer(own, demo) {
                Ok(issuer) => issuers.push(issuer),
                Err((part, zh, en)) => {
                    problems.push(Problem::new(format!("issuer[{at}].{part}"), zh, en));
                }
            }
        }
        if problems.is_empty() {
            Ok(issuers)
        } else {
            Err(Error::Invalid(problems))
        }
    }
}

/// What is wrong: the part of an issuer, and why, in both languages.
type Fault = (&'static str, &'static str, &'static str);

impl IssuerEntry {
    fn issuer(&self, own: &KeySet, demo: bool) -> Result<TrustedIssuer, Fault> {
        let named = |text: &str| (1..=MAX_NAME).contains(&text.chars().count());
        if !named(&self.name.zh) || !named(&self.name.en) {
            return Err((
                "name",
                "请用1至40个字符写出名称",
                "name it in 1 to 40 characters",
            ));
        }
        let address = self.address.trim_end_matches('/');
        // The longest path of a list of theirs still fits into a code, and there is a way to it.
        let list = format!("{address}/s/2022-07-15");
        if StatusRef::new(&list, 0).is_err() || Address::parse(address).is_err() {
            return Err((
                "address",
                "不是状态列表的地址前缀，请写如https://js.example（http仅限本机）",
                "does not stand in front of status lists; write it like https://js.example (http is for this machine alone)",
            ));
        }
        let plain =
            |code: &DivisionCode| *code != SERVICE && code.city().is_none_or(|c| c == *code);
        if self.divisions.is_empty() || !self.divisions.iter().all(plain) {
            return Err((
                "divisions",
                "请写出承认的省或市的六位代码",
                "name the provinces or cities that are recognised by their six digits",
            ));
        }
        self.states_fault().map_or(Ok(()), Err)?;
        let issuer = TrustedIssuer {
            name: format!("{} / {}", self.name.zh, self.name.en),
            address: address.to_owned(),
            divisions: self.divisions.clone(),
            keys: KeySet::default(),
            states: self
                .states
                .iter()
                .fold(StateMap::SAME, |map, (theirs, here)| {
                    map.with(*theirs, *here)
                }),
        };
        let keys = self.key_set(&issuer, own, demo)?;
        Ok(TrustedIssuer { keys, ..issuer })
    }

    fn states_fault(&self) -> Option<Fault> {
        let milder = self.states.iter().any(|(theirs, here)| here < theirs);
        milder.then_some((
            "states",
            "对方的状态在此不能变得更宽松，请写相同或更严格的状态",
            "a state of theirs means nothing milder here; write the same or a stricter one",
        ))
    }

    /// Of their keys those that sign what is recognised: the keys of the divisions, and that for their lists.
    fn key_set(&self, issuer: &TrustedIssuer, own: &KeySet, demo: bool) -> Result<KeySet, Fault> {
        let bytes = URL_SAFE_NO_PAD.decode(self.keys.trim());
        let all = bytes.ok().and_then(|bytes| KeySet::decode(&bytes).ok());
        let all = all.ok_or((
            "keys",
            "不是密钥集，请写对方“healthcode keys export”的输出",
            "is no key set; write what their `healthcode keys export` writes",
        ))?;
        if all.is_demo() != demo {
            return Err((
                "keys",
                "演示环境与正式环境互不承认，请写同类环境的密钥",
                "a demo and real issuers do not recognise each other; write keys of the own sort",
            ));
        }
        let wanted = all
            .keys()
            .filter(|key| key.issuer == SERVICE || issuer.recognises(key.issuer));
        let keys: Vec<_> = wanted.cloned().collect();
        if keys.iter().any(|key| own.find(key.key.kid()).is_some()) {
            return Err((
                "keys",
                "这是本服务自己的密钥，请写对方的密钥",
                "these are the keys of this service itself; write those of the other",
            ));
        }
        let none = !keys.iter().any(|key| key.issuer != SERVICE);
        let set = KeySet::new(keys).ok().filter(|_| !none);
        set.ok_or((
            "keys",
            "其中没有所承认地区的密钥，请重新导出",
            "holds no key of a division that is recognised; export them again",
        ))
    }
}
