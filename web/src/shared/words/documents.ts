// The kinds of documents by which people are known.
import { both } from '../i18n/both'

export const documents = both({
  zh: {
    resident_id: '居民身份证',
    hong_kong_macau_permit: '港澳居民来往内地通行证',
    taiwan_permit: '台湾居民来往大陆通行证',
    passport: '护照',
    foreign_resident_card: '外国人永久居留身份证',
  },
  en: {
    resident_id: 'Resident ID card',
    hong_kong_macau_permit: 'Hong Kong or Macau travel permit',
    taiwan_permit: 'Taiwan travel permit',
    passport: 'Passport',
    foreign_resident_card: 'Foreign permanent resident card',
  },
})
