// A journey as it is sent. How it is typed and read back comes with the screens that do so (`leg-typed`): the first visit stays light.
import type { ConveyanceKind, Leg } from '../../shared/api'

export interface DraftLeg {
  id: string
  kind: ConveyanceKind | null
  number: string
  date: string
  /** The carriage of a train; else empty. */
  carriage: string
  seat: string
  board: string
  alight: string
  crew: boolean
}

/** What a number alone is called in each kind. */
const UNITS = { train: '号', flight: '排', coach: '号', ship: '舱' } as const

/** Carriage and seat as one text, as tickets write them: 10车5F, 32排, 12号, 3012舱. */
export function seatText(leg: DraftLeg): string {
  if (leg.kind === null) return ''
  const seat = leg.seat.trim()
  const place = /^\d+$/.test(seat) ? `${seat}${UNITS[leg.kind]}` : seat
  if (leg.kind !== 'train') return place
  const carriage = leg.carriage.trim().replace(/(号车厢|车厢|号车|车|号)$/, '')
  return carriage === '' ? place : `${carriage}车${place}`
}

/** The journeys that are sent. */
export function toLegs(legs: readonly DraftLeg[]): Leg[] {
  return legs.flatMap((leg) => {
    if (leg.kind === null) return []
    const { id, kind, date, crew } = leg
    const [number, board, alight] = [leg.number.trim(), leg.board.trim(), leg.alight.trim()]
    return [{ id, kind, number, date, seat: seatText(leg), board, alight, crew }]
  })
}
