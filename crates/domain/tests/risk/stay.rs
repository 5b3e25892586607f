//! LEVEL OF A STAY, told as stories.

use domain::level::Level::{High, Low, Medium};
use domain::policy::LevelFrom::{self, Stay, StayOnly};
use domain::risk::{AreaText, History, KnownLevel};

use crate::support::{
    WEST_LAKE, YUHANG, ZONE, area, at, code, day, imported, list, stay, west_lake,
};

fn history(lists: &[domain::risk::RiskList]) -> History {
    let mut history = History::default();
    for list in lists {
        history.admit(list);
    }
    history
}

fn level(
    history: &History,
    days: domain::risk::StayDays,
    on: i8,
    from: LevelFrom,
) -> Option<(domain::level::Level, i8)> {
    let known = history.stay_level(&[area("西溪街道")], days, day(on), from)?;
    Some((known.level, known.recorded.civil().day()))
}

#[test]
fn s0_23_an_area_is_on_a_list_from_its_instant_until_the_next() {
    let history = history(&[
        list(at(3, 10), &[(WEST_LAKE, "西溪街道", Medium)]),
        list(at(5, 0), &[(WEST_LAKE, "西溪街道", High)]),
        list(at(7, 23), &[]),
    ]);
    let on = |on| history.level_on(area("西溪街道"), day(on));
    let days = [2, 3, 4, 5, 6, 7, 8].map(on);
    let expected = [
        None,
        Some(Medium),
        Some(Medium),
        Some(High),
        Some(High),
        Some(High),
        None,
    ];
    assert_eq!(
        days, expected,
        "a list of midnight replaces the earlier one for its date"
    );
    let latest = [2, 3, 5, 7].map(|on| history.latest_level(west_lake(), day(on)));
    assert_eq!(
        latest,
        [None, Some(Medium), Some(High), None],
        "the last list up to the end of the date"
    );
}

#[test]
fn s0_23_a_list_counts_for_stays_from_their_first_day_on() {
    let history = history(&[
        list(at(3, 10), &[(WEST_LAKE, "西溪街道", High)]),
        list(at(5, 10), &[]),
    ]);
    assert_eq!(
        level(&history, stay(1, 2, 2), 2, Stay),
        None,
        "not listed yet"
    );
    assert_eq!(
        level(&history, stay(1, 2, 2), 3, Stay),
        Some((High, 3)),
        "listed the day after"
    );
    assert_eq!(
        level(&history, stay(1, 2, 2), 9, Stay),
        Some((High, 3)),
        "no list takes it back"
    );
    assert_eq!(
        level(&history, stay(5, 6, 6), 6, Stay),
        Some((High, 6)),
        "until ten o'clock it was listed"
    );
    assert_eq!(level(&history, stay(6, 6, 6), 9, Stay), None);
    assert_eq!(level(&history, stay(1, 2, 2), 9, StayOnly), None);
    assert_eq!(level(&history, stay(1, 3, 4), 9, StayOnly), Some((High, 4)));
    assert_eq!(
        level(&history, stay(8, 9, 9), 7, Stay),
        None,
        "a stay to come"
    );
}

#[test]
fn s0_23_a_later_list_raises_a_stay_and_none_lowers_it() {
    let history = history(&[
        list(at(3, 10), &[(WEST_LAKE, "西溪街道", Medium)]),
        list(at(6, 10), &[(WEST_LAKE, "西溪街道", High)]),
        list(at(8, 10), &[(WEST_LAKE, "西溪街道", Low)]),
        list(at(9, 10), &[]),
    ]);
    let levels = [3, 5, 6, 8, 9, 20].map(|on| level(&history, stay(2, 4, 4), on, Stay));
    let (medium, high) = (Some((Medium, 4)), Some((High, 6)));
    assert_eq!(levels, [medium, medium, high, high, high, high]);
}

#[test]
fn s0_23_the_same_evidence_in_another_list_changes_neither_level_nor_date() {
    let line = (WEST_LAKE, "西溪街道", High);
    let mut history = history(&[list(at(3, 10), &[line])]);
    let first = level(&history, stay(2, 4, 3), 4, Stay);
    history.admit(&list(at(4, 10), &[line, (YUHANG, "良渚街道", High)]));
    history.admit(&list(at(5, 10), &[line]));
    assert_eq!(first, Some((High, 3)));
    assert_eq!(level(&history, stay(2, 4, 3), 5, Stay), first);
}

#[test]
fn s0_23_an_old_list_imported_late_is_known_from_its_import() {
    let mut history = history(&[list(at(9, 10), &[])]);
    let late = imported(at(3, 10), None, at(12, 9), &[(WEST_LAKE, "西溪街道", High)]);
    history.admit(&late);
    assert_eq!(level(&history, stay(2, 4, 4), 12, Stay), Some((High, 12)));
    assert_eq!(level(&history, stay(2, 4, 13), 13, Stay), Some((High, 13)));
    assert_eq!(level(&history, stay(10, 11, 11), 12, Stay), None);
}

#[test]
fn s0_23_only_the_ticked_area_counts_and_not_its_neighbour_by_name() {
    let history = history(&[list(
        at(3, 10),
        &[
            (WEST_LAKE, "西溪街道1号楼", High),
            (WEST_LAKE, "除西溪街道1号楼外的其他区域", Low),
            (YUHANG, "西溪街道", High),
        ],
    )]);
    let of = |text| history.stay_level(&[area(text)], stay(3, 3, 3), day(3), Stay);
    let known = |level| {
        Some(KnownLevel {
            level,
            recorded: day(3),
        })
    };
    assert_eq!(of("西溪街道"), None);
    assert_eq!(of("西溪街道1号楼"), known(High));
    assert_eq!(of("除西溪街道1号楼外的其他区域"), known(Low));
    assert_eq!(
        of("西溪街道１号楼"),
        None,
        "a reworded string is another area"
    );
    let both = [area("除西溪街道1号楼外的其他区域"), area("西溪街道1号楼")];
    assert_eq!(
        history.stay_level(&both, stay(3, 3, 3), day(3), Stay),
        known(High)
    );
}

#[test]
fn s0_23_a_county_that_merely_holds_an_area_has_a_level_of_its_own() {
    let history = history(&[
        list(
            at(3, 10),
            &[(WEST_LAKE, "西溪街道", Medium), (ZONE, "中和街道", High)],
        ),
        list(at(4, 10), &[(WEST_LAKE, "古荡街道", High)]),
    ]);
    let county = |on| history.county_stay_level(west_lake(), stay(2, 3, 3), day(on), Stay);
    assert_eq!(
        county(3),
        Some(KnownLevel {
            level: Medium,
            recorded: day(3)
        })
    );
    assert_eq!(
        county(4),
        Some(KnownLevel {
            level: High,
            recorded: day(4)
        })
    );
    assert_eq!(history.county_level_on(west_lake(), day(4)), Some(High));
    let chengdu = ["510100", "510104", "510107", "510116"];
    assert!(
        chengdu
            .iter()
            .all(|county| history.latest_level(code(county), day(9)).is_none())
    );
}

#[test]
fn s0_23_an_area_is_a_whole_county_only_where_staff_say_so() {
    let mut history = history(&[list(at(3, 10), &[(WEST_LAKE, "全域", High)])]);
    let whole =
        |history: &History| history.whole_stay_level(west_lake(), stay(2, 3, 3), day(9), Stay);
    assert_eq!(whole(&history), None, "no text is guessed");
    history.name_whole(area("全域"), at(5, 9));
    assert_eq!(
        whole(&history),
        Some(KnownLevel {
            level: High,
            recorded: day(5)
        })
    );
    history.name_whole(area("全域"), at(6, 9));
    assert_eq!(
        whole(&history),
        Some(KnownLevel {
            level: High,
            recorded: day(5)
        })
    );
    let text = AreaText::parse("全域").unwrap();
    assert_eq!(history.area_named(west_lake(), &text), Some(area("全域")));
    assert_eq!(history.area_named(code("330110"), &text), None);
    assert_eq!(history.whole_since(area("全域")), Some(at(5, 9)));
    assert_eq!(history.named_whole(), [(west_lake(), text, at(5, 9))]);
    assert!(history.unname_whole(area("全域")));
    assert_eq!(whole(&history), None);
    assert!(history.named_whole().is_empty());
}
