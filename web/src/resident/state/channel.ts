// Opened from a vendor's app: the link's fragment is exchanged once for a session of the phone that is bound there. It
// leaves the address before anything else happens, and reaches the server in a body alone.
import { ref } from 'vue'
import { ask, client, Failure } from '../../shared/api'
import type { Text } from '../../shared/i18n'
import { openedFrom, type ChannelLink } from '../logic/channel-link'
import { unsettle } from './holder'
import { enrol, keepStorage, publicText } from './keys'
import { open } from './screen'
import { stand, standing } from './session'
import { city } from './settings'

/** By which app the page was opened, and with which number. */
export const opened = ref<{ channel: Text; phone: string } | null>(null)
/** Why its link opened nothing. */
export const refused = ref<Failure | null>(null)

async function choose(code: string): Promise<void> {
  const query = { q: code, limit: 1 }
  const { cities } = await ask(client.GET('/api/cities', { params: { query } }))
  const [found] = cities
  if (found !== undefined) city.value = { code: found.code, zh: found.zh, en: found.en }
}

async function exchange(link: ChannelLink): Promise<void> {
  const device_key = await publicText(await enrol())
  void keepStorage()
  const answer = await ask(client.POST('/api/channels/open', { body: { secret: link.secret, device_key } }))
  opened.value = { channel: answer.channel, phone: answer.phone_masked }
  if (answer.standing === 'phone') {
    await unsettle()
    stand('phone')
  }
  if (link.city !== null) await choose(link.city)
}

/** Takes up the link with which the page was opened, where there is one. */
export async function openFromChannel(): Promise<void> {
  const link = openedFrom(location.hash)
  if (link === null) return
  history.replaceState(null, '', '#/')
  try {
    await exchange(link)
  } catch (reason) {
    if (!(reason instanceof Failure)) throw reason
    refused.value = reason
  }
  open(standing.value === 'phone' ? 'sign-in' : 'home', 'instead')
}
