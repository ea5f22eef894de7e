import { change, type Mutant, off } from './mutant.ts'

/** The rules for vouchers, passwords of machines, whoever a complaint is by, and general words for people. */
export const EVERYDAY_MUTANTS: readonly Mutant[] = [
  ...off('review/harmless-value', 'ANYBODY'),
  ...off('review/judge-text', 'TITLED'),
  ...off('review/judge-key', 'SIGN_IN'),
  ...off('review/judge-beside', 'OF_MACHINES'),
  ...off('review/record-number', 'VOUCHER', 'GROUPS'),
  change('review/harmless-value', 'people are called Gold in small letters only', 'novice|learner)$/', 'novice|learner)$/i'),
  change('review/judge-text', 'nobody plays a part in a trade', ' || PARTS.has(word)', ''),
  change('review/judge-text', 'a title says nothing after words for mail', "(isWho || kind === 'weak') && withTitleIn", 'isWho && withTitleIn'),
  change('review/allow-things', 'somebody with a title is a thing', ' || withTitleIn(text).test(text)', ''),
  change('review/judge-key', 'complaints are by nobody', '|(complaint|note|', '|(note|'),
  change('review/judge-key', 'a referral to something is to somebody', '(?= by )', ''),
  change('review/judge-key', 'machines have no passwords', '|(mail|smtp|', '|(mail|'),
  change('review/judge-beside', 'results of tests open machines', "typeof siblings[key] === 'string' && isBeside(OF_MACHINES)", 'isBeside(OF_MACHINES)'),
  change('review/record-number', 'any two groups are a code', String.raw`/\d[A-Z]/.test(text) && text.split`, 'text.split'),
  change('review/record-number', 'one group is a code', '.length > 1\n', '.length > 0\n'),
  change('review/record-number', 'short groups count', 'group.length > 2 && ', ''),
]
