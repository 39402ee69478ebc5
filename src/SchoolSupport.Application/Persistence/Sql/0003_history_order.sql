-- The transaction that wrote an entry: whoever remembers a snapshot can ask whether the history grew since, whatever the
-- order in which transactions ended. Entries from before have none; nobody remembers a snapshot that old.
alter table audit_entries add column written_in xid8;
alter table audit_entries alter column written_in set default pg_current_xact_id();
create index audit_entries_written on audit_entries (tenant_id, written_in);
