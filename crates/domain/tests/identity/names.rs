//! Names in any script: one normal form, and how little of it is shown.

use domain::identity::{NameError, PersonName};

fn name(given: &str) -> PersonName {
    PersonName::parse(given).unwrap()
}

#[test]
fn s2_16_names_of_any_script_are_taken() {
    for given in [
        "张三",
        "欧阳娜娜",
        "阿卜杜拉·买买提",
        "扎西顿珠",
        "𠮷田",
        "Anna Maria Eriksson",
        "O'Brien",
        "Nguyễn Văn A",
        "محمد علی",
        "김철수",
        "Иванов Пётр",
        "श्रीकृष्ण",
        "X",
    ] {
        assert_eq!(name(given).full(), given);
    }
}

#[test]
fn s2_16_one_name_typed_in_two_ways_is_one_name() {
    for (typed, full) in [
        ("  张三\u{3000}", "张三"),
        ("张\u{3000}三", "张三"),
        ("张 三 丰", "张三丰"),
        ("Anna\u{00A0}  Maria", "Anna Maria"),
        ("Ａｎｎａ", "Anna"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉．买买提", "阿卜杜拉·买买提"),
        ("Zoe\u{0308}", "Zoë"),
    ] {
        assert!(name(typed) == name(full), "{typed:?}");
        assert_eq!(name(typed).full(), full);
        assert!(
            name(name(typed).full()) == name(typed),
            "the normal form is its own normal form"
        );
    }
}

#[test]
fn s2_16_a_name_has_1_to_64_characters() {
    assert!(PersonName::parse(&"字".repeat(64)).is_ok());
    let refused = |given: &str| PersonName::parse(given).unwrap_err();
    assert_eq!(refused(&"字".repeat(65)), NameError::TooLong);
    assert_eq!(refused(&"a".repeat(1_000_000)), NameError::TooLong);
    assert_eq!(refused(""), NameError::Empty);
    assert_eq!(refused(" \u{3000} "), NameError::Empty);
    assert_eq!(refused("1234"), NameError::NoLetter);
    assert_eq!(refused("··"), NameError::NoLetter);
}

#[test]
fn s2_16_control_characters_are_refused() {
    for (given, position) in [
        ("张\0三", 2),
        ("张三\u{202E}", 3),
        ("\u{FEFF}张三", 1),
        ("Anna\u{1B}[31m", 5),
        ("A\nB", 2),
        ("A\u{2028}B", 2),
    ] {
        let error = PersonName::parse(given).unwrap_err();
        assert_eq!(error, NameError::Control { position }, "{given:?}");
        assert!(
            error
                .to_string()
                .starts_with(&format!("name: character {position} "))
        );
    }
}

#[test]
fn s2_16_a_masked_name_shows_the_surname_only() {
    for (full, masked) in [
        ("张三", "张*"),
        ("张三丰", "张**"),
        ("欧阳娜娜", "欧阳**"),
        ("司马迁", "司马*"),
        ("欧阳", "欧*"),
        ("李", "李"),
        ("阿卜杜拉·买买提", "阿*******"),
        ("Anna Maria Eriksson", "A* M* E*"),
        ("Sukarno", "S*"),
    ] {
        assert_eq!(name(full).masked(), masked);
    }
}

#[test]
fn the_fragment_is_first_and_last_character_or_five_initials() {
    for (full, fragment) in [
        ("李", "李"),
        ("张三", "张"),
        ("张三丰", "张丰"),
        ("欧阳娜娜", "欧娜"),
        ("阿卜杜拉·买买提", "阿提"),
        ("김철수", "김수"),
        ("Anna Maria Eriksson", "AME"),
        ("Jean-Pierre Dupont", "JPD"),
        ("Pablo Diego José Francisco de Paula Picasso", "PDJFd"),
        ("Sukarno", "S"),
    ] {
        assert_eq!(name(full).fragment(), fragment);
    }
}

#[test]
fn no_log_line_shows_a_name() {
    assert_eq!(format!("{:?}", name("张三丰")), "PersonName(hidden)");
}

#[test]
fn s2_16_marks_dots_and_blanks_inside_a_name_are_kept_and_counted_as_characters() {
    for given in [
        "Z\u{302}a\u{323}\u{30C}n",
        "กฤษณ์ ศรีสุวรรณ",
        "ཀརྨ་བཀྲ་ཤིས།",
        "ئابدۇراھمان",
        "阿依努尔·买买提·热合曼",
        "Maria del Carmen O'Connor-Núñez",
    ] {
        let name = name(given);
        assert!(PersonName::parse(name.full()).unwrap() == name, "{given}");
        assert!((1..=64).contains(&name.full().chars().count()));
        assert!(!name.masked().is_empty() && !name.fragment().is_empty());
    }
    // A letter with its mark is one character, whether there is a form for both together or not.
    for letter in ["q\u{323}", "e\u{301}", "กี"] {
        assert!(PersonName::parse(&letter.repeat(64)).is_ok(), "{letter}");
        let error = PersonName::parse(&letter.repeat(65)).unwrap_err();
        assert_eq!(error, NameError::TooLong);
    }
    let piled = format!("q{}", "\u{323}".repeat(128));
    assert_eq!(PersonName::parse(&piled).unwrap_err(), NameError::TooLong);
    assert_eq!(
        PersonName::parse("\u{323}").unwrap_err(),
        NameError::NoLetter
    );
}
