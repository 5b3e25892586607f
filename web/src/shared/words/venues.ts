// The kinds of venues that have a code of their own, as who registers one and who scans it read them.
import { both } from '../i18n/both'

export const venueKinds = both({
  zh: {
    restaurant: '餐馆',
    canteen: '食堂',
    entertainment: '娱乐场所',
    shop: '商店',
    hotel: '酒店',
    library: '图书馆或博物馆',
    classroom: '教室',
    office: '办公室',
    workshop: '车间',
    ward: '病房或候诊处',
  },
  en: {
    restaurant: 'Restaurant',
    canteen: 'Canteen',
    entertainment: 'Entertainment',
    shop: 'Shop',
    hotel: 'Hotel',
    library: 'Library or museum',
    classroom: 'Classroom',
    office: 'Office',
    workshop: 'Workshop',
    ward: 'Ward or waiting room',
  },
})
