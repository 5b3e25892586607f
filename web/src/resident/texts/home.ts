// The first screen: find the city, use it.
import { both } from '../../shared/i18n/both'

export const home = both({
  zh: {
    title: '选择您所在的城市',
    lead: '申报一次，全市通用。健康码在本机生成，没有网络也能出示。',
    search: '搜索城市',
    searchHint: '城市名、拼音、首字母或代码',
    cities: '城市',
    provinces: '按省份选择',
    more: '更多',
    help: '帮助与反馈',
    overview: '服务公开',
    contacts: '接触者自查与病例事件',
    use: '立即使用',
    useCity: '立即使用{city}健康码',
    factWhy: '每种颜色都说明原因、期限和解除办法',
    factOffline: '离线可用，断网也能通行',
    factPrivate: '检查点只看到颜色和姓名中的几个字',
  },
  en: {
    title: 'Choose your city',
    lead: 'Declare once, use it in the whole city. Your phone makes the code, with or without a network.',
    search: 'Search for a city',
    searchHint: 'Name, pinyin, initials or code',
    cities: 'Cities',
    provinces: 'Cities by province',
    more: 'More',
    help: 'Help and feedback',
    overview: 'State of the service',
    contacts: 'Am I a contact? Events of cases',
    use: 'Use now',
    useCity: 'Use now: {city}',
    factWhy: 'Every colour says why, until when, and what ends it',
    factOffline: 'Works without a network, at your side and at the gate',
    factPrivate: 'A checkpoint sees the colour and a few letters of the name',
  },
})
