import type { ActionMetadata, ActionName, EventDefinitions, RegisteredEvents } from '@parel/telemetry-core'

/** Names of the declared actions; any string if none are declared. */
export type TypedActionName<Events extends EventDefinitions = RegisteredEvents> = ActionName<Events>

/** Metadata of the declared action; anything if none are declared. */
export type TypedMetadata<Name extends TypedActionName<Events>, Events extends EventDefinitions = RegisteredEvents> = ActionMetadata<Events, Name>

/** Records an action. */
export type RecordAction<Events extends EventDefinitions = RegisteredEvents> = <const Name extends TypedActionName<Events>>(
  action: Name,
  metadata?: TypedMetadata<Name, Events>,
) => void
