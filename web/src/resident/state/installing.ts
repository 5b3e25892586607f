// The home screen: browsers that can ask do so at the right moment, the others are told how.
import { computed, ref, shallowRef } from 'vue'

/** What Chromium offers; it stands in no standard, so the types of the web do not know it. */
interface InstallOffer extends Event {
  prompt: () => Promise<unknown>
}

const KEY = 'healthcode.install-later'
const offer = shallowRef<InstallOffer | null>(null)
const later = ref(localStorage.getItem(KEY) === '1')
const standalone = window.matchMedia('(display-mode: standalone)').matches

window.addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault()
  offer.value = event as InstallOffer
})

/** Whether to speak of it: not on the home screen yet, and not put off. */
export const installable = computed(() => !standalone && !later.value)
/** Whether the browser asks by itself. */
export const offered = computed(() => offer.value !== null)

export async function install(): Promise<void> {
  await offer.value?.prompt()
  putOff()
}

export function putOff(): void {
  later.value = true
  localStorage.setItem(KEY, '1')
}
