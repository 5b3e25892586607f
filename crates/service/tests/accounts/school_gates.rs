//! 800 pupils through the two gates of a school in 20 minutes: each is answered, and the rows are right. Nothing is measured.

use domain::declaration::Tick;
use domain::time::Instant;
use domain::verdict::{Outcome, Scene};
use futures_util::StreamExt;
use service::Checkpoint;

use crate::house::{House, at, identity, now, wuchang};
use crate::phone::{Code, Device};
use crate::scanning::{gate_of, scan};

const PUPILS: u64 = 800;
/// Of whom one was in a listed area.
const RED: u64 = 13;
/// People who register at once.
const AT_ONCE: usize = 40;
/// From one pupil to the next, over both gates: 800 in 20 minutes.
const STEP_MS: i64 = 1_500;

/// Pupil `n` with a code of this morning.
async fn pupil(house: &House, n: u64, morning: Instant) -> Code {
    let area = domain::risk::AreaText::parse("某小区").unwrap();
    let area = domain::risk::area_id("420106".parse().unwrap(), &area);
    let stay = [wuchang(n as i64 * 100 + 50, Tick::Areas(vec![area]))];
    let stays = if n == RED { &stay[..] } else { &[] };
    let device: Device = house.declared(n, stays, now()).await;
    device.fetch(house, morning).await
}

async fn pass(house: &House, gate: &Checkpoint, (number, code): (i64, &Code), at: Instant) {
    let verdict = scan(house, gate, number, &code.text(at), at).await;
    let red = code.issued.state == domain::state::State::Red;
    let expected = if red { Outcome::Stop } else { Outcome::Pass };
    assert_eq!((verdict.number, verdict.outcome), (number, expected));
    assert!(verdict.refusal.is_none());
}

#[tokio::test]
async fn s1_8_800_pupils_come_through_two_gates_in_20_minutes_of_script() {
    let house = House::new().await;
    for n in 0..PUPILS {
        house.registry.know(identity(n));
    }
    house.list("2020-02-19 8时", "某小区", now()).await;
    let morning = at("2020-02-21 07:20");
    let pupils = futures_util::stream::iter(0..PUPILS).map(|n| pupil(&house, n, morning));
    let codes: Vec<Code> = pupils.buffered(AT_ONCE).collect().await;
    let gates = [
        gate_of(&house, Scene::School, "330106").await,
        gate_of(&house, Scene::School, "330106").await,
    ];
    let open = at("2020-02-21 07:30");
    for (n, code) in (0..).zip(&codes) {
        let (gate, number) = (&gates[n as usize % 2], n / 2);
        pass(&house, gate, (number, code), open.plus_ms(n * STEP_MS)).await;
    }
    assert_eq!(house.count("scan"), PUPILS as i64);
    let row = |gate: &Checkpoint| -> (i64, i64, i64, i64) {
        let sql =
            "SELECT count(*), count(DISTINCT number), count(*) FILTER (WHERE outcome = 'pass'),
            max(minute) - min(minute) FROM scan WHERE checkpoint_id = ?1";
        let all =
            |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        house.sql().query_row(sql, [gate.id.0], all).unwrap()
    };
    assert_eq!(row(&gates[0]), (400, 400, 400, 19));
    assert_eq!(
        row(&gates[1]),
        (400, 400, 399, 19),
        "one was in a listed area"
    );
    // A row says nothing of whom it is about.
    let columns = "SELECT group_concat(name) FROM pragma_table_info('scan')";
    let columns: String = house.sql().query_row(columns, [], |r| r.get(0)).unwrap();
    assert_eq!(
        columns,
        "on_day,checkpoint_id,number,minute,outcome,reason,state,kind,by_hand"
    );
}
