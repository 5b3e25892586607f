// A county with its city, in the order of each language: 杭州市西湖区; Xihu District, Hangzhou.
import type { County } from '../../shared/api'
import type { Text } from '../../shared/i18n'

export function inCity(county: County): Text {
  const { city } = county
  // Some counties are governed by their province; there the city is the county itself.
  if (city.code === county.code) return county
  return { zh: `${city.zh}${county.zh}`, en: `${county.en}, ${city.en}` }
}
