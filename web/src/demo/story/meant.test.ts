// A chapter says what came of it only where it saw that.
import { expect, test } from 'vitest'
import type { StoryChapter, StoryPerson } from '../../shared/api'
import { cameAsMeant } from './meant'

type State = StoryPerson['state']

const text = { zh: '文', en: 'text' }

function person(state: State, before?: State): StoryPerson {
  const told = { name: '沈晓兰', phone: '13800000021', last6: '170064', state, reason: state === 'green' ? null : text }
  return before === undefined ? told : { ...told, before }
}

function chapter(name: StoryChapter['chapter'], people: StoryPerson[], more: Partial<StoryChapter> = {}): StoryChapter {
  return { chapter: name, at_ms: 0, people, counted: [], offices: [], said: [], log: [], ...more }
}

test('n_3_what_came_of_a_chapter_is_said_only_where_it_came', () => {
  const [green, yellow, red] = [person('green'), person('yellow'), person('red')]
  const signed = { offices: ['a', 'b', 'c', 'd'] }
  const refused = { said: [text], log: [text] }
  const came: [StoryChapter, StoryChapter][] = [
    [chapter('green', [green, green, green]), chapter('green', [green, yellow, green])],
    [chapter('list', [yellow]), chapter('list', [green])],
    [chapter('gate', [green, yellow], { said: [text] }), chapter('gate', [green, yellow])],
    [chapter('train', [red, green]), chapter('train', [red, yellow])],
    [chapter('alone', [green], refused), chapter('alone', [red], refused)],
    [chapter('appeal', [red, green], signed), chapter('appeal', [red, red], signed)],
    [chapter('days', [person('green', 'yellow'), green, red]), chapter('days', [yellow, green, red])],
  ]
  for (const [meant, otherwise] of came) {
    expect([meant.chapter, cameAsMeant(meant), cameAsMeant(otherwise)]).toEqual([meant.chapter, true, false])
  }
})
