//! Keys as browsers and stores hand them over, and the key set.

use credential::{
    Hour, IssuerKey, Jwk, KeyError, KeyPair, KeySet, KeySetError, KeyState, MOST_KEYS, PublicKey,
};

use crate::support::{NOW, cbor, demo_keys, pair, public, real_keys};

fn issuer_key(key: PublicKey) -> IssuerKey {
    IssuerKey {
        key,
        issuer: "330100".parse().unwrap(),
        state: KeyState::Active,
        from: Hour::of(NOW),
        until: None,
        demo: false,
    }
}

#[test]
fn a_key_is_the_same_raw_as_spki_and_as_jwk() {
    let key = public("phone");
    assert_eq!(*pair("phone").public(), key);
    assert_eq!(PublicKey::from_raw(key.raw()).unwrap(), key);
    let spki = [
        &hex::decode("3059301306072a8648ce3d020106082a8648ce3d030107034200").unwrap(),
        key.raw(),
    ]
    .concat();
    assert_eq!(PublicKey::from_spki(&spki).unwrap(), key);
    let jwk = r#"{"key_ops":["verify"],"ext":true,"kty":"EC","x":"X","y":"Y","crv":"P-256"}"#;
    let ours = key.to_jwk();
    let jwk: Jwk = serde_json::from_str(
        &jwk.replace("\"X\"", &format!("{:?}", ours.x))
            .replace("\"Y\"", &format!("{:?}", ours.y)),
    )
    .unwrap();
    assert_eq!(PublicKey::from_jwk(&jwk).unwrap(), key);
    assert_eq!(
        serde_json::to_value(&ours)
            .unwrap()
            .as_object()
            .unwrap()
            .len(),
        4
    );
}

#[test]
fn what_is_no_public_key_is_refused_with_the_remedy() {
    let key = public("phone");
    let mut off_curve = key.raw().to_vec();
    off_curve[64] ^= 1;
    let compressed = [&[2 + (key.raw()[64] & 1)], &key.raw()[1..33]].concat();
    let spki = [
        &hex::decode("3059301306072a8648ce3d020106082a8648ce3d030107034200").unwrap(),
        key.raw(),
    ]
    .concat();
    for raw in [
        off_curve,
        compressed,
        vec![],
        vec![0],
        vec![4; 65],
        key.raw()[..64].to_vec(),
        spki,
    ] {
        assert_eq!(
            PublicKey::from_raw(&raw),
            Err(KeyError::NotAPoint),
            "{raw:?}"
        );
    }
    assert_eq!(PublicKey::from_spki(key.raw()), Err(KeyError::NotSpki));
    let jwk = key.to_jwk();
    let wrong = [
        Jwk {
            kty: "OKP".into(),
            ..jwk.clone()
        },
        Jwk {
            crv: "P-384".into(),
            ..jwk.clone()
        },
        Jwk {
            x: format!("{}=", jwk.x),
            ..jwk.clone()
        },
        Jwk {
            y: "A".repeat(5_000),
            ..jwk.clone()
        },
        serde_json::from_str(&format!(
            r#"{{"kty":"EC","crv":"P-256","x":"{}","y":"{}","d":"AA"}}"#,
            jwk.x, jwk.y
        ))
        .unwrap(),
    ];
    for jwk in wrong {
        assert_eq!(PublicKey::from_jwk(&jwk), Err(KeyError::NotJwk), "{jwk:?}");
    }
    assert!(KeyError::NotJwk.to_string().contains("never d"));
}

#[test]
fn a_private_key_goes_to_the_store_and_comes_back() {
    let pair = KeyPair::generate().unwrap();
    let again = KeyPair::from_pkcs8(&pair.to_pkcs8().unwrap()).unwrap();
    assert_eq!(again.public(), pair.public());
    assert!(
        pair.public()
            .verify(b"words", &again.sign(b"words").unwrap())
    );
    assert!(matches!(
        KeyPair::from_pkcs8(b"no key"),
        Err(KeyError::NotPkcs8)
    ));
    assert_ne!(KeyPair::generate().unwrap().public(), pair.public());
}

#[test]
fn the_key_id_is_the_thumbprint_of_rfc_9679() {
    // The example of RFC 9679, section 6.
    let x =
        hex::decode("65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d").unwrap();
    let y =
        hex::decode("1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c").unwrap();
    let key = PublicKey::from_raw(&[&[4][..], &x, &y].concat()).unwrap();
    assert_eq!(
        hex::encode(key.thumbprint()),
        "496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec"
    );
    assert_eq!(key.kid().to_string(), "496bd8afadf307e5");
}

#[test]
fn a_key_set_is_written_and_read_the_same() {
    for set in [real_keys(), demo_keys(), KeySet::default()] {
        assert_eq!(KeySet::decode(&set.encode()).unwrap(), set);
    }
    let mut turned: Vec<_> = real_keys().keys().cloned().collect();
    turned.reverse();
    assert_eq!(
        KeySet::new(turned).unwrap().encode(),
        real_keys().encode(),
        "in one order"
    );
    let found = real_keys();
    assert_eq!(
        found
            .find(public("wenzhou").kid())
            .unwrap()
            .issuer
            .to_string(),
        "330300"
    );
    assert!(found.find(public("stranger").kid()).is_none());
    assert!(demo_keys().is_demo() && !real_keys().is_demo() && !KeySet::default().is_demo());
    for state in KeyState::ALL {
        assert_eq!(KeyState::from_word(state.word()), Some(state));
    }
}

#[test]
fn a_key_set_that_is_none_is_refused() {
    let key = issuer_key(public("hangzhou"));
    let twice = KeySet::new(vec![key.clone(), key.clone()]);
    assert_eq!(twice, Err(KeySetError::Twice(public("hangzhou").kid())));
    let demo = IssuerKey {
        demo: true,
        ..issuer_key(public("demo"))
    };
    assert_eq!(
        KeySet::new(vec![key.clone(), demo]),
        Err(KeySetError::Mixed)
    );
    assert_eq!(
        KeySet::new(vec![key.clone(); MOST_KEYS + 1]),
        Err(KeySetError::TooLarge)
    );
    assert_eq!(
        KeySet::decode(&vec![0x80; 1 << 20]),
        Err(KeySetError::TooLarge)
    );

    let bytes = real_keys().encode();
    let malformed = [
        [&bytes[..], &[0]].concat(),
        bytes[..bytes.len() - 1].to_vec(),
        [&[0x98, bytes[0] & 0x1F], &bytes[1..]].concat(),
        cbor(|e| {
            e.array(u64::MAX).unwrap();
        }),
        vec![],
    ];
    for bytes in malformed {
        assert_eq!(KeySet::decode(&bytes), Err(KeySetError::Malformed));
    }
    for at in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0x10;
        if let Ok(set) = KeySet::decode(&flipped) {
            assert_ne!(set, real_keys(), "byte {at}");
            assert_eq!(set.encode(), flipped);
        }
    }
}
