// The words by which a worker finds somebody again.
import type { CommunityEntry } from '../../shared/api'

/** About whom something was recorded: they may have left the list when the server answers. */
export interface About {
  readonly name: string
  readonly door: string
}

/** Building and door; empty where neither is known. */
export function doorOf({ building, door }: CommunityEntry): string {
  return [building, door].filter((part) => part !== '').join(' ')
}

/** The name, with the street, building and door. */
export function aboutOf(entry: CommunityEntry): About {
  return { name: entry.name, door: [entry.street, doorOf(entry)].filter((part) => part !== '').join(' ') }
}
