/** What the terminal says at start: why it cannot go on, or where everything is. */
const en = {
  // why it cannot start
  'environment-wrong': ({ mistakes }: { mistakes: string[] }) =>
    `The environment cannot be used:\n${mistakes.map((each) => `  ${each}`).join('\n')}`,
  'already-running': ({ folder, pid }: { folder: string; pid: number }) =>
    `Tobiishi is already running on ${folder} (process ${pid}); stop it first, or set DATABASE_URL to run several processes on one database.`,
  'folder-closed': ({ folder, reason }: { folder: string; reason: string }) =>
    `The data folder ${folder} cannot be used (${reason}); give DATA_DIR a folder that you can write to.`,
  'no-postgres-for-platform': ({ platform }: { platform: string }) =>
    `There is no embedded Postgres for ${platform}; install Postgres 17 or newer and set DATABASE_URL.`,
  'no-postgres-user':
    'Postgres does not run as root and no other user could be found or made; run “useradd postgres”, start as an ordinary user, or set DATABASE_URL.',
  'postgres-failed': ({ doing, output }: { doing: string; output: string }) =>
    `The embedded Postgres failed while ${doing}: ${output}`,
  'postgres-stopped': ({ log }: { log: string }) =>
    `The embedded Postgres stopped by itself; its last words are in ${log}.`,
  'database-unreachable': ({ address, reason }: { address: string; reason: string }) =>
    `The database at ${address} cannot be reached (${reason}); check DATABASE_URL and that Postgres runs.`,
  'database-too-old': ({ version }: { version: string }) =>
    `The database is Postgres ${version}; Tobiishi needs Postgres 17 or newer.`,
  'migration-failed': ({ code }: { code: string }) =>
    `The database cannot be brought up to this Tobiishi (${code}) and stays as it was; check that nothing else uses or has changed it, or restore a backup.`,
  'database-newer':
    'The database was last used by a newer Tobiishi; start that version, or restore a backup made before it.',
  'port-taken': ({ host, port }: { host: string; port: number }) =>
    `Port ${port} on ${host} is taken by another program; stop it, or start with another one: PORT=${port + 1} npm start`,
  'port-refused': ({ host, port, reason }: { host: string; port: number; reason: string }) =>
    `Cannot listen on ${host}, port ${port} (${reason}); check HOST and PORT.`,
  'editor-failed': ({ output }: { output: string }) => `The editor could not be built:\n${output}`,
  'went-wrong': ({ reason }: { reason: string }) => `Tobiishi could not start: ${reason}`,

  // what mistakes the environment can hold
  'not-a-port': 'a port is a number from 1 to 65535',
  'not-a-url': ({ example }: { example: string }) =>
    `this is not such an address; an example: ${example}`,
  'not-a-base': 'this is an origin without a path, e.g. https://mail.example.com',
  'not-proxies': 'these are addresses or networks, e.g. 10.0.0.5, 172.16.0.0/12',
  'secret-too-short': 'a secret has at least 32 characters; make one with: openssl rand -base64 32',
  'not-an-email': 'this is not an e-mail address',
  'password-too-short': 'a password has at least 8 characters',
  'owner-half': 'OWNER_EMAIL and OWNER_PASSWORD belong together; set both or none',
  'not-a-level': ({ levels }: { levels: string }) => `choose one of ${levels}`,
  'not-a-role': 'choose one of web, worker, all',
  'unknown-option': 'there is no such option; --role web|worker|all is the only one',

  // the block
  building: 'Building the editor (once; about half a minute) …',
  preparing: 'Preparing the database (once) …',
  'open-first': 'Open this link and create the owner (it works once):',
  open: 'Open:',
  'mail-caught': ({ url }: { url: string }) =>
    `Mail: the built-in mailbox takes everything, nothing leaves this machine: ${url}`,
  'mail-smtp': ({ address }: { address: string }) => `Mail: goes out through ${address}`,
  'data-embedded': ({ folder }: { folder: string }) => `Data: ${folder} (back up this folder)`,
  'data-external': ({ address, secret }: { address: string; secret: string }) =>
    `Data: Postgres at ${address}; the secret is in ${secret}`,
  'data-external-all': ({ address }: { address: string }) => `Data: Postgres at ${address}`,
  'stop-with': 'Stop: Ctrl-C',
  'worker-only': 'A worker is running: it walks contacts and sends mail.',
  stopping: 'Stopping … (Ctrl-C again ends at once)',
  stopped: 'Stopped. Everything is kept.',
  'ending-failed': ({ code }: { code: string }) =>
    `A part did not stop cleanly (${code}); the others are stopped all the same.`,

  // commands
  usage: `Commands (after “npm run cli --”):
  api-key create NAME   make a key for the API; it is shown once
    [--scopes a,b] [--days N]   what it may do (events:write), until when
  api-key list          keys that are in use
  api-key revoke ID     from now on the key opens nothing
  password reset EMAIL  give a member a new password; it is shown once
  setup-link            the link by which the first owner is made`,
  'key-made': ({ name }: { name: string }) =>
    `API key “${name}” made. It is shown only now; send it as “Authorization: Bearer …”.`,
  'key-revoked': ({ id }: { id: number }) => `Key ${id} opens nothing any more.`,
  'no-such-key': ({ id }: { id: string }) => `There is no key ${id} in use; see “api-key list”.`,
  'no-keys': 'There are no keys.',
  'wrong-scope': ({ scope, scopes }: { scope: string; scopes: string }) =>
    `There is no scope ${scope}. Choose from: ${scopes}`,
  'wrong-days': ({ days }: { days: string }) => `“${days}” is no number of days from 1 to 3650.`,
  'password-made': ({ email }: { email: string }) =>
    `New password for ${email}. It is shown only now; all sessions are ended.`,
  'no-such-member': ({ email }: { email: string }) => `Nobody signs in as ${email}.`,
  'owner-exists': 'There is an owner already; sign in instead.',
}

const ja: typeof en = {
  'environment-wrong': ({ mistakes }) =>
    `環境変数に使えない値があります。\n${mistakes.map((each) => `  ${each}`).join('\n')}`,
  'already-running': ({ folder, pid }) =>
    `${folder}のデータでTobiishiがすでに動いています（プロセス${pid}）。先に止めるか、DATABASE_URLを設定して1つのデータベースを共有してください。`,
  'folder-closed': ({ folder, reason }) =>
    `データの置き場所${folder}を使えません（${reason}）。書き込めるフォルダーをDATA_DIRに指定してください。`,
  'no-postgres-for-platform': ({ platform }) =>
    `${platform}用の内蔵Postgresがありません。Postgres 17以上を入れて、DATABASE_URLを設定してください。`,
  'no-postgres-user':
    'Postgresはrootでは動きませんが、代わりのユーザーが見つからず、作ることもできませんでした。「useradd postgres」を実行するか、一般ユーザーで起動するか、DATABASE_URLを設定してください。',
  'postgres-failed': ({ doing, output }) => `内蔵Postgresが失敗しました（${doing}）：${output}`,
  'postgres-stopped': ({ log }) => `内蔵Postgresが止まりました。最後の記録は${log}にあります。`,
  'database-unreachable': ({ address, reason }) =>
    `${address}のデータベースにつながりません（${reason}）。DATABASE_URLと、Postgresが動いているかを確かめてください。`,
  'database-too-old': ({ version }) =>
    `データベースはPostgres ${version}です。Postgres 17以上が必要です。`,
  'migration-failed': ({ code }) =>
    `データベースをこのTobiishiに合わせられません（${code}）。中身は元のままです。ほかのプログラムが使ったり変えたりしていないかを確かめるか、バックアップに戻してください。`,
  'database-newer':
    'このデータベースは、より新しいTobiishiが使っています。その版で起動するか、それより前のバックアップに戻してください。',
  'port-taken': ({ host, port }) =>
    `${host}のポート${port}はほかのプログラムが使っています。それを止めるか、別のポートで起動してください：PORT=${port + 1} npm start`,
  'port-refused': ({ host, port, reason }) =>
    `${host}のポート${port}で待ち受けできません（${reason}）。HOSTとPORTを確かめてください。`,
  'editor-failed': ({ output }) => `エディターを組み立てられませんでした。\n${output}`,
  'went-wrong': ({ reason }) => `Tobiishiを起動できませんでした：${reason}`,

  'not-a-port': 'ポートは1から65535までの数です',
  'not-a-url': ({ example }) => `この種類のアドレスではありません。例：${example}`,
  'not-a-base': 'パスのないURLを指定してください。例：https://mail.example.com',
  'not-proxies': 'IPアドレスかネットワークを並べます。例：10.0.0.5, 172.16.0.0/12',
  'secret-too-short': '32文字以上にしてください。作り方：openssl rand -base64 32',
  'not-an-email': 'メールアドレスではありません',
  'password-too-short': 'パスワードは8文字以上にしてください',
  'owner-half': 'OWNER_EMAILとOWNER_PASSWORDは、両方とも設定するか、両方とも外してください',
  'not-a-level': ({ levels }) => `${levels}のどれかにしてください`,
  'not-a-role': 'web、worker、allのどれかにしてください',
  'unknown-option': 'そのような指定はありません。使えるのは--role web|worker|allだけです',

  building: 'エディターを組み立てています（最初だけ、30秒ほど）…',
  preparing: 'データベースを準備しています（最初だけ）…',
  'open-first': 'このリンクを開いて、オーナーを登録してください（1回だけ使えます）：',
  open: '開くアドレス：',
  'mail-caught': ({ url }) => `メール：すべて内蔵メールボックスに入り、外へは出ません：${url}`,
  'mail-smtp': ({ address }) => `メール：${address}から送信します`,
  'data-embedded': ({ folder }) => `データ：${folder}（バックアップはこのフォルダーを）`,
  'data-external': ({ address, secret }) =>
    `データ：${address}のPostgres。秘密鍵は${secret}にあります`,
  'data-external-all': ({ address }) => `データ：${address}のPostgres`,
  'stop-with': '止めるには：Ctrl-C',
  'worker-only': 'ワーカーが動いています。コンタクトを進め、メールを送ります。',
  stopping: '止めています…（もう一度Ctrl-Cを押すと、すぐに終わります）',
  stopped: '止まりました。データはすべて残っています。',
  'ending-failed': ({ code }) =>
    `正しく止まらなかった部分があります（${code}）。残りの部分はそのまま止めます。`,

  usage: `コマンド（「npm run cli --」に続けて）：
  api-key create NAME   APIキーを作る（表示は一度だけ）
    [--scopes a,b] [--days N]   できること（events:write）と有効な日数
  api-key list          使われているキー
  api-key revoke ID     キーを無効にする
  password reset EMAIL  メンバーに新しいパスワードを与える（表示は一度だけ）
  setup-link            最初のオーナーを登録するリンク`,
  'key-made': ({ name }) =>
    `APIキー「${name}」を作りました。表示は今だけです。「Authorization: Bearer …」で送ってください。`,
  'key-revoked': ({ id }) => `キー${id}を無効にしました。`,
  'no-such-key': ({ id }) =>
    `使われているキー${id}はありません。「api-key list」で確かめてください。`,
  'no-keys': 'キーはありません。',
  'wrong-scope': ({ scope, scopes }) =>
    `スコープ${scope}はありません。次から選んでください：${scopes}`,
  'wrong-days': ({ days }) => `日数は1から3650までの整数で指定してください（「${days}」）。`,
  'password-made': ({ email }) =>
    `${email}の新しいパスワードです。表示は今だけです。ログイン中の端末はすべてログアウトしました。`,
  'no-such-member': ({ email }) => `${email}というメンバーはいません。`,
  'owner-exists': 'すでにオーナーがいます。ログインしてください。',
}

export const words = { en, ja }
