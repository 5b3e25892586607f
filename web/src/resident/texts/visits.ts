// The texts of visits join the others with their screen: few people open it, and the first visit stays light.
import { byLanguage } from '../../shared/i18n/both'
import { face } from './index'
import { venue } from './venue'

export const visits = byLanguage({ venue })
face.add(visits)
