import { Component, type ErrorInfo, type ReactNode } from 'react'
import type { Telemetry } from '@parel/telemetry-browser'
import { isNavigation, recordError } from './recorded-errors'
import { TelemetryContext } from './telemetry-context'

/** Props of a fallback. */
export interface TelemetryErrorFallback {
  readonly error: unknown
  /** Tries to show the children again. */
  reset(): void
}

/** Props of {@link TelemetryErrorBoundary}. */
export interface TelemetryErrorBoundaryProps {
  readonly children?: ReactNode
  /** Shown instead of the children after an error. */
  readonly fallback?: ReactNode | ((fallback: TelemetryErrorFallback) => ReactNode)
  /** Your name for this part of the page, for example `checkout`. Recorded with the error. */
  readonly area?: string | undefined
  readonly onError?: ((error: unknown, info: ErrorInfo) => void) | undefined
  /** If one of these changes, the children are shown again. */
  readonly resetKeys?: readonly unknown[] | undefined
}

interface State {
  readonly failure: { readonly error: unknown } | null
  readonly resetKeys: readonly unknown[] | undefined
}

/**
 * Catches errors of the components inside, records their name and area (never their message), and shows a fallback. What Next.js throws for navigation
 * (`redirect()`, `notFound()`) passes through, and so does `notFound()` of TanStack Router.
 *
 * @example
 * ```tsx
 * <TelemetryErrorBoundary area="checkout" fallback={({ reset }) => <button onClick={reset}>Try again</button>}>
 *   <Checkout />
 * </TelemetryErrorBoundary>
 * ```
 */
// A class, because React has no other way to catch errors.
export class TelemetryErrorBoundary extends Component<TelemetryErrorBoundaryProps, State> {
  // React reports a boundary by its name, which the conversion of the class to CommonJS removes.
  static readonly displayName = 'TelemetryErrorBoundary'
  static override contextType = TelemetryContext
  override state: State = { failure: null, resetKeys: this.props.resetKeys }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    // Not failures; the boundaries of the framework must catch them.
    if (isNavigation(error)) throw error
    return { failure: { error } }
  }

  static getDerivedStateFromProps({ resetKeys }: TelemetryErrorBoundaryProps, state: State): Partial<State> | null {
    return isSameList(resetKeys, state.resetKeys) ? null : { failure: null, resetKeys }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    const client = this.context as Telemetry | null
    if (client) {
      recordError(client, error, { source: 'boundary', area: this.props.area })
      // Before it renders again, React runs the effects of a page that was just opened, one of which names the page. Otherwise it may run them later than the next task.
      this.forceUpdate()
    }
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
