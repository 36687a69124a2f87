/**
 * What the names of fields mean. A closed vocabulary: a name is taken for the contact's only when
 * every word of it is known to speak of whoever filled in the form, so `admin_email`, `shop.email`,
 * `reply_to` and 担当者メール are nobody's without being listed.
 */

/** 0: plainly the address, 1: somebody's in a role, null: not known to be the contact's. Pure. */
export function emailRank(name: string): 0 | 1 | null {
  const plain = plainly(name)
  if (JA_EMAIL.test(plain.replaceAll(' ', ''))) return 0
  const words = plain.replace(/\be mail/, 'email').split(' ')
  if (!words.some((word) => MAIL.test(word))) return null
  const others = words.filter((word) => !MAIL.test(word))
  if (others.every((word) => PLAIN.has(word) || NUMBERED.test(word))) return 0
  return others.every((word) => PLAIN.has(word) || NUMBERED.test(word) || PEOPLE.has(word))
    ? 1
    : null
}

export type NameKey =
  | 'last_name'
  | 'first_name'
  | 'last_kana'
  | 'first_kana'
  | 'name'
  | 'kana'
  | 'company'

/** Which part of a person's name a field holds; `kana` is the whole reading. Pure. */
export function nameKey(name: string): NameKey | null {
  const plain = plainly(name)
    .replace(/^(your|my|contact|customer|billing|input|text) /, '')
    .replace(/^what( is| s) your /, '')
  const dense = plain.replaceAll(' ', '')
  return NAMES.find(([, pattern]) => pattern.test(dense))?.[0] ?? null
}

/** How a container of fields stands to the contact; null: may be somebody else's. Pure. */
export function containerKind(name: string): 'wrapper' | 'person' | null {
  const plain = plainly(name)
  if (/^(お客様|顧客|会員|申込者|お申込者|購入者|注文者|ご注文者)(情報)?$/.test(plain))
    return 'person'
  if (/^(フォーム|回答|入力内容|申込内容)$/.test(plain)) return 'wrapper'
  const words = plain.split(' ')
  if (!words.every((word) => WRAPPERS.has(word) || PEOPLE.has(word) || NUMBERED.test(word)))
    return null
  return words.some((word) => PEOPLE.has(word)) ? 'person' : 'wrapper'
}

/** Whether a question that asks for an address asks for another person's. Pure. */
export const isSomeoneElse = (name: string) =>
  /担当者(?!様)|店舗|管理者|送信元|差出人|返信先|友達|友人|家族|紹介|上司|緊急/.test(name) ||
  /\b(friend|refer\w*|admin\w*|owner|staff|sender|recipient|manager|boss|colleague|emergency|spouse|partner|reply to)\b/.test(
    plainly(name),
  )

/** Lower-case words: width folded, camelCase parted, marks and notes such as （必須） gone. */
function plainly(name: string): string {
  // No name is longer; a sender's could be a megabyte.
  return name
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(NOTE, ' ')
    .replace(/必須|任意|※/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** What stands in brackets about filling in; a bracket within ends it, so that it is found in one go. */
const NOTE =
  /[([<【〔][^()[\]<>【】〔〕]*(必須|任意|required|optional|半角|全角|確認|再入力|例|フルネーム|漢字)[^()[\]<>【】〔〕]*[)\]>】〕]/g

const MAIL = /^e?mail(address)?s?\d{0,2}$/

/** Words that say nothing about whose address it is. */
const PLAIN = new Set(
  'address addr your my field input text txt entry value required confirm confirmation confirmed check retype repeat again verify re primary main personal private home work pc mobile new registered what is s the best'.split(
    ' ',
  ),
)

const PEOPLE = new Set(
  'contact customer customers client user person member subscriber lead buyer purchaser payer registrant invitee attendee attendees participant participants respondent applicant guest visitor student patient billing receipt cardholder profile'.split(
    ' ',
  ),
)

const WRAPPERS = new Set(
  'data payload form formdata fields field body entry response responses answers answer event object resource attributes properties params parameters values value submission record row result request order checkout booking reservation registration signup subscription application inquiry enquiry details detail info information json post input variables address new primary main'.split(
    ' ',
  ),
)

/** `q3`, `field2`, `1`: what builders number their fields with. */
const NUMBERED = /^[a-z]?\d{1,4}$|^(field|input|item|text)\d{1,4}$/

const JA_EMAIL =
  /^(お客様|ご本人様?|あなた|会員|お?申し?込み?者?|ご?購入者|ご?注文者|ご?契約者|受講者|参加者|応募者|ご担当者様?|担当者様|ご?連絡先|ご?登録|pc|パソコン|携帯|スマホ|ご?勤務先|個人)?用?の?(e?メール|電子メール|イーメール|e?mail|メルアド|メアド)(アドレス|address)?(確認|再入力|ご?確認用|もう一度)?\d?$/

const NAMES: [NameKey, RegExp][] = [
  [
    'last_kana',
    /^(セイ|せい|姓(カナ|かな|フリガナ|ふりがな|よみ|読み|ヨミ)|(氏名|お?名前)?(カナ|かな|フリガナ|ふりがな)(姓|セイ|せい)|(last|family)?(name)?kana(last|sei)|(last|lastname|familyname|sei)kana|seikana|phoneticlastname|lastnamephonetic)$/,
  ],
  [
    'first_kana',
    /^(メイ|めい|名(カナ|かな|フリガナ|ふりがな|よみ|読み|ヨミ)|(氏名|お?名前)?(カナ|かな|フリガナ|ふりがな)(名|メイ|めい)|(first|given)?(name)?kana(first|mei)|(first|firstname|givenname|mei)kana|meikana|phoneticfirstname|firstnamephonetic)$/,
  ],
  [
    'kana',
    /^((お?名前|ご?氏名)?(フリガナ|ふりがな|カナ|かな|読み仮名|よみがな)|(name|full)?(kana|furigana)|namekana)$/,
  ],
  [
    'last_name',
    /^(姓|氏|苗字|名字|((お|ご)?(名前|氏名))姓|lastname|familyname|surname|sei|lname|namelast)$/,
  ],
  ['first_name', /^(名|((お|ご)?(名前|氏名))名|firstname|givenname|mei|fname|namefirst)$/],
  [
    'company',
    /^((御|貴|お?勤め先の?)?(会社|社|企業|法人|団体|勤務先)名?|(会社|御社|貴社|企業|法人|団体)名?・?(団体名|屋号)?|(company|organi[sz]ation|corporate|business)(name)?)$/,
  ],
  [
    'name',
    /^((お|御)?名前|(ご|御)?(氏名|芳名)|お客様(の?お?名前|名)|name|fullname|displayname|customername|contactname)$/,
  ],
]
