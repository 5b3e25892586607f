// What staff are asked about, in words: of a family member other words than of oneself.
import { computed } from 'vue'
import type { ItineraryRequestKind } from '../../shared/api'
import { whom } from '../state/whom'
import { itinerary as texts } from '../texts/itinerary'
import { useMore } from '../texts/more'

export function useKinds() {
  const m = useMore(texts)
  return computed<Record<ItineraryRequestKind, string>>(() => {
    const { kind, noNumberMember } = m.value
    return whom.value === null ? kind : { ...kind, no_number: noNumberMember }
  })
}
