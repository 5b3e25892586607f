//! Several lists of one instant.

use domain::level::Level::{High, Medium};
use domain::policy::LevelFrom::Stay;
use domain::risk::{Admission, History, Import, KnownLevel, RiskList};

use crate::support::{Line, WEST_LAKE, YUHANG, area, at, day, imported, real_lists, stay};

const HIGH: Line = (WEST_LAKE, "西溪街道", High);

fn three_of_one_hour(saved: bool) -> Option<Vec<RiskList>> {
    let lists = real_lists()?.into_iter();
    let lists = lists
        .filter(|(name, _)| name.starts_with("2022071400"))
        .map(|(_, mut list)| {
            list.import.saved = list.import.saved.filter(|_| saved);
            list
        });
    Some(lists.collect())
}

#[test]
fn s0_23_of_three_files_of_one_hour_the_one_saved_last_is_in_force() {
    let Some(lists) = three_of_one_hour(true) else {
        return;
    };
    let last = lists.iter().max_by_key(|list| list.import.saved).unwrap();
    let mut seen = Vec::new();
    for order in [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ] {
        let mut history = History::default();
        for index in order {
            history.admit(&lists[index]);
        }
        let in_force: Vec<_> = history.lists().map(|(_, id, _)| id).collect();
        assert_eq!(in_force, [last.id]);
        seen.push(history);
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(last.counts.high + last.counts.medium, 257 + 532);
}

#[test]
fn s0_23_where_nobody_knows_which_was_saved_last_the_first_stays() {
    let Some(lists) = three_of_one_hour(false) else {
        return;
    };
    let mut history = History::default();
    assert_eq!(history.admit(&lists[1]), Admission::InForce);
    let alone = history.clone();
    let contradiction = Admission::Contradiction(lists[1].id);
    assert_eq!(history.weigh(&lists[0]), contradiction);
    assert_eq!(history.admit(&lists[0]), contradiction);
    assert_eq!(history.admit(&lists[2]), contradiction);
    assert_eq!(history.admit(&lists[1]), Admission::Known);
    assert_eq!(history, alone, "a contradiction changes nothing");
}

#[test]
fn s0_23_a_contradiction_is_settled_by_the_times_of_saving() {
    let with = |lines: &[Line], saved| imported(at(3, 0), saved, at(3, 9), lines);
    let mut history = History::default();
    let (one, other) = ([HIGH], [(YUHANG, "良渚街道", High)]);
    history.admit(&with(&one, None));
    let id = with(&one, None).id;
    let times = [Some(at(3, 5)), Some(at(3, 6))];
    assert_eq!(
        history.admit(&with(&other, times[1])),
        Admission::Contradiction(id)
    );
    assert_eq!(history.admit(&with(&one, times[0])), Admission::Known);
    assert_eq!(
        history.admit(&with(&other, times[1])),
        Admission::Corrects(id)
    );
    assert_eq!(history.admit(&with(&one, times[0])), Admission::Known);
    let third = [(YUHANG, "仓前街道", High)];
    let last = with(&other, None).id;
    assert_eq!(
        history.admit(&with(&third, times[0])),
        Admission::Superseded(last)
    );
    assert_eq!(history.admit(&with(&one, times[1])), Admission::Known);
    assert_eq!(
        history.admit(&with(&[], times[1])),
        Admission::Contradiction(last),
        "saved at one time"
    );
}

#[test]
fn s0_23_a_corrected_list_takes_back_what_only_it_said() {
    let saved = |hour| Some(at(3, hour));
    let mut history = History::default();
    let ticked = [area("西溪街道")];
    let level = |history: &History| history.stay_level(&ticked, stay(3, 3, 3), day(9), Stay);
    let high = |recorded| {
        Some(KnownLevel {
            level: High,
            recorded: day(recorded),
        })
    };
    history.admit(&imported(at(3, 0), saved(1), at(3, 2), &[HIGH]));
    assert_eq!(level(&history), high(3));
    history.admit(&imported(at(3, 0), saved(4), at(4, 5), &[]));
    assert_eq!(level(&history), None, "taken back");
    history.admit(&imported(
        at(3, 0),
        saved(6),
        at(5, 7),
        &[HIGH, (YUHANG, "良渚街道", High)],
    ));
    assert_eq!(
        level(&history),
        high(3),
        "said again: known since the first of the three"
    );
    history.admit(&imported(
        at(3, 0),
        saved(8),
        at(6, 9),
        &[(WEST_LAKE, "西溪街道", Medium)],
    ));
    assert_eq!(level(&history).map(|known| known.level), Some(Medium));
    history.admit(&imported(at(6, 0), None, at(6, 10), &[HIGH]));
    assert_eq!(
        level(&history),
        high(6),
        "another list says high, and that was known when it came"
    );
}

#[test]
fn s0_23_the_same_content_saved_again_later_is_in_force_again() {
    let list = |saved, lines: &[Line]| imported(at(3, 0), Some(at(3, saved)), at(3, 9), lines);
    let mut history = History::default();
    history.admit(&list(1, &[HIGH]));
    assert_eq!(
        history.admit(&list(2, &[])),
        Admission::Corrects(list(1, &[HIGH]).id)
    );
    assert_eq!(
        history.admit(&list(3, &[HIGH])),
        Admission::Corrects(list(2, &[]).id)
    );
    assert_eq!(history.level_on(area("西溪街道"), day(3)), Some(High));
    let imports: Vec<_> = history.lists().map(|(_, _, import)| import).collect();
    assert_eq!(
        imports,
        [Import {
            saved: Some(at(3, 3)),
            recorded: at(3, 9)
        }]
    );
}
