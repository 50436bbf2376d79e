# gc-auth: settings from everywhere, one shared token, what the token may do.
load helper
load programs

teardown() {
	stop_sims
}

# auth [option...] - stdout in `out`, stderr in `err`, the status in $status.
auth() {
	status=0
	gc-auth "$@" >out 2>err || status=$?
}

stat() { curl -sf "http://localhost:$SIM_PORT/sim/stats" | jq "$1"; }
cached() { find "$XDG_CACHE_HOME/gc-tools" -name 'token-*.json'; }

# profiles - stdin into profiles.yaml, closed to others.
profiles() {
	mkdir -p "$XDG_CONFIG_HOME/gc-tools"
	rm -f "$XDG_CONFIG_HOME/gc-tools/profiles.yaml"
	(umask 077 && cat >"$XDG_CONFIG_HOME/gc-tools/profiles.yaml")
}

# nowhere VARIABLE=VALUE... - what gc-auth says, with no host to be reached.
nowhere() {
	env HTTPS_PROXY=http://127.0.0.1:1 "$@" gc-auth --retries 0 2>&1 || true
}

@test "the session: org, hosts, and when the token ends" {
	start_sim --flows 1 --org Example
	auth
	[ "$status" -eq 0 ]
	[ ! -s err ]
	jq -e --arg url "http://localhost:$SIM_PORT" \
		'keys == ["api", "expires_at", "kind", "login", "organization", "region"]
		and .kind == "session" and .organization.name == "Example" and .api == $url and .login == $url' out
	[ "$(jq -r '.expires_at | fromdateiso8601' out)" -gt "$(($(date +%s) + 86000))" ]
	[ "$(jq -r '.expires_at | fromdateiso8601' out)" -le "$(($(date +%s) + 86400))" ]
	# Slashes at the end of a URL make no other host, and no other token.
	export GC_API_URL=http://localhost:$SIM_PORT/ GC_LOGIN_URL=http://localhost:$SIM_PORT//
	mv out want
	auth
	same want out
	[ "$(cached | wc -l)" -eq 1 ]
}

@test "one token for all, cached for its owner only" {
	start_sim --flows 1
	auth
	auth
	auth --print-token
	[ "$(stat .tokensIssued)" -eq 1 ]
	[ "$(wc -l <out)" -eq 1 ]
	jq -e --rawfile token out '.access_token + "\n" == $token' "$(cached)"
	[ "$(find "$XDG_CACHE_HOME/gc-tools" -perm 700 -type d | wc -l)" -eq 1 ]
	[ "$(find "$XDG_CACHE_HOME/gc-tools" -type f ! -perm 600 | wc -l)" -eq 0 ]
	# Another client has another token.
	GENESYSCLOUD_OAUTHCLIENT_ID=other auth
	[ "$(cached | wc -l)" -eq 2 ]
	[ "$(stat .tokensIssued)" -eq 2 ]
}

@test "many programs at once log in once" {
	start_sim --flows 1 --latency 50
	local i pids=()
	for i in 1 2 3 4 5 6 7 8; do
		gc-auth >"out.$i" 2>"err.$i" &
		pids+=($!)
	done
	for i in "${pids[@]}"; do wait "$i"; done
	[ "$(stat .tokensIssued)" -eq 1 ]
	[ "$(cat out.* | wc -l)" -eq 8 ]
}

@test "a token is renewed before it ends: a tenth of its life, at most 5 minutes" {
	start_sim --flows 1 --token-life 10
	auth
	auth
	[ "$(stat .tokensIssued)" -eq 1 ]
	sed -i "s/\"expires_at\":[0-9]*/\"expires_at\":$(($(date +%s) + 1))/" "$(cached)"
	auth
	[ "$(stat .tokensIssued)" -eq 2 ]
	sed -i "s/\"lifetime\":[0-9]*/\"lifetime\":86400/; s/\"expires_at\":[0-9]*/\"expires_at\":$(($(date +%s) + 299))/" "$(cached)"
	auth
	[ "$(stat .tokensIssued)" -eq 3 ]
}

@test "a cached token that the API takes no more is renewed" {
	start_sim --flows 1
	auth
	sed -i 's/"access_token":"[^"]*"/"access_token":"gone"/' "$(cached)"
	auth
	[ "$status" -eq 0 ]
	[ ! -s err ]
	[ "$(stat .tokensIssued)" -eq 2 ]
	run ! grep gone "$(cached)"
}

@test "a cache that is damaged, or of another host, is not believed" {
	start_sim --flows 1
	auth
	local file text
	file=$(cached)
	for text in '' '{' '[]' '{"api":"http://elsewhere","client_id":"sim-client","access_token":"x"}' \
		'{"api":1,"access_token":[]}' $'{"access_token":"a\\r\\nX-Evil: 1"}'; do
		printf %s "$text" >"$file"
		auth
		[ "$status" -eq 0 ] || bad "cache '$text': status $status"
		jq -e '.access_token | length == 36' "$file" || bad "cache '$text' stays"
	done
	head -c 300000 /dev/zero >"$file"
	auth
	[ "$status" -eq 0 ] || bad "a large cache file"
	no_failures
}

@test "without a usable cache folder it works all the same" {
	start_sim --flows 1
	echo >file
	XDG_CACHE_HOME=$PWD/file auth
	[ "$status" -eq 0 ]
	grep -q 'the token is not cached' err
	env -u HOME -u XDG_CACHE_HOME -u XDG_CONFIG_HOME gc-auth >out
	[ -s out ]
	[ -z "$(cached 2>/dev/null)" ]
}

@test "a cache folder that is a link: its target is never changed, and used only where it is safe" {
	start_sim --flows 1
	mkdir -m 755 target
	mkdir -p "$XDG_CACHE_HOME"
	ln -s "$PWD/target" "$XDG_CACHE_HOME/gc-tools"
	auth
	[ "$status" -eq 0 ]
	[ "$(command stat -c %a target)" = 755 ]
	[ "$(find target -name 'token-*.json' -perm 600 | wc -l)" -eq 1 ]
	local mode
	for mode in 775 757 1777; do
		chmod "$mode" target
		auth
		[ "$status" -eq 2 ] || bad "a target of mode $mode: status $status"
		grep -q 'symbolic link.*; remove the link, or use --no-cache' err || bad "mode $mode: $(cat err)"
		[ "$(command stat -c %a target)" = "$mode" ] || bad "mode $mode was changed"
		auth --no-cache
		[ "$status" -eq 0 ] || bad "--no-cache: status $status"
	done
	ln -sfn "$PWD/nowhere" "$XDG_CACHE_HOME/gc-tools"
	auth
	[ "$status" -eq 2 ] || bad "a link to nothing: status $status"
	no_failures
}

@test "--no-cache neither reads nor writes it; --logout drops it" {
	start_sim --flows 1
	auth --no-cache
	[ ! -e "$XDG_CACHE_HOME/gc-tools" ]
	auth
	auth --no-cache
	[ "$(stat .tokensIssued)" -eq 3 ]
	auth --logout
	[ "$status" -eq 0 ]
	[ ! -s out ]
	[ -z "$(cached)" ]
	auth --logout
	[ "$status" -eq 0 ]
	[ "$(stat .tokensIssued)" -eq 3 ]
}

@test "--print-token: the bare token, which works" {
	start_sim --flows 1
	auth --print-token
	[ ! -s err ]
	curl -sf -H "Authorization: Bearer $(cat out)" "http://localhost:$SIM_PORT/api/v2/tokens/me" >me
	jq -e '.OAuthClient.id == "sim-client"' me
	run -2 gc-auth --print-token --logout
}

@test "--check: every endpoint, and each missing permission by name" {
	start_sim --flows 1
	auth --check --progress=json
	[ "$status" -eq 0 ]
	jq -se '.[0].kind == "session" and (.[1:] | length > 50 and all(.[]; .kind == "check"))' out
	jq -se 'all(.[1:][]; .status == "ok" or .status == "absent")' out
	jq -se '[.[] | select(.what == "flow" or .what == "queue" or .what == "user") | .status] == ["ok", "ok", "ok"]' out
	stop_sims
	start_sim --flows 1 --deny routing:queue:view --deny architect:flow:view --deny architect:datatableRow:view
	auth --check
	[ "$status" -eq 77 ]
	grep -q '^gc-auth: gc-list queue: missing permission routing:queue:view: 403 ' err
	grep -q '^gc-auth: gc-get configuration: missing permission architect:flow:view: 403 ' err
	grep -q '^gc-auth: gc-get rows: missing permission architect:datatableRow:view: 403 ' err
	[ "$(jq -s '[.[] | select(.status == "missing")] | length' out)" -eq "$(wc -l <err)" ]
	jq -se 'any(.[]; .what == "user" and .status == "ok")' out
}

@test "--check reads only: the org is what it was" {
	start_sim --flows 5
	auth
	gc-auth --print-token >token
	list() {
		curl -sf -H "Authorization: Bearer $(cat token)" \
			"http://localhost:$SIM_PORT/api/v2/flows?pageSize=100" | jq -S 'del(.. | .contextId?)'
	}
	list >before
	auth --check
	list | same before -
}

@test "credentials refused are 77, the host's own words, and no secret" {
	start_sim --flows 1 --client-id me --client-secret right
	GENESYSCLOUD_OAUTHCLIENT_ID=me GENESYSCLOUD_OAUTHCLIENT_SECRET=Sesam-0ffne-Dich auth -v
	[ "$status" -eq 77 ]
	[ ! -s out ]
	grep -q "login at http://localhost:$SIM_PORT: 401 invalid_client: authentication failed.*: check client id, client secret and region" err
	run -1 grep -r Sesam err "$HOME"
	GENESYSCLOUD_OAUTHCLIENT_ID=you GENESYSCLOUD_OAUTHCLIENT_SECRET=right auth
	[ "$status" -eq 77 ]
	grep -q '400 invalid_client: client not found' err
	[ -z "$(cached)" ]
	GENESYSCLOUD_ACCESS_TOKEN=nonsense auth
	[ "$status" -eq 77 ]
	run ! grep nonsense err
}

@test "nobody there is 75; a busy login host is tried again" {
	start_sim --flows 1 --fault '503:first=1:path=*token' --fault 'reset:first=1:path=*me'
	auth
	[ "$status" -eq 0 ]
	[ ! -s err ]
	stop_sims
	auth --retries 1 --no-cache
	[ "$status" -eq 75 ]
	[ "$(wc -l <err)" -eq 1 ]
	grep -q "login at http://localhost:$SIM_PORT: .*gave up after 2 tries" err
	# Who waits longer is told for what, once.
	auth --retries 4 --no-cache
	[ "$status" -eq 75 ]
	[ "$(grep -c "^gc-auth: http://localhost:$SIM_PORT: .*connect.*; trying again" err)" -eq 1 ]
	[ "$(wc -l <err)" -eq 2 ]
}

@test "a login answer that is no token is refused" {
	start_sim --flows 1 --fault 'html:path=*token'
	auth --retries 1
	[ "$status" -eq 75 ]
	grep -q 'not whole JSON (text/html' err
}

@test "nothing set: 2, and what to set" {
	auth
	[ "$status" -eq 2 ]
	grep -q 'set GENESYSCLOUD_REGION' err
	GENESYSCLOUD_REGION=localhost:1 auth
	[ "$status" -eq 2 ]
	grep -q 'set GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET' err
	GENESYSCLOUD_REGION=localhost:1 GENESYSCLOUD_OAUTHCLIENT_ID=x auth
	[ "$status" -eq 2 ]
	grep -q 'the environment has a client id without a client secret' err
	GENESYSCLOUD_REGION=nowhere GENESYSCLOUD_ACCESS_TOKEN=x auth
	[ "$status" -eq 2 ]
	grep -q "unknown region \"nowhere\";" err
	for region in https://apps.mypurecloud.de api.mypurecloud.de login.mypurecloud.de; do
		GENESYSCLOUD_REGION=$region GENESYSCLOUD_ACCESS_TOKEN=x auth
		[ "$status" -eq 2 ]
		grep -qF "unknown region \"$region\"; use an AWS name" err
	done
	GENESYSCLOUD_REGION='a.b/c' GENESYSCLOUD_ACCESS_TOKEN=x auth
	[ "$status" -eq 2 ]
	GENESYSCLOUD_REGION=localhost:1 GENESYSCLOUD_ACCESS_TOKEN=$'x\r\nX-Evil: 1' auth
	[ "$status" -eq 2 ]
	GENESYSCLOUD_REGION=localhost:1 GENESYSCLOUD_OAUTHCLIENT_ID=a:b GENESYSCLOUD_OAUTHCLIENT_SECRET=x auth
	[ "$status" -eq 2 ]
	auth -p nobody
	[ "$status" -eq 2 ]
	grep -q "no profile \"nobody\" in $XDG_CONFIG_HOME/gc-tools/profiles.yaml or in" err
}

@test "hosts follow from the region" {
	export GENESYSCLOUD_OAUTHCLIENT_ID=a GENESYSCLOUD_OAUTHCLIENT_SECRET=b
	nowhere GENESYSCLOUD_REGION=eu-central-1 | grep -F 'login at https://login.mypurecloud.de:'
	nowhere GENESYSCLOUD_REGION=us_east_2 | grep -F 'https://login.use2.us-gov-pure.cloud:'
	nowhere GENESYSCLOUD_REGION=mypurecloud.com.au | grep -F 'https://login.mypurecloud.com.au:'
	nowhere PURECLOUD_REGION=ap-northeast-3 | grep -F 'https://login.apne3.pure.cloud:'
	nowhere GENESYSCLOUD_REGION=eu-west-1 GC_LOGIN_URL=https://login.example.test | grep -F 'https://login.example.test:'
	export GENESYSCLOUD_ACCESS_TOKEN=x
	nowhere GENESYSCLOUD_REGION=sa-east-1 | grep -F 'https://api.sae1.pure.cloud:'
	nowhere GC_API_URL=https://api.example.test | grep -F 'https://api.example.test:'
}

@test "plain http goes to this machine only, unless asked for" {
	export GENESYSCLOUD_ACCESS_TOKEN=x
	GC_API_URL=http://api.example.test auth
	[ "$status" -eq 2 ]
	grep -q 'insecure-http' err
	GC_API_URL=http://localhost.example.test auth
	[ "$status" -eq 2 ]
	GC_API_URL=ftp://localhost auth
	[ "$status" -eq 2 ]
	GC_API_URL=http://127.0.0.1:1 auth --retries 0
	[ "$status" -eq 75 ]
	http_proxy=http://127.0.0.1:1 GC_API_URL=http://api.example.test auth --insecure-http --retries 0
	[ "$status" -eq 75 ]
}

@test "a proxy gets nothing that it could read: no plain http, and nothing for this machine" {
	start_sim --flows 1
	start_server '
class Handler(Answers):
    def do_GET(self):
        open("proxied", "a").write("%s %s\n" % (self.path, self.headers.get("Authorization")))
        self.answer(b"{\"access_token\": \"x\"}")
    do_POST = do_CONNECT = do_GET'
	local proxy=http://127.0.0.1:$SERVER_PORT variable
	for variable in http_proxy all_proxy ALL_PROXY; do
		env "$variable=$proxy" gc-auth --no-cache >out
		jq -e .organization.id out >/dev/null || bad "$variable: no session"
	done
	http_proxy=$proxy all_proxy=$proxy GC_API_URL=http://api.example.test \
		GC_LOGIN_URL=http://login.example.test auth --insecure-http --retries 0 --no-cache
	[ "$status" -eq 75 ]
	http_proxy=$proxy GENESYSCLOUD_ACCESS_TOKEN=x GC_API_URL=http://api.example.test \
		auth --insecure-http --retries 0
	[ "$status" -eq 75 ]
	no_failures
	[ ! -e proxied ]
	# https goes through it as a tunnel, whose end it knows and no more.
	https_proxy=$proxy GENESYSCLOUD_ACCESS_TOKEN=x GC_API_URL=https://api.example.test auth --retries 0
	[ "$(sort -u proxied)" = "api.example.test:443 None" ]
}

@test "a redirect is not followed, so no token goes elsewhere" {
	start_server '
class Handler(Answers):
    def do_GET(self):
        open("asked", "a").write(self.path + "\n")
        self.send_response(302)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()'
	status=0
	GENESYSCLOUD_REGION=127.0.0.1:$SERVER_PORT GENESYSCLOUD_ACCESS_TOKEN=x gc-auth >out 2>err || status=$?
	[ "$status" -eq 69 ]
	grep -q '302 redirects are not followed' err
	[ "$(cat asked)" = /api/v2/organizations/me ]
}

@test "TLS: a certificate that nobody vouches for is refused; SSL_CERT_FILE vouches" {
	need_tool openssl
	openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost \
		-addext subjectAltName=DNS:localhost 2>/dev/null
	start_server '
import ssl
class Handler(Answers):
    def do_GET(self):
        self.answer(b"{\"id\": \"tls\", \"name\": \"Safe\"}")
def wrap(socket):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("cert.pem", "key.pem")
    return context.wrap_socket(socket, server_side=True)'
	export GC_API_URL=https://localhost:$SERVER_PORT GENESYSCLOUD_ACCESS_TOKEN=x
	auth
	cp err refused
	echo "$status" >refused.status
	SSL_CERT_FILE=$PWD/cert.pem auth
	[ "$(cat refused.status)" -eq 69 ]
	grep -qi 'certificate' refused
	[ "$status" -eq 0 ]
	jq -e '.organization.name == "Safe" and (has("login") | not) and (has("expires_at") | not)' out
}

@test "profiles: by option, by GC_PROFILE, by the name default" {
	start_sim --flows 1 --org One --client-id one --client-secret first
	local one=$SIM_PORT
	start_sim --flows 1 --org Two --client-id two --client-secret second
	profiles <<-END
		# two orgs
		default:
		  region: localhost:$one
		  client_id: one
		  client_secret: "first"
		two:
		  api_url: http://localhost:$SIM_PORT
		  login_url: 'http://localhost:$SIM_PORT'
		  client_id: two
		  client_secret: second
		broken: {region: localhost:1, client_id: x}
	END
	unset "${!GENESYSCLOUD_@}"
	auth
	jq -e '.organization.name == "One" and .profile == "default" and (.region | startswith("localhost:"))' out
	GC_PROFILE=two auth
	jq -e '.organization.name == "Two" and .profile == "two" and (has("region") | not)' out
	# The option goes before the environment, the environment before GC_PROFILE.
	export GENESYSCLOUD_REGION=localhost:$one GENESYSCLOUD_OAUTHCLIENT_ID=one GENESYSCLOUD_OAUTHCLIENT_SECRET=first
	auth -p two
	jq -e '.organization.name == "Two"' out
	GC_PROFILE=two auth
	jq -e '.organization.name == "One" and (has("profile") | not)' out
	auth -p broken
	[ "$status" -eq 2 ]
	grep -q 'the profile has a client id without a client secret' err
	auth -p nobody
	[ "$status" -eq 2 ]
}

@test "profiles.yaml: closed to others, known keys, plain values, or refused by its line" {
	profiles <<<'dev: {region: localhost:1, access_token: Sesam-0ffne-Dich}'
	chmod 640 "$XDG_CONFIG_HOME/gc-tools/profiles.yaml"
	auth -p dev
	[ "$status" -eq 2 ]
	grep -q 'others can read it; chmod 600' err
	local text
	for text in $'dev:\n  regoin: x' $'dev:\n  region: [x]' $'dev: x' '- dev' $'dev:\n  region: {a: b}' $'dev:\n\tregion: x' '"'; do
		profiles <<<"$text"
		auth -p dev
		[ "$status" -eq 2 ] || bad "'$text': status $status"
		grep -qE 'profiles.yaml:[0-9]+: ' err || bad "'$text': the line is not named"
	done
	run -1 grep -r Sesam err out
	no_failures
}

@test "a config.toml that others can write: the group is warned about, everybody is refused" {
	start_sim --flows 1
	mkdir -p "$HOME/.gc"
	printf '[default]\nenvironment = "localhost:%s"\naccess_token = "x"\n' "$SIM_PORT" >"$HOME/.gc/config.toml"
	unset "${!GENESYSCLOUD_@}"
	chmod 644 "$HOME/.gc/config.toml"
	auth
	run ! grep 'can write it' err
	chmod 664 "$HOME/.gc/config.toml"
	auth
	[ "$status" -eq 77 ] # the rehearsal org does not know the token
	grep -q 'config.toml: its group can write it; chmod go-w ' err
	chmod 646 "$HOME/.gc/config.toml"
	auth
	[ "$status" -eq 2 ]
	grep -q 'config.toml: everybody can write it; chmod go-w ' err
}

@test "a folder of settings that others can write: the group is warned about, everybody is refused" {
	local folder
	start_sim --flows 1
	mkdir -p "$HOME/.gc"
	printf '[default]\nenvironment = "localhost:%s"\naccess_token = "x"\n' "$SIM_PORT" >"$HOME/.gc/config.toml"
	profiles <<<"other: {region: localhost:$SIM_PORT, access_token: x}"
	unset "${!GENESYSCLOUD_@}"
	for folder in "$HOME/.gc" "$XDG_CONFIG_HOME/gc-tools"; do
		chmod 775 "$folder"
		auth
		[ "$status" -eq 77 ]
		grep -q "$folder: its group can write it; chmod go-w " err
		chmod 777 "$folder"
		auth
		[ "$status" -eq 2 ]
		grep -q "$folder: everybody can write it; chmod go-w " err
		chmod 1777 "$folder" # no one can replace another user's file here
		auth
		[ "$status" -eq 77 ]
		chmod 755 "$folder"
		auth
		run ! grep 'can write it' err
	done
}

@test "the vendor's config.toml is read as it is" {
	start_sim --flows 1 --org Vendor --client-id 'my id' --client-secret $'s3c"r\\et#'
	mkdir -p "$HOME/.gc"
	cat >"$HOME/.gc/config.toml" <<-END
		# written by gc
		title = "x"

		[DEFAULT]
		  auto_pagination_enabled = false
		  client_credentials = "my id" # the id
		  client_secret = "s3c\"r\\\\et#"
		  environment = 'localhost:$SIM_PORT'
		  access_token = ""
		  oauth_token_data = "{\"access_token\":\"old\"}"
		  oauth_token_expiry = 2026-11-22T10:00:00Z

		["other one"]
		environment = "mypurecloud.de"
	END
	unset "${!GENESYSCLOUD_@}"
	auth
	[ "$status" -eq 0 ]
	jq -e '.organization.name == "Vendor"' out
	auth -p DEFAULT
	jq -e '.profile == "DEFAULT"' out
	GENESYSCLOUD_ACCESS_TOKEN=x HTTPS_PROXY=http://127.0.0.1:1 auth -p 'other one' --retries 0
	grep -q 'https://api.mypurecloud.de' err
	local text
	for text in '[x' 'a' 'a = ' 'a = "b' 'a = [1]' '[[x]]' 'a = "b" c' '= 1'; do
		printf '[DEFAULT]\n%s\n' "$text" >"$HOME/.gc/config.toml"
		auth
		[ "$status" -eq 2 ] || bad "'$text': status $status"
		grep -q 'config.toml:2: ' err || bad "'$text': the line is not named"
	done
	no_failures
}

@test "secret_command: its first line is the secret, once for all programs while the token is valid" {
	start_sim --flows 1 --client-id me --client-secret 'Sesam 0ffne'
	cat >manager <<-'END'
		#!/bin/sh
		echo "$*" >>"$HOME/ran"
		[ "$(cat)" = "" ] || exit 9
		printf 'Sesam 0ffne\r\nuser: me\n'
	END
	chmod +x manager
	profiles <<<"dev: {region: localhost:$SIM_PORT, client_id: me, secret_command: $PWD/manager show 'genesys/dev'}"
	unset "${!GENESYSCLOUD_@}"
	echo '{"kind":"flow"' | gc-auth -p dev -v >out 2>err
	gc-auth -p dev
	gc-list -p dev >list
	[ -s list ]
	[ "$(cat "$HOME/ran")" = "show genesys/dev" ]
	run -1 grep -r Sesam err out list "$HOME"
	auth -p dev --no-cache
	[ "$status" -eq 0 ]
	[ "$(wc -l <"$HOME/ran")" -eq 2 ]
}

@test "secret_command: a failure is 77 and one line that shows neither command nor output" {
	local i commands=('echo Sesam; exit 3' 'kill -9 $$' true 'yes Sesam' 'no-such-Sesam 2>/dev/null'
		'printf "Se\007sam\n"' 'echo Sesam; sleep 100' 'exec >&-; exec sleep 100')
	local says=('ended with status 3' 'was killed by signal 9' 'printed no secret on its first line'
		'printed more than 64 KiB' 'ended with status 127' 'printed a control character'
		'took longer than --timeout allows' 'took longer than --timeout allows')
	profiles < <(for i in "${!commands[@]}"; do
		printf "%s: {region: 'localhost:1', client_id: me, secret_command: '%s'}\n" "p$i" "${commands[i]}"
	done)
	for i in "${!commands[@]}"; do
		auth -p "p$i" --timeout 1
		[ "$status" -eq 77 ] || bad "${commands[i]}: status $status"
		[ "$(sed 's/^gc-auth: [^ ]*: //' err)" = "secret_command of profile \"p$i\" ${says[i]}; run it by hand" ] ||
			bad "${commands[i]}: $(cat err)"
		[ ! -s out ] || bad "${commands[i]}: output"
	done
	no_failures
}

@test "--profiles: the names of both files, one a line, without secrets; default: is not one" {
	auth --profiles
	[ "$status" -eq 0 ]
	[ ! -s out ]
	profiles <<-'END'
		default: dev
		dev: {region: localhost:1, client_id: x, client_secret: Sesam}
		test org: {region: localhost:1, client_id: x, secret_command: echo Sesam}
	END
	mkdir -p "$HOME/.gc"
	printf 'title = 1\n[DEV]\nenvironment = "x"\n[prod]\nenvironment = "y"\n' >"$HOME/.gc/config.toml"
	auth --profiles
	[ "$(cat out)" = $'dev\ntest org\nprod' ]
	auth --profiles --check
	[ "$status" -eq 2 ]
	profiles <<<'dev: text'
	auth --profiles
	[ "$status" -eq 2 ]
	grep -q 'profiles.yaml:1: ' err
}

@test "proxy: of a profile is used for https, goes before the environment, and NO_PROXY still holds" {
	start_server '
class Handler(Answers):
    def do_CONNECT(self):
        open("proxied", "a").write("%s %s\n" % (self.path, self.headers.get("Proxy-Authorization")))
        self.answer(b"")'
	profiles <<-END
		dev:
		  region: example.test
		  access_token: x
		  proxy: http://me:Sesam@127.0.0.1:$SERVER_PORT
	END
	https_proxy=http://127.0.0.1:1 auth -p dev --retries 0 -v
	[ "$(sort -u proxied)" = "api.example.test:443 Basic bWU6U2VzYW0=" ]
	run ! grep Sesam err out
	rm proxied
	NO_PROXY=.example.test auth -p dev --retries 0 --timeout 1
	[ ! -e proxied ]
}

@test "--check on a terminal: the org and an aligned table; elsewhere records" {
	need_tool script
	script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "no pseudo-terminals"
	start_sim --flows 1 --org Desk --deny routing:queue:view
	TERM=xterm script -qec "gc-auth --check 2>err; echo status \$?" /dev/null </dev/null >screen
	tr -d '\r' <screen >plain
	grep -q "^Desk ([0-9a-f-]*), localhost:$SIM_PORT\$" plain
	grep -q '^STATUS   PROGRAM  WHAT  *PERMISSION$' plain
	grep -q $'^\033\\[31mmissing\033\\[m  gc-list  queue  *routing:queue:view$' plain
	grep -q '^ok       gc-list  flow  *architect:flow:view$' plain
	grep -q '^status 77$' plain
	run ! grep '"kind"' plain
	# One column for all permissions.
	[ "$(sed 's/\x1b\[[0-9]*m//g' plain | awk '/^ok .*:/ || /^STATUS/ { print match($0, /(PERMISSION|[a-zA-Z]+:[a-zA-Z:]+)$/) }' | sort -u | wc -l)" -eq 1 ]
	NO_COLOR=1 TERM=xterm script -qec "gc-auth --check 2>err" /dev/null </dev/null >screen || true
	run ! grep $'\033' screen
}
