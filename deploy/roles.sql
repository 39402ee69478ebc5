-- The roles and the database of SchoolSupport. Run by a superuser with psql; may be run again, which
-- sets the passwords anew. Passwords come from the environment, so that they stand in no file:
--   OWNER_PASSWORD=… APPLICATION_PASSWORD=… PLATFORM_PASSWORD=… psql -f deploy/roles.sql postgres
\set ON_ERROR_STOP on
\getenv owner_password OWNER_PASSWORD
\getenv application_password APPLICATION_PASSWORD
\getenv platform_password PLATFORM_PASSWORD

select format('create role %I login nosuperuser nobypassrls nocreaterole nocreatedb', name)
from unnest(array['schoolsupport_owner', 'schoolsupport_app', 'schoolsupport_platform']) as name
where not exists (select from pg_roles where rolname = name) \gexec

-- The owner migrates; the other two own nothing and cannot pass row-level security.
alter role schoolsupport_owner password :'owner_password';
alter role schoolsupport_app password :'application_password';
alter role schoolsupport_platform password :'platform_password';

select 'create database schoolsupport owner schoolsupport_owner'
where not exists (select from pg_database where datname = 'schoolsupport') \gexec

revoke all on database schoolsupport from public;
grant connect on database schoolsupport to schoolsupport_app, schoolsupport_platform;
