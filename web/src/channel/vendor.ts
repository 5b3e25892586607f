// What a mini-program does. It asks its own vendor's server for a link (here through the demonstration, which asks a vendor's
// server on this machine over HTTP), and with it the service.
import { ask, client, type Presented, type Standing } from '../shared/api'
import type { Text } from '../shared/i18n'

export interface Opened {
  readonly channel: Text
  readonly phone: string
  readonly standing: Standing
}

const CITY = '330100'

/** A link that opens once, for the phone that is bound in the app. */
function linkFor(channel: string, phone: string) {
  return ask(client.POST('/api/demo/channel', { body: { channel, phone, city: CITY } }))
}

/** The web view: the page of the code takes the link's fragment. */
export async function openWebView(channel: string, phone: string): Promise<void> {
  const { link } = await linkFor(channel, phone)
  location.assign(`/${new URL(link).hash}`)
}

/** A runtime that cannot sign: it opens the session without a key, and the server presents for it. */
export async function openWithoutKey(channel: string, phone: string): Promise<Opened> {
  const { secret } = await linkFor(channel, phone)
  const answer = await ask(client.POST('/api/channels/open', { body: { secret } }))
  return { channel: answer.channel, phone: answer.phone_masked, standing: answer.standing }
}

export async function proveByDocument(document_last6: string): Promise<Standing> {
  return (await ask(client.POST('/api/sign-in/document', { body: { document_last6 } }))).standing
}

export async function proveByNumber(name: string, document_number: string): Promise<Standing> {
  const body = { name, document_kind: 'resident_id', document_number } as const
  return (await ask(client.POST('/api/sign-in/number', { body }))).standing
}

export function presentation(): Promise<Presented> {
  return ask(client.POST('/api/channels/presentations', { body: { city: CITY } }))
}
