import type { Language } from '../../words.ts'

/** Ready-made texts to paste, for a webhook's address. Pure. */
export const recipes = {
  html: (url: string, language: Language) => {
    const say = words[language]
    const names = say.names.map(
      ({ label, name, fills }) =>
        `  <label>${label} <input name="${name}" autocomplete="${fills}"></label>`,
    )
    return `<form action="${url}" method="post">
${names.join('\n')}
  <label>${say.email}
    <input type="email" name="email" autocomplete="email" required>
  </label>
  <input type="hidden" name="_redirect" value="/thanks.html">
  <button>${say.button}</button>
</form>`
  },

  google: (url: string) => `function onFormSubmit(event) {
  const fields = {}
  const email = event.response.getRespondentEmail()
  if (email) fields.respondentEmail = email
  for (const answer of event.response.getItemResponses()) {
    fields[answer.getItem().getTitle()] = answer.getResponse()
  }
  UrlFetchApp.fetch('${url}', {
    method: 'post',
    contentType: 'application/json',
    headers: { 'Idempotency-Key': event.response.getId() },
    payload: JSON.stringify(fields),
  })
}`,

  curl: (url: string, language: Language) => `curl ${url} \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify(words[language].person)}'`,

  signed: (
    url: string,
    language: Language,
  ) => `body='${JSON.stringify({ email: words[language].person.email })}'
time=$(date +%s)
signature=$(printf '%s.%s' "$time" "$body" |
  openssl dgst -sha256 -hmac "$SECRET" -r | cut -d' ' -f1)
curl ${url} -d "$body" \\
  -H 'Content-Type: application/json' \\
  -H "X-Tobiishi-Signature: t=$time,v1=$signature"`,
}

const first = { name: 'first_name', fills: 'given-name' }
const last = { name: 'last_name', fills: 'family-name' }

/** Names in the order in which the language says them. */
export const words = {
  en: {
    names: [
      { ...first, label: 'First name' },
      { ...last, label: 'Last name' },
    ],
    email: 'E-mail address',
    button: 'Sign up',
    person: { email: 'hannah@example.com', first_name: 'Hannah', last_name: 'Smith' },
  },
  ja: {
    names: [
      { ...last, label: '姓' },
      { ...first, label: '名' },
    ],
    email: 'メールアドレス',
    button: '登録する',
    person: { email: 'taro@example.jp', last_name: '山田', first_name: '太郎' },
  },
}
