// Cities by province, for whoever would rather look than type.
import { both } from '../../shared/i18n/both'

export const provinces = both({
  zh: {
    title: '按省份选择城市',
    lead: '选择省份，再选择城市。',
    of: '{province}的城市',
    all: '全部省份',
    pick: '选好后回到首页，点“立即使用”。',
    none: '港澳台居民请选择在内地居住或前往的城市。',
  },
  en: {
    title: 'Cities by province',
    lead: 'Pick the province, then the city.',
    of: 'Cities of {province}',
    all: 'All provinces',
    pick: 'Your choice takes you back to the first screen, where “Use now” is.',
    none: 'From Hong Kong, Macau or Taiwan: pick the city of the mainland where you live or go.',
  },
})
