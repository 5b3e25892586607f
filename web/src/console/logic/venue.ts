// What a manager types of a venue, as the server takes it.
import { VENUE_KINDS } from '../../credential/venue'

/** Squares, streets and so on stand in the list too: whoever chooses one reads why it is refused. */
export const KINDS = [...VENUE_KINDS, 'square', 'street', 'worship', 'court', 'petition'] as const
export type Kind = (typeof KINDS)[number]

const DAY_MINUTES = 24 * 60

/** A position in hundred-thousandths of a degree; `null` where the text is none. */
export function readPosition(text: string): { latitude: number; longitude: number } | null {
  const found = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,，]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text)
  if (found === null) return null
  const [latitude, longitude] = [Math.round(Number(found[1]) * 1e5), Math.round(Number(found[2]) * 1e5)]
  return Math.abs(latitude) <= 9_000_000 && Math.abs(longitude) <= 18_000_000 ? { latitude, longitude } : null
}

/** A position as one reads it. */
export const writePosition = (latitude: number, longitude: number): string => `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`

/** Minutes after midnight of a time such as `22:00`, of the next day where it closes in the early morning. */
export function readClosing(time: string, nextDay: boolean): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes + (nextDay ? DAY_MINUTES : 0)
}

/** The time of so many minutes after midnight. */
export function writeClosing(closes: number): string {
  const minutes = closes % DAY_MINUTES
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
