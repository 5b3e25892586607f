// The story as the service tells it: how far it has come, the next chapter, and the way to the code of somebody in it.
import { onUnmounted, ref, shallowRef, watch } from 'vue'
import { ask, client, type Story } from '../../shared/api'
import { attempting } from '../../shared/attempt'

/** For how long a chapter is shown before the next one, where the story plays by itself. */
export const SHOWN_S = 12
/** After how long a story that plays asks again, where this page was just asking something else. */
const AGAIN_S = 1
/** The channel by which a visitor opens a code of the story; the story itself uses the other one. */
const CHANNEL = 'sample-a'
const CITY = '330100'

/** `happened` hears of each chapter that was told just now. */
export function useStory(happened: () => void) {
  const { busy, failure, attempt } = attempting(() => undefined)()
  const story = shallowRef<Story | null>(null)
  const playing = ref(false)
  let waiting: ReturnType<typeof setTimeout> | undefined

  /** How far it has come; what happens just now is waited for. */
  async function load(): Promise<void> {
    await attempt(async () => {
      story.value = await ask(client.GET('/api/demo/story'))
    })
    if (story.value?.happening === true) await tell()
  }

  /** Has the next chapter told: it happens to its end, also where this page is left, and an answer may say that it does still. */
  async function tell(): Promise<void> {
    // What this page is asking already is waited for, and what plays goes on after it.
    if (busy.value) return goOn(AGAIN_S)
    const read = story.value?.told.length ?? 0
    await attempt(async () => {
      let answer: Story
      do {
        answer = await ask(client.POST('/api/demo/story', { body: { read } }))
        story.value = answer
      } while (answer.happening && answer.told.length === read)
    })
    const told = (story.value?.told.length ?? 0) > read
    if (told) happened()
    if (!told || story.value?.ahead.length === 0) playing.value = false
    else goOn(SHOWN_S)
  }

  /** The next chapter in so many seconds, where the story plays by itself. */
  function goOn(seconds: number): void {
    clearTimeout(waiting)
    if (playing.value) waiting = setTimeout(() => void tell(), seconds * 1_000)
  }

  watch(playing, (plays) => {
    clearTimeout(waiting)
    if (plays) void tell()
  })
  onUnmounted(() => clearTimeout(waiting))

  /** Opens the page of somebody of the story in a tab of its own, or in this one where the browser opens none. */
  const openAs = (phone: string) =>
    attempt(async () => {
      const tab = window.open('about:blank', '_blank')
      try {
        const { link } = await ask(client.POST('/api/demo/channel', { body: { channel: CHANNEL, phone, city: CITY } }))
        const page = `${location.origin}/${new URL(link).hash}`
        if (tab === null) location.assign(page)
        else tab.location.replace(page)
      } catch (reason) {
        tab?.close()
        throw reason
      }
    })

  return { story, busy, failure, playing, load, tell, openAs }
}
