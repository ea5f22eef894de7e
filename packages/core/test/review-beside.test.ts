import { describe, expect, it } from 'vitest'
import { type Metadata, sanitizeMetadata } from '../src/page'
import { reviewMetadata, reviewText } from '../src/review'

const same = (metadata: Metadata): [Metadata, Metadata] => [metadata, metadata]

describe('what stands beside a name', () => {
  it.each<[string, Metadata, Metadata]>([
    ['an age tells that it is a person’s', { guest_card: { name: 'Priya', age: 7 } }, { guest_card: { age: 7 } }],
    ['a birthday that is gone tells it by its key', { name: 'okafor', pronouns: 'she/her' }, { pronouns: 'she/her' }],
    ['a breed tells that it is an animal’s', ...same({ name: 'Bella', breed: 'Beagle', age: 4 })],
    ['a size tells that it is an article’s', ...same({ name: 'Olivia', gender: 'women', size: 'M' })],
    ['a ticker tells that it is a company’s', ...same({ name: 'Morgan Stanley', ticker: 'MS' })],
    ['nothing leaves one word as it is', ...same({ name: 'Priya' })],
    ['the other half tells that a word is one of a name', { owner: { first: 'Tane', last: 'Mensah' }, given: 'Tane', family: 'Mensah' }, { owner: {} }],
    ['numbers and words are no halves', ...same({ first: 10, last: 20, week: { first: 'monday', last: 'friday' }, page: { first: 'Tane' } })],
    ['what is filtered by tells that it is a maker’s', { filter: 'brand', value: 'Ralph Lauren' }, { filter: 'brand', value: 'Ralph Lauren' }],
  ])('%s', (_name, metadata, expected) => {
    expect(reviewMetadata(metadata)).toEqual(expected)
  })

  it.each(['Morgan Stanley Bank opened', 'Goldman Sachs Group', 'Jack Daniels Inc.', 'Maria Callas Museum'])('a word for a firm or a house tells that %s is none of a person', (text) => {
    expect(reviewText(text)).toBe(text)
  })
})

describe('an English key that is a word for a thing elsewhere', () => {
  it.each(['hold', 'lag', 'time', 'lieu', 'ken', 'payer', 'account', 'server', 'calendar', 'note', 'lead', 'slot', 'entry', 'request'])('may hold a person: %s', (key) => {
    expect(reviewMetadata({ [key]: 'Priya Sharma' })).not.toHaveProperty(key, 'Priya Sharma')
  })
})

describe('one name below a noun', () => {
  it.each<[string, Metadata, Metadata]>([
    ['that may be a thing goes where hardly anything else is called so', { child: 'Sipho', courier: 'Elif', opened_by: 'Mikko' }, {}],
    ['that may be a thing stays where it is a word or a code', ...same({ child: 'First', courier: 'express', opened_by: 'admin' })],
    ['that is a firm as often stays', ...same({ provider: 'Okta', vendor: 'Monzo', operator: 'Vodafone' })],
    ['and something else in small letters go where one of them is a name first of all', { owner: 'sofia.rossi', operator: 'kenji_t', winner: 'okafor_p7' }, {}],
    ['and something else in small letters stay where both are words', ...same({ operator: 'night_shift', winner: 'blue.ocean', owner: 'data_team' })],
    ['for the middle one of three goes', { MiddleName: 'Siobhan' }, {}],
    ['of a number that only the app knows goes with its digits', { vehicleNumber: 'B-XK 4160', confirmation: 'IZIGO5', empcode: 34416, bib: 412, receiptNumber: '1234-5678', job_no: 'WS-12', rma: 'none' }, { rma: 'none' }],
  ])('%s', (_name, metadata, expected) => {
    const reviewed = reviewMetadata(metadata)
    for (const key of Object.keys(metadata)) expect([key, reviewed[key] === metadata[key]]).toEqual([key, key in expected])
  })
})

describe('names in the scripts of East Asia', () => {
  it.each(['王芳', '张伟', '陈小明', '欧阳娜娜', '黃小明', '田中太郎', '田中 太郎', '鈴木さくら', '김민준', '이서연'])('go where a key asks what something is called: %s', (name) => {
    expect(reviewMetadata({ name, manager: name, doctor: name })).not.toHaveProperty('name', name)
    expect(Object.values(reviewMetadata({ name, manager: name, doctor: name }))).not.toContain(name)
  })

  it.each(['高级会员', '金卡', '方案', '安全', '成功', '购物车', '文章', '石油', '東京', '森林', '이용권', '전자책', '서울시', '장바구니', '한', '김'])('are not taken from other words: %s', (name) => {
    expect(reviewMetadata({ name })).toEqual({ name })
  })

  it('go between words only where a blank parts them', () => {
    expect(reviewMetadata({ x: '田中 太郎', y: '王芳' })).toEqual({ x: '[removed]', y: '王芳' })
  })

  it('keys there tell, too', () => {
    const metadata = { 姓名: '王芳', 이름: '김민준', 氏名: '高橋', 住所: '東京都', 密码: 'swordfish', 생년월일: '1990', 商品: '林檎', 颜色: '白色' }
    expect(reviewMetadata(sanitizeMetadata(metadata))).toEqual({ 商品: '林檎', 颜色: '白色' })
  })
})
