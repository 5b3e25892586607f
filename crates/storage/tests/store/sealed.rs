//! What a thief of the files finds: no name, document or phone, in no encoding, and no number by guessing.

use std::path::Path;

use storage::Field;

use crate::house::{CHECKED_IN, House, NAMES, document, phone, registration};

/// Every file of the directory, with its name.
fn files(directory: &Path) -> Vec<(String, Vec<u8>)> {
    std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(&path).unwrap())
        })
        .collect()
}

/// A word as the bytes that a file could hold it in.
fn encodings(word: &str) -> Vec<Vec<u8>> {
    let units: Vec<u16> = word.encode_utf16().collect();
    let (gb, _, _) = encoding_rs::GB18030.encode(word);
    vec![
        word.as_bytes().to_vec(),
        units.iter().flat_map(|u| u.to_le_bytes()).collect(),
        units.iter().flat_map(|u| u.to_be_bytes()).collect(),
        gb.into_owned(),
    ]
}

fn found(directory: &Path, words: &[String]) -> Vec<String> {
    let files = files(directory);
    let mut found = Vec::new();
    for word in words {
        for bytes in encodings(word) {
            for (name, content) in &files {
                if content.windows(bytes.len()).any(|window| window == bytes) {
                    found.push(format!("{word} in {name}"));
                }
            }
        }
    }
    found
}

fn words(people: i64) -> Vec<String> {
    let mut words: Vec<String> = NAMES.iter().map(ToString::to_string).collect();
    words.push("翠苑街道".into());
    words.push(CHECKED_IN.into());
    for n in 1..=people {
        let document = document(n);
        words.push(document[3..].into());
        words.push(document);
        words.push(phone(n));
        words.push(phone(n)[3..].into());
    }
    words
}

#[tokio::test]
async fn no_file_of_the_database_holds_a_word_about_a_person() {
    let house = House::new().await;
    for n in 1..=20 {
        house.settle(n).await;
    }
    let names: Vec<String> = files(&house.directory()).into_iter().map(|f| f.0).collect();
    assert!(names.contains(&"healthcode.db-wal".into()), "{names:?}");
    assert_eq!(found(&house.directory(), &words(20)), [""; 0]);

    // The same search finds what is written in the clear, in each encoding.
    for (n, bytes) in encodings("阿卜杜拉·买买提").into_iter().enumerate() {
        let planted = house.directory().join(format!("planted{n}"));
        std::fs::write(planted, bytes).unwrap();
    }
    let mut planted = found(&house.directory(), &words(20));
    planted.sort();
    assert_eq!(planted.len(), 4, "{planted:?}");
    let plain = "CREATE TABLE plain AS SELECT '欧阳建国' AS name";
    house.intruder().execute_batch(plain).unwrap();
    let planted = found(&house.directory(), &words(20));
    assert!(
        planted
            .iter()
            .any(|hit| hit.starts_with("欧阳建国 in healthcode.db"))
    );
    drop(house);
}

#[tokio::test]
async fn ten_thousand_known_numbers_give_nothing_without_the_key() {
    use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, SHA512, digest};
    let house = House::new().await;
    for n in 1..=20 {
        house.settle(n).await;
    }
    let mut stored: Vec<u8> = Vec::new();
    for (_, content) in files(&house.directory()) {
        stored.extend(content);
    }
    // Any eight bytes of a hash that anybody could compute, held against any eight bytes that are stored.
    let windows: std::collections::HashSet<&[u8]> = stored.windows(8).collect();
    for n in 0..5_000 {
        for number in [document(n), phone(n)] {
            for kind in ["", "document", "phone", "document:", "phone:"] {
                let text = format!("{kind}{number}");
                for algorithm in [&SHA256, &SHA512, &SHA1_FOR_LEGACY_USE_ONLY] {
                    let hash = digest(algorithm, text.as_bytes());
                    assert!(!windows.contains(&hash.as_ref()[..8]), "{algorithm:?}");
                }
            }
        }
    }
    let ways = "SELECT count(*) FROM document_claim WHERE length(document_hash) = 16";
    let ways: i64 = house
        .intruder()
        .query_row(ways, [], |row| row.get(0))
        .unwrap();
    assert_eq!(ways, 20, "the hashes that were searched are stored");
}

#[tokio::test]
async fn sealed_words_open_for_their_own_person_only() {
    let house = House::new().await;
    let person = house.settle(1).await;
    let other = house.settle(2).await;
    let (words, alarms) = house.store.words_of(person).await.unwrap();
    assert!(alarms.is_empty());
    let opened: Vec<(Field, &str)> = words.iter().map(|(f, w)| (*f, w.as_str())).collect();
    let written = registration(1);
    assert_eq!(
        opened,
        [
            (Field::BirthDate, written.born.as_ref().unwrap().as_str()),
            (Field::Document, written.document.as_str()),
            (Field::Name, written.name.as_str()),
            (Field::Phone, written.contact.as_ref().unwrap().1.as_str()),
            (Field::Street, written.street.as_str()),
        ]
    );
    let swap =
        "UPDATE person_sealed SET sealed = (SELECT sealed FROM person_sealed WHERE person_id = 1
        AND field = 'name') WHERE person_id = 2 AND field = 'name'";
    house.intruder().execute(swap, []).unwrap();
    let (words, alarms) = house.store.words_of(other).await.unwrap();
    assert!(!words.iter().any(|(field, _)| *field == Field::Name));
    assert_eq!(alarms[0].table, "person_sealed");
}
