//! Members of staff, their passwords, passkeys and sessions: kept, ended, and put in by somebody else.

use domain::ids::{OfficeId, StaffId};
use domain::staff::{Member, Office};
use domain::time::Instant;
use storage::{
    OfficeRow, Proofs, StaffPasskey, StaffPassword, StaffRow, StaffSessionRow, Strength, Word,
    WriteError,
};

use crate::house::{House, code, now};

const DAY_MS: i64 = 86_400_000;

fn office(n: i64) -> Office {
    Office {
        id: OfficeId(n),
        name: format!("第{n}办公室"),
        division: code("330100"),
    }
}

fn member(n: i64) -> Member {
    Member {
        id: StaffId(n),
        office: office(1),
        duties: vec![
            "epidemiologist@330100".parse().unwrap(),
            "reviewer@330106".parse().unwrap(),
        ],
    }
}

pub(crate) fn ends() -> Instant {
    now().plus_ms(DAY_MS)
}

fn passkey(n: u8) -> StaffPasskey {
    StaffPasskey::new(vec![n; 16], vec![4; 65], 0, "办公室的电脑", now())
}

fn password() -> StaffPassword {
    StaffPassword {
        hash: Word::new("$argon2id$v=19$x".into()),
        secret: vec![7; 20].into(),
        used_step: 10,
    }
}

impl House {
    pub(crate) fn opened(&self, n: i64) -> StaffSessionRow {
        StaffSessionRow {
            id: n,
            hash: self.store.staff_session_hash(&format!("secret {n}")),
            strength: Strength::Passkey,
            device: "Firefox".into(),
            made: now(),
            used: now(),
        }
    }

    pub(crate) async fn office(&self) {
        let row = OfficeRow {
            office: office(1),
            made: now(),
        };
        let batch = self.store.add_office(&row, &self.note());
        self.store.write(batch).await.unwrap();
    }

    /// Member `n`, with a code.
    async fn added(&self, n: i64) -> StaffRow {
        let (login, code) = (format!("wang.min{n}"), format!("CODE{n}"));
        let words = (login.as_str(), "王敏");
        let batch = self
            .store
            .add_staff(&member(n), words, now(), (&code, ends()), &self.note());
        self.store.write(batch).await.unwrap();
        self.with_code(&code).await.unwrap()
    }

    async fn with_code(&self, code: &str) -> Option<StaffRow> {
        let (row, alarms) = self.store.staff_with_code(code).await.unwrap();
        assert!(alarms.is_empty());
        row
    }

    /// The same, with a password, a passkey and a session.
    pub(crate) async fn enrolled(&self, n: i64) -> StaffRow {
        let row = self.added(n).await;
        let proofs = Proofs {
            password: Some(&password()),
            passkey: Some(&passkey(n as u8)),
        };
        let batch = self
            .store
            .enrol_staff(&row, &proofs, &self.opened(n), &self.note());
        self.store.write(batch).await.unwrap();
        self.staff_of(n).await.unwrap()
    }

    async fn staff_of(&self, n: i64) -> Option<StaffRow> {
        self.store.staff_member(StaffId(n)).await.unwrap().0
    }

    /// Whether the session of member `n` still leads to them.
    pub(crate) async fn signed_in(&self, n: i64) -> bool {
        let hash = self.opened(n).hash;
        self.store.staff_session(hash).await.unwrap().0.is_some()
    }
}

#[tokio::test]
async fn n_3_a_member_is_kept_with_office_duties_and_passkeys() {
    let house = House::new().await;
    house.office().await;
    let row = house.enrolled(1).await;
    assert_eq!(row.member, member(1));
    assert_eq!(
        (row.login.as_str(), row.name.as_str()),
        ("wang.min1", "王敏")
    );
    assert!(row.ended.is_none() && row.code_ends.is_none());
    let (all, alarms) = house.store.staff_members().await.unwrap();
    assert!(all.len() == 1 && alarms.is_empty());
    let devices: Vec<&str> = all[0].passkeys.iter().map(|p| p.device.as_str()).collect();
    assert_eq!(devices, ["办公室的电脑"]);
    let kept = house.store.password_of(&row).await.unwrap().0.unwrap();
    assert_eq!(
        (kept.hash.as_str(), kept.used_step),
        ("$argon2id$v=19$x", 10)
    );
    let (sessions, _) = house.store.staff_sessions(&row).await.unwrap();
    assert!(sessions == [house.opened(1)]);
    let by_login = house.store.staff_with_login("wang.min1").await.unwrap().0;
    assert_eq!(by_login.unwrap().member.id, StaffId(1));
    let by_passkey = house.store.staff_with_passkey(&[1; 16]).await.unwrap().0;
    assert_eq!(by_passkey, [StaffId(1)]);
}

#[tokio::test]
async fn a_login_and_the_name_of_an_office_are_given_once() {
    let house = House::new().await;
    house.office().await;
    house.added(1).await;
    let words = ("wang.min1", "another");
    let taken = house
        .store
        .add_staff(&member(2), words, now(), ("CODE2", ends()), &house.note());
    assert!(matches!(
        house.store.write(taken).await,
        Err(WriteError::Conflict)
    ));
    assert!(house.staff_of(2).await.is_none());
    let mut twin = office(2);
    twin.name = office(1).name;
    let twin = OfficeRow {
        office: twin,
        made: now(),
    };
    let taken = house
        .store
        .write(house.store.add_office(&twin, &house.note()))
        .await;
    assert!(matches!(taken, Err(WriteError::Conflict)));
}

#[tokio::test]
async fn a_code_brings_an_account_into_use_once() {
    let house = House::new().await;
    house.office().await;
    let row = house.added(1).await;
    let proofs = Proofs {
        password: None,
        passkey: Some(&passkey(1)),
    };
    let first = house
        .store
        .enrol_staff(&row, &proofs, &house.opened(1), &house.note());
    let second = house
        .store
        .enrol_staff(&row, &proofs, &house.opened(2), &house.note());
    house.store.write(first).await.unwrap();
    let second = house.store.write(second).await;
    assert!(matches!(second, Err(WriteError::Conflict)));
    assert!(!house.signed_in(2).await);
    assert!(house.with_code("CODE1").await.is_none());
}

#[tokio::test]
async fn n_3_who_leaves_or_gets_a_new_code_has_no_session_password_or_passkey_any_more() {
    for leaves in [true, false] {
        let house = House::new().await;
        house.office().await;
        let row = house.enrolled(1).await;
        assert!(house.signed_in(1).await);
        let batch = if leaves {
            house.store.end_staff(&row, now(), &house.note())
        } else {
            house
                .store
                .renew_staff(&row, ("NEXT", ends()), &house.note())
        };
        house.store.write(batch).await.unwrap();
        assert!(!house.signed_in(1).await);
        let after = house.staff_of(1).await.unwrap();
        assert!(after.passkeys.is_empty());
        assert!(house.store.password_of(&after).await.unwrap().0.is_none());
        let (sessions, _) = house.store.staff_sessions(&after).await.unwrap();
        assert!(sessions.is_empty());
        let (members, _) = house.store.staff_members().await.unwrap();
        assert_eq!(members.len(), usize::from(!leaves));
        assert_eq!(house.with_code("NEXT").await.is_some(), !leaves);
        // The same authenticator may be brought into use again, by the new code.
        if !leaves {
            let proofs = Proofs {
                password: None,
                passkey: Some(&passkey(1)),
            };
            let again = house
                .store
                .enrol_staff(&after, &proofs, &house.opened(3), &house.note());
            house.store.write(again).await.unwrap();
            assert_eq!(house.staff_of(1).await.unwrap().passkeys.len(), 1);
        }
    }
}

#[tokio::test]
async fn n_3_what_was_taken_away_cannot_be_put_back_by_sql() {
    let house = House::new().await;
    house.office().await;
    let row = house.enrolled(1).await;
    let save = "CREATE TABLE saved_passkey AS SELECT * FROM staff_passkey;
        CREATE TABLE saved_session AS SELECT * FROM staff_session;
        CREATE TABLE saved_password AS SELECT * FROM staff_password";
    house.intruder().execute_batch(save).unwrap();
    house
        .store
        .write(house.store.end_staff(&row, now(), &house.note()))
        .await
        .unwrap();
    let back = "DELETE FROM staff_passkey; DELETE FROM staff_session; DELETE FROM staff_password;
        INSERT INTO staff_passkey SELECT * FROM saved_passkey;
        INSERT INTO staff_session SELECT * FROM saved_session;
        INSERT INTO staff_password SELECT * FROM saved_password";
    house.intruder().execute_batch(back).unwrap();
    let after = house.staff_of(1).await.unwrap();
    assert!(!house.signed_in(1).await && after.passkeys.is_empty());
    assert!(house.store.password_of(&after).await.unwrap().0.is_none());
}

#[tokio::test]
async fn n_3_staff_and_passkeys_that_are_put_in_by_sql_are_nobody_and_raise_an_alarm() {
    let edits = [
        (
            "staff",
            "INSERT INTO staff SELECT 9, office_id, login_hash, sealed_login, sealed_name, key_id,
            'operator@000000', epoch, version, made_ms, ended_ms, code_hash, code_ends_ms, mac FROM staff",
        ),
        ("staff", "UPDATE staff SET duties = 'operator@000000'"),
        ("staff", "UPDATE staff SET epoch = epoch + 1"),
        ("office", "UPDATE office SET division = 0"),
        (
            "staff_passkey",
            "INSERT INTO staff_passkey SELECT staff_id, zeroblob(16), epoch, public_key, counter, device, added_ms,
            mac FROM staff_passkey",
        ),
        ("staff_passkey", "UPDATE staff_passkey SET public_key = zeroblob(65)"),
    ];
    for (table, edit) in edits {
        let house = House::new().await;
        house.office().await;
        let before = house.enrolled(1).await;
        let changed = house.intruder().execute(edit, []).unwrap();
        assert!(changed > 0, "{edit}");
        let (members, alarms) = house.store.staff_members().await.unwrap();
        assert!(!alarms.is_empty(), "{edit}");
        assert!(alarms.iter().all(|alarm| alarm.table == table), "{edit}");
        for row in members {
            assert_eq!(row.member, before.member, "{edit}");
            assert!(
                row.passkeys.iter().all(|key| before.passkeys.contains(key)),
                "{edit}"
            );
        }
    }
}

#[tokio::test]
async fn s2_4_no_file_of_the_database_holds_a_name_or_login_of_staff() {
    let house = House::new().await;
    house.office().await;
    house.enrolled(1).await;
    for entry in std::fs::read_dir(house.directory()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for word in ["王敏", "wang.min1", "$argon2id"] {
            let found = bytes
                .windows(word.len())
                .any(|window| window == word.as_bytes());
            assert!(!found, "{word}");
        }
    }
}
