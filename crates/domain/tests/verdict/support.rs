//! Every question there is, and short ways to ask one.

use domain::state::State;
use domain::verdict::{
    Challenge, CodeAge, Direction, Kind, ListAge, Presented, Question, Refusal, Scene, Shown,
    Status, Verdict, VerdictPolicy,
};

/// A green code of today, shown by its holder to a gate whose list is fresh.
pub(crate) const GREEN: Shown = Shown {
    state: State::Green,
    pop_up: false,
    status: Status::AsIssued,
    kind: Kind::Person,
    code_age: CodeAge::Today,
    list_age: ListAge::Fresh,
    challenge: Challenge::NotAsked,
    seen: false,
};

/// The same in another state.
pub(crate) fn of(state: State) -> Shown {
    Shown { state, ..GREEN }
}

/// The verdict of the first values.
pub(crate) fn ask(scene: Scene, direction: Direction, presented: Presented) -> Verdict {
    VerdictPolicy::default().verdict(&Question {
        scene,
        direction,
        presented,
    })
}

/// The verdict of the first values on a code that is believed.
pub(crate) fn shown(scene: Scene, direction: Direction, shown: Shown) -> Verdict {
    ask(scene, direction, Presented::Shown(shown))
}

/// Every scene with both directions.
pub(crate) fn places() -> impl Iterator<Item = (Scene, Direction)> {
    Scene::ALL
        .iter()
        .flat_map(|scene| Direction::ALL.iter().map(|direction| (*scene, *direction)))
}

/// Every code that is believed.
pub(crate) fn every_shown() -> Vec<Shown> {
    let mut all = vec![GREEN];
    all = spread(&all, &State::ALL, |s, v| s.state = v);
    all = spread(&all, &[false, true], |s, v| s.pop_up = v);
    all = spread(&all, Status::ALL, |s, v| s.status = v);
    all = spread(&all, Kind::ALL, |s, v| s.kind = v);
    all = spread(&all, CodeAge::ALL, |s, v| s.code_age = v);
    all = spread(&all, ListAge::ALL, |s, v| s.list_age = v);
    all = spread(&all, Challenge::ALL, |s, v| s.challenge = v);
    spread(&all, &[false, true], |s, v| s.seen = v)
}

fn spread<T: Copy>(all: &[Shown], values: &[T], set: impl Fn(&mut Shown, T)) -> Vec<Shown> {
    let with = |shown: &Shown, value: T| {
        let mut other = *shown;
        set(&mut other, value);
        other
    };
    all.iter()
        .flat_map(|shown| {
            values
                .iter()
                .map(|value| with(shown, *value))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Everything that somebody can show.
pub(crate) fn every_presented() -> Vec<Presented> {
    let refused = Refusal::ALL
        .iter()
        .map(|refusal| Presented::Refused(*refusal));
    let shown = every_shown().into_iter().map(Presented::Shown);
    [Presented::NoCode]
        .into_iter()
        .chain(refused)
        .chain(shown)
        .collect()
}
