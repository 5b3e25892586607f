// The venues of an organisation, and the secret of this device where it scans for one of them.
import { ask, client, type NewVenue, type Venue, type VenueScreen } from '../../shared/api'

/** A venue by its address: `organisation/venue`. */
export interface VenuePath {
  readonly organisation: string
  readonly venue: string
}

export async function venuesOf(organisation: string): Promise<Venue[]> {
  const path = { organisation }
  return (await ask(client.GET('/api/staff/organisations/{organisation}/venues', { params: { path } }))).venues
}

export async function addVenue(organisation: string, body: NewVenue): Promise<void> {
  const path = { organisation }
  await ask(client.POST('/api/staff/organisations/{organisation}/venues', { params: { path }, body }))
}

/** Renews the printed code: the one before opens nothing from then on. */
export async function renewVenue(path: VenuePath): Promise<void> {
  await ask(client.POST('/api/staff/organisations/{organisation}/venues/{venue}/code', { params: { path } }))
}

/** Has a one-time code sent to a number that is to get a venue's figures. */
export async function sendNumberCode(path: VenuePath, phone: string, language: 'zh' | 'en'): Promise<void> {
  const route = '/api/staff/organisations/{organisation}/venues/{venue}/number/code'
  await ask(client.POST(route, { params: { path }, body: { phone, language } }))
}

/** Has the figures of each day sent to a number whose holder told the code. */
export async function setNumber(path: VenuePath, phone: string, code: string): Promise<void> {
  const route = '/api/staff/organisations/{organisation}/venues/{venue}/number'
  await ask(client.PUT(route, { params: { path }, body: { phone, code } }))
}

/** Stops the messages. */
export async function endNumber(path: VenuePath): Promise<void> {
  await ask(client.DELETE('/api/staff/organisations/{organisation}/venues/{venue}/number', { params: { path } }))
}

/** Closes a venue for good: its code is refused from then on, and says so. */
export async function closeVenue(path: VenuePath): Promise<void> {
  await ask(client.POST('/api/staff/organisations/{organisation}/venues/{venue}/closing', { params: { path } }))
}

/** The code of the minute, by the venue and the token of its screen: nobody is signed in there. */
export function screenOf(venue: string, token: string): Promise<VenueScreen> {
  return ask(client.POST('/api/venues/screen', { body: { venue, token } }))
}

const keyOf = ({ venue }: VenuePath) => `healthcode.venue-device.${venue}`

/** The secret of this device, where it was set up for the venue. */
export const deviceOf = (path: VenuePath): string | null => localStorage.getItem(keyOf(path))

/** Makes this the device of the venue; the one before counts no more. */
export async function setUpDevice(path: VenuePath): Promise<void> {
  const route = '/api/staff/organisations/{organisation}/venues/{venue}/device'
  const { secret } = await ask(client.POST(route, { params: { path } }))
  localStorage.setItem(keyOf(path), secret)
}

/** Files the visit of whoever shows a code. Nothing is told of them. */
export async function scanVisitor(path: VenuePath, device: string, text: string): Promise<void> {
  const route = '/api/staff/organisations/{organisation}/venues/{venue}/visitors'
  await ask(client.POST(route, { params: { path }, body: { device, text } }))
}
