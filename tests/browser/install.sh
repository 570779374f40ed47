#!/bin/sh
# Make browsers available to the browser tests: those that are installed, else Debian's chromium and firefox-esr.
# Never fails: without a browser its tests are skipped, and the run's closing lines say so.
first_of() {
    for name in "$@"; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    return 1
}
wanted=""
first_of chromium chromium-browser google-chrome google-chrome-stable chrome || wanted="chromium"
first_of firefox-esr firefox || wanted="$wanted firefox-esr"
[ -n "$wanted" ] || exit 0
if command -v apt-get >/dev/null 2>&1; then
    run=""
    [ "$(id -u)" -eq 0 ] || run="sudo -n"
    echo "Installing for the browser tests: $wanted ..."
    $run apt-get update -qq >/dev/null 2>&1
    for name in $wanted; do # one by one, so that one that cannot be had does not keep the other away
        DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq --no-install-recommends "$name" >/dev/null 2>&1 \
            || echo "No $name here and it could not be installed: its tests will be SKIPPED." >&2
    done
else
    echo "Not installed here: $wanted. Its tests will be SKIPPED." >&2
fi
exit 0
