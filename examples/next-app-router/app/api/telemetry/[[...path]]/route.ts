import { answerTelemetry } from '../../../../telemetry-server'

export { answerTelemetry as DELETE, answerTelemetry as GET, answerTelemetry as OPTIONS, answerTelemetry as POST }
