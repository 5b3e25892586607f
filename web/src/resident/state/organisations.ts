// The organisations of the person, and the QR code of one that was scanned: its token waits on this phone until the person has
// seen what it says, also through a sign-in. Where a child was invited, it waits with the child.
import { shallowRef } from 'vue'
import { ask, client, type MyOrganisations, type NameShown, type UnitOffer } from '../../shared/api'
import { as } from './whom'

const KEY = 'healthcode.scanned'

/** The token of a unit, and who is asked first: a child, by the link, or oneself. */
export interface Scanned {
  readonly token: string
  readonly member: string | null
}

function stored(): Scanned | null {
  const text = sessionStorage.getItem(KEY)
  return text === null ? null : (JSON.parse(text) as Scanned)
}

/** The unit whose QR code was scanned. */
export const scanned = shallowRef<Scanned | null>(stored())

/** Takes a token that came with the address, or that an invitation of `member` has. */
export function consider(token: string, member: string | null = null): void {
  scanned.value = { token, member }
  sessionStorage.setItem(KEY, JSON.stringify(scanned.value))
}

/** It was decided upon. */
export function decided(): void {
  sessionStorage.removeItem(KEY)
  scanned.value = null
}

/** What the scanned code offers to oneself, or to a child, by the link. */
export function offerOf(token: string, member: string | null): Promise<UnitOffer> {
  return ask(client.POST('/api/organisations/offer', { body: { token }, ...as(member) }))
}

/** To what somebody agrees. */
export interface Agreed {
  readonly terms: string
  readonly name: NameShown
  readonly card: boolean
}

export async function join(token: string, agreed: Agreed, member: string | null): Promise<void> {
  await ask(client.POST('/api/me/organisations', { body: { token, ...agreed }, ...as(member) }))
  decided()
}

export function organisationsOf(member: string | null): Promise<MyOrganisations> {
  return ask(client.GET('/api/me/organisations', as(member)))
}

export async function leave(organisation: string, member: string | null): Promise<void> {
  await ask(client.DELETE('/api/me/organisations/{organisation}', { params: { path: { organisation } }, ...as(member) }))
}
