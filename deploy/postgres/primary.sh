#!/usr/bin/env bash
# Runs once, on an empty server: makes the service's role with its database, and the replica's, and keeps the log that the
# replica has not read yet.
set -euo pipefail
echo 'host replication replica all scram-sha-256' >>"$PGDATA/pg_hba.conf"
psql --username postgres --set ON_ERROR_STOP=1 <<'SQL'
\getenv gateway_password GATEWAY_PASSWORD
\getenv replica_password REPLICA_PASSWORD
CREATE ROLE gateway LOGIN PASSWORD :'gateway_password';
CREATE DATABASE gateway OWNER gateway;
CREATE ROLE replica LOGIN REPLICATION PASSWORD :'replica_password';
SELECT pg_create_physical_replication_slot('replica');
SQL
