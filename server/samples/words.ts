import type { NewFormPage } from '../sources/form-page.ts'
import { letter } from './letter.ts'

/** A coffee shop's first days with a new customer, told twice: every text of the sample. */
export type SampleTexts = {
  journey: string
  sender: { name: string; address: string; postalAddress: string; enquiry: string }
  source: { name: string; consentWording: string; form: NewFormPage }
  stones: Record<'trigger' | 'condition' | 'office' | 'wait' | 'exit', string>
  mails: Record<'welcome' | 'office' | 'home' | 'visit', Mail>
}

type Mail = { name: string; subject: string; preheader: string; html: string }

const shop = 'https://minato-coffee.example'

const footJa = [
  '{{ account.sender_name }}',
  '{% if account.postal_address %}{{ account.postal_address }}{% endif %}',
  '{% if account.enquiry %}お問い合わせ：{{ account.enquiry }}{% endif %}',
  'このメールの配信は、いつでも停止できます。<a href="{{ unsubscribe_url }}" style="color:#17603e">配信停止はこちら</a>',
]

const ja: SampleTexts = {
  journey: '会員登録ウェルカム',
  sender: {
    name: 'みなと珈琲',
    address: 'hello@minato-coffee.example',
    postalAddress: '〒231-0002 神奈川県横浜市中区海岸通0-0 みなと珈琲（見本の住所）',
    enquiry: 'hello@minato-coffee.example',
  },
  source: {
    name: '会員登録フォーム',
    consentWording:
      'みなと珈琲からのお知らせメールを受け取ることに同意します（いつでも停止できます）',
    form: {
      title: 'みなと珈琲 メンバー登録',
      intro: '季節の豆と、おいしいいれ方をメールでお届けします。登録は1分、無料です。',
      button: '登録する',
      thanks:
        'ご登録ありがとうございます。メールの受け取りに同意した方には、まもなくお送りします。',
      language: 'ja',
      fields: [
        { name: 'last_name', label: '姓', required: true },
        { name: 'first_name', label: '名', required: false },
        { name: 'email', label: 'メールアドレス', required: true },
        { name: 'company', label: '会社名・店名（お仕事で使う方だけ）', required: false },
      ],
    },
  },
  stones: {
    trigger: '会員登録フォームから',
    condition: '会社名があるか',
    office: '会社名あり',
    wait: '1日待つ',
    exit: '終了',
  },
  mails: {
    welcome: {
      name: 'ようこそのメール',
      subject:
        '{{ contact.last_name | honorific: "様", fallback: "お客様" }}、みなと珈琲へようこそ',
      preheader: 'ご登録ありがとうございます。はじめの一杯をご案内します。',
      html: letter({
        shop: 'みなと珈琲',
        heading: 'ご登録ありがとうございます',
        paragraphs: [
          '{{ contact.last_name | honorific: "様", fallback: "お客様" }}',
          'みなと珈琲の店主、森です。港の見える小さな焙煎所で、毎朝その日の分だけ豆を焼いています。',
          'はじめの一杯には、やわらかな苦みの「みなとブレンド」をお選びください。迷ったときに帰ってこられる味です。',
        ],
        button: { text: '今月の豆を見る', url: `${shop}/beans` },
        foot: footJa,
      }),
    },
    office: {
      name: '会社・お店向けのご案内',
      subject: '{{ contact.company }}のみなさまに、焼きたての豆を',
      preheader: '10杯分から、毎週決まった曜日にお届けします。',
      html: letter({
        shop: 'みなと珈琲',
        heading: '職場の一杯を、少しよくする',
        paragraphs: [
          '{{ contact.company }}<br>{{ contact.last_name | honorific: "様", fallback: "ご担当者様" }}',
          'お仕事でお使いの方には、焼いた翌日に届く定期便をご用意しています。10杯分から、毎週決まった曜日にお届けします。',
          'ミルの種類をお知らせくだされば、挽き目も合わせます。まずは1週間分の見本をお試しください。',
        ],
        button: { text: '見本を取り寄せる', url: `${shop}/office` },
        foot: footJa,
      }),
    },
    home: {
      name: 'ご家庭向けのいれ方',
      subject: '家の珈琲がおいしくなる、3つのこつ',
      preheader: '豆の量、お湯の温度、待つ時間。今日からできます。',
      html: letter({
        shop: 'みなと珈琲',
        heading: '家の珈琲がおいしくなる、3つのこつ',
        paragraphs: [
          '<strong>豆は1杯12グラム。</strong>計量スプーンなら、軽く山盛り1杯です。',
          '<strong>お湯は沸いてから1分。</strong>少し落ち着いたお湯が、甘みを引き出します。',
          '<strong>最初の30秒は待つ。</strong>ふくらんだ粉がしずまってから、細く注いでください。',
        ],
        button: { text: '動画でいれ方を見る', url: `${shop}/how-to` },
        foot: footJa,
      }),
    },
    visit: {
      name: '焙煎所へのお誘い',
      subject: '土曜の朝、焙煎所へいらっしゃいませんか',
      preheader: '焼きたての豆を3種類、飲みくらべていただけます。',
      html: letter({
        shop: 'みなと珈琲',
        heading: '土曜の朝、焙煎所へ',
        paragraphs: [
          '{{ contact.last_name | honorific: "様", fallback: "お客様" }}',
          '毎週土曜の9時から、焙煎所の扉を開けています。焼きたての豆を3種類、飲みくらべていただけます。',
          'このメールをご覧になった方は、ご予約なしでどうぞ。港の風といっしょにお待ちしています。',
        ],
        button: { text: '行き方を見る', url: `${shop}/visit` },
        foot: footJa,
      }),
    },
  },
}

const footEn = [
  '{{ account.sender_name }}',
  '{% if account.postal_address %}{{ account.postal_address }}{% endif %}',
  '{% if account.enquiry %}Contact: {{ account.enquiry }}{% endif %}',
  'You can stop these mails at any time. <a href="{{ unsubscribe_url }}" style="color:#17603e">Unsubscribe</a>',
]

const en: SampleTexts = {
  journey: 'Welcome',
  sender: {
    name: 'Minato Coffee',
    address: 'hello@minato-coffee.example',
    postalAddress:
      'Minato Coffee, 0-0 Kaigan-dori, Naka-ku, Yokohama 231-0002, Japan (sample address)',
    enquiry: 'hello@minato-coffee.example',
  },
  source: {
    name: 'Sign-up form',
    consentWording: 'I agree to receive mail from Minato Coffee (I can stop it at any time)',
    form: {
      title: 'Join Minato Coffee',
      intro: 'Beans of the season and better cups at home, by mail. It takes a minute and is free.',
      button: 'Sign up',
      thanks: 'Thank you for signing up. If you agreed to receive mail, the first is on its way.',
      language: 'en',
      fields: [
        { name: 'first_name', label: 'First name', required: true },
        { name: 'last_name', label: 'Last name', required: false },
        { name: 'email', label: 'E-mail address', required: true },
        { name: 'company', label: 'Company or shop (only if it is for work)', required: false },
      ],
    },
  },
  stones: {
    trigger: 'From the sign-up form',
    condition: 'Is there a company?',
    office: 'Company given',
    wait: 'Wait 1 day',
    exit: 'End',
  },
  mails: {
    welcome: {
      name: 'Welcome mail',
      subject:
        'Welcome to Minato Coffee{% if contact.first_name %}, {{ contact.first_name }}{% endif %}',
      preheader: 'Thank you for signing up. Here is where to begin.',
      html: letter({
        shop: 'Minato Coffee',
        heading: 'Thank you for signing up',
        paragraphs: [
          'Hello {{ contact.first_name | fallback: "there" }},',
          'I am Ren Mori. In a small roastery with a view of the harbor I roast, each morning, just what the day needs.',
          'For your first cup take the Minato Blend: soft, a little bitter, a taste to come home to.',
        ],
        button: { text: 'See this month’s beans', url: `${shop}/beans` },
        foot: footEn,
      }),
    },
    office: {
      name: 'For offices and shops',
      subject: 'Fresh beans for everybody at {{ contact.company }}',
      preheader: 'From ten cups a week, always on the same day.',
      html: letter({
        shop: 'Minato Coffee',
        heading: 'A better cup at work',
        paragraphs: [
          'Hello {{ contact.first_name | fallback: "there" }},',
          'For {{ contact.company }} there are weekly deliveries, roasted the day before: from ten cups, always on the same day.',
          'Tell us about your grinder and we match the grind. A week’s sample is the best way to begin.',
        ],
        button: { text: 'Ask for a sample', url: `${shop}/office` },
        foot: footEn,
      }),
    },
    home: {
      name: 'Better cups at home',
      subject: 'Three small things that make coffee at home better',
      preheader: 'How much, how hot, how long. You can begin today.',
      html: letter({
        shop: 'Minato Coffee',
        heading: 'Three small things that make coffee at home better',
        paragraphs: [
          '<strong>12 grams a cup.</strong> That is one slightly heaped spoon.',
          '<strong>Let the water rest a minute.</strong> Calmer water brings out what is sweet.',
          '<strong>Wait for 30 seconds.</strong> Let the grounds rise and settle, then pour in a thin stream.',
        ],
        button: { text: 'See how it is done', url: `${shop}/how-to` },
        foot: footEn,
      }),
    },
    visit: {
      name: 'Invitation to the roastery',
      subject: 'Come to the roastery on Saturday morning',
      preheader: 'Three fresh roasts to taste side by side.',
      html: letter({
        shop: 'Minato Coffee',
        heading: 'Saturday morning at the roastery',
        paragraphs: [
          'Hello {{ contact.first_name | fallback: "there" }},',
          'Every Saturday from nine our door is open. You can taste three fresh roasts side by side.',
          'You need no booking. We look forward to seeing you, with a breeze from the harbor.',
        ],
        button: { text: 'How to get here', url: `${shop}/visit` },
        foot: footEn,
      }),
    },
  },
}

export const words = { en, ja }
