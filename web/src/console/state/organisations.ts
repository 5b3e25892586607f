// The organisations that one manages. Nothing of a member is kept on the device.
import { ask, client, type MemberCard, type Organisation, type RosterRow, type UnitToday } from '../../shared/api'
import { newId } from '../../shared/ids'

/** A unit by its address: `organisation/unit`. */
export interface UnitPath {
  readonly organisation: string
  readonly unit: string
}

export function unitPath(of: string): UnitPath {
  const [organisation = '', unit = ''] = of.split('/')
  return { organisation, unit }
}

export async function organisations(): Promise<Organisation[]> {
  return (await ask(client.GET('/api/staff/organisations'))).organisations
}

export async function addUnit(organisation: string, name: string, id = newId()): Promise<void> {
  const path = { organisation }
  await ask(client.POST('/api/staff/organisations/{organisation}/units', { params: { path }, body: { id, name } }))
}

export function unitToday(path: UnitPath): Promise<UnitToday> {
  return ask(client.GET('/api/staff/organisations/{organisation}/units/{unit}/today', { params: { path } }))
}

/** The address of the same list as a table. */
export function tableOf({ organisation, unit }: UnitPath): string {
  return `/api/staff/organisations/${organisation}/units/${unit}/today.csv`
}

/** Reminds who has not reported; how many they are. */
export async function remind(path: UnitPath): Promise<number> {
  const route = '/api/staff/organisations/{organisation}/units/{unit}/reminders'
  return (await ask(client.POST(route, { params: { path } }))).members
}

/** Takes a member off the list; the organisation sees nothing of them from then on. */
export async function removeMember(path: UnitPath, member: string): Promise<void> {
  const route = '/api/staff/organisations/{organisation}/units/{unit}/removals'
  await ask(client.POST(route, { params: { path }, body: { member } }))
}

/** Renews the QR code of a unit: the one before opens nothing from then on. */
export async function renewCode(path: UnitPath): Promise<void> {
  await ask(client.POST('/api/staff/organisations/{organisation}/units/{unit}/code', { params: { path } }))
}

/** Invites by a roster; how many rows were answered. */
export async function invite(path: UnitPath, rows: RosterRow[]): Promise<number> {
  const route = '/api/staff/organisations/{organisation}/units/{unit}/roster'
  return (await ask(client.POST(route, { params: { path }, body: { rows } }))).rows.length
}

export async function printCards(path: UnitPath): Promise<MemberCard[]> {
  const route = '/api/staff/organisations/{organisation}/units/{unit}/cards'
  return (await ask(client.POST(route, { params: { path } }))).cards
}
