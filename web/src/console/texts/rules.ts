// The rules and the list in force, for anybody to read.
import { both } from '../../shared/i18n/both'

export const rules = both({
  zh: {
    title: '现行规则',
    lead: '颜色只由下面的规则得出。每条规则都写明理由和期限，谁也不能直接设定一个人的颜色。',
    list: '最近的风险地区名单',
    listAt: '{day} {time} 起执行，共存有 {count} 份名单',
    noList: '还没有导入名单。运行 healthcode import risk-areas 导入。',
    policy: '{version} 版，自{day}起执行',
    inherits: '没有自己规则的城市，执行所在省的规则；省里没有的，执行全国规则。',
    none: '没有自己的颜色规则，执行上级规则。',
    days: '隔离{days}天',
    noDays: '随事实变化',
    until: '{day}前有效或须复核',
    search: '城市或省份',
    found: '{count} 份规则',
    nothing: '没有找到。没有自己规则的城市，执行所在省或全国的规则。',
    more: '接口说明',
  },
  en: {
    title: 'Rules in force',
    lead: 'Colours come from these rules alone. Each says why and until when; nobody can set the colour of a person.',
    list: 'The last list of risk areas',
    listAt: 'in force since {day} {time}; lists kept: {count}',
    noList: 'No list was imported yet. Run healthcode import risk-areas.',
    policy: 'Version {version}, in force since {day}',
    inherits: 'A city without rules of its own goes by those of its province, and else by those of the nation.',
    none: 'No colour rule of its own: those above it hold.',
    days: '{days} days of quarantine',
    noDays: 'follows the facts',
    until: 'holds, or is looked at again, until {day}',
    search: 'City or province',
    found: 'Policies: {count}',
    nothing: 'Nothing found. A city without rules of its own goes by those of its province or the nation.',
    more: 'The interface',
  },
})
