// What is done at a counter for whom. Nothing of them is kept on the device.
import {
  ask,
  client,
  type BeforeCounter,
  type Corrected,
  type CorrectionAsked,
  type Declaration,
  type Decision,
  type DocumentKind,
  type LastDeclaration,
  type Place,
  type PaperSheet,
  type RegisterAtCounter,
} from '../../shared/api'

const MOST = 50

/** The cities for which a duty lets one serve: the city that it is held for, those of a province, or that of a district. */
export async function citiesOf(division: Place): Promise<Place[]> {
  const query = { q: division.zh, limit: MOST }
  const { cities } = await ask(client.GET('/api/cities', { params: { query } }))
  const own = cities.find(({ code }) => code === division.code)
  if (own !== undefined) return [own]
  if (division.code.endsWith('0000')) {
    const path = { code: division.code }
    return (await ask(client.GET('/api/provinces/{code}/cities', { params: { path } }))).cities
  }
  const { counties } = await ask(client.GET('/api/counties', { params: { query } }))
  const county = counties.find(({ code }) => code === division.code)
  return county === undefined ? [] : [county.city]
}

/** Registers the person; whether they were known before. */
export async function registerAtCounter(body: RegisterAtCounter): Promise<boolean> {
  return (await ask(client.POST('/api/staff/counter/people', { body }))).known
}

/** Takes their declaration down; the decision of the city for which they are served. */
export async function declareAtCounter(who: BeforeCounter, declaration: Declaration): Promise<Decision | null> {
  const body = { who, declaration }
  const { decisions } = await ask(client.POST('/api/staff/counter/declarations', { body }))
  return decisions.find((one) => one.city.code === who.city) ?? null
}

/** The newest declaration of the city that they could correct; null where none stands. */
export async function lastAtCounter(who: BeforeCounter): Promise<LastDeclaration | null> {
  return (await ask(client.POST('/api/staff/counter/last-declaration', { body: { who } }))).declaration ?? null
}

/** Takes a correction down. */
export function correctAtCounter(who: BeforeCounter, declaration: string, correction: CorrectionAsked): Promise<Corrected> {
  const body = { who, declaration, correction }
  return ask(client.POST('/api/staff/counter/corrections', { body }))
}

/** Their sheet is good no more: it was lost. */
export async function revokeSheetAtCounter(who: BeforeCounter): Promise<void> {
  await ask(client.POST('/api/staff/counter/sheet-revocations', { body: { who } }))
}

/** Makes their sheet; the one before is good no more. */
export function sheetAtCounter(who: BeforeCounter): Promise<PaperSheet> {
  return ask(client.POST('/api/staff/counter/sheets', { body: { who } }))
}

/** Puts a renewed document in the place of the one that they are known by. */
export async function renewAtCounter(who: BeforeCounter, kind: DocumentKind, number: string): Promise<void> {
  const body = { who, renewed: { document_kind: kind, document_number: number } }
  await ask(client.POST('/api/staff/counter/documents', { body }))
}
