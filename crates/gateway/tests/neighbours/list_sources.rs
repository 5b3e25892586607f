//! Places that are watched for official lists: an address that answers, and a folder with whole files.

use std::fs;

use gateway::list_sources::{FileFault, FoundFile, ListClient, ListFolder, ListSource};
use gateway::{Access, Address};

use crate::status_lists::says;
use crate::{BOUNDS, NOW, chance};

fn watched(address: &str) -> ListClient {
    let mut access = Access::new(Address::parse(address).unwrap());
    access.limits = BOUNDS;
    ListClient::new(&access, 600_000, chance()).unwrap()
}

#[tokio::test]
async fn n_6_an_address_is_asked_for_its_file_and_what_was_taken_comes_no_more() {
    let answer = "200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}";
    let (address, asked) = says(answer).await;
    let client = watched(&format!("{address}/lists/newest.json"));
    let found = client.look(NOW).await.unwrap();
    let file = FoundFile {
        name: "newest.json".to_owned(),
        text: Ok("{}".to_owned()),
        saved: None,
    };
    assert_eq!(found, [file]);
    assert!(asked.lock().unwrap()[0].starts_with("GET /lists/newest.json HTTP/1.1\r\n"));
    assert_eq!(
        client.look(NOW).await.unwrap().len(),
        1,
        "nobody has taken it"
    );
    client.took(&found[0]);
    assert!(client.look(NOW).await.unwrap().is_empty());
}

#[tokio::test]
async fn n_6_an_address_that_refuses_or_answers_no_text_gives_no_list() {
    let (gone, _) = says("404 Not Found\r\ncontent-length: 0\r\n\r\n").await;
    assert!(watched(&gone).look(NOW).await.is_err());
    // Redirects are not followed: the address is the one that was named.
    let moved = "302 Found\r\nlocation: http://127.0.0.1:9/x\r\ncontent-length: 0\r\n\r\n";
    let (moved, _) = says(moved).await;
    assert!(watched(&moved).look(NOW).await.is_err());
    assert!(Address::parse("http://lists.example/newest.json").is_err());
}

#[tokio::test]
async fn n_6_a_folder_hands_out_whole_files_that_end_in_json_and_follows_no_link() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("b.json"), "{}").unwrap();
    fs::write(path("A.JSON"), [0xff]).unwrap();
    fs::write(path("c.toml"), "").unwrap();
    fs::write(path(".d.json"), "{}").unwrap();
    fs::create_dir(path("e.json")).unwrap();
    std::os::unix::fs::symlink(path("b.json"), path("f.json")).unwrap();
    fs::write(
        path("saved.csv"),
        "file,save_time_unix\nb.json,1600000000\n",
    )
    .unwrap();
    let watched = ListFolder::new(folder.path(), 60_000);
    assert!(watched.look(NOW).await.unwrap().is_empty(), "seen once");
    let found = watched.look(NOW).await.unwrap();
    let names: Vec<&str> = found.iter().map(|file| &*file.name).collect();
    assert_eq!(names, ["A.JSON", "b.json"]);
    assert_eq!(found[0].text, Err(FileFault::NotText));
    assert_eq!(
        found[1].saved.map(domain::time::Instant::ms),
        Some(1_600_000_000_000)
    );
    watched.took(&found[0]);
    assert_eq!(watched.look(NOW).await.unwrap().len(), 1);
    // What is written anew is looked at anew.
    fs::write(path("A.JSON"), "{ }").unwrap();
    watched.look(NOW).await.unwrap();
    assert_eq!(watched.look(NOW).await.unwrap().len(), 2);
}

#[tokio::test]
async fn n_6_a_folder_that_is_gone_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let watched = ListFolder::new(&folder.path().join("none"), 60_000);
    let error = watched.look(NOW).await.unwrap_err();
    assert!(error.to_string().contains("official lists"), "{error}");
}
