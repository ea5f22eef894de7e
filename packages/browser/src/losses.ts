import type { LossReason } from '@parel/telemetry-core'

export type { LossReason }

/** Events lost so far, by reason. */
export type Losses = Record<string, number>

export function countLoss(losses: Losses, reason: LossReason, events = 1): void {
  losses[reason] = (losses[reason] ?? 0) + events
}
