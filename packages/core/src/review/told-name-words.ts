import * as cues from './told-name-cues'

// Most texts have no word that announces a name. Looking up their words once takes less time than trying all patterns, most of which V8 then never compiles.

/**
 * Words and signs, of which a text has at least one wherever a pattern matches. A word stands between characters that are no letters in every match, so that it is a whole word of the text.
 * A pattern that is missing here is always tried.
 */
const NEEDED: readonly (readonly [RegExp, string])[] = [
  [cues.AS, 'as impersonate impersonated impersonating my switched'],
  [cues.QUOTED_USER, `" ' “ ‘ « \x60`],
  [cues.INTRODUCED, 'name llamo nombre heiße heisse appelle nom chiamo nome chamo naam heet heter namn hedder navn nimeni nazywam imię jmenuji volám numesc numele adım nama tên зовут звати казвам зовем'],
  [cues.BEING, 'soy sono sou suis bin ben jestem jag jeg'],
  [cues.BEFORE_FULL_NAME, `welcome hi hello hey dear birthday congrats congratulations good thanks thank soy sono sou suis bin ben am m under assigned reassigned transferred spoke spoken talked meeting interview
    lunch chat chatted send sent gave giave give given hand handed return returned deliver delivered forward forwarded mail mailed user customer patient member passenger employee student`],
  [cues.FULL_NAME_DID, `joined left liked commented replied shared invited mentioned accepted declined requested followed posted uploaded edited checked signed logged called wrote said asked answered reacted tagged
    wants needs`],
  [cues.ADDRESSED, ','],
  [cues.LOGGED, 'user ='],
  [cues.ACCOUNT, `user username login account handle member player nick nickname identify identified kicke kicked banne banned unbanne unbanned mute muted unmute unmuted blocked unblocked unfollow unfollowed follow
    followed follows following reported promoted demoted invited removed added mention mentioned mentions whispered spectating challenged defeated eliminated killed beat friend streamer moderator seller buyer opponent
    teammate`],
  [cues.ACTING, `joined left disconnected reconnected connected logged signed liked commented replied followed started won lost died posted uploaded tipped subscribed gifted donated bid raided kicked banned muted slain
    killed promoted invited typing online offline live streaming`],
  [cues.USER, 'user users username usernames login logins account accounts handle handles member members player players customer customers'],
  [cues.DONE, 'by to with from for w behalf memory waiting llamar llama avisar entregar appeler chiamare ligar preguntar rappeler'],
  [cues.HANDED, 'by to with'],
  [cues.SAID, `thanks thank thx cheers regards best sincerely yours love hugs congrats congratulations happy welcome good bye goodbye sorry hi hello hey dear call called calling email emailed text texted met meet ask asked
    asking contact contacted remind reminded tell told invite invited visit visited message ping notify follow block mute named am m this it`],
  [cues.MET, 'call called email emailed text texted met meet ask asked contact contacted remind reminded tell told invite invited pick picked drop dropped with from'],
  [cues.ROLE, `patient nurse doctor uncle aunt grandma grandpa cousin sister brother coach teacher officer sergeant client guest student employee colleague neighbor neighbour friend husband wife son daughter boss baby
    concierge father mother`],
  [cues.DID, `joined left liked commented replied shared invited mentioned sent accepted declined requested followed started posted uploaded updated edited checked signed logged called booked cancelled canceled ordered paid
    wrote said asked answered reacted tagged assigned added completed approved rejected is was wants needs seems did does will came got made at from`],
  [cues.NETWORK, 'skype insta instagram ig snap snapchat telegram discord twitter tiktok twitch wechat facebook fb psn github'],
  [cues.TITLED, 'mr mrs ms mx dr prof herr frau mme mlle dhr mevr mevrouw pani sig dra srta señor señora senor senora signor signora'],
  [cues.FAMILY, 'fam familie famille familia family famiglia'],
  [cues.SPEAKER, ':'],
  [cues.TRANSFER, 'from to'],
  [cues.DEDICATED, 'for to from für von pour de para per da voor van dla od til till från fra'],
  [cues.CHANGED, `password passwords account accounts access role roles mfa fa otp token tokens session sessions permission permissions mail mails email emails profile profiles licence licences license licenses invitation
    invitations`],
  [cues.OWNED_BY, 'iphone ipad mac imac macbook air airpods apple galaxy pixel pc laptop computer desktop'],
  [cues.OWNED, `phone iphone ipad ipod mac imac macbook macmini mbp air airpods watch laptop desktop pc computer tablet galaxy pixel surface kindle echo tv device account profile order cart invoice birthday team workspace
    organisation organization project board calendar resume cv inbox file files folder house home room network wi wifi wishlist wedding booking reservation parcel package message photo photos request payment subscription
    email dashboard playlist library space note notes task tasks to todo todos budget trip album bedroom desk avatar list contract payslip appointment mum mom dad wife husband`],
  [cues.LABELLED, `wife husband spouse partner mom mum mother dad father son daughter brother sister kid child contact client patient customer guest tenant owner teacher nanny frau mann tochter sohn femme mari fils fille
    esposa esposo hijo hija moglie marito`],
  [cues.FILTER, 'assignee reporter owner author creator user member reviewer mentions involves from to'],
]

/** A run of letters, or a sign. */
const TOKEN = new RegExp(String.raw`[${cues.LETTERS}]+|["'“‘«\x60,=:]`, 'g')

const BITS = new Map(NEEDED.map(([pattern], index) => [pattern, 1 << index]))
const PATTERNS_OF = new Map<string, number>()
for (const [pattern, words] of NEEDED) for (const word of words.split(/\s+/)) PATTERNS_OF.set(word, (PATTERNS_OF.get(word) ?? 0) | (BITS.get(pattern) ?? 0))

/** The patterns for which a text has a word, each as its {@link bitOf}. */
export function findCues(text: string): number {
  let found = 0
  for (const token of text.match(TOKEN) ?? []) found |= PATTERNS_OF.get(token) ?? PATTERNS_OF.get(token.toLowerCase()) ?? 0
  return found
}

/** The bit of the patterns that are always tried. */
const ALWAYS = 1 << 30

/** The bit of a pattern in what {@link findCues} returns. */
export const bitOf = (pattern: RegExp): number => BITS.get(pattern) ?? ALWAYS

/** Whether a pattern with this bit can match a text with these cues. False only if it certainly does not. */
export const mayMatch = (bit: number, found: number): boolean => (bit & (found | ALWAYS)) !== 0
