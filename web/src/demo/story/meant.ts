// Whether a chapter came as the story means it, by what it saw: only then its sentence of outcome is said.
import type { StoryChapter } from '../../shared/api'

/** Whether what the chapter saw is what its sentence says. */
export function cameAsMeant({ chapter, people, offices, said, log }: StoryChapter): boolean {
  const states = people.map((person) => person.state)
  switch (chapter) {
    case 'green':
      return states.length === 3 && states.every((state) => state === 'green')
    case 'list':
      return states[0] === 'yellow' && people[0]?.reason != null
    case 'gate':
      return said.length > 0
    case 'train':
      return states[0] === 'red' && people[0]?.reason != null && states[1] === 'green'
    case 'alone':
      return states[0] === 'green' && said.length > 0 && log.length > 0
    case 'appeal':
      return states[0] === 'red' && states[1] === 'green' && offices.length > 3
    case 'days':
      return states[0] === 'green' && people[0]?.before === 'yellow' && states[2] === 'red'
  }
}
