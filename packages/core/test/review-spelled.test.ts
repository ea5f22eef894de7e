import { describe, expect, it } from 'vitest'
import { sanitizeMetadata } from '../src/page'
import { reviewMetadata, reviewText } from '../src/review'

describe('what is spelled in an unusual way', () => {
  it.each([
    ['an email address with a character of HTML', 'ada&#64;x.example', '[removed]'],
    ['… in hexadecimal, with its dot', 'ada&#x40;mail&#46;example', '[removed]'],
    ['… by its name, inside a text', 'mail ada&commat;mail.example now', 'mail [removed] now'],
    ['an email address with a bracketed sign', 'ada[@]x.example', '[removed]'],
    ['… between blanks', 'write to ada (@) mail.example', 'write to [removed]'],
    ['an email address at a provider of digits', 'ada.byron@163.example', '[removed]'],
    ['… inside a text', 'Reset for ada@163.mail.example again', 'Reset for [removed] again'],
    ['… that only begins with a digit', 'ada@1und1.example, bob@7-x.example', '[removed], [removed]'],
    ['… with a full-width sign, before a slash', 'mail ada\uff20163.example/inbox now', 'mail [removed] now'],
    ['an IP address with bracketed dots', '203[.]0[.]113[.]7', '[removed]'],
    ['… some of which are bracketed', 'from 203[.]0.113.7 again', 'from [removed] again'],
    ['… or spelled out', 'from 203(dot)0(dot)113(dot)7', 'from [removed]'],
    ['an IPv4 address joined to a word', 'login failed ip:8.8.8.8', 'login failed ip:[removed]'],
    ['… with its port', 'peer client:8.8.4.4:443 closed', 'peer client:[removed]:443 closed'],
    ['… within words of a program', 'at {addr:8.8.8.8,user→1.1.1.1}', 'at {addr:[removed],user→[removed]}'],
    ['an IPv6 address joined to a word', 'blocked ip:2a02:8109:9ac0:1f3c:d1d5:7a1b:1c2d:3e4f twice', 'blocked ip:[removed] twice'],
    ['… that is shortened', 'from=host:2606:4700::6810:85e5', 'from=host:[removed]'],
    ['an address of a network card joined to a word', 'mac:aa:bb:cc:dd:ee:ff', 'mac:[removed]'],
    ['… in dashes', '00-1B-44-11-3A-B7', '[removed]'],
    ['… in a sentence', 'lost 00-1b-44-11-3a-b7/eth0 again', 'lost [removed] again'],
    ['… in groups of four', 'device 001B.4411.3AB7 is up', 'device [removed] is up'],
    ['a card number with underscores', '4111_1111_1111_1111', '[removed]'],
    ['… with bars, inside a text', 'card 4111|1111|1111|1111 refused', 'card [removed] refused'],
    ['… with commas', '4111,1111,1111,1111', '[removed]'],
    ['… with stars', '4111*1111*1111*1111', '[removed]'],
    ['… in groups of another size', '3782_822463_10005', '[removed]'],
    ['… between underscores', 'a_4111 1111 1111 1111_b', 'a_[removed]_b'],
    ['… so, in dashes', 'pay_4111-1111-1111-1111_b', 'pay_[removed]_b'],
    ['a phone number as a form sends it', 'tel=0174+0215315', 'tel=[removed]'],
    ['… inside a text, with its country', 'sent a=1&home_phone=%2B49+174+0215315&b=2 twice', 'sent a=1&home_phone=[removed]&b=2 twice'],
    ['… as an address has it', 'phoneNumber=415%20555%200123', 'phoneNumber=[removed]'],
    ['a card number as a form sends it', 'card=4111+1111+1111+1111&exp=12', 'card=[removed]&exp=12'],
    ['… as an address has it', 'card=4111%201111%201111%201111', 'card=[removed]'],
    ['… in groups of another size, so', 'pan=3782%20822463%2010005', 'pan=[removed]'],
    ['an account number as a form sends it', 'iban=DE89+3704+0044+0532+0130+00', 'iban=[removed]'],
    ['… as an address has it', 'iban=GB29%20NWBK%206016%201331%209268%2019', 'iban=[removed]'],
    ['a social security number as an address has it', 'ssn=078%2005%201120', 'ssn=[removed]'],
    ['a social security number with underscores', 'ssn 078_05_1120', 'ssn [removed]'],
    ['a phone number with underscores', '415_555_0123', '[removed]'],
    ['an IP address with its path', 'GET 203[.]0[.]113[.]7/users/ada failed', 'GET [removed] failed'],
    ['a card number before a slash', '4111_1111_1111_1111/07', '[removed]'],
    ['an account number with underscores', 'DE89_3704_0044_0532_0130_00', '[removed]'],
  ])('is removed: %s', (_name, text, expected) => {
    expect(reviewMetadata(sanitizeMetadata({ x: text }))).toEqual({ x: expected })
    expect(reviewText(text)).toBe(expected)
  })

  it.each([
    '2019_2020_2021_2022', '2019,2020,2021,2022', '1200|1300|1400|1500', '3600,4200,4800,5400', '1_000_000_000', '10_000_000', '2024_05_17_10_15_00', 'snake_case_4', 'a &amp; b.example', 'ada&#65;x.example', 'v1[.]2', 'items[0].price', '1[.]2[.]3', 'user[at]', 'list[0]1 on 127.0.0.1', 'page (@) top',
    'AB12_3456_7890', '12_34_5678',
    'years_3600 4200 4800 5400', 'a_4111 1111', 'a_3999 1234 5678 9013', 'hotel=0174+0215315', 'phone=10+20', 'phones=100+200+3000', 'sum=0174+0215315',
    '2019+2020+2021+2022', '2019%202020%202021%202022', '100+20+3000', 'AB12+3456', 'C++20+C++23', 'a=1%202%203', '10%20of%20200',
    '24-05-12-10-30-15', '2024-05-12-10-30-15', 'aa-bb-cc', 'x-00-1B-44-11-3A-B7', '00-1B-44-11-3A-B7-C8', '1234.5678.9012', 'dead.beef.cafe', 'v001B.4411.3AB7', '001B.4411.3AB7.tar',
    'connect:127.0.0.1:80', 'Chrome:118.0.0.0', 'version:1.2.3.4', 'appVersion=10.0.0.7', 'build: 1.0.0.12', 'jackson:2.9.10', 'seq:1:2:3:4:5:6:7:8', 'at:12:10:30', 'std::fmt::add', 'a:b::c', 'ratio:4:3', 'urn:isbn:0:1',
    'react@18.3.1', 'node@20', 'node@20.x', 'next@15.0.0-rc.beta', 'logo@2x.png', 'logo@1.5x.png', 'daily@10:30', 'backup@2024-05-17.tar',
  ])('is kept if it is nothing of that kind: %s', (text) => {
    expect(reviewText(text)).toBe(text)
  })

  it('is no key either', () => {
    expect(reviewMetadata({ 'ada@163.example': 1, 'logo@2x.png': 2, 'node@20': 3, 'ip:8.8.8.8': 4, 'xlink:href': 5 })).toEqual({ 'logo@2x.png': 2, 'node@20': 3, 'xlink:href': 5 })
  })

  it('is found in texts of any length in little time', () => {
    for (const unit of ['ada@1', 'a@163.', 'a&#64;', 'ada[@]', '1[.]', '4111_', '4111|1111_', 'DE89_', 'a.&commat;', '00-1b-', '001b.', 'aa-', '_4111 ', 'tel=1+', '1+1%20']) {
      const text = unit.repeat(20_000 / unit.length)
      expect(typeof reviewText(text)).toBe('string')
    }
  })
})
