// For whom the page asks: oneself, or a family member by the link. Routes that speak of one person carry the link; all others
// never do, whatever is shown.
import { ref, watch } from 'vue'
import { client } from '../../shared/api'

const HEADER = 'hc-member'
const ONESELF = 'oneself'
const KEY = 'healthcode.whom'

/** The routes by which one asks for a member: what stands under each, too. */
const FOR_MEMBERS = [
  '/api/decisions',
  '/api/questions',
  '/api/notices',
  '/api/declarations',
  '/api/check-ins',
  '/api/appeals',
  '/api/codes',
  '/api/release-certificates',
  '/api/sheets',
  '/api/me/tests',
  '/api/me/care',
  '/api/me/help',
  '/api/me/check-in-answers',
  '/api/me/itinerary',
] as const

/** The link of the member who is shown; null is oneself. A page that opens anew begins with oneself. */
export const whom = ref<string | null>(null)
/** Who was shown when this page was left to be loaded again. */
export const lastWhom = sessionStorage.getItem(KEY)
sessionStorage.removeItem(KEY)

watch(
  whom,
  (member) => {
    if (member === null) sessionStorage.removeItem(KEY)
    else sessionStorage.setItem(KEY, member)
  },
  { flush: 'sync' },
)

/** Asks for a member, or for oneself, whoever is shown. */
export function as(member: string | null): { headers: Record<string, string> } {
  return { headers: { [HEADER]: member ?? ONESELF } }
}

const speaksOfOne = (path: string) => FOR_MEMBERS.some((route) => path === route || path.startsWith(`${route}/`))

client.use({
  onRequest({ request, schemaPath }) {
    const said = request.headers.get(HEADER)
    if (said === ONESELF) request.headers.delete(HEADER)
    else if (said === null && whom.value !== null && speaksOfOne(schemaPath)) request.headers.set(HEADER, whom.value)
    return request
  },
})
