#!/usr/bin/env bash
# Runs once, on an empty database: lets the replica in, and keeps the log that it has not read yet.
set -euo pipefail
echo 'host replication all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
psql --username postgres --command "SELECT pg_create_physical_replication_slot('replica')"
