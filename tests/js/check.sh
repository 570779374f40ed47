#!/bin/sh
# Check the types in the page's JavaScript. Needs node and npm; without them the check is skipped, loudly.
cd "$(dirname "$0")" || exit 1
skip() {
    echo "!!! JAVASCRIPT TYPES NOT CHECKED (SKIPPED): $1" >&2
    exit 0
}
command -v node >/dev/null 2>&1 || skip "node is not installed"
tsc=node_modules/typescript/bin/tsc
if [ ! -f "$tsc" ]; then
    command -v npm >/dev/null 2>&1 || skip "npm is not installed"
    npm install --silent --prefer-offline --no-package-lock --no-audit --no-fund --ignore-scripts >/dev/null 2>&1 && [ -f "$tsc" ] \
        || skip "npm could not install TypeScript"
fi
node "$tsc" --project . && echo "The types of the page's JavaScript are right."
