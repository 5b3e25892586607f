// Opened from a vendor's app: the link's fragment is exchanged once for a session of the phone that is bound there. It
// leaves the address before anything else happens, and reaches the server in a body alone.
import { ask, client, Failure } from '../../shared/api'
import type { ChannelLink } from '../logic/channel-link'
import { unsettle } from './holder'
import { enrol, keepStorage, publicText } from './keys'
import { opened, refused } from './opened'
import { open } from './screen'
import { stand, standing } from './session'
import { city } from './settings'

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

/** Takes up the link with which the page was opened. */
export async function openFromChannel(link: ChannelLink): Promise<void> {
  try {
    await exchange(link)
  } catch (reason) {
    if (!(reason instanceof Failure)) throw reason
    refused.value = reason
  }
  open(standing.value === 'phone' ? 'sign-in' : 'home', 'instead')
}
