// Where somebody lives, as it is typed: a county, one of its streets or words where none are listed, and the door.
import type { County, Street } from '../../shared/api'
import { inCity } from './places'

export interface HomeTyped {
  county: County | null
  street: Street | null
  words: string
  building: string
  door: string
}

export function noHome(): HomeTyped {
  return { county: null, street: null, words: '', building: '', door: '' }
}

/** Whether it is said to the street. */
export function isSaid({ county, street, words }: HomeTyped): boolean {
  return street !== null || (county !== null && words.trim() !== '')
}

/** What the service is sent of it: the code of a street that was picked, else the words behind the county. */
export function streetOf({ county, street, words }: HomeTyped): string {
  if (street !== null) return street.code
  return county === null ? '' : `${inCity(county).zh}${words.trim()}`
}

/** The same of a residence that the service has in words: of a street that was picked the digits come first, and they alone say which. */
export function streetKept(kept: string): string {
  return /^\d{9}(?= )/.exec(kept)?.[0] ?? kept
}
