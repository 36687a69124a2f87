import type { z } from 'zod'
import * as account from './account/answered.ts'
import * as audit from './audit/answered.ts'
import * as calls from './calls/answered.ts'
import * as contacts from './contacts/answered.ts'
import * as enrollments from './enrollments/answered.ts'
import * as events from './events/answered.ts'
import * as exports from './exports/answered.ts'
import * as imports from './imports/answered.ts'
import * as incoming from './incoming/answered.ts'
import * as journeys from './journeys/answered.ts'
import * as members from './members/answered.ts'
import * as merging from './merging/answered.ts'
import * as messages from './messages/answered.ts'
import * as privacy from './privacy/answered.ts'
import * as segments from './segments/answered.ts'
import * as sources from './sources/answered.ts'

/**
 * What routes answer when all goes well. The types of the routes themselves are held against these, and
 * so is what they really say: see test/answered.test.ts.
 */
export const answers = {
  'GET /api/account': account.accountAnswer,
  'PUT /api/account': account.accountAnswer,
  'GET /api/api-keys': members.keysAnswer,
  'POST /api/api-keys': members.keyAnswer,
  'GET /api/audit': audit.auditAnswer,

  'GET /api/contacts': contacts.contactsAnswer,
  'POST /api/contacts': contacts.contactAnswer,
  'GET /api/contacts/:id': contacts.contactAnswer,
  'PATCH /api/contacts/:id': contacts.contactAnswer,
  'GET /api/contacts/:id/merge': merging.mergePreviewAnswer,
  'POST /api/contacts/:id/merge': merging.mergedAnswer,
  'PUT /api/contacts/:id/suppression': contacts.contactAnswer,
  'DELETE /api/contacts/:id/suppression': contacts.contactAnswer,
  'PUT /api/contacts/:id/tags': contacts.contactAnswer,
  'DELETE /api/contacts/:id/tags': contacts.contactAnswer,
  'PUT /api/contacts/:id/external-ids/:system': contacts.contactAnswer,
  'DELETE /api/contacts/:id/external-ids/:system': contacts.contactAnswer,
  'GET /api/contacts/:id/consents': contacts.consentsAnswer,
  'POST /api/contacts/:id/consents': contacts.consentsAnswer,
  'GET /api/contacts/:id/events': events.eventsAnswer,
  'GET /api/contacts/:id/segments': segments.segmentsOfAnswer,
  'POST /api/contacts/:id/mails': enrollments.enteredAnswer,
  'POST /api/contacts/:id/erasure': privacy.erasedAnswer,
  'GET /api/contact-views': contacts.viewsAnswer,
  'POST /api/contact-views': contacts.viewsAnswer,
  'PATCH /api/contact-views/:id': contacts.viewsAnswer,
  'DELETE /api/contact-views/:id': contacts.viewsAnswer,
  'GET /api/bulk-acts': contacts.bulkActsAnswer,
  'POST /api/bulk-acts': contacts.bulkActAnswer,
  'GET /api/bulk-acts/:id': contacts.bulkActAnswer,
  'DELETE /api/bulk-acts/:id': contacts.bulkActAnswer,
  'GET /api/attributes': contacts.attributesAnswer,
  'POST /api/attributes': contacts.attributesAnswer,
  'PATCH /api/attributes/:key': contacts.attributesAnswer,
  'DELETE /api/attributes/:key': contacts.attributesAnswer,
  'GET /api/tags': contacts.tagsAnswer,
  'POST /api/tags': contacts.tagAnswer,
  'PATCH /api/tags/:id': contacts.tagAnswer,
  'DELETE /api/tags/:id': contacts.tagDeletedAnswer,
  'GET /api/tags/:id/uses': contacts.tagUsesAnswer,
  'GET /api/topics': contacts.topicsAnswer,
  'POST /api/topics': contacts.topicsAnswer,
  'PATCH /api/topics/:id': contacts.topicsAnswer,
  'DELETE /api/topics/:id': contacts.topicsAnswer,

  'POST /api/events': incoming.takenAnswer,
  'GET /api/events/names': events.eventNamesAnswer,

  'GET /api/journeys': journeys.journeysAnswer,
  'POST /api/journeys': journeys.newJourneyAnswer,
  'GET /api/journeys/:id': journeys.journeyAnswer,
  'PUT /api/journeys/:id/draft': journeys.savedAnswer,
  'POST /api/journeys/:id/publication': journeys.publishedAnswer,
  'GET /api/journeys/:id/counters': enrollments.countersAnswer,
  'GET /api/journeys/:id/people': enrollments.peopleAnswer,
  'GET /api/journeys/:id/failures': enrollments.peopleAnswer,
  'POST /api/journeys/:id/enrollments': enrollments.enteredAnswer,

  'GET /api/segments': segments.segmentsAnswer,
  'POST /api/segments': segments.segmentAnswer,
  'POST /api/segments/count': segments.countAnswer,
  'GET /api/segments/:id': segments.segmentAnswer,
  'PATCH /api/segments/:id': segments.segmentAnswer,
  'GET /api/segments/:id/uses': segments.usesAnswer,
  'PUT /api/segments/:id/archive': segments.segmentAnswer,
  'DELETE /api/segments/:id/archive': segments.segmentAnswer,
  'GET /api/segments/:id/contacts': segments.membersAnswer,
  'POST /api/segments/:id/contacts': segments.addedAnswer,
  'DELETE /api/segments/:id/contacts': segments.removedAnswer,
  'POST /api/segments/:id/addresses': segments.addressesAnswer,

  'GET /api/imports': imports.importsAnswer,
  'POST /api/imports': imports.importAnswer,
  'GET /api/imports/:id': imports.importAnswer,
  'PATCH /api/imports/:id': imports.importAnswer,
  'GET /api/imports/:id/preview': imports.previewAnswer,
  'POST /api/imports/:id/judging': imports.judgingAnswer,
  'GET /api/imports/:id/forecast': imports.forecastAnswer,
  'PUT /api/imports/:id/plan': imports.importAnswer,
  'POST /api/imports/:id/run': imports.importAnswer,
  'DELETE /api/imports/:id/run': imports.importAnswer,
  'GET /api/imports/:id/refused': imports.refusedAnswer,
  'POST /api/imports/:id/undoing': imports.importAnswer,
  'GET /api/exports': exports.exportsAnswer,
  'POST /api/exports': exports.exportAnswer,
  'GET /api/exports/:id': exports.exportAnswer,

  'GET /api/sources': sources.sourcesAnswer,
  'POST /api/sources': sources.sourceAnswer,
  'GET /api/sources/:id': sources.sourceAnswer,
  'PATCH /api/sources/:id': sources.sourceAnswer,
  'POST /api/sources/:id/signing-secret': sources.signingAnswer,
  'PUT /api/sources/:id/signing': sources.signingAnswer,
  'POST /api/sources/:id/replays': sources.replaysAnswer,
  'GET /api/sources/:id/health': sources.healthAnswer,
  'GET /api/sources/:id/confirmation': sources.confirmationAnswer,
  'PUT /api/sources/:id/confirmation': sources.confirmationAnswer,
  'GET /api/sources/:id/form-versions': sources.formVersionsAnswer,
  'GET /api/sources/:id/events': sources.latestAnswer,
  'GET /api/sources/:id/requests': sources.requestsAnswer,
  'GET /api/requests/:id': sources.requestAnswer,
  'POST /api/requests/:id/replay': sources.requestAnswer,

  'GET /api/messages': messages.messagesAnswer,
  'GET /api/messages/:id': messages.messageAnswer,

  'GET /api/webhooks': calls.webhooksAnswer,
  'POST /api/webhooks': calls.newWebhookAnswer,
  'GET /api/webhooks/:id': calls.webhookAnswer,
  'PATCH /api/webhooks/:id': calls.webhookAnswer,
  'POST /api/webhooks/:id/secret': calls.secretAnswer,
  'POST /api/webhooks/:id/test': calls.trialAnswer,
  'GET /api/webhooks/:id/calls': calls.callsAnswer,
} satisfies Record<string, z.ZodType>
