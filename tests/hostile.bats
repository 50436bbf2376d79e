# What a server may cost that answers slowly, endlessly or with nonsense: a bounded wait, one line,
# and the other requests go on.
load helper
load programs

teardown() {
	stop_sims
}

# hostile PYTHON - a server of which PYTHON defines reply(self), for every request there is. Each
# request has a thread of its own. Helpers: head(self, n) a 200 with that Content-Length.
hostile() {
	start_server "
import itertools, json, socketserver, threading, time
class Handler(Answers):
    protocol_version = 'HTTP/1.1'
    def any(self):
        self.sent = self.rfile.read(int(self.headers.get('Content-Length') or 0))
        try:
            reply(self)
        except OSError:
            pass
    do_GET = do_POST = do_PUT = any
    def log_message(self, *rest):
        pass
http.server.HTTPServer = http.server.ThreadingHTTPServer
def head(self, n, status=200):
    self.send_response(status)
    self.send_header('Content-Length', str(n))
    self.end_headers()
def trickle(self, n, rate):
    for i in range(n):
        self.wfile.write(b' ')
        self.wfile.flush()
        time.sleep(1 / rate)
$1"
	export GENESYSCLOUD_REGION=127.0.0.1:$SERVER_PORT
	export GENESYSCLOUD_ACCESS_TOKEN=x
}

# flows N - records of that many flows, their ids 1, 2, ...
flows() { seq "$1" | sed 's/.*/{"kind":"flow","org":"o","id":"&","name":"Flow &","type":"WORKFLOW"}/'; }

# takes SECONDS COMMAND... - the command's status in $status; it took at least so long, and not more
# than 3 seconds longer, which a busy machine may need.
takes() {
	local from=$EPOCHREALTIME seconds=$1 took
	shift
	status=0
	timeout 60 "$@" >out 2>err </dev/null || status=$?
	took=$(((${EPOCHREALTIME/./} - ${from/./}) / 1000))
	echo "$*: status $status after $took ms"
	[ "$took" -ge $((seconds * 1000 - 50)) ]
	[ "$took" -lt $((seconds * 1000 + 3000)) ]
}

@test "--timeout ends what is silent or trickles, wherever it does, and within its time" {
	flows 1 >one
	hostile '
def reply(self):
    if self.path.endswith("/1/latestconfiguration"):
        head(self, 100000)
        trickle(self, 4000, 40)
    elif self.path.endswith("/2/latestconfiguration"):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for i in range(4000):
            self.wfile.write(b"X-%d: 1\r\n" % i)
            time.sleep(0.1)
    else:
        time.sleep(60)'
	local timeout=(--timeout 1 --retries 0)
	takes 1 gc-get "${timeout[@]}" one
	[ "$status" -eq 75 ]
	grep -q 'slower than 1000 bytes a second for 1 s; gave up after 1 try' err
	sed 's/"1"/"2"/' one >two
	takes 1 gc-get "${timeout[@]}" two
	grep -q 'slower than 1000 bytes a second for 1 s' err
	sed 's/"1"/"3"/' one >three
	takes 1 gc-get "${timeout[@]}" three
	[ "$status" -eq 75 ]
	grep -q 'no answer within 1 s; gave up after 1 try' err
	takes 3 gc-get --timeout 3 --retries 0 three
}

@test "--timeout on a POST, also after a large body: as on a GET" {
	hostile '
def reply(self):
    time.sleep(60)'
	takes 1 gc-list --timeout 1 --retries 0 user
	takes 1 gc-list --timeout 1 --retries 0 scheduleGroup
	grep -q 'no answer within 1 s' err
	jq -nc '{kind: "flow", org: "a", id: "1", name: "F", type: "WORKFLOW",
		archy: ("workflow:\n  name: F\n# " + ("x" * 3000000))}' >archy
	hostile '
def reply(self):
    body = {"id": "o", "name": "O", "entities": [], "total": 0}
    if self.path == "/up":
        time.sleep(60)
    if self.path == "/api/v2/flows/jobs":
        body = {"id": "j", "presignedUrl": "http://127.0.0.1:%d/up" % server.server_port, "headers": {}}
    body = json.dumps(body).encode()
    head(self, len(body))
    self.wfile.write(body)'
	takes 1 gc-put --timeout 1 --retries 0 archy
	[ "$status" -ne 0 ]
	grep -q 'no answer within 1 s' err
}

@test "sign-in obeys --timeout, too" {
	hostile '
def reply(self):
    time.sleep(60)'
	unset GENESYSCLOUD_ACCESS_TOKEN
	export GENESYSCLOUD_OAUTHCLIENT_ID=a GENESYSCLOUD_OAUTHCLIENT_SECRET=b
	takes 1 gc-auth --timeout 1 --retries 0
	[ "$status" -eq 75 ]
	grep -q 'login at .*: no answer within 1 s' err
	flows 3 >three
	takes 1 gc-get --timeout 1 --retries 0 --no-cache three
	[ "$status" -eq 75 ]
}

@test "a header without end fails that request, and the run goes on" {
	flows 5 >five
	hostile '
def endless(self, piece, n=1 << 14):
    self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX: ")
    for i in range(n):
        self.wfile.write(piece)
def reply(self):
    flow = self.path.split("/")[4]
    if flow == "1":
        endless(self, b"x" * 1024)
    elif flow == "2":
        endless(self, b"x" * 1000 + b"\r\nX: ")
    elif flow == "3":
        while True:
            self.wfile.write(b"HTTP/1.1 100 Continue\r\nX: y\r\n\r\n")
    elif flow == "4":
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX: ")
        while True:
            self.wfile.write(b"x" * 1024)
    else:
        head(self, 2)
        self.wfile.write(b"{}")
    self.close_connection = True'
	status=0
	timeout 60 gc-get --timeout 5 --retries 0 --failed failed five >out 2>err || status=$?
	cat err
	[ "$status" -eq 3 ]
	[ "$(jq -r .id out)" = 5 ]
	[ "$(jq -r .id failed | tr '\n' ' ')" = "1 2 3 4 " ]
	[ "$(wc -l <err)" -eq 4 ]
	[ "$(grep -c 'the answer has too large a header' err)" -eq 4 ]
}

@test "a listing whose numbers are nonsense: bounded, 0 where all is there, else 3 and one line" {
	hostile '
flows = [{"id": "%03d" % i, "name": "F", "type": "WORKFLOW"} for i in range(60)]
def reply(self):
    page = int(self.path.split("pageNumber=")[1].split("&")[0]) if "pageNumber=" in self.path else 1
    body = {"id": "o", "name": "O", "entities": flows[(page - 1) * 25:page * 25], "pageSize": 25}
    body.update(json.loads(open("says").read()))
    if body.pop("always", False):
        body["entities"] = flows[:25]
    if body.pop("endless", False):
        body["entities"] = [{"id": "%d" % (page * 25 + i), "name": "F"} for i in range(25)]
    open("asked", "a").write(self.path + "\\n")
    body = json.dumps(body).encode()
    head(self, len(body))
    self.wfile.write(body)'
	local says want records
	while read -r want records says; do
		echo "$says" >says
		rm -f asked
		status=0
		timeout 60 gc-list flow --page-size 25 >out 2>err || status=$?
		[ "$status" -eq "$want" ] || bad "$says: status $status, $(cat err)"
		[ "$(wc -l <out)" -ge "$records" ] || bad "$says: $(wc -l <out) records"
		[ "$(wc -l <err)" -eq $((want != 0)) ] || bad "$says: said $(cat err)"
		[ "$(wc -l <asked)" -lt 150 ] || bad "$says: $(wc -l <asked) requests"
	done <<-END
		0 60 {"total": 60, "pageCount": 3}
		0 60 {"total": 60, "pageCount": 1000000000}
		0 60 {"total": 60, "pageCount": -1}
		0 60 {"total": 60, "pageCount": "many", "pageSize": 1e99}
		3 60 {"total": 1000000000, "pageCount": 1000000000}
		3 60 {"total": 61}
		3 60 {"total": 59}
		3 60 {"total": -5}
		3 60 {"total": 9223372036854775808, "pageCount": 3}
		3 60 {"total": "60"}
		3 25 {"total": 1000000000, "pageCount": 1000000000, "always": true}
		3 250 {"total": 60, "endless": true}
	END
	no_failures
}
