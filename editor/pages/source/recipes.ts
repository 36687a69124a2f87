/** Ready-made texts to paste, for a webhook's address. Pure. */
export const recipes = {
  html: (url: string) => `<form action="${url}" method="post">
  <label>姓 <input name="last_name" autocomplete="family-name"></label>
  <label>名 <input name="first_name" autocomplete="given-name"></label>
  <label>メールアドレス
    <input type="email" name="email" autocomplete="email" required>
  </label>
  <input type="hidden" name="_redirect" value="/thanks.html">
  <button>登録する</button>
</form>`,

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

  curl: (url: string) => `curl ${url} \\
  -H 'Content-Type: application/json' \\
  -d '{"email":"taro@example.jp","last_name":"山田","first_name":"太郎"}'`,

  signed: (url: string) => `body='{"email":"taro@example.jp"}'
time=$(date +%s)
signature=$(printf '%s.%s' "$time" "$body" |
  openssl dgst -sha256 -hmac "$SECRET" -r | cut -d' ' -f1)
curl ${url} -d "$body" \\
  -H 'Content-Type: application/json' \\
  -H "X-Tobiishi-Signature: t=$time,v1=$signature"`,
}
