/**
 * Names of fields and methods that only the modules of this package use among themselves; the build shortens them.
 *
 * Never a name that is also one of the DOM, of core, of an exported type (`Environment` included, as a parameter of `createTelemetry`),
 * or of what is stored on the device: an outbox row written by one version is read by the next.
 */
const INTERNAL_NAMES = [
  // answers and back-off
  'acknowledged', 'elapsedMs', 'failed', 'failures', 'openAt', 'succeeded', 'waitMs',
  // segments, queue, flights, sender
  'backOff', 'copy', 'disarm', 'exitSoon', 'isNews', 'isOnline', 'isPacking', 'later', 'launch', 'light', 'onAnswer', 'onDrop',
  'onExpired', 'onFull', 'onReady', 'onTooLarge', 'outbox', 'peek', 'postpone', 'pump', 'settled', 'shrink', 'stopPacking', 'timeoutMs',
  'told', 'tries',
  // delivery, gate, recorder
  'cover', 'decide', 'delivery', 'emit', 'forget', 'guard', 'halt', 'isDenied', 'isStopped', 'isWaiting', 'losses', 'onClose', 'onOpen',
  'onStop', 'setOptOut', 'takeBack',
  // session and visit
  'idleMs', 'isCopy', 'maxMs', 'onBlocked', 'onBlur', 'onChange', 'onEnd', 'onHide', 'onLeave', 'onOnline', 'onReturn', 'onStart',
  'setLive', 'setVisible', 'snapshot', 'touch', 'visibleTime', 'wipe',
]

/** Matches exactly these names. */
export const INTERNAL_FIELDS = new RegExp(`^(?:${INTERNAL_NAMES.join('|')})$`)
