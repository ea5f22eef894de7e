import { describe, expect, it } from 'vitest'
import { reviewAction, reviewMetadata, reviewText } from '../src/review'

/** A common name of each script. */
const NAMES: readonly (readonly [string, string])[] = [
  ['Arabic', 'محمد أحمد'],
  ['Persian', 'زهرا احمدی'],
  ['Urdu', 'عمران قریشی'],
  ['Kurdish', 'ئارام ئازاد'],
  ['Hebrew', 'נועה מזרחי'],
  ['Devanagari', 'राजेश शर्मा'],
  ['Bengali', 'ফারহানা রহমান'],
  ['Gurmukhi', 'ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ'],
  ['Gujarati', 'રાજેશ પટેલ'],
  ['Tamil', 'ராஜேஷ் குமார்'],
  ['Telugu', 'రాజేష్ కుమార్'],
  ['Kannada', 'ರಾಜೇಶ್ ಶೆಟ್ಟಿ'],
  ['Malayalam', 'രാജേഷ് മേനോൻ'],
  ['Thai', 'สมชาย ใจดี'],
  ['Armenian', 'Արամ Գրիգորյան'],
  ['Georgian', 'გიორგი ბერიძე'],
]

describe.each(NAMES)('a name in %s', (_script, name) => {
  it('is removed under any key', () => {
    expect(reviewMetadata({ x: name, name, title: name })).toEqual({ x: '[removed]', name: '[removed]', title: '[removed]' })
  })

  it('is removed inside a text', () => {
    expect(reviewText(`Order 12 (${name}) failed`)).toBe('Order 12 ([removed]) failed')
  })

  it('is removed as a key', () => {
    expect(reviewMetadata({ [name]: 1, plan: 'pro' })).toEqual({ plan: 'pro' })
  })
})

describe('words of apps in these scripts', () => {
  const WORDS = [
    'تسجيل الدخول', 'سلة التسوق', 'الدار البيضاء', 'كانون الثاني', 'حذاء رياضي أسود', 'قيد التنفيذ', 'المملكة العربية السعودية', 'شارع الملك فهد',
    'سبد خرید', 'ورود به حساب کاربری', 'تنظیمات حساب', 'کفش ورزشی', 'لاگ اِن کریں', 'סל הקניות', 'תל אביב', 'رام الله', 'כחול כהה', 'ההזמנה נשלחה', 'התחברות לחשבון', 'ישראל היום',
    'हाल ही में देखे गए', 'नई दिल्ली', 'कार्ट में जोड़ें', 'खाता सेटिंग', 'भुगतान सफल', 'ঢাকা বিশ্ববিদ্যালয়', 'সাম্প্রতিক অর্ডার', 'লগ ইন করুন', 'உள்நுழைக', 'புதிய ஆர்டர்', 'లాగిన్ చేయండి', 'ಹೊಸ ಆದೇಶ', 'പുതിയ ഓർഡർ', 'નવો ઓર્ડર', 'ਨਵਾਂ ਆਰਡਰ',
    'ตะกร้าสินค้า', 'สั่งซื้อ สำเร็จ', 'กรุงเทพ มหานคร', 'คุณสมบัติ สินค้า', 'คุณภาพ ดี', 'Նոր պատվեր', 'Նոր Պատվեր', 'Կարմիր Կոշիկներ', 'Վճարման Եղանակ', 'Մուտք գործել', 'ახალი შეკვეთა', 'კალათაში დამატება',
  ]
  it.each(WORDS)('keep %s', (text) => {
    expect(reviewMetadata({ x: text, name: text, title: text, note: `(${text})` })).toEqual({ x: text, name: text, title: text, note: `(${text})` })
  })
})

describe('names in scripts without capitals', () => {
  // In a title, every word has to be a known one.
  it.each([
    ['vowel signs', 'مُحَمَّد مَنصُور'],
    ['a lengthened letter', 'محـــمد منصور'],
    ['presentation forms', 'ﻣﺤﻤﺪ ﻣﻨﺼﻮﺭ'],
    ['a letter with and without a mark', 'احمد ابراهيم'],
    ['Persian letters for Arabic ones', 'علی کریمی'],
    ['marks of direction', '\u202bمحمد\u200f منصور\u202c'],
    ['a joiner', 'علی\u200cرضا کریمی'],
    ['Hebrew vowel signs', 'נוֹעָה מִזְרָחִי'],
    ['a dotted letter', 'फातिमा क़ुरैशी'],
    ['a short vowel for a long one', 'दिपक शर्मा'],
    ['a nasal in another spelling', 'सञ्जय शर्मा'],
    ['a letter that one script has', 'রণজিৎ শর্মা'],
    ['a vowel that is not spoken', 'రాకేష్ శర్మ'],
    ['an origin', 'محمد الكرواتي'],
  ])('are known with %s', (_what, title) => {
    expect(reviewMetadata({ title })).toEqual({ title: '[removed]' })
  })

  it.each([
    ['a particle', 'خالد بن محمد'],
    ['a particle in Hebrew', 'נועה בן דוד'],
    ['a name of God', 'عبد الله منصور'],
    ['three parts', 'محمد أحمد منصور'],
    ['the surname first', 'Գրիգորյան Արամ'],
    ['a comma', 'ბერიძე, გიორგი'],
    ['an underscore', 'محمد_أحمد'],
    ['a hyphen', 'נועה כהן-לוי'],
    ['a surname that no list has', 'สมศักดิ์ อภิวัฒนานุสรณ์'],
    ['a given name that no list has', 'აფრასიონ ბერიძე'],
    ['the ending of a surname', 'აფრასიონ ხვტისოშვილი'],
    ['a title', 'الدكتور محمد'],
    ['a title in Hebrew', 'ד"ר אור'],
    ['a title in Thai', 'คุณสมศักดิ์'],
  ])('are removed with %s', (_what, name) => {
    expect(reviewMetadata({ x: name }).x).toMatch(/^(?:คุณ)?\[removed\]$/)
  })

  it.each([
    ['the title and the words around it stay', 'تم إرسال الطلب من د. محمد أحمد', 'تم إرسال الطلب من [removed]'],
    ['names in a list are removed', 'محمد أحمد، فاطمة منصور، 12', '[removed]، 12'],
    ['what follows a Thai title is a name', 'ติดต่อคุณสมศักดิ์ ใจดี ด่วน', 'ติดต่อคุณ[removed] ด่วน'],
    ['a word after a Thai title and a name stays', 'ติดต่อคุณสมศักดิ์ ด้วย', 'ติดต่อคุณ[removed] ด้วย'],
    ['three parts are removed', 'وصل محمد أحمد منصور اليوم', 'وصل [removed] اليوم'],
    ['a particle belongs to a name', 'وصل (خالد بن كرواط) اليوم', 'وصل ([removed]) اليوم'],
    ['a frequent word beside a name stays', 'قال محمد', 'قال محمد'],
    ['a letter beside a name is a word', 'محمد و 3', 'محمد و 3'],
    ['a word that is also a name stays beside other words', 'نور جديد', 'نور جديد'],
    ['a city stays', 'טיסה אל תל אביב (מחר)', 'טיסה אל תל אביב (מחר)'],
    ['a punctuation mark ends a name', 'راجع «محمد أحمد».', 'راجع «[removed]».'],
  ])('inside a text: %s', (_what, given, expected) => {
    expect(reviewText(given)).toBe(expected)
  })

  it('are removed as a single given name only under a key for a name or a person', () => {
    expect(reviewMetadata({ name: 'محمد', from: 'राजेश', captain: 'נועה', x: 'محمد', title: 'राजेश' })).toEqual({ name: '[removed]', from: '[removed]', x: 'محمد', title: 'राजेश' })
  })

  it('are not words that are more than a name', () => {
    expect(reviewMetadata({ name: 'نور', from: 'אור' })).toEqual({ name: 'نور', from: 'אור' })
  })

  it('stay below works, brands and places, and next to a price', () => {
    const things = { brand: 'محمد أحمد', city: 'محمد أحمد', product: { name: 'محمد أحمد', price: 5 } }
    expect(reviewMetadata(things)).toEqual(things)
  })

  it('need more certainty in a title', () => {
    expect(reviewMetadata({ title: 'สมศักดิ์ อภิวัฒนานุสรณ์', x: 'สมศักดิ์ อภิวัฒนานุสรณ์' })).toEqual({ title: 'สมศักดิ์ อภิวัฒนานุสรณ์', x: '[removed]' })
    expect(reviewAction('Order (สมศักดิ์ อภิวัฒนานุสรณ์)')).toBe('Order (สมศักดิ์ อภิวัฒนานุสรณ์)')
    expect(reviewAction('Order for محمد أحمد')).toBe('Order for [removed]')
  })

  it('are not two words of Armenian that are not capitalized', () => {
    expect(reviewText('արամ գրիգորյան')).toBe('արամ գրիգորյան')
  })
})
