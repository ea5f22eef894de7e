import { describe, expect, it } from 'vitest'
import { reviewMetadata, reviewText } from '../src/review'

describe('a street address', () => {
  it.each([
    '221B Baker Street',
    '1600 Pennsylvania Avenue',
    '500 Oracle Pkwy',
    '742 Evergreen Terrace',
    '12 rue de Rivoli',
    '48 bis avenue Victor Hugo',
    'Via Garibaldi 5',
    'Calle Mayor 10',
    'Av. Paulista 1000',
    'Rua das Flores, 123',
    'Kerkstraat 15',
    'Storgatan 5',
    'Hauptstraße 12a',
    'ul. Nowy Świat 15',
    'PO Box 1234',
  ])('is removed: %s', (street) => {
    expect(reviewText(`Lives at ${street}.`)).toBe('Lives at [removed].')
  })

  it.each(['5 Star Hotel', 'Chapter 12', 'Level 3 of 10', 'Terminal 2', 'Ring 5 times', '3 Ways to save', 'Via Rail', 'Plaza', 'Via email 3 times', 'plaza 66'])('is not %s', (text) => {
    expect(reviewText(text)).toBe(text)
  })

  it('is removed with the half of a pair of coordinates that the first look left', () => {
    expect(reviewMetadata({ position: '[removed], 0.211769', share: '0.211769' })).toEqual({ share: '0.211769' })
  })
})

describe('a personal number, a password or a profile page', () => {
  it.each([
    ['patient 00123456 arrived', 'patient [removed] arrived'],
    ['Kundennummer 4821934', 'Kundennummer [removed]'],
    ['user_id=8231', 'user_id=[removed]'],
    ['Order no. 8231', 'Order no. [removed]'],
    ['pedido #863673', 'pedido [removed]'],
    ['Passwort: geheim1', 'Passwort: [removed]'],
    ['password hunter2', 'password [removed]'],
    ['session abc123x', 'session [removed]'],
    ['your code is 4839', 'your code is [removed]'],
    ['voucher code GIFT-AB12', 'voucher code [removed]'],
    ['Call me at 555-0199', 'Call me at [removed]'],
    ['DOB 3 March 1985', 'DOB [removed]'],
    ['born March 3, 1985', 'born [removed]'],
    ['jane [at] example.com', '[removed]'],
    ['jane at example dot com', '[removed]'],
    ['linkedin.com/in/jane-doe', 'linkedin.com/in/[removed]'],
    ['github.com/octocat', 'github.com/[removed]'],
    ['LAPTOP-7H3K2', '[removed]'],
  ])('is removed: %s', (text, expected) => {
    expect(reviewText(text)).toBe(expected)
  })

  it.each(['order 2024', 'ticket 42', 'Password must be at least 12 characters', 'token expired', 'session 3 of 10', 'github.com/vercel/next.js', 'linkedin.com/company', 'Meet at noon', 'case 1234.56', 'Card ending in 4242 declined', 'DESKTOP-ONLY', 'page at localhost'])('is not in: %s', (text) => {
    expect(reviewText(text)).toBe(text)
  })
})

it('removes nothing before a slash, because a placeholder would begin an address', () => {
  expect(reviewText('patient 00123456/notes')).toBe('patient 00123456/notes')
})

describe('a file name', () => {
  it.each([
    ['jane_doe_cv.pdf', '[removed]_cv.pdf'],
    ['Passport_Jane_Doe.pdf', 'Passport_[removed].pdf'],
    ['Invoice_PriyaSharma_2024.pdf', 'Invoice_[removed]_2024.pdf'],
    ['resume-john-smith.docx', 'resume-[removed].docx'],
    ['contract - Okafor.pdf', 'contract - [removed].pdf'],
    ['IMG_Jane.jpg', 'IMG_[removed].jpg'],
    ['johnsmith.pdf', '[removed].pdf'],
  ])("loses a person's name: %s", (name, expected) => {
    expect(reviewMetadata({ file: name })).toEqual({ file: expected })
  })

  it.each(['annual_report_2024.pdf', 'Screenshot 2024-05-01.png', 'red-dress.jpg', 'IMG_2041.HEIC', 'harry-potter.pdf', 'jane.tsx', 'marketing.pptx'])('keeps %s', (name) => {
    expect(reviewMetadata({ file: name })).toEqual({ file: name })
  })
})
