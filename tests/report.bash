# shellcheck shell=bash
# report.bash - pages in a real browser, without a screen: Chromium, if it is installed.

need_browser() {
	BROWSER=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
		skip "no Chromium to look at the page with"
}

# browse PAGE[#ID] [SCRIPT] - load the page, run SCRIPT in it, and print the page as it is then. The
# file `console` has the browser's messages of errors.
browse() {
	local page=${1%%#*} hash='' copy=$BATS_TEST_TMPDIR/browsed.html
	[[ $1 != *#* ]] || hash=#${1#*#}
	cp "$page" "$copy"
	[ -z "${2-}" ] || printf '<script>\nsetTimeout(() => {\n%s\n}, 100);\n</script>\n' "$2" >>"$copy"
	timeout 120 "$BROWSER" --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage \
		--user-data-dir="$BATS_TEST_TMPDIR/browser" --virtual-time-budget=15000 --enable-logging=stderr \
		--dump-dom "file://$copy$hash" 2>messages </dev/null 3>&- 4>&- || return
	grep -E 'CONSOLE' messages >console || true
}

# quiet_console - the page has reported no error
quiet_console() { [ ! -s console ] || { cat console; return 1; }; }
