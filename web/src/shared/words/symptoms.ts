// What the symptoms that are asked for are called, by whoever declares, enters or reads them.
import { both } from '../i18n/both'

export const symptoms = both({
  zh: {
    fever: '发热',
    dry_cough: '干咳',
    fatigue: '乏力',
    sore_throat: '咽痛',
    loss_of_smell_or_taste: '嗅觉味觉减退',
    runny_nose: '鼻塞流涕',
    muscle_ache: '肌肉酸痛',
    diarrhoea: '腹泻',
    shortness_of_breath: '呼吸困难',
  },
  en: {
    fever: 'Fever',
    dry_cough: 'Dry cough',
    fatigue: 'Fatigue',
    sore_throat: 'Sore throat',
    loss_of_smell_or_taste: 'Loss of smell or taste',
    runny_nose: 'Blocked or runny nose',
    muscle_ache: 'Muscle ache',
    diarrhoea: 'Diarrhoea',
    shortness_of_breath: 'Shortness of breath',
  },
})
