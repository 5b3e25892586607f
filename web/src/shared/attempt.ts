// One attempt at something that asks the server or an authenticator: whether it runs, and what came back instead.
import { ref, shallowRef } from 'vue'
import { Failure } from './api'

/** What a face makes its attempts with; `noted` hears of each failure, such as that nobody is signed in any more. */
export const attempting = (noted: (failure: Failure) => void) => () => {
  const busy = ref(false)
  const failure = shallowRef<Failure | null>(null)

  /** Runs it, unless it runs already. Gives whether it came through. */
  async function attempt(act: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    failure.value = null
    try {
      await act()
      return true
    } catch (reason) {
      if (!(reason instanceof Failure)) throw reason
      failure.value = reason
      noted(reason)
      return false
    } finally {
      busy.value = false
    }
  }

  return { busy, failure, attempt }
}
