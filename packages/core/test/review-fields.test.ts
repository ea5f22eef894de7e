import { describe, expect, it } from 'vitest'
import { type Metadata, sanitizeMetadata } from '../src/page'
import { reviewMetadata } from '../src/review'

// Values whose meaning stands beside them: in a label, in the name of a change, in a key of another script, in the words of a log.

const review = (metadata: Metadata) => reviewMetadata(sanitizeMetadata(metadata))
const isGone = (value: unknown) => value === undefined || value === null || value === '[removed]'

describe('the value of a field', () => {
  it.each<Metadata>([
    { label: 'First name', value: 'Emre' }, { placeholder: 'Your name', value: 'Emre' }, { 'aria-label': 'Full name *', value: 'Emre' }, { elementId: 'firstname', value: 'Emre' }, { param: 'username', value: 'zed' },
    { label: 'Assignee', value: 'octo' }, { question: 'What is your name?', answer: 'Emre' }, { label: 'Please enter your nickname', value: 'zed' }, { fieldName: 'lastName', fieldValue: 'Okafor' }, { label: 'Password', value: 'swordfish' },
    { label: 'Postal address', value: 'Flat 7' }, { filter: 'author', value: 'pixel_witch' }, { label: 'City', value: 'Priya Sharma' }, { question: 'first_pet', answer: 'Nadia' }, { question: "Mother's maiden name", answer: 'hill' },
  ])('is removed from %j', (metadata) => {
    const clean = review(metadata)
    expect(isGone(Object.entries(clean).find(([key]) => /value$|answer/i.test(key))?.[1])).toBe(true)
  })

  it.each<Metadata>([
    { label: 'Company', value: 'Acme' }, { label: 'Theme', value: 'dark' }, { question: 'How did you hear about us?', answer: 'From a friend' }, { label: 'Postal address', value: 'Home' }, { label: 'First name', value: true },
    { label: 'First name', count: 3 }, { question: 'Which city is the capital of Peru?', answer: 'Lima' }, { caption: 'First name', value: 'Emre' },
  ])('stays in %j', (metadata) => {
    expect(review(metadata)).toEqual(metadata)
  })

  it('stays below an allowed key', () => {
    expect(reviewMetadata({ label: 'First name', value: 'Emre' }, { allow: ['value'] })).toEqual({ label: 'First name', value: 'Emre' })
  })
})

describe('what changed', () => {
  it.each<Metadata>([
    { event: 'username_changed', old: 'nightowl_88', new: 'zed' }, { event: 'address_corrected', old: 'Flat 7', new: 'Room 12' }, { field: 'assignee', from: 'zed', to: 'octo' }, { event: 'display_name updated', before: 'Zed', after: 'Octo' },
    { field: 'password', oldValue: 'swordfish', newValue: 'opensesame' }, { event: 'patient_transferred', from: 'Okafor', to: 'zed' },
  ])('is removed from %j', (metadata) => {
    expect(Object.values(review(metadata))).toEqual([Object.values(metadata)[0]])
  })

  it.each<Metadata>([
    { event: 'plan_changed', from: 'pro', to: 'Team Plus' }, { event: 'status changed', from: 'open', to: 'closed' }, { field: 'email', old: 'weekly', new: 'daily' }, { event: 'brand_changed', from: 'Ralph Lauren', to: 'Calvin Klein' },
    { kind: 'author', old: 'zed', new: 'octo' }, { event: 'username_viewed', old: 'zed', new: 'octo' }, { event: 'username_changed', length: 7, source: 'settings' },
  ])('stays in %j', (metadata) => {
    expect(review(metadata)).toEqual(metadata)
  })
})

describe('keys in other scripts', () => {
  it.each<Metadata>([
    { 'اسم المستخدم': 'zed' }, { 'كلمة المرور': 'swordfish' }, { نام_خانوادگی: 'zed' }, { 'שם משפחה': 'zed' }, { סיסמה: 'swordfish' }, { ग्राहक: 'zed' }, { पता: 'x 5' }, { নাম: 'রহিম উদ্দিন' }, { ชื่อ: 'สมศักดิ์' }, { ที่อยู่: 'x 5' }, { ลูกค้า: 'zed' },
    { прізвище: 'Коваль' }, { користувач: 'zed' }, { 'имя клиента': 'zed' }, { όνομα: 'Γιώργος' }, { διεύθυνση: 'x 5' }, { გვარი: 'zed' }, { מספר_טלפון: 5 }, { ทะเบียน: 'x', ผู้รับ: 'zed' }, { 'дата народження': 'y 5' },
  ])('tell that the value of %j is about somebody', (metadata) => {
    expect(isGone(Object.values(review(metadata)).filter((value) => value !== 'x')[0])).toBe(true)
  })

  it.each<Metadata>([{ 'اسم المنتج': 'zed' }, { שם: 'zed' }, { उत्पाद: 'zed' }, { สินค้า: 'zed' }, { товар: 'zed' }, { προϊόν: 'zed' }])('tell nothing of somebody in %j', (metadata) => {
    expect(review(metadata)).toEqual(metadata)
  })
})

describe('names of somebody', () => {
  it.each<Metadata>([
    { user: { global_name: 'dragonslayer99' } }, { person: { friendly_name: 'Aino' } }, { approver1: 'Okafor' }, { who: 'zed' }, { MERGE1: 'Okafor' }, { slack_name: 'zed' }, { for: 'Mikko' }, { alias: 'nightowl_88' }, { identifier: 'kenji_t' },
    { dev_addr: 'eead809d' }, { matricule: '48213' }, { zaehlernummer: 'WINNIEY0' }, { logradouro: 'Pinheiros' },
  ])('are removed from %j', (metadata) => {
    const [value] = Object.values(review(metadata))
    expect(typeof value === 'object' ? Object.values(value ?? {}).every(isGone) : isGone(value)).toBe(true)
  })

  it.each<Metadata>([
    { user: { plan_name: 'basic' } }, { user: { current_title: 'engineer' } }, { who: 'everyone' }, { for: 'sale' }, { alias: 'prod-db' }, { identifier: 'checkout-form' }, { target: 'es2020' }, { target: 'android-35' },
    { artikelnummer: 'A-12' }, { seitennummer: '12' }, { params: ['page', '14:30'] },
  ])('are not seen in %j', (metadata) => {
    expect(review(metadata)).toEqual(metadata)
  })

  it('are not the title of somebody', () => {
    expect(reviewMetadata({ candidate: { current_title: 'Backend Engineer' } })).toEqual({ candidate: { current_title: 'Backend Engineer' } })
  })

  it('are removed from parameters, and nothing else', () => {
    expect(review({ params: ['Amara', '14:30', 'Rome'] })).toEqual({ params: ['[removed]', '14:30', 'Rome'] })
  })
})

describe('handles of everyday words', () => {
  it.each<Metadata>([
    { captain: 'dark_knight' }, { athlete: 'pixel_witch' }, { author: 'wolf.99' }, { seller: 'dark_knight99' }, { picker: 't0mcat' }, { from: 'gamer4life' }, { setter: 'lena-k' }, { opponent: 'b4ker' },
  ])('are removed from %j', (metadata) => {
    expect(isGone(Object.values(review(metadata))[0])).toBe(true)
  })

  it.each<Metadata>([
    { captain: 'not_assigned' }, { witness: 'retired_teacher' }, { witness: 'piano_teacher' }, { seller: 'dark_knight' }, { athlete: 'full_time' }, { author: 'staff_2' }, { picker: 'zone_b' }, { provider: 's3proxy' }, { from: 'es2020' },
  ])('are not seen in %j', (metadata) => {
    expect(review(metadata)).toEqual(metadata)
  })
})

describe('numbers of records', () => {
  it.each<Metadata>([{ order: '04850' }, { ticket: 'WEB-123' }, { order: 'cwefupr8' }, { invoice: '2024-0042' }, { docket: '2024-CV-00123' }, { zamowienie: '48213' }])('are removed from %j', (metadata) => {
    expect(review(metadata)).toEqual({})
  })

  it.each<Metadata>([
    { order: 'asc' }, { order: '12' }, { ticket: 'vip2024' }, { contract: 'ERC-721' }, { employees: '201-500' }, { order: 'newest' }, { sort: '04850' }, { badge: 'gold' }, { invoice: 'a-much-longer-word-1' },
  ])('are not seen in %j', (metadata) => {
    expect(review(metadata)).toEqual(metadata)
  })

  it('stay below an allowed key', () => {
    expect(reviewMetadata({ order: '04850' }, { allow: ['order'] })).toEqual({ order: '04850' })
  })
})
