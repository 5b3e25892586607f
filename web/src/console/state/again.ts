// A screen is read when it opens and when one comes back to it. A page that asked by itself all the time would never be
// unused, and the sign-in never end.
import { onMounted, onUnmounted } from 'vue'

/** Reads now, and again each time that one comes back. */
export function readEachTime(read: () => unknown): void {
  const again = () => void read()
  onMounted(() => {
    again()
    window.addEventListener('focus', again)
  })
  onUnmounted(() => window.removeEventListener('focus', again))
}
