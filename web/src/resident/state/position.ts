// Where this phone is: asked of the browser while somebody scans a venue's code, where the person allows it, and forgotten with it.
import type { Fix } from '../logic/venue'

const TIMEOUT_MS = 10_000
/** A position of a minute ago is where one is. */
const AGE_MS = 60_000

/** The position; `null` where the person does not allow it, or the phone does not know. */
export function whereThisPhoneIs(): Promise<Fix | null> {
  // Browsers give no position to a page that did not come over a secure connection.
  if (!('geolocation' in navigator)) return Promise.resolve(null)
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => resolve({ latitude, longitude, accuracy }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: TIMEOUT_MS, maximumAge: AGE_MS },
    )
  })
}
