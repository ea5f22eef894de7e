// Days, dates and hours of a zone: the reports' and the store's are the same.
export { createCalendar, dateOfDay, dayOfDate, type Calendar } from '@parel/telemetry-core'
