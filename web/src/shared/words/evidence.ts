// What a colour rests on, by kind. An exposure is of any class, so it is not called a close contact.
import { both } from '../i18n/both'

export const evidence = both({
  zh: {
    stay: '停留',
    exposure: '接触',
    contact: '申报的接触史',
    symptoms: '症状或体温',
    entry: '入境',
    test: '检测结果',
    official_order: '依法作出的决定',
    hospital: '住院',
    test_due: '应做的检测',
  },
  en: {
    stay: 'A stay',
    exposure: 'An exposure',
    contact: 'Contact with a case, as declared',
    symptoms: 'Symptoms or temperature',
    entry: 'An entry from abroad',
    test: 'A test result',
    official_order: 'An order by officials',
    hospital: 'A stay in hospital',
    test_due: 'A test that is due',
  },
})
