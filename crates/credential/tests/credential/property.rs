//! Properties: what is written is read; one flipped bit is refused; no bytes make a decoder panic.

use std::sync::LazyLock;

use credential::{
    Bearer, Claims, Credential, DeviceKind, DocumentTail, KeyPair, KeySet, Nonce, PublicKey, Rules,
    ShownName, StatusRef, Validity, present, verify_credential, verify_presentation,
};
use domain::identity::{Document, DocumentKind, PersonName};
use domain::state::State;
use domain::time::{Date, Instant};
use proptest::prelude::*;

use crate::support::{NOW, bytes_of, claims, pair, paper, real_keys, signed, text_at, text_of};

static KEYS: LazyLock<KeySet> = LazyLock::new(real_keys);
static CITY: LazyLock<KeyPair> = LazyLock::new(|| pair("hangzhou"));
static PHONE: LazyLock<KeyPair> = LazyLock::new(|| pair("phone"));
static CODE: LazyLock<Vec<u8>> = LazyLock::new(|| bytes_of(&text_at(&claims(), NOW)));
static SHEET: LazyLock<Vec<u8>> = LazyLock::new(|| signed(&paper(), "hangzhou").bytes().to_vec());

fn bearer() -> impl Strategy<Value = Bearer> {
    let kinds = prop::sample::select(vec![
        DeviceKind::Person,
        DeviceKind::Member,
        DeviceKind::Channel,
    ]);
    let name = "[一-龥]{1,64}|[A-Za-z]{1,9}( [A-Za-z]{1,9}){0,5}|[\\p{Tibetan}&&\\p{L}]( [\\p{Tibetan}&&\\p{L}]){0,6}";
    (prop::option::of(kinds), name, "E[0-9]{8}").prop_map(|(kind, name, number)| {
        let name = PersonName::parse(&name).unwrap();
        let today = NOW.date();
        if let Some(kind) = kind {
            let (key, name) = (PHONE.public().clone(), ShownName::fragment(&name));
            return Bearer::Device { kind, key, name };
        }
        let document = Document::parse(DocumentKind::Passport, &format!("CHN{number}"), today)
            .or_else(|_| Document::parse(DocumentKind::ResidentId, "11010519491231002X", today));
        Bearer::Paper {
            name: ShownName::full(&name),
            document: DocumentTail::of(&document.unwrap()),
        }
    })
}

prop_compose! {
    fn any_claims()(
        bearer in bearer(),
        address in "[!-~]{1,48}",
        index in any::<u32>(),
        state in prop::sample::select(State::ALL.to_vec()),
        (pop_up, demo, ahead) in any::<(bool, bool, bool)>(),
        days in 1..30_i32,
        hours in 0..24_i64,
    ) -> Claims {
        let now = Date::from_day(NOW.date().day()).start().plus_ms(hours * 3_600_000);
        let day = now.date() + i32::from(ahead);
        Claims {
            issuer: "330100".parse().unwrap(),
            day,
            validity: Validity::new(now, day, day + days).unwrap(),
            status: StatusRef::new(&address, index).unwrap(),
            state,
            pop_up,
            bearer,
            demo,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_signed_is_read(claims in any_claims(), nonce in prop::option::of(any::<[u8; 8]>())) {
        let credential = Credential::sign(&claims, &CITY).unwrap();
        prop_assert_eq!(Credential::parse(credential.bytes()).unwrap(), credential.clone());
        let begins = claims.validity.begins().start();
        if claims.demo {
            return Ok(());
        }
        let verified = verify_credential(credential.bytes(), &KEYS, begins).unwrap();
        prop_assert_eq!(&verified.claims, &claims);
        let text = match claims.bearer.key() {
            Some(_) => present(&credential, &PHONE, begins, nonce.map(Nonce::from_bytes)).unwrap(),
            None => credential.text(),
        };
        let code = verify_presentation(&text, &KEYS, begins, &Rules::default()).unwrap();
        prop_assert_eq!(code.claims, claims);
        prop_assert_eq!(code.code, verified.code);
    }

    #[test]
    fn s2_3_any_flipped_bit_is_refused(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        for bytes in [&*CODE, &*SHEET] {
            let mut flipped = bytes.clone();
            flipped[at.index(bytes.len())] ^= 1 << bit;
            let code = verify_presentation(&text_of(&flipped), &KEYS, NOW, &Rules::default());
            prop_assert!(code.is_err(), "{:?}", code);
        }
    }

    #[test]
    fn s2_3_any_other_character_is_refused(at in 5..500_usize, character in "[0-9A-Z $%*+./:-]") {
        let text = text_at(&claims(), NOW);
        let at = 5 + (at - 5) % (text.len() - 5);
        let mut other = text.clone();
        other.replace_range(at..=at, &character);
        prop_assume!(other != text);
        let code = verify_presentation(&other, &KEYS, NOW, &Rules::default());
        prop_assert!(code.is_err(), "{:?}", code);
    }

    #[test]
    fn no_bytes_make_a_decoder_panic(bytes in prop::collection::vec(any::<u8>(), 0..700)) {
        decode_everything(&bytes);
    }

    #[test]
    fn no_damaged_code_makes_a_decoder_panic(
        cut in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        more in prop::collection::vec(any::<u8>(), 0..4),
    ) {
        for bytes in [&*CODE, &*SHEET, &KEYS.encode()] {
            let mut damaged = bytes.clone();
            for (at, byte) in &changes {
                damaged[at.index(bytes.len())] = *byte;
            }
            damaged.truncate(cut.index(bytes.len() * 4).max(1));
            damaged.extend(&more);
            decode_everything(&damaged);
        }
    }

    #[test]
    fn no_text_makes_a_decoder_panic(text in "\\PC{0,40}|HCP1:[0-9A-Z $%*+./:-]{0,700}|HCP[0-9:]{0,9}") {
        let _refused = verify_presentation(&text, &KEYS, NOW, &Rules::default());
    }

    #[test]
    fn no_moment_makes_a_verdict_panic(now in any::<i64>(), max_age_ms in any::<i64>(), ahead_ms in any::<i64>()) {
        let rules = Rules { max_age_ms, ahead_ms, nonce: None };
        let now = Instant::from_ms(now);
        let _outcome = verify_presentation(&text_of(&CODE), &KEYS, now, &rules);
        let _outcome = verify_credential(&SHEET, &KEYS, now);
    }
}

fn decode_everything(bytes: &[u8]) {
    let _refused = Credential::parse(bytes);
    let _refused = verify_credential(bytes, &KEYS, NOW);
    let _refused = KeySet::decode(bytes);
    let _refused = PublicKey::from_raw(bytes);
    let _refused = PublicKey::from_spki(bytes);
    let _refused = KeyPair::from_pkcs8(bytes);
    let _refused = verify_presentation(&text_of(bytes), &KEYS, NOW, &Rules::default());
    if let Ok(set) = KeySet::decode(bytes) {
        assert_eq!(set.encode(), bytes);
    }
}
