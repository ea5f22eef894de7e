import { change, type Mutant } from './mutant.ts'

/** Rules of whole events: which are taken, which are refused, and what a session may be called. */
export const EVENT_MUTANTS: readonly Mutant[] = [
  change('prepare-event', 'pages go as they came', 'anonymizeUrl(draft.page, context)', 'draft.page'),
  change('prepare-event', 'names go as they came', 'anonymizeText(draft.action as string, context)', '(draft.action as string)'),
  change('prepare-event', 'metadata go as they came', 'const clean = sanitizeMetadata(draft.metadata, context)', 'const clean = draft.metadata as never'),
  change('prepare-event', 'any session id is fine', String.raw`&& /^(?![-\d_]{1,34}$|\d+$)[-\w]{1,64}$/.test(id)`, ''),
  change('prepare-event', 'a number with dashes is a session', String.raw`[-\d_]{1,34}$|`, ''),
  change('prepare-event', 'unknown events are known', "if (declared && !Object.hasOwn(declared, action as string))", 'if (false)'),
  change('prepare-event', 'unknown keys are known', 'declared ? keepDeclared', 'false ? keepDeclared'),
  change('parse-payload', 'old events are new', "if (time < context.receivedAt - MAX_EVENT_AGE_MS) return 'too_old'", ''),
  change('parse-payload', 'the future is now', "if (time > context.receivedAt + MAX_CLOCK_SKEW_MS) return 'future'", ''),
  change('parse-payload', 'clocks are never shifted', 'Math.abs(skew) > MAX_CLOCK_SKEW_MS ? own + skew : own', 'own'),
  change('parse-payload', 'large events are small', "if (isOversize(draft, context.maxEventBytes ?? MAX_EVENT_BYTES)) return 'oversize'", ''),
  change('parse-payload', 'losses may have any name', String.raw`/^[a-z_\d]{1,32}$/.test(reason) && `, ''),
]
