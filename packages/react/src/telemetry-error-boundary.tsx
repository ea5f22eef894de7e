import { Component, type ErrorInfo, type ReactNode } from 'react'
import type { Telemetry } from '@parel/telemetry-browser'
import { recordError } from './recorded-errors'
import { TelemetryContext } from './telemetry-context'

/** What a fallback is given. */
export interface TelemetryErrorFallback {
  readonly error: unknown
  /** Tries to show the children again. */
  reset(): void
}

/** What {@link TelemetryErrorBoundary} takes. */
export interface TelemetryErrorBoundaryProps {
  readonly children?: ReactNode
  /** Shown instead of the children after an error. */
  readonly fallback?: ReactNode | ((fallback: TelemetryErrorFallback) => ReactNode)
  /** A word of yours for the part of the page, for example `checkout`. Recorded with the error. */
  readonly area?: string
  readonly onError?: (error: unknown, info: ErrorInfo) => void
  /** When one of them changes, the children are shown again. */
  readonly resetKeys?: readonly unknown[]
}

interface State {
  readonly failure: { readonly error: unknown } | null
  readonly resetKeys: readonly unknown[] | undefined
}

/**
 * Catches an error of the components inside, records its name and area (never its message), and shows a fallback. What Next.js throws to move on
 * (`redirect()`, `notFound()`) goes through.
 *
 * @example
 * ```tsx
 * <TelemetryErrorBoundary area="checkout" fallback={({ reset }) => <button onClick={reset}>Try again</button>}>
 *   <Checkout />
 * </TelemetryErrorBoundary>
 * ```
 */
// A class, because React has no other way to catch.
export class TelemetryErrorBoundary extends Component<TelemetryErrorBoundaryProps, State> {
  // React tells of a boundary by its name, and what makes CommonJS of the class takes that away.
  static readonly displayName = 'TelemetryErrorBoundary'
  static override contextType = TelemetryContext
  override state: State = { failure: null, resetKeys: this.props.resetKeys }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    // `redirect()`, `notFound()` and the like of Next.js are no failures, and meant for its own boundaries.
    if (String((error as { readonly digest?: unknown } | null | undefined)?.digest).startsWith('NEXT_')) throw error
    return { failure: { error } }
  }

  static getDerivedStateFromProps({ resetKeys }: TelemetryErrorBoundaryProps, state: State): Partial<State> | null {
    return isSameList(resetKeys, state.resetKeys) ? null : { failure: null, resetKeys }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    const client = this.context as Telemetry | null
    if (client) recordError(client, error, { source: 'boundary', area: this.props.area })
    this.props.onError?.(error, info)
  }

  readonly reset = (): void => this.setState({ failure: null })

  override render(): ReactNode {
    const { failure } = this.state
    const { children, fallback = null } = this.props
    if (!failure) return children
    return typeof fallback === 'function' ? fallback({ error: failure.error, reset: this.reset }) : fallback
  }
}

function isSameList(one: readonly unknown[] = [], other: readonly unknown[] = []): boolean {
  return one.length === other.length && one.every((value, index) => Object.is(value, other[index]))
}
