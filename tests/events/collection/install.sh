#!/bin/sh
# Make PostGIS available to the tests of collections: one that is installed, else Debian's.
# Never fails: without it its tests are skipped, and the run's closing lines say so.
ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1 && exit 0
if command -v apt-get >/dev/null 2>&1; then
    run=""
    [ "$(id -u)" -eq 0 ] || run="sudo -n"
    echo "Installing for the tests of collections: postgresql-postgis ..."
    $run apt-get update -qq >/dev/null 2>&1
    DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq --no-install-recommends postgresql postgresql-postgis \
        >/dev/null 2>&1 || echo "PostGIS could not be installed: its tests will be SKIPPED." >&2
else
    echo "PostGIS is not installed here. Its tests will be SKIPPED." >&2
fi
exit 0
