import { describe, expect, it } from 'vitest'
import { type Metadata, sanitizeMetadata } from '../src/page'
import { reviewMetadata, reviewText } from '../src/review'

const same = (metadata: Metadata): [Metadata, Metadata] => [metadata, metadata]

describe('the siblings of a name', () => {
  it.each<[string, Metadata, Metadata]>([
    ['an age shows that it is a person’s', { guest_card: { name: 'Priya', age: 7 } }, { guest_card: { age: 7 } }],
    ['a removed birthday still shows it by its key', { name: 'okafor', pronouns: 'she/her' }, { pronouns: 'she/her' }],
    ['a breed shows that it is an animal’s', ...same({ name: 'Bella', breed: 'Beagle', age: 4 })],
    ['a size shows that it is an article’s', ...same({ name: 'Olivia', gender: 'women', size: 'M' })],
    ['a ticker shows that it is a company’s', ...same({ name: 'Morgan Stanley', ticker: 'MS' })],
    ['none of them: a single word is kept', ...same({ name: 'Priya' })],
    ['the other half shows that a word is part of a name', { owner: { first: 'Tane', last: 'Mensah' }, given: 'Tane', family: 'Mensah' }, { owner: {} }],
    ['numbers and words are not halves of a name', ...same({ first: 10, last: 20, week: { first: 'monday', last: 'friday' }, page: { first: 'Tane' } })],
    ['the filter type shows that it is a brand’s', { filter: 'brand', value: 'Ralph Lauren' }, { filter: 'brand', value: 'Ralph Lauren' }],
  ])('%s', (_name, metadata, expected) => {
    expect(reviewMetadata(metadata)).toEqual(expected)
  })

  it.each(['Morgan Stanley Bank opened', 'Goldman Sachs Group', 'Jack Daniels Inc.', 'Maria Callas Museum'])('a word for a company or an institution shows that %s is not a person', (text) => {
    expect(reviewText(text)).toBe(text)
  })
})

describe('an English key that means a thing in another language', () => {
  it.each(['hold', 'lag', 'time', 'lieu', 'ken', 'payer', 'account', 'server', 'calendar', 'note', 'lead', 'slot', 'entry', 'request'])('may hold a person: %s', (key) => {
    expect(reviewMetadata({ [key]: 'Priya Sharma' })).not.toHaveProperty(key, 'Priya Sharma')
  })
})

describe('a single name below a noun', () => {
  it.each<[string, Metadata, Metadata]>([
    ['that may be a thing is removed if it is hardly ever anything but a name', { child: 'Sipho', courier: 'Elif', opened_by: 'Mikko' }, {}],
    ['that may be a thing is kept if it is a word or a code', ...same({ child: 'First', courier: 'express', opened_by: 'admin' })],
    ['that is just as often a company is kept', ...same({ provider: 'Okta', vendor: 'Monzo', operator: 'Vodafone' })],
    ['and another lower-case word are removed if one of them is mainly a name', { owner: 'sofia.rossi', operator: 'kenji_t', winner: 'okafor_p7' }, {}],
    ['and another lower-case word are kept if both are words', ...same({ operator: 'night_shift', winner: 'blue.ocean', owner: 'data_team' })],
    ['for a middle name is removed', { MiddleName: 'Siobhan' }, {}],
    ['for a number that only the app knows: values with digits are removed', { vehicleNumber: 'B-XK 4160', confirmation: 'IZIGO5', empcode: 34416, bib: 412, receiptNumber: '1234-5678', job_no: 'WS-12', rma: 'none' }, { rma: 'none' }],
  ])('%s', (_name, metadata, expected) => {
    const reviewed = reviewMetadata(metadata)
    for (const key of Object.keys(metadata)) expect([key, reviewed[key] === metadata[key]]).toEqual([key, key in expected])
  })
})

describe('names in East Asian scripts', () => {
  it.each(['王芳', '张伟', '陈小明', '欧阳娜娜', '黃小明', '田中太郎', '田中 太郎', '鈴木さくら', '김민준', '이서연'])('are removed under a key for a name: %s', (name) => {
    expect(reviewMetadata({ name, manager: name, doctor: name })).not.toHaveProperty('name', name)
    expect(Object.values(reviewMetadata({ name, manager: name, doctor: name }))).not.toContain(name)
  })

  it.each(['高级会员', '金卡', '方案', '安全', '成功', '购物车', '文章', '石油', '東京', '森林', '이용권', '전자책', '서울시', '장바구니', '한', '김'])('are not taken from other words: %s', (name) => {
    expect(reviewMetadata({ name })).toEqual({ name })
  })

  it('are removed elsewhere only if a space separates the two parts', () => {
    expect(reviewMetadata({ x: '田中 太郎', y: '王芳' })).toEqual({ x: '[removed]', y: '王芳' })
  })

  it('have keys in the same scripts, which are recognized too', () => {
    const metadata = { 姓名: '王芳', 이름: '김민준', 氏名: '高橋', 住所: '東京都', 密码: 'swordfish', 생년월일: '1990', 商品: '林檎', 颜色: '白色' }
    expect(reviewMetadata(sanitizeMetadata(metadata))).toEqual({ 商品: '林檎', 颜色: '白色' })
  })
})
