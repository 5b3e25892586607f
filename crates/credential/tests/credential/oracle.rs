//! Another library's eyes: coset reads what we write, and what it writes we read.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use coset::AsCborValue;
use coset::cbor::value::Value;
use coset::iana::{self, EnumI64};
use coset::{
    CborSerializable, CoseKey, CoseKeySet, CoseSign1, CoseSign1Builder, HeaderBuilder, Label, cwt,
};
use credential::{Credential, Rules, verify_credential, verify_presentation};

use crate::support::{
    NOW, bytes_of, claims, pair, public, real_keys, signed, text_at, vectors, wrapped,
};

fn verify(message: &CoseSign1, key: &credential::PublicKey) {
    let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key.raw());
    message
        .verify_signature(b"", |signature, data| key.verify(data, signature))
        .unwrap();
}

#[test]
fn coset_reads_and_verifies_a_presentation_and_the_credential_inside() {
    let outer = CoseSign1::from_slice(&bytes_of(&text_at(&claims(), NOW))).unwrap();
    verify(&outer, &public("phone"));
    let set = cwt::ClaimsSet::from_slice(outer.payload.as_ref().unwrap()).unwrap();
    assert_eq!(
        set.issued_at,
        Some(cwt::Timestamp::WholeSeconds(NOW.ms() / 1_000))
    );
    let [(Label::Int(13), kcwt)] = &outer.protected.header.rest[..] else {
        panic!("{:?}", outer.protected.header);
    };
    let inner = CoseSign1::from_cbor_value(kcwt.clone()).unwrap();
    verify(&inner, &public("hangzhou"));
    assert_eq!(
        inner.protected.header.key_id,
        public("hangzhou").kid().bytes()
    );
    assert_eq!(
        inner.protected.header.alg,
        Some(coset::Algorithm::Assigned(iana::Algorithm::ES256))
    );
    let claims_set = Value::from_slice(inner.payload.as_ref().unwrap()).unwrap();
    let labels: Vec<i128> = claims_set
        .as_map()
        .unwrap()
        .iter()
        .map(|(label, _)| label.as_integer().unwrap().into())
        .collect();
    assert_eq!(labels, [1, 4, 6, 8, 65_535, -65_537]);
    let (_, cnf) = &claims_set.as_map().unwrap()[3];
    let code_key = CoseKey::from_cbor_value(cnf.as_map().unwrap()[0].1.clone()).unwrap();
    assert_eq!(code_key.kty, coset::KeyType::Assigned(iana::KeyType::EC2));
}

#[test]
fn what_coset_writes_is_believed() {
    let ours = signed(&claims(), "hangzhou");
    let payload = CoseSign1::from_slice(ours.bytes())
        .unwrap()
        .payload
        .unwrap();
    let header = HeaderBuilder::new()
        .algorithm(iana::Algorithm::ES256)
        .key_id(public("hangzhou").kid().bytes().to_vec())
        .build();
    let theirs = CoseSign1Builder::new()
        .protected(header)
        .payload(payload)
        .create_signature(b"", |data| pair("hangzhou").sign(data).unwrap().to_vec())
        .build()
        .to_vec()
        .unwrap();
    assert_eq!(
        verify_credential(&theirs, &real_keys(), NOW)
            .unwrap()
            .claims,
        claims()
    );
    let code = verify_presentation(&wrapped(&theirs, NOW), &real_keys(), NOW, &Rules::default());
    assert_eq!(code.unwrap().claims, claims());
    assert_eq!(Credential::parse(&theirs).unwrap().unverified(), &claims());
}

#[test]
fn what_pycose_signed_and_python_cwt_presented_is_believed() {
    let file = vectors("others.json");
    let text = file["text"].as_str().unwrap();
    let code = verify_presentation(text, &real_keys(), NOW, &Rules::default()).unwrap();
    assert_eq!(code.claims, claims());
}

#[test]
fn coset_reads_the_key_set() {
    let set = CoseKeySet::from_slice(&real_keys().encode()).unwrap();
    assert_eq!(set.0.len(), real_keys().keys().count());
    for (theirs, ours) in set.0.iter().zip(real_keys().keys()) {
        let CoseKey {
            kty,
            key_id,
            alg,
            params,
            ..
        } = theirs;
        assert_eq!(*kty, coset::KeyType::Assigned(iana::KeyType::EC2));
        assert_eq!(key_id, ours.key.kid().bytes());
        assert_eq!(
            *alg,
            Some(coset::Algorithm::Assigned(iana::Algorithm::ES256))
        );
        let x = Label::Int(iana::Ec2KeyParameter::X.to_i64());
        let found = params.iter().find(|(label, _)| *label == x).unwrap();
        assert_eq!(found.1.as_bytes().unwrap(), &ours.key.raw()[1..33]);
    }
}
