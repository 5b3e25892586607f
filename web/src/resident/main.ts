// Starts the resident's page: what the phone holds first, then the network.
import { createApp, watch } from 'vue'
import 'vant/es/style/base.css'
import 'vant/es/loading/index.css'
import 'vant/es/button/index.css'
import '../shared/style/base.css'
import App from './App.vue'
import { openedFrom } from './logic/channel-link'
import { openCheckIns, sendCheckIn } from './state/checkingIn'
import { draft, send } from './state/declaring'
import { offline, watchDecisions } from './state/decisions'
import { showAgain } from './state/family'
import { nextScreen } from './state/flow'
import { holder, openHolder } from './state/holder'
import { OF_MEMBERS, OPEN, open, screen } from './state/screen'
import { city } from './state/settings'
import { standing } from './state/session'
import { meetServer } from './state/time'
import { anyCode, openWallet } from './state/wallet'
import { face } from './texts'

/** What was sent without an answer goes out again as soon as there is a network, or the server is back. */
function sendAgain(): void {
  sendCheckIn().catch(() => undefined)
  if (draft.value?.sending !== true || holder.value === null) return
  send().then(
    () => open('code', 'instead'),
    () => undefined,
  )
}

/** What shows a code, fetched and warm before the wallet is open: whoever comes with a code waits for nothing else. */
async function prepareCode(): Promise<void> {
  const fetched = [import('./screens/Code.vue'), import('../shared/qr/picture'), import('./texts/late')] as const
  // One tap from the code, also where the network goes at that moment.
  import('./screens/ShowToStaff.vue').catch(() => undefined)
  const [, { warmUp }] = await Promise.all(fetched)
  warmUp()
}

/** The link of a vendor's app leaves the address before anything else happens with it. */
async function takeLink(): Promise<void> {
  const link = openedFrom(location.hash)
  if (link === null) return
  history.replaceState(null, '', '#/')
  const { openFromChannel } = await import('./state/channel')
  await openFromChannel(link)
}

async function start(): Promise<void> {
  if (standing.value === 'person') void prepareCode().catch(() => undefined)
  await Promise.all([openWallet(), openHolder(), openCheckIns()])
  await takeLink()
  if (screen.value === 'home' && city.value !== null && anyCode.value) open(nextScreen(), 'instead')
  const needsNothing = screen.value === 'sign-in' || OPEN.includes(screen.value)
  if (!needsNothing && standing.value === 'out' && !anyCode.value) open('home', 'instead')
  // Not at the code: a phone that is opened at a gate shows its holder's own.
  if (screen.value !== 'code' && OF_MEMBERS.includes(screen.value)) showAgain()
  createApp(App).use(face).mount('#app')
  meetServer().catch(() => undefined)
  watchDecisions()
  window.addEventListener('online', sendAgain)
  watch(offline, (away) => away || sendAgain())
  watch(holder, sendAgain, { immediate: true })
  // Without it the page works with a network alone; a page that is left meanwhile registers none.
  if ('serviceWorker' in navigator) await navigator.serviceWorker.register('/resident-worker.js').catch(() => undefined)
}

void start()
