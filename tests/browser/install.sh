#!/bin/sh
# Make a browser available to the browser tests: one that is installed, else Debian's chromium, else none.
# Never fails: without a browser those tests are skipped, and the run's closing lines say so.
for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1; then
    run=""
    [ "$(id -u)" -eq 0 ] || run="sudo -n"
    echo "Installing chromium for the browser tests ..."
    { $run apt-get update -qq && DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq chromium; } >/dev/null 2>&1 \
        && exit 0
fi
echo "No Chromium here and none could be installed: the browser tests will be SKIPPED." >&2
exit 0
