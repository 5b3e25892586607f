// Where the phone is, compared with where a venue is: here alone, and the position goes nowhere.
import type { VenueCode } from '../../credential'

/** From how far a person is not at a place, in metres (P): a building and its yard, and what satellites are wrong by. */
export const NEAR_M = 1_000
/** As much as a phone may say that it does not know. */
const MOST_DOUBT_M = 1_000
const EARTH_M = 6_371_000
const FIGURES = 4

/** Where a phone believes that it is, in degrees, and how far off that may be. */
export interface Fix {
  readonly latitude: number
  readonly longitude: number
  readonly accuracy: number
}

/** How far the phone is from the place, in metres, along the ground. */
export function distanceM(fix: Fix, place: Pick<VenueCode, 'latitude' | 'longitude'>): number {
  const [from, to] = [radians(fix.latitude), radians(place.latitude / 1e5)]
  const [north, east] = [to - from, radians(place.longitude / 1e5) - radians(fix.longitude)]
  const chord = Math.sin(north / 2) ** 2 + Math.cos(from) * Math.cos(to) * Math.sin(east / 2) ** 2
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/** Whether the phone is too far away to be at the place, with whatever it does not know counted in its favour. */
export function isFar(fix: Fix, place: Pick<VenueCode, 'latitude' | 'longitude'>): boolean {
  return distanceM(fix, place) - Math.min(fix.accuracy, MOST_DOUBT_M) > NEAR_M
}

/** The figures that were typed, as the server compares them; `null` where they are not four. Wide figures are a keyboard's. */
export function readFigures(typed: string): string | null {
  const figures = typed.normalize('NFKC').replaceAll(/[\s-]/g, '')
  return new RegExp(`^[0-9]{${FIGURES}}$`).test(figures) ? figures : null
}

const radians = (degrees: number) => (degrees * Math.PI) / 180
