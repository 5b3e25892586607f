//! By what people are reached: addresses for e-mail, and phones beside them.

use domain::identity::{Contact, MailAddress, MailError, Phone};

#[test]
fn s2_16_an_address_is_one_however_it_is_typed() {
    for typed in [
        "anna.schmidt+code@example.org",
        " Anna.Schmidt+Code@Example.ORG\u{3000}",
        "ａｎｎａ．schmidt+code＠example.org",
        "anna.schmidt\u{200B}+code@example.org",
    ] {
        let address = MailAddress::parse(typed).unwrap();
        assert_eq!(address.canonical(), "anna.schmidt+code@example.org");
        assert!(MailAddress::parse(address.canonical()).unwrap() == address);
    }
}

#[test]
fn s2_16_what_is_no_address_is_refused_with_the_remedy() {
    let long = format!("{}@example.org", "a".repeat(65));
    let longer = format!("a@{}example.org", "b.".repeat(130));
    for (given, error) in [
        ("", MailError::Empty),
        (" \u{200B} ", MailError::Empty),
        ("anna", MailError::NoAt),
        ("anna example@org.org", character(5, ' ')),
        ("安娜@example.org", character(1, '安')),
        ("a\"b@example.org", character(2, '"')),
        ("a@exa\nmple.org", character(6, '\n')),
        ("@example.org", MailError::Name),
        (".a@example.org", MailError::Name),
        ("a..b@example.org", MailError::Name),
        (&long, MailError::Name),
        ("a@", MailError::Host),
        ("a@localhost", MailError::Host),
        ("a@b@example.org", MailError::Host),
        ("a@-example.org", MailError::Host),
        ("a@example..org", MailError::Host),
        ("a@10.0.0.1", MailError::Host),
        (&longer, MailError::TooLong),
        (&"a".repeat(1_000_000), MailError::TooLong),
    ] {
        let refused = MailAddress::parse(given).unwrap_err();
        assert_eq!(refused, error, "{given:?}");
        let text = refused.text();
        assert!(text.zh.starts_with("电子邮箱：") && text.en.starts_with("e-mail: "));
    }
}

fn character(position: usize, found: char) -> MailError {
    MailError::Character { position, found }
}

#[test]
fn what_storage_unseals_is_the_contact_that_it_sealed() {
    let phone = Contact::from(Phone::parse("13800138000").unwrap());
    let address = Contact::from(MailAddress::parse("anna@example.org").unwrap());
    for contact in [&phone, &address] {
        let read = Contact::from_canonical(contact.canonical());
        assert!(read.as_ref() == Some(contact));
        assert!(
            !format!("{contact:?}").contains("138") && !format!("{contact:?}").contains("anna")
        );
    }
    assert_eq!(
        (phone.masked(), address.masked()),
        ("138*****000".into(), "a***@example.org".into())
    );
    assert!(phone.mainland_phone().is_some() && address.mainland_phone().is_none());
    assert!(Contact::from_canonical("nobody").is_none());
}
