// Words before or after a name in a text. Each pattern begins with its words as a group, so that after a rejected match the search continues right after them.
// Long lists in a look-ahead behind optional words have a look-ahead of their own, see told-secret.ts.

/** Letters of the alphabets in which names are recognized, with accents: `\p{L}` with the flag `i` costs V8 two milliseconds per pattern. */
export const LETTERS = 'A-Za-z\\u00c0-\\u024f\\u0300-\\u052f\\u1e00-\\u1eff'

/** A word that may be a name or a handle: `Priya`, `jane.doe`, `mkowalski`, `@octo`. */
const WHO = String.raw`@?(?<who>[${LETTERS}][${LETTERS}’]{1,30}(?:[._-][${LETTERS}][${LETTERS}]{0,20}){0,2}\d{0,4})(?![${LETTERS}\d@/\\]|[._-][${LETTERS}\d])`
/** The same with digits inside: `t0mcat`. */
const HANDLE = String.raw`@?(?<who>[${LETTERS}][${LETTERS}\d]{1,20}(?:[._-][${LETTERS}\d]{1,20}){0,3})(?![${LETTERS}\d@/\\])`
const QUOTED = String.raw`["'“‘«\x60](?<who>[^\s"'”’»\x60]{2,40})["'”’»\x60](?![/\\])`

const behind = (words: string, name = WHO, end = '') => new RegExp(String.raw`(?<cue>(?<![${LETTERS}\d])(?:${words}))${name}${end}`, 'gi')

/** Followed by the user of an app: any word that apps do not use. */
export const AS = behind(String.raw`(?:(?:logged|log|signed|sign|checked)[ -](?:in|on|up|off)|authenticated|registered|acting|joined|posting|connected) as (?:user )?|impersonat(?:e|ed|ing) (?:user )?|my name is |switched to user `)
/** The same in quotes, as in error messages. */
export const QUOTED_USER = behind(String.raw`(?:user|username|user name|login|log-in|sign-in|account|member|player|customer|for|benutzer|utilisateur|usuario)(?: failed| denied| rejected)?(?: for| of| by)?(?: user| account)? ?[:=]? ?`, QUOTED)
/** Followed by whoever introduces themselves, with all words of the name. */
export const INTRODUCED = new RegExp(String.raw`(?<cue>(?<![${LETTERS}\d])(?:[Mm]y name is|[Mm]e llamo|[Mm]i nombre es|[Ii]ch hei(?:ß|ss)e|[Mm]ein Name ist|[Jj]e m['’]appelle|[Mm]on nom est|[Mm]i chiamo|[Ii]l mio nome è|[Mm]eu nome é|[Mm]e chamo|[Cc]hamo-me|[Mm]ijn naam is|[Ii]k heet|[Jj]ag heter|[Mm]itt namn är|[Jj]eg (?:heter|hedder)|[Mm]it navn er|[Nn]imeni on|[Nn]azywam się|[Mm]am na imię|[Jj]menuji se|[Vv]olám sa|[Mm]ă numesc|[Nn]umele meu este|[Bb]enim adım|[Nn]ama saya(?: adalah)?|[Tt]ôi tên là|[Мм]еня зовут|[Мм]ене звати|[Кк]азвам се|[Зз]овем се) )(?<who>[${LETTERS}][${LETTERS}'’-]{1,30}(?: (?:(?:van|von|de|der|den|da|do|dos|del|la|bin|al) ){0,2}[A-Z\u00c0-\u00de\u0410-\u042f][${LETTERS}'’-]{1,30}){0,2})`, 'g')
/** The same in Romance languages, where the words also say what somebody is. */
export const BEING = behind(String.raw`(?:soy|sono|sou|je suis|ich bin|ik ben|jestem|jag är|jeg er) `)
/** Two or three capitalized words. */
const FULL = String.raw`(?<who>[A-Z\u00c0-\u00de\u0100-\u0178][${LETTERS}'’-]{1,30}(?: [A-Z\u00c0-\u00de\u0100-\u0178][${LETTERS}'’-]{1,30}){1,2})(?![${LETTERS}\d@/\\])`
/** Greetings, introductions and what is done with somebody: before two words, these announce a name that no table need know. */
export const BEFORE_FULL_NAME = new RegExp(
  String.raw`(?<cue>(?<![${LETTERS}\d])(?:[Ww]elcome(?: back)?|[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Hh]appy [Bb]irthday|[Cc]ongrat(?:s|ulations)|[Gg]ood (?:morning|afternoon|evening|night)|[Tt]hanks|[Tt]hank you|[Ss]oy|[Ss]ono|[Ss]ou|[Jj]e suis|[Ii]ch bin|[Ii]k ben|I am|I['’]m|[Bb]ooked under|[Bb]ooking under|[Rr]eserved under|[Rr]eservation under|[Ff]iled under|under the name|(?:[Aa]ssigned|[Rr]eassigned|[Tt]ransferred|[Ss]poke|[Ss]poken|[Tt]alked|[Mm]eeting|[Ii]nterview|[Ll]unch|[Cc]hat|[Cc]hatted) (?:to|with|by)|(?:[Ss]en[dt]|[Gg]i?ave|[Gg]iven?|[Hh]and(?:ed)?|[Rr]eturn(?:ed)?|[Dd]eliver(?:ed)?|[Ff]orward(?:ed)?|[Mm]ail(?:ed)?)(?: [a-z]{1,15}){1,3} to|(?:[Uu]ser|[Cc]ustomer|[Pp]atient|[Mm]ember|[Pp]assenger|[Ee]mployee|[Ss]tudent))[,:]? )${FULL}`,
  'g',
)
/** The same, before what somebody did in an app. */
export const FULL_NAME_DID = new RegExp(
  String.raw`(?<cue>^|[.!?:] )${FULL}(?= (?:has |just |also )?(?=(?:joined|left|liked|commented|replied|shared|invited|mentioned|accepted|declined|requested|followed|posted|uploaded|edited|checked (?:in|out)|signed (?:up|in|out)|logged (?:in|out)|called|wrote|said|asked|answered|reacted|tagged|wants|needs)(?![${LETTERS}])))`,
  'g',
)
/** Somebody is addressed at the beginning. */
export const ADDRESSED = new RegExp(String.raw`^(?<cue>)(?<who>[A-Z\u00c0-\u00de][${LETTERS}’-]{1,20})(?=, (?:your|you|you['’](?:re|ve|ll)|we|we['’](?:re|ve|ll)|here['’]s|don['’]t|dein|deine|ihre?|votre|ton|ta|tu|tus|su|seu|sua|il tuo|la tua)(?![${LETTERS}]))`, 'g')
/** In logs: mostly a user. */
export const LOGGED = behind(String.raw`(?:for|of|by|from) (?:invalid |unknown |existing )?user |(?<![&?])\b(?:user|username|user_name|usr|login|uname|handle|nick|nickname|actor|owner|author|player|member)=`, HANDLE)
/** Somebody does something to an account, or it is named. */
export const ACCOUNT = behind(String.raw`(?:user|username|user name|login|account|handle|member|player|nick|nickname|identify|identified|kicked?|banned?|unbanned?|muted?|unmuted?|blocked|unblocked|unfollow(?:ed)?|follow(?:ed|s|ing)?|reported|promoted|demoted|invited|removed|added|mention(?:ed|s)?|whispered to|spectating|challenged|defeated|eliminated|killed(?: by)?|beat|friend|streamer|moderator|seller|buyer|opponent|teammate)(?: ?[:=])? `, HANDLE)
/** Somebody's handle, before what they did. */
export const ACTING = new RegExp(String.raw`(?<cue>(?<![${LETTERS}\d@#/._-]))(?<who>[${LETTERS}][${LETTERS}\d]{1,20}(?:[._][${LETTERS}\d]{1,20}){0,3})(?= (?:has |just |also )?(?=(?:joined|left|disconnected|reconnected|connected|logged|signed|liked|commented|replied|followed|started following|won|lost|died|posted|uploaded|tipped|subscribed|gifted|donated|bid|raided|was (?:kicked|banned|muted|slain|killed|promoted|invited)|is (?:typing|online|offline|live|streaming))(?![${LETTERS}])))`, 'gi')
/** Mostly followed by a word of the app, sometimes by a user. */
export const USER = behind(String.raw`(?:user|username|login|account|handle|member|player|customer)s?(?: ?[:=])? `)
/** What is done by, to or for somebody. */
export const DONE = behind(String.raw`(?:(?:[${LETTERS}]+ed(?: up| out| in| off| over| back)?|follow up|sent|seen|written|given|taken|made|paid|read|met|spoke|speak|talk|message|mail|email|call|note|invite|invitation|request|order|payment|gift|letter|reply|comment|review|feedback|ticket|chat|1:1|meeting|lunch|dinner|appointment|parcel|package|refund|reminder|voicemail|party|flowers|cake|prescription|results|ride|delivery) (?:by|to|with|from|for|w\/)|on behalf of|(?:in|loving) memory of|waiting (?:for|on)|llamar a|llama a|avisar a|entregar a|appeler|chiamare|ligar para|preguntar por|rappeler) `)
/** The same in lower case, at the end of a sentence, for verbs that are followed by a person. */
export const HANDED = behind(String.raw`(?:re)?(?:assigned|shared|invited|approved|rejected|declined|created|updated|deleted|uploaded|reported|requested|reviewed|signed|submitted|booked|cancell?ed|confirmed|resolved|escalated|transferred|forwarded|delegated|edited|owned|commented|posted|mentioned|locked|banned|blocked|suspended|verified) (?:by|to|with) `, WHO, String.raw`(?=$|[.,;:!?)]| (?:on|at|in|and|for|from|about|yesterday|today|via)\b)`)
/** Somebody was met or called, in lower case too. */
export const MET = behind(String.raw`(?:call|called|email|emailed|text|texted|met|meet|ask|asked|contact|contacted|remind|reminded|tell|told|invite|invited|pick(?:ed)? up|drop(?:ped)? off|with|from) `, WHO, String.raw`(?=$|[.,;:!?)]| (?:on|at|in|and|about|from|to|again|back|yesterday|today|tomorrow|tonight|via)\b)`)
/** What is said to or about somebody. */
export const SAID = behind(String.raw`(?:thanks|thank you|thx|cheers|regards|best wishes|best|sincerely|yours|love|hugs|congrats|congratulations|happy b(?:irth)?-?day|welcome back|welcome|good morning|good night|bye|goodbye|sorry|hi|hello|hey|dear|call|called|calling|email|emailed|text|texted|met|meet|ask|asked|asking|contact|contacted|remind|reminded|tell|told|invite|invited|visit|visited|message|ping|notify|follow|block|mute|named|i am|i'm|i’m|this is|it's|it’s)(?: for)?[,!]?\s`)
/** Relationships and jobs. */
export const ROLE = behind(String.raw`(?:patient|nurse|doctor|uncle|aunt|grandma|grandpa|cousin|sister|brother|coach|teacher|officer|sergeant|client|guest|student|employee|colleague|neighbou?r|friend|husband|wife|son|daughter|boss|baby|concierge|father|mother) `)
/** Handles in social networks. */
export const NETWORK = behind(String.raw`(?:skype|insta|instagram|ig|snap|snapchat|telegram|discord|twitter|tiktok|twitch|wechat|facebook|fb|psn|github)(?: id| handle| name| user)?(?: ?: ?| is )`)
/** Titles, which are followed by a surname. */
export const TITLED = behind(String.raw`(?:mr|mrs|ms|mx|dr|prof|herr|frau|mme|mlle|dhr|mevr|mevrouw|pani|sig\.ra|dra|srta|se[ñn]ora?|signora?)\.? `, String.raw`(?<who>[${LETTERS}][${LETTERS}'’-]{1,30})(?![${LETTERS}\d@/\\_])`)
/** The surname after a title and a given name that is already removed: `dr emily watson`. */
export const TITLED_REST = behind(String.raw`(?:mr|mrs|ms|mx|dr|prof|herr|frau|mme)\.? \[removed\] `, String.raw`(?<who>[${LETTERS}][${LETTERS}'’-]{2,30})(?![${LETTERS}\d@/\\_])`)
/** A family, by its surname. */
export const FAMILY = new RegExp(String.raw`(?<cue>(?<![${LETTERS}\d])(?:[Ff]am\.?|[Ff]amil(?:ie|le|ia|y)|[Ff]amiglia) )(?<who>[A-Z\u00c0-\u00de][${LETTERS}'’-]{2,30})(?![${LETTERS}\d@/\\_])`, 'g')
/** Somebody of a firm, at the beginning: `Ulrike from Zapier`. */
export const OF_FIRM = new RegExp(String.raw`^(?<cue>)(?<who>[A-Z\u00c0-\u00de][${LETTERS}’-]{1,20})(?= (?:from|von|@) ?\p{Lu})`, 'gu')
/** The whole text says for whom something is: `For Lucia`. */
export const DEDICATED = new RegExp(String.raw`^(?<cue>(?:[Ff]or|[Tt]o|[Ff]rom|[Ff]ür|[Vv]on|[Pp]our|[Dd]e|[Pp]ara|[Pp]er|[Dd]a|[Vv]oor|[Vv]an|[Dd]la|[Oo]d|[Tt]ill?|[Ff]rån|[Ff]ra) )(?<who>[A-Z\u00c0-\u00de][${LETTERS}’-]{1,20})(?=[.!]?$)`, 'g')
/** Whoever speaks, before a colon: `Karen: where is it?`. */
export const SPEAKER = new RegExp(String.raw`^(?<cue>\[?)(?<who>[A-Z\u00c0-\u00de][${LETTERS}’-]{1,20})(?=\]?: \S)`, 'g')
/** Relatives and roles, with a colon or a bracket: `Wife: Carmen`, `Kid 1: Mia`, `mom (Helen)`. */
export const LABELLED = behind(String.raw`(?:wife|husband|spouse|partner|mom|mum|mother|dad|father|son|daughter|brother|sister|kid|child|contact|client|patient|customer|guest|tenant|owner|teacher|nanny|frau|mann|tochter|sohn|femme|mari|fils|fille|esposa|esposo|hijo|hija|moglie|marito)(?: ?\d)?(?:: ?| \(| [–-] )`)
/** Whoever stands beside somebody. */
export const BESIDE = behind(String.raw`\[removed\] (?:and|&|und|et|y|och|og|en) `)
/** Whoever has something, in a filter: `assignee = "olga.k"`. */
export const FILTER = behind(String.raw`(?:assignee|reporter|owner|author|creator|user|member|reviewer|mentions|involves|from|to)(?::| ?= ?)["']?`, HANDLE)
/** Whoever gets or sends money, in the capitals of a bank. */
export const TRANSFER = new RegExp(String.raw`(?<cue>\b(?:TRANSFER|PAYMENT|ZELLE|VENMO|UPI|IMPS|NEFT|WIRE|DEPOSIT|CREDIT|REMITTANCE) (?:FROM|TO) )(?<who>[A-Z\u00c0-\u00de]{3,20}(?: [A-Z\u00c0-\u00de]{1,20}){1,2})(?![${LETTERS}])`, 'g')
/** What an app changed for an account. */
export const CHANGED = behind(String.raw`(?:passwords?|accounts?|access|roles?|mfa|2fa|otp|tokens?|sessions?|permissions?|e-?mails?|profiles?|licen[cs]es?|invitations?) (?:was |were |has been )?(?:changed|reset|updated|created|deleted|enabled|disabled|issued|granted|revoked|removed|expired|locked|unlocked|verified|rotated|sent|requested) (?:for|by|to|from) `, HANDLE)
/** Somebody did something in an app. */
export const DID = new RegExp(String.raw`(?<cue>^|[.!?:,] )(?<who>[${LETTERS}][${LETTERS}’]{1,30})(?= (?:has |just |also )?(?=(?:joined|left|liked|commented|replied|shared|invited|mentioned|sent|accepted|declined|requested|followed|started|posted|uploaded|updated|edited|checked (?:in|out)|signed (?:up|in|out)|logged (?:in|out)|called|booked|cancelled|canceled|ordered|paid|wrote|said|asked|answered|reacted|tagged|assigned|added|completed|approved|rejected|is|was|wants|needs|seems|did|does|will|came|got|made|(?:at|from) your|at the (?:desk|counter|reception|front|shop|branch|till|checkout|door|gate|bar|call)|from (?:support|reception|sales|billing|accounts|customer|hr))(?![${LETTERS}])))`, 'gi')
/** Somebody's things: devices, and what belongs to somebody in an app. */
export const OWNED = new RegExp(String.raw`(?<cue>)(?<![${LETTERS}\d])(?<who>[${LETTERS}][${LETTERS}]{2,30}?)(?=['’]?s['’]?[ _-](?:\d{1,3}(?:st|nd|rd|th) |new |old |first |last )?(?=(?:i?phone|ipad|ipod|i?mac|macbook|mac ?mini|mbp|air|airpods|watch|laptop|desktop|pc|computer|tablet|galaxy|pixel|surface|kindle|echo|tv|device|account|profile|order|cart|invoice|birthday|team|workspace|organi[sz]ation|project|board|calendar|resume|cv|inbox|files?|folder|house|home|room|network|wi-?fi|wishlist|wedding|booking|reservation|parcel|package|message|photos?|request|payment|subscription|email|dashboard|playlist|library|space|notes?|tasks?|to-?dos?|budget|trip|album|bedroom|desk|avatar|list|contract|payslip|appointment|mum|mom|dad|wife|husband)(?![${LETTERS}])))`, 'gi')
/** The same in other languages, before the name. */
export const OWNED_BY = behind(String.raw`(?:iphone|ipad|i?mac|macbook(?: air| pro)?|air ?pods|apple watch|galaxy|pixel|pc|laptop|computer) (?:(?:von|de|di|van|of|do|da|af|av|fra) |d['’] ?)|(?:pc|mac|laptop|desktop)-`, String.raw`(?<who>[${LETTERS}][${LETTERS}]{2,30})(?![${LETTERS}\d@/\\_-])`)
