//! Taking everything out: every table about a person is exported or says why it is not, and sealed words come opened.

use storage::{NOT_EXPORTED, StoredTable};

use crate::house::{CHECKED_IN, House};

/// The tables of the schema that lead to a person.
fn tables(house: &House) -> Vec<String> {
    let sql = "SELECT DISTINCT t.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c
        WHERE t.type = 'table' AND c.name = 'person_id' ORDER BY t.name";
    let connection = house.intruder();
    let mut select = connection.prepare(sql).unwrap();
    let found = select.query_map([], |row| row.get(0)).unwrap();
    found.map(Result::unwrap).collect()
}

#[tokio::test]
async fn n_7_every_table_about_a_person_is_exported_or_says_why_it_is_not() {
    let house = House::new().await;
    let person = house.settle(1).await;
    let exported = house.store.export(person).await.unwrap();
    let mut known: Vec<String> = exported.iter().map(|t| t.table.to_owned()).collect();
    known.extend(NOT_EXPORTED.iter().map(|table| (*table).to_owned()));
    known.sort();
    assert_eq!(known, tables(&house));
}

#[tokio::test]
async fn n_7_what_is_exported_is_the_persons_own_with_its_words_opened() {
    let house = House::new().await;
    let person = house.settle(1).await;
    house.settle(2).await;
    let exported = house.store.export(person).await.unwrap();
    let of = |name: &str| -> &StoredTable { exported.iter().find(|t| t.table == name).unwrap() };
    let texts = |name: &str| -> Vec<String> {
        let columns = of(name).rows.iter().flatten();
        columns.map(|column| column.text.clone()).collect()
    };
    assert_eq!(of("stay").rows.len(), 2, "of nobody else");
    assert!(texts("check_in_words").contains(&CHECKED_IN.to_owned()));
    assert_eq!(of("person_sealed").rows.len(), 5);
    assert!(
        of("person_sealed").rows.iter().all(|row| row.len() == 2),
        "opened"
    );
    let sealed = exported.iter().flat_map(|t| &t.rows).flatten();
    assert!(
        sealed
            .clone()
            .all(|column| column.name != "mac" && column.name != "key_id")
    );
}
